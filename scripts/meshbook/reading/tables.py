"""Read the tables of a source: CSV to rows, with every fault at its line and column.

A cell is data whatever it begins with; nothing here or later executes one. A row is one
line, which is what lets a table of a million rows be read without a tool of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from meshbook.model.benchmark import TABLES, Tables
from meshbook.model.catalog import BenchmarkData
from meshbook.problems import Place, Problem
from meshbook.reading.bytes import content_of, decode
from meshbook.reading.columns import columns_of
from meshbook.reading.rows import RowReader, cell_starts
from meshbook.reading.shape import quoted

__all__ = ["BenchmarkData", "Table", "as_tables", "cell_places", "read_table", "read_tables"]

MAX_BYTES = 512 * 1024 * 1024
"""Some millions of rows. What no program of ours can hold is no table of a source."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: its rows without a fault, the line of each, and all that is wrong."""

    path: str
    rows: tuple[Any, ...]
    lines: Sequence[int]
    problems: tuple[Problem, ...] = ()


def read_tables(folder: Path) -> tuple[Tables, list[Problem]]:
    """The rows of all tables in ``folder``, and what is wrong with the rest of them."""
    found: dict[str, Table] = {}
    problems: list[Problem] = []
    for name in TABLES:
        path = folder / f"{name}.csv"
        if not os.path.lexists(path):
            continue
        content = content_of(path.as_posix(), path, MAX_BYTES)
        if isinstance(content, Problem):
            problems.append(content)
            continue
        found[name] = read_table(path.as_posix(), name, content)
        problems += found[name].problems
    return as_tables(found), problems


def as_tables(found: Mapping[str, Table]) -> Tables:
    """The rows of the tables ``found``, by their names."""
    return Tables(**{name: table.rows for name, table in found.items()})


def read_table(path: str, name: str, content: bytes) -> Table:
    """Read the bytes of the table ``name`` (of ``TABLES``). Never raises for what they hold."""
    text, faults = decode(path, content, MAX_BYTES)
    problems = list(faults)
    if not text:
        return Table(path, (), (), tuple(problems))
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    header = lines.pop(0)
    wrong = _header_problem(path, header, [column.name for column in columns_of(name)])
    if wrong:
        return Table(path, (), (), (*problems, wrong))
    if lines and not lines[-1]:
        lines.pop()
    else:
        place = Place(path, len(lines) + 1, len((lines or [header])[-1]) + 1)
        problems.append(Problem("B012", place))
    if not lines:
        return Table(path, (), (), (*problems, Problem("B028", Place(path))))
    reader = RowReader(path, name)
    reader.read(lines)
    return Table(path, tuple(reader.rows), reader.numbers, (*problems, *reader.problems))


def cell_places(table: Table, content: bytes) -> Callable[[int, int], Place]:
    """A function from the number of a row and of a column (both from 0) to their place."""
    lines = decode(table.path, content, MAX_BYTES)[0].split("\n")

    def place(row: int, column: int) -> Place:
        line = table.lines[row]
        return Place(table.path, line, cell_starts(lines[line - 1])[column])

    return place


def _header_problem(path: str, header: str, expected: list[str]) -> Problem | None:
    names = header.split(",")
    if names == expected:
        return None
    same = next(
        (at for at, pair in enumerate(zip(names, expected, strict=False)) if pair[0] != pair[1]),
        min(len(names), len(expected)),
    )
    column = sum(len(name) + 1 for name in names[:same]) + 1
    values = {
        "found": quoted(names[same]) if same < len(names) else "",
        "expected": expected[same] if same < len(expected) else "",
        "number": str(same + 1),
        "columns": ",".join(expected),
    }
    return Problem("B010", Place(path, 1, min(column, len(header) + 1)), values)
