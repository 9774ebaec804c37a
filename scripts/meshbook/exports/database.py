"""All tables in one SQLite file, which Datasette and ``sqlite3`` open as it is.

Lists stand in it as JSON. The table ``data_dictionary`` says what every column is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from meshbook.artifacts import Artifact
from meshbook.exports.dataset import TABLES, Dataset
from meshbook.exports.dictionary import described
from meshbook.exports.json_text import line
from meshbook.exports.table import Column, Kind, Table

PATH = "data/meshbook.sqlite"
DICTIONARY = "data_dictionary"
_TYPES: dict[Kind, str] = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_TOLD = ("description", "description_ja", "unit", "unit_in", "vocabulary")


def files(dataset: Dataset) -> Iterator[Artifact]:
    """The database."""
    yield Artifact(PATH, lambda: database(dataset))


def database(dataset: Dataset) -> bytes:
    """The bytes of the file: the same from the same tables and the same SQLite."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("PRAGMA page_size = 4096")
        for table in TABLES.values():
            connection.execute(_created(table))
            marks = ", ".join("?" * len(table.columns))
            rows = (tuple(map(_cell, row)) for row in dataset.rows(table))
            connection.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", rows)
        _describe(connection)
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _created(table: Table) -> str:
    lines = [_column(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    lines += [
        f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {_quoted(column.of)}"
        for column in table.columns
        if column.of
    ]
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(lines)})"


def _column(column: Column) -> str:
    return f"{_quoted(column.name)} {_TYPES.get(column.kind, 'TEXT')}"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _cell(value: Any) -> Any:
    return line(value) if type(value) in (list, tuple) else value


def _describe(connection: sqlite3.Connection) -> None:
    columns = ("table_name", "column_name", "type", *_TOLD)
    connection.execute(f"CREATE TABLE {DICTIONARY} ({', '.join(f'{c} TEXT' for c in columns)})")
    marks = ", ".join("?" * len(columns))
    for table in TABLES.values():
        for column in table.columns:
            told = described(table, column)
            row = (table.name, column.name, column.kind, *(told.get(name) for name in _TOLD))
            connection.execute(f"INSERT INTO {DICTIONARY} VALUES ({marks})", row)
