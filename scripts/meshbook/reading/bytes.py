"""From the bytes of a file to its text, or to the reason why it is none."""

from __future__ import annotations

import re
from itertools import islice

from meshbook.problems import Place, Problem

MAX_BYTES = 256 * 1024
"""A case is some tens of kilobytes; ten times the longest is a mistake or an attack."""

_MAX_PROBLEMS = 25
# Also what some programs take for the end of a line and others do not: lines are counted.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)"
)
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


def decode(path: str, content: bytes) -> tuple[str, list[Problem]]:
    """The text of ``content`` (without a byte order mark) and what is wrong with its characters.

    The text is empty when the bytes cannot be read as a whole. Forbidden characters are
    reported and replaced one for one, so that the rest can be read at its places.
    """
    if len(content) > MAX_BYTES:
        size = {"size": str(len(content)), "limit": str(MAX_BYTES)}
        return "", [Problem("F002", Place(path), size)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8", "replace")) + 1
        return "", [Problem("F001", Place(path, line, column), {"looks": _looks_like(content)})]
    if not text.strip():
        return "", [Problem("F004", Place(path))]
    if _SUSPECT.search(text) is None:
        return text, []
    problems = [
        Problem(code, place_of(path, text, match.start()), {"character": f"U+{ord(match[0]):04X}"})
        for code, pattern in (("F003", _FORBIDDEN), ("F005", _BIDI))
        for match in islice(pattern.finditer(text), _MAX_PROBLEMS)
    ]
    return _FORBIDDEN.sub("\ufffd", text), problems


def place_of(path: str, text: str, offset: int) -> Place:
    """The place of the character at ``offset``."""
    line = text.count("\n", 0, offset) + 1
    return Place(path, line, offset - text.rfind("\n", 0, offset))


def _looks_like(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[:4].count(0) >= 2:
        return "UTF-16"
    for encoding, name in (("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP")):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any("\u3041" <= character <= "\u30ff" for character in text):
            return name
    return "?"
