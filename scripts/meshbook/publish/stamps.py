"""Which files changed: their sizes and times, without opening any."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

Stamps = dict[str, tuple[int, int]]


def stamps(root: Path, patterns: Iterable[str]) -> Stamps:
    """Time of change and size of the files that match, by path below ``root``."""
    found: Stamps = {}
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            try:
                stat = path.stat()
            except OSError:
                continue
            found[path.relative_to(root).as_posix()] = (stat.st_mtime_ns, stat.st_size)
    return found


def differing(before: Stamps, now: Stamps) -> set[str]:
    """The files that are new, gone or changed."""
    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
