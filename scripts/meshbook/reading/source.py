"""Find the sources of measurements, signals and names of a project, and read them whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from meshbook.model.benchmark import TABLES, Tables
from meshbook.model.catalog import BenchmarkData
from meshbook.model.source import BenchmarkSource
from meshbook.paths import DATA
from meshbook.problems import Loc, MeshbookError, Place, Problem
from meshbook.reading.bytes import MAX_BYTES, content_of, decode
from meshbook.reading.columns import columns_of
from meshbook.reading.record import read_record
from meshbook.reading.spread import no_collection
from meshbook.reading.tables import MAX_BYTES as TABLE_BYTES
from meshbook.reading.tables import Table, as_tables, cell_places, read_table
from meshbook.reading.tree import place_at, places

SHELVES = ("benchmarks", "signals", "adopters")
"""The folders in ``docs/data`` whose folders are the sources."""
SOURCE_FILE = "source.yaml"
MANIFEST = "manifest.csv"
"""How addresses answered last: for the next fetch, not for readers."""

_TABLE_FILES = {f"{name}.csv": name for name in TABLES}


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """The bytes of the files of one source, by name, and what could not be had."""

    path: str
    """Of its folder, from the project's root."""
    contents: Mapping[str, bytes]
    problems: tuple[Problem, ...]

    @property
    def whole(self) -> bytes:
        """All that a verdict rests on, as one text."""
        told = [repr(problem).encode() for problem in self.problems]
        parts = [f"{name}\0{len(content)}\0".encode() for name, content in self.contents.items()]
        return b"".join([*told, *parts, *self.contents.values()])

    @property
    def shelf(self) -> str:
        """The folder that it is in: one of ``SHELVES``."""
        return self.path.split("/")[-2]

    @property
    def source_id(self) -> str:
        """The name of its folder."""
        return self.path.split("/")[-1]


@dataclass(frozen=True, slots=True)
class SourceRead:
    """A source as read. ``data`` is None unless every file was read without a fault."""

    files: SourceFiles
    source: BenchmarkSource | None
    tables: Mapping[str, Table]
    problems: tuple[Problem, ...]

    @property
    def data(self) -> BenchmarkData | None:
        """What goes into the catalogue."""
        if self.problems or self.source is None:
            return None
        return BenchmarkData(self.files.source_id, self.source, as_tables(self.tables))


@dataclass(frozen=True, slots=True)
class FoundSources:
    """The folders of sources by the path that is shown, in their order, and what else was there."""

    folders: Mapping[str, Path] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def find_sources(root: Path, paths: Sequence[Path] | None = None) -> FoundSources:
    """The sources of the project, or those that ``paths`` (inside ``docs/data``) lie in or hold.

    Raises MeshbookError for a path that does not exist or in which there is no source.
    """
    found = _all_sources(root)
    if paths is None:
        return found
    wanted: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        if not os.path.lexists(path):
            raise MeshbookError(f"{path}: no such file or folder")
        shown = _shown(path, root)
        folders = {each: at for each, at in found.folders.items() if _touches(each, shown)}
        others = [each for each in found.problems if _touches(each.place.path, shown)]
        if not folders and not others:
            raise MeshbookError(f"{path}: no source to check here")
        wanted |= folders
        problems += [each for each in others if each not in problems]
    return FoundSources(dict(sorted(wanted.items())), tuple(problems))


def is_data(path: Path, root: Path) -> bool:
    """Whether ``path`` is, or lies in, the folder of the sources."""
    return Path(os.path.abspath(path)).is_relative_to(root / DATA)


def load_source(path: str, folder: Path) -> SourceFiles:
    """The bytes of the files in ``folder``, which is shown as ``path``. Never raises."""
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    for entry in sorted(folder.iterdir()):
        shown = f"{path}/{entry.name}"
        if entry.name.startswith((".", "_")) or entry.name == MANIFEST:
            continue
        if entry.name != SOURCE_FILE and entry.name not in _TABLE_FILES:
            problems.append(Problem("B019", Place(shown), {"name": entry.name}))
            continue
        limit = MAX_BYTES if entry.name == SOURCE_FILE else TABLE_BYTES
        content = content_of(shown, entry, limit)
        if isinstance(content, Problem):
            problems.append(content)
        else:
            contents[entry.name] = content
    if not os.path.lexists(folder / SOURCE_FILE):
        problems.append(Problem("B020", Place(f"{path}/{SOURCE_FILE}"), {"name": SOURCE_FILE}))
    return SourceFiles(path, contents, tuple(problems))


def read_source(files: SourceFiles) -> SourceRead:
    """Read the files of one source. Never raises for what they hold."""
    problems = list(files.problems)
    source, tables = None, {}
    for name, content in files.contents.items():
        path = f"{files.path}/{name}"
        if name == SOURCE_FILE:
            source, faults = read_record(BenchmarkSource, path, content)
            problems += faults
        else:
            table = read_table(path, _TABLE_FILES[name], content)
            tables[_TABLE_FILES[name]] = table
            problems += table.problems
    return SourceRead(files, source, tables, tuple(problems))


def read_sources(found: FoundSources) -> list[SourceRead]:
    """All sources of ``found``, in their order."""
    with no_collection():
        return [read_source(load_source(path, at)) for path, at in found.folders.items()]


def shelved(sources: Iterable[SourceRead], shelf: str) -> dict[str, BenchmarkData]:
    """Those of the shelf that were read without a fault and have any rows, by their id.

    A source that was described before its first fetch has nothing to show yet.
    """
    of_shelf = (each.data for each in sources if each.files.shelf == shelf)
    return {data.source_id: data for data in of_shelf if data and data.tables != Tables()}


def locate(read: SourceRead) -> Callable[[Loc], Place]:
    """A function that gives the place of a value: (file name, way...) or (file name, row, column).

    A row is counted from 0 among those that were read; a column is given by its name.
    """
    known: dict[str, Callable[[Loc], Place]] = {}

    def place(loc: Loc) -> Place:
        name = str(loc[0])
        if name not in known:
            known[name] = _locator(read, name)
        return known[name](loc[1:])

    return place


def _locator(read: SourceRead, name: str) -> Callable[[Loc], Place]:
    path, content = f"{read.files.path}/{name}", read.files.contents.get(name, b"")
    if name == SOURCE_FILE:
        found = places(path, decode(path, content)[0])
        return lambda loc: place_at(path, found, loc)
    if name not in _TABLE_FILES:
        return lambda loc: Place(path)
    cell = cell_places(read.tables[_TABLE_FILES[name]], content)
    names = [column.name for column in columns_of(_TABLE_FILES[name])]

    def place(loc: Any) -> Place:
        row, *column = loc
        return cell(row, names.index(column[0]) if column else 0)

    return place


def _all_sources(root: Path) -> FoundSources:
    folders: dict[str, Path] = {}
    problems: list[Problem] = []
    for shelf in SHELVES:
        folder = root / DATA / shelf
        if not folder.is_dir():
            continue
        for entry in _entries(folder):
            shown = f"{DATA}/{shelf}/{entry.name}"
            if entry.is_dir() and not entry.is_symlink():
                folders[shown] = entry
            else:
                problems.append(Problem("B019", Place(shown), {"name": entry.name}))
    return FoundSources(dict(sorted(folders.items())), tuple(problems))


def _entries(folder: Path) -> Iterator[Path]:
    return (entry for entry in sorted(folder.iterdir()) if not entry.name.startswith((".", "_")))


def _shown(path: Path, root: Path) -> str:
    return Path(os.path.abspath(path)).relative_to(root).as_posix()


def _touches(one: str, other: str) -> bool:
    """Whether one of two paths is, or lies in, the other."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")
