"""From a file to its bytes to its text, or to the reason why it is none."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from meshbook.problems import Place, Problem

MAX_BYTES = 256 * 1024
"""A case is some tens of kilobytes; ten times the longest is a mistake or an attack."""

_MAX_PROBLEMS = 25
# Also what some programs take for the end of a line and others do not: lines are counted.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)"
)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
# Joiners are letters of their own in scripts that join and between the parts of an emoji.
_JOINED = "\u0600-\u109f\u1780-\u18af\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_INVISIBLE = re.compile(
    "[\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
    f"|[\u200c\u200d](?<![{_JOINED}][\u200c\u200d])"
)
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n")
_REFUSED = (("F003", _FORBIDDEN), ("F005", _BIDI), ("F009", _INVISIBLE))


def content_of(shown: str, path: Path, limit: int = MAX_BYTES) -> bytes | Problem:
    """The bytes of a regular file of at most ``limit`` bytes, or why there are none."""
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            if path.resolve(strict=True).parent != path.parent.resolve():
                return Problem("F007", Place(shown), {"reason": "link"})
            status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Problem("F007", Place(shown), {"reason": "no-file"})
        if status.st_size > limit:
            values = {"size": str(status.st_size), "limit": str(limit)}
            return Problem("F002", Place(shown), values)
        return path.read_bytes()
    except (OSError, RuntimeError) as error:
        reason = "denied" if isinstance(error, PermissionError) else "unreadable"
        return Problem("F007", Place(shown), {"reason": reason})


def decode(path: str, content: bytes, limit: int = MAX_BYTES) -> tuple[str, list[Problem]]:
    """The text of ``content`` (without a byte order mark) and what is wrong with its characters.

    The text is empty when the bytes cannot be read as a whole. Forbidden characters are
    reported and replaced one for one, so that the rest can be read at its places.
    """
    if len(content) > limit:
        size = {"size": str(len(content)), "limit": str(limit)}
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
    if _is_plain(content) or _SUSPECT.search(text) is None:
        return text, []
    problems = [
        Problem(code, place_of(path, text, offset), {"character": f"U+{ord(text[offset]):04X}"})
        for code, offset in refused(text)
    ]
    return _FORBIDDEN.sub("\ufffd", text), problems


def refused(text: str) -> Iterator[tuple[str, int]]:
    """The code and offset of each character in ``text`` that no file may hold."""
    if _SUSPECT.search(text) is None:
        return
    for code, pattern in _REFUSED:
        for match in islice(pattern.finditer(text), _MAX_PROBLEMS):
            yield code, match.start()


def _is_plain(content: bytes) -> bool:
    """Whether there is nothing but ASCII that can be seen: told ten times sooner than by search."""
    return content.isascii() and len(content.translate(None, _CONTROLS)) == len(content)


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
