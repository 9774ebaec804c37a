"""What a table is: its columns with their types and units, and where its rows come from.

A column means the same wherever its name stands, unless ``data.column.<table>.<name>`` says
otherwise; what it means, in both languages, stands in the string tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from meshbook.pages.library import Library

Kind = Literal["text", "date", "list", "json", "url", "integer", "number", "boolean"]
"""A date is as exact as its source: YYYY, YYYY-MM or YYYY-MM-DD. A list is of ids."""

Row = Sequence[Any]
"""The values of a row in the order of the columns; None where there is none."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``words`` is the word list that its ids are of.

    ``unit`` is that of its numbers; ``unit_in`` names the column that has it instead.
    ``of`` is the table whose key it holds.
    """

    name: str
    kind: Kind = "text"
    words: str = ""
    unit: str = ""
    unit_in: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``key`` is the column, or are the columns, by which a row is known."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[Library], Iterable[Row]]

    @property
    def names(self) -> list[str]:
        """The names of the columns in their order."""
        return [column.name for column in self.columns]

    def record(self, row: Row) -> dict[str, Any]:
        """A row as plain data by column."""
        return dict(zip(self.names, row, strict=True))


def meaning(table: str, column: str, strings: Mapping[str, str]) -> str:
    """What a column of ``table`` means. Raises KeyError where the strings do not say."""
    own = f"data.column.{table}.{column}"
    return strings[own] if own in strings else strings[f"data.column.any.{column}"]

