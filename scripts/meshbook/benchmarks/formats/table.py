"""A CSV file as it is being read: header, rows, and where a cell stands."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from meshbook.benchmarks.formats.draft import Draft
from meshbook.benchmarks.formats.text import decoded
from meshbook.problems import Place

_LOCATOR = re.compile(r"row (\d+)(?:, column (.+))?", re.DOTALL | re.ASCII)
_DELIMITERS = ",;\t"


@dataclass(slots=True)
class Row:
    """One row. ``number`` is its line; the header is row 1."""

    number: int
    cells: dict[str, str]

    def at(self, column: str) -> str:
        """The locator of a cell."""
        return f"row {self.number}, column {column}"


@dataclass(slots=True)
class Table:
    """A table with a header. A source of places."""

    lines: list[str]
    delimiter: str
    header: list[str]
    broken: int | None = None
    """The line at which it stops to be CSV."""
    short: list[int] = field(default_factory=list)
    """Rows that have fewer cells than the header, or more."""
    count: int = 0

    @classmethod
    def of(cls, content: bytes) -> Table:
        """The table in a file; its delimiter is the one that its first line has most of."""
        text = decoded(content).lstrip("\n")
        lines = text.split("\n")
        delimiter = max(_DELIMITERS, key=lines[0].count)
        try:
            header = next(csv.reader(lines[:1], delimiter=delimiter), [])
        except csv.Error:
            header = []
        return cls(lines, delimiter, [name.strip() for name in header])

    def rows(self) -> Iterator[Row]:
        """All rows that have as many cells as the header; the others are noted."""
        reader = csv.reader(io.StringIO("\n".join(self.lines)), delimiter=self.delimiter)
        try:
            for cells in reader:
                if reader.line_num == 1 or not any(cells):
                    continue
                if len(cells) != len(self.header):
                    self.short.append(reader.line_num)
                    continue
                self.count += 1
                yield Row(reader.line_num, dict(zip(self.header, cells, strict=True)))
        except csv.Error:
            self.broken = reader.line_num

    def tell(self, draft: Draft) -> None:
        """Note the rows that were passed over, or that there is none."""
        for number in self.short:
            draft.incomplete(self.header[-1], f"row {number}")
        if not self.count and not self.short:
            draft.incomplete("row 2", "row 2")
        if self.broken:
            draft.foreign("CSV", self.delimiter, f"row {self.broken}")

    def place(self, name: str, locator: str, raw: str) -> Place:
        """The line of a row, and the column at which a cell begins."""
        found = _LOCATOR.fullmatch(locator)
        if not found:
            return Place(name, 1)
        number = min(int(found[1]), len(self.lines))
        return Place(name, number, self._column(self.lines[number - 1], found[2]))

    def _column(self, line: str, wanted: str | None) -> int:
        if wanted not in self.header:
            return 1
        position = 0
        for _ in range(self.header.index(wanted or "")):
            position = line.find(self.delimiter, position) + 1
            if not position:
                return 1
        return position + 1
