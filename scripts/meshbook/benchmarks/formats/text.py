"""The text of a result file: decoded, without colours, in lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from meshbook.problems import Place

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])")
_LINE = re.compile(r"line (\d+)", re.ASCII)


def decoded(content: bytes) -> str:
    """The text, without byte order mark, escape codes of a terminal, and with line feeds alone."""
    text = _decoded(content)
    if "\x1b" in text:
        text = _ESCAPE.sub("", text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark):].decode(encoding, "replace")
    return content.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text, a source of places: the locator of the third is ``line 3``."""

    lines: list[str]

    @classmethod
    def of(cls, content: bytes) -> Lines:
        """The lines of a file."""
        return cls(decoded(content).split("\n"))

    def parts(self, begins: Callable[[str], object]) -> Iterator[tuple[int, int]]:
        """The lines from each one that begins a report to the next such one: first, end."""
        starts = [at for at, line in enumerate(self.lines) if begins(line)]
        yield from pairwise([*starts, len(self.lines)])

    def place(self, name: str, locator: str, raw: str) -> Place:
        """The line of ``locator`` (the last without one) and the column where ``raw`` begins."""
        found = _LINE.match(locator)
        line = min(int(found[1]), len(self.lines)) if found else len(self.lines)
        return Place(name, line, max(self.lines[line - 1].find(raw), 0) + 1 if raw else 1)
