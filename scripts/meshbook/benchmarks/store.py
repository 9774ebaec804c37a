"""Snapshots on disk: a source's folder is replaced as a whole, or stays as it is.

Beside the tables (``model/benchmark.py``) stands ``manifest.csv``: how each address answered,
for conditional requests. ``docs/data/fetched.csv`` says on which day each source was last
fetched with success, whether or not anything had changed.
"""

from __future__ import annotations

import csv
import datetime
import io
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path

from meshbook.benchmarks.rows import cells, join
from meshbook.benchmarks.visit import Seen, Snapshot
from meshbook.model.benchmark import TABLES
from meshbook.paths import DATA
from meshbook.problems import MeshbookError
from meshbook.reading.fetched import FETCHED, fetched
from meshbook.reading.tables import read_tables

__all__ = ["DATA", "fetched", "note_fetched", "read", "recover", "write"]

MANIFEST = "manifest.csv"
_OURS = frozenset({MANIFEST, *(f"{name}.csv" for name in TABLES)})
"""The files of a folder that are written here; what else lies there is a person's."""


def read(folder: Path) -> Snapshot:
    """The last good snapshot of a source; an empty one where there is none.

    Raises MeshbookError when what lies there cannot be read: nothing is built upon it.
    """
    recover(folder)
    tables, problems = read_tables(folder)
    if problems:
        first = problems[0]
        raise MeshbookError(f"{first.place}: the last snapshot is faulty ({first.code}); "
                            "`meshbook check` says what is wrong")  # fmt: skip
    path = folder / MANIFEST
    if not (tables.files or tables.signals or tables.listings) or not path.is_file():
        return Snapshot(tables)  # an answer "as before" would bring back nothing
    with path.open(encoding="utf-8", newline="") as file:
        seen = [_seen(line) for line in csv.DictReader(file)]
    return Snapshot(tables, {each.url: each for each in seen})


def write(
    folder: Path, snapshot: Snapshot, check: Callable[[Path], None] = lambda _: None
) -> bool:
    """Put ``snapshot`` in the place of the one in ``folder``; False when they are the same.

    The new folder is made beside the old one, with what people wrote there, and judged by
    ``check``, which raises to refuse it. Whatever is raised, the old folder is untouched.
    """
    recover(folder)
    contents = _contents(snapshot)
    if contents == _contents_of(folder):
        return False
    staged, before = _beside(folder, "new"), _beside(folder, "old")
    shutil.rmtree(staged, ignore_errors=True)
    try:
        staged.mkdir(parents=True)
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name not in _OURS:
                _copy(path, staged / path.name)
        for name, content in contents.items():
            _write_through(staged / name, content)
        check(staged)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    if folder.is_dir():
        folder.rename(before)
    staged.rename(folder)
    shutil.rmtree(before, ignore_errors=True)
    return True


def recover(folder: Path) -> None:
    """End what a killed process began: bring the old folder back if no new one has come."""
    before = _beside(folder, "old")
    if before.is_dir() and not folder.exists():
        before.rename(folder)
    shutil.rmtree(before, ignore_errors=True)
    shutil.rmtree(_beside(folder, "new"), ignore_errors=True)


def note_fetched(root: Path, sources: Iterable[str], day: datetime.date) -> None:
    """Write down that ``sources`` were fetched on ``day``."""
    days = {**fetched(root), **dict.fromkeys(sources, day)}
    path = root / DATA / FETCHED
    staged = path.with_name(f".{FETCHED}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ((source, each.isoformat()) for source, each in sorted(days.items()))
    _write_through(staged, _csv(("source", "day"), lines))
    staged.replace(path)


def _contents(snapshot: Snapshot) -> dict[str, bytes]:
    """The files of a snapshot by name; none for a table without rows."""
    contents = {}
    ordered = join([snapshot.tables])
    for name, kind in TABLES.items():
        rows = getattr(ordered, name)
        if rows:
            header = [each.name for each in fields(kind)]
            contents[f"{name}.csv"] = _csv(header, (cells(row) for row in rows))
    if snapshot.manifest:
        lines = (
            (each.url, each.etag or "", each.modified or "", each.sha256)
            for _, each in sorted(snapshot.manifest.items())
        )
        contents[MANIFEST] = _csv([each.name for each in fields(Seen)], lines)
    return contents


def _contents_of(folder: Path) -> Mapping[str, bytes]:
    if not folder.is_dir():
        return {}
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name in _OURS}


def _csv(header: Iterable[str], lines: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue().encode()


def _seen(line: Mapping[str, str]) -> Seen:
    return Seen(line["url"], line["etag"] or None, line["modified"] or None, line["sha256"])


def _copy(path: Path, target: Path) -> None:
    if path.is_dir():
        shutil.copytree(path, target, symlinks=True)
    else:
        shutil.copy2(path, target, follow_symlinks=False)


def _write_through(path: Path, content: bytes) -> None:
    """Written to the disk itself, so that no rename overtakes it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")
