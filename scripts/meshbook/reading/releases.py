"""Read what was published before: the releases, all earlier addresses, and where pages went.

The first two are written by ``meshbook release`` alone: a fault in them is no problem of a case
but a reason not to go on. ``moved.yaml`` is written by hand and checked like any other file.
"""

from __future__ import annotations

import datetime
import gzip
import json
import re
import zlib
from collections import defaultdict
from pathlib import Path

from meshbook.model.release import Facts, Moves, Published, Release
from meshbook.paths import ADDRESSES, MOVED, RELEASES
from meshbook.problems import MeshbookError
from meshbook.reading.written import WrittenFile, read_file

FACTS, ABOUT = "facts.tsv.gz", "release.json"
VERSION = re.compile(r"\d{4}\.\d{2}(\.\d+)?")
"""A version of the data: the year and month of its release, and a number for a further one."""


def read_published(root: Path) -> Published:
    """Everything that was published. Raises MeshbookError for a broken record of it."""
    names = versions(root)
    if not names:
        return Published()
    releases = tuple(_release(root, name) for name in names)
    return Published(releases, read_facts(root, names[-1]), _addresses(root))


def versions(root: Path) -> list[str]:
    """The versions of all releases, the oldest first."""
    folders = (root / RELEASES).glob("[0-9]*")
    names = [each.name for each in folders if VERSION.fullmatch(each.name)]
    return sorted(names, key=order)


def order(version: str) -> tuple[int, ...]:
    """By what versions are sorted: 2026.11, 2026.11.1, 2026.12."""
    return tuple(int(part) for part in version.split("."))


def read_facts(root: Path, version: str) -> Facts:
    """The facts of a release. Raises MeshbookError where it has none, or a broken line."""
    path = root / RELEASES / version / FACTS
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for number, line in enumerate(_lines(path), 1):
        parts = line.split("\t")
        if len(parts) != 3:
            raise MeshbookError(f"{path}:{number}: not a record, a key and a value")
        record, key, value = parts
        facts[record][key] = value
    return dict(facts)


def read_moves(root: Path) -> WrittenFile[Moves] | None:
    """``moved.yaml`` as it was read; None where nothing ever moved."""
    return read_file(root, MOVED, Moves) if (root / MOVED).is_file() else None


def moves_of(file: WrittenFile[Moves] | None) -> Moves:
    """What ``moved.yaml`` says; nothing where it is not there or has a fault."""
    return (file and file.record) or Moves()


def published_bytes(root: Path) -> list[bytes]:
    """What cases are held against: the facts of the last release, and its date."""
    names = versions(root)
    folder = root / RELEASES / (names[-1] if names else "")
    return [(folder / name).read_bytes() for name in (FACTS, ABOUT)] if names else []


def _release(root: Path, version: str) -> Release:
    path = root / RELEASES / version / ABOUT
    try:
        about = json.loads(_text(path))
        date = datetime.date.fromisoformat(about["date"])
        return Release(version, date, tuple(about["changed"]))
    except (ValueError, KeyError, TypeError) as error:
        raise MeshbookError(f"{path}: {error!r}") from error


def _addresses(root: Path) -> dict[str, str]:
    path, found = root / ADDRESSES, {}
    for number, line in enumerate(_lines(path), 1):
        address, mark, version = line.partition("\t")
        if not mark:
            raise MeshbookError(f"{path}:{number}: not an address and a version")
        found[address] = version
    return found


def _lines(path: Path) -> list[str]:
    return [line for line in _text(path).split("\n") if line]


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        return (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise MeshbookError(f"{path}: cannot be read ({error})") from error
