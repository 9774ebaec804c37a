"""The JSON documents in a file: one, several after each other, some of them among log lines."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from json.decoder import JSONDecodeError, JSONDecoder
from typing import Any

from meshbook.benchmarks.formats.text import decoded
from meshbook.problems import Place, Problem

_START = re.compile(r"^[ \t]*([{\[])", re.MULTILINE)
_SURROGATE = re.compile(
    r"\\\\|(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F]|\\u[dD][89a-fA-F])[0-9a-fA-F]{2}", re.ASCII
)
_MOST_SEARCHED = 5_000_000
"""Characters: after so many, faults of a huge file are told at the beginning of its document."""
_MOST_NOISE = 500
"""Lines of a log that look like the beginning of a document."""
_CUT_WORD = re.compile(r"[\w.+-]{0,24}\s*")
"""What is left of a text that ends inside a document: nothing, or half a word."""
_SPACE = re.compile(r"[ \t\n\r]*")


class Written(float):
    """A number with a fraction or an exponent, and how the file writes it."""

    __slots__ = ("text",)
    text: str


def _written(text: str) -> Written | str:
    value = Written(text)
    value.text = text
    return value if math.isfinite(value) else text


_DECODER = JSONDecoder(parse_float=_written, parse_constant=str)


@dataclass(slots=True)
class Documents:
    """The values of a text in order, and what could not be read. A source of places."""

    text: str
    values: list[Any] = field(default_factory=list)
    problems: list[tuple[str, int, str]] = field(default_factory=list)
    """Code, position and detail of what is no JSON."""
    _starts: list[int] = field(default_factory=list)
    _searched: int = 0

    @classmethod
    def of(cls, content: bytes, without: re.Pattern[str] | None = None) -> Documents:
        """Read all documents; text between them (a shell's prompt, a log) is passed over.

        What ``without`` matches counts as blanks: the code around an object.
        """
        text = _SURROGATE.sub(_whole, decoded(content))
        if without:
            text = without.sub(lambda found: " " * len(found[0]), text)
        found = cls(text)
        found._read()
        return found

    def _read(self) -> None:
        start, failure, noise = self._next(0), None, 0
        while start is not None:
            try:
                value, end = _DECODER.raw_decode(self.text, start)
            except JSONDecodeError as error:
                failure = failure or self._failure(error)
                end, noise = self.text.find("\n", start), noise + 1
                if not start < error.pos <= end or noise > _MOST_NOISE:
                    break  # it went on for lines: a document, not a line of a log
            except (RecursionError, ValueError) as error:  # too deep, or a number without end
                failure = "B001", start, type(error).__name__
                break
            else:
                self.values.append(value)
                self._starts.append(start)
            start = self._next(end)
        else:
            failure = None if self.values else failure or ("B001", 0, "{")
        if failure:
            self.problems.append(failure)

    def _next(self, position: int) -> int | None:
        """Where the next document begins: right here, or at the beginning of a line."""
        here = _skip(self.text, position)
        if self.text.startswith(("{", "["), here):
            return here
        found = _START.search(self.text, here)
        return found.start(1) if found else None

    def _failure(self, error: JSONDecodeError) -> tuple[str, int, str]:
        if _CUT_WORD.fullmatch(self.text, error.pos) or error.msg.startswith("Unterminated"):
            return "B004", len(self.text.rstrip()), "}"
        return "B001", error.pos, error.msg

    def locator(self, document: int, pointer: str) -> str:
        """A JSON pointer, after the number of its document where there are several."""
        return pointer if len(self.values) < 2 else f"document {document + 1}, {pointer}"

    def place(self, name: str, locator: str, raw: str) -> Place:
        """Where the value of a locator begins; the nearest one around it that there is."""
        document, pointer = _document(locator)
        if document >= len(self._starts):
            return self.place_at(name, len(self.text.rstrip()))
        start = self._starts[document]
        if self._searched > _MOST_SEARCHED:
            return self.place_at(name, start)
        position = _find(self.text, start, pointer)
        self._searched += position
        return self.place_at(name, position)

    def place_at(self, name: str, position: int) -> Place:
        """Line and column of a position in the text."""
        line = self.text.count("\n", 0, position) + 1
        return Place(name, line, position - self.text.rfind("\n", 0, position))

    def failures(self, name: str, title: str) -> list[Problem]:
        """What could not be read, as problems of a file that was to be a ``title``."""
        return [
            Problem(code, self.place_at(name, position),
                    {"format": title, "detail": detail} if code == "B001" else {"detail": detail})
            for code, position, detail in self.problems
        ]


def text_of(value: Any) -> str | None:
    """A number or a string as the file writes it; None of anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, Written):
        return value.text
    return None if isinstance(value, bool) or not isinstance(value, int) else str(value)


def step(name: str | int) -> str:
    """One step of a JSON pointer."""
    return "/" + str(name).replace("~", "~0").replace("/", "~1")


def _whole(found: re.Match[str]) -> str:
    """Half of a surrogate pair is no character: U+FFFD, in as many letters."""
    return "\\ufffd" if len(found[0]) == 6 else found[0]


def _document(locator: str) -> tuple[int, str]:
    if not locator.startswith("document "):
        return 0, locator
    number, _, pointer = locator.removeprefix("document ").partition(", ")
    return int(number) - 1, pointer


def _find(text: str, start: int, pointer: str) -> int:
    """The position of the value at ``pointer``, or of the innermost that is on the way."""
    for name in pointer.split("/")[1:]:
        wanted = name.replace("~1", "/").replace("~0", "~")
        inner = _member(text, start, wanted) if text[start] == "{" else _item(text, start, wanted)
        if inner is None:
            break
        start = inner
    return start


def _member(text: str, start: int, wanted: str) -> int | None:
    position, found = start + 1, None
    while text[(position := _skip(text, position))] == '"':
        key, position = _DECODER.raw_decode(text, position)
        position = _skip(text, _skip(text, position) + 1)
        if key == wanted:
            found = position
        _, position = _DECODER.raw_decode(text, position)
        position = _skip(text, position)
        if text[position] != ",":
            break
        position += 1
    return found


def _item(text: str, start: int, wanted: str) -> int | None:
    if text[start] != "[" or not wanted.isdecimal():
        return None
    position = _skip(text, start + 1)
    for _ in range(int(wanted)):
        if text[position] == "]":
            return None
        _, position = _DECODER.raw_decode(text, position)
        position = _skip(text, _skip(text, position) + 1)
    return position


def _skip(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position
