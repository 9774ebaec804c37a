"""From the lines of a table to its rows, some thousands at a time.

Each different cell of a column is read once. What is read so far is kept in columns only as
long as it takes to make rows of it, so a long table needs little more room than its rows.
"""

from __future__ import annotations

import csv
import operator
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice, pairwise
from typing import Any

from meshbook.model.benchmark import TABLES, Row
from meshbook.problems import Loc, Place, Problem
from meshbook.reading.columns import CellFault, columns_of
from meshbook.reading.shape import quoted

AT_ONCE = 20_000
"""Rows that are split before the next ones are."""

TOLD = 100
"""So many faults of one column are told: a column that is wrong is wrong in every row."""

KEYS = {"files": "file", "runs": "run"}
"""The tables whose rows others name, and the column that they are named by."""

Cells = list[str]


class RowReader:
    """Reads the rows of the table ``name`` (of ``TABLES``), whose file is shown as ``path``.

    ``rows`` are those without a fault, ``numbers`` their lines in the file.
    """

    def __init__(self, path: str, name: str) -> None:
        self.rows: list[Row] = []
        self.numbers: list[int] = []
        self.problems: list[Problem] = []
        self._path, self._kind, self._columns = path, TABLES[name], columns_of(name)
        names = [column.name for column in self._columns]
        self._key = names.index(KEYS[name]) if name in KEYS else None
        self._first: dict[str, int] = {}
        self._known: list[dict[str, Any]] = [{} for _ in names]
        self._faults: list[dict[str, CellFault]] = [{} for _ in names]
        self._bad: set[int] = set()
        self._told: Counter[tuple[str, Loc]] = Counter()
        self._before: list[tuple[int, Cells]] = []

    def read(self, lines: list[str]) -> None:
        """Read ``lines``, all that follow the header."""
        for start in range(0, len(lines), AT_ONCE):
            self._take(lines[start : start + AT_ONCE], start + 2)

    def _take(self, lines: list[str], start: int) -> None:
        rows, numbers = [], []
        for number, line in enumerate(lines, start):
            cells = line.split(",") if '"' not in line else _unquoted(line)
            if len(cells) == len(self._columns):
                rows.append(cells)
                numbers.append(number)
            else:
                values = {"count": str(len(cells)), "expected": str(len(self._columns))}
                self._tell("B011", number, 1, values)
        if not rows:
            return
        self._look_at_order(rows, numbers)
        made: list[Row] = list(map(self._kind, *self._values(rows, numbers, lines, start)))
        if self._bad:
            good = [at for at, number in enumerate(numbers) if number not in self._bad]
            made, numbers = [made[at] for at in good], [numbers[at] for at in good]
        self.rows += made
        self.numbers += numbers

    def _values(
        self, rows: list[Cells], numbers: list[int], lines: list[str], start: int
    ) -> Iterator[list[Any]]:
        """The values of each column; None, and a problem, where a cell is not of it."""
        for at, cells in enumerate(zip(*rows, strict=True)):
            known, faults = self._known[at], self._faults[at]
            for cell in set(cells) - known.keys():
                try:
                    known[cell] = self._columns[at].read(cell)
                except CellFault as error:
                    known[cell], faults[cell] = None, error
            for cell, number in zip(cells, numbers, strict=True) if faults else ():
                fault = faults.get(cell)
                if fault is not None:
                    column = cell_starts(lines[number - start])[at]
                    self._bad.add(number)
                    self._tell(fault.code, number, column, fault.values, self._columns[at].name)
            yield list(map(known.__getitem__, cells))
            if len(known) > AT_ONCE:  # hardly a cell comes twice: not worth the room
                known.clear()

    def _look_at_order(self, rows: list[Cells], numbers: list[int]) -> None:
        """Rows that stand twice, names that are given twice, and the first row out of order."""
        pairs = [*self._before, *zip(numbers, rows, strict=True)]
        self._before = pairs[-1:]
        every = [cells for _, cells in pairs]
        twice = set()
        if not all(map(operator.lt, every, islice(every, 1, None))):
            for (line, before), (number, cells) in pairwise(pairs):
                values = {"value": quoted(",".join(cells).rstrip(","))}
                if cells == before:
                    twice.add(number)
                    self._tell("B017", number, 1, {**values, "first": str(line)})
                elif cells < before and not self._told["B016", ()]:
                    self._tell("B016", number, 1, {**values, "before": str(line)})
        if self._key is None:
            return
        for number, cells in zip(numbers, rows, strict=True):
            key = cells[self._key]
            first = self._first.setdefault(key, number)
            if first != number and number not in twice:
                values = {"value": quoted(key), "first": str(first)}
                self._tell("B017", number, cell_starts(",".join(cells))[self._key], values)

    def _tell(
        self, code: str, line: int, column: int, values: Mapping[str, str], *loc: str
    ) -> None:
        """A problem, unless there were enough of its kind in its column."""
        self._told[code, loc] += 1
        if self._told[code, loc] <= TOLD:
            self.problems.append(Problem(code, Place(self._path, line, column), values, loc))


def cell_starts(line: str) -> list[int]:
    """The column, from 1, at which each cell of a line begins."""
    starts, is_quoted = [1], False
    for at, character in enumerate(line):
        if character == '"':
            is_quoted = not is_quoted
        elif character == "," and not is_quoted:
            starts.append(at + 2)
    return starts


def _unquoted(line: str) -> Cells:
    """The cells of a line with quotation marks; none where it is no line of CSV."""
    try:
        (cells,) = csv.reader([line], strict=True)
    except (csv.Error, ValueError):
        return []
    return cells
