"""The tables as files: CSV for a spreadsheet, JSON Lines for a script, Parquet for an engine.

The same rows in the same order in each, and the same bytes from the same data.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial

from meshbook.artifacts import Artifact
from meshbook.exports.dataset import TABLES, Dataset
from meshbook.exports.dictionary import LIST_MARK, data_package, row_schema
from meshbook.exports.json_text import document, lines
from meshbook.exports.table import Table

FOLDER = "data/tables"
PACKAGE = "data/datapackage.json"
ENDINGS = ("csv", "jsonl", "parquet", "schema.json")
"""Of the files of a table."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins with one of these; an apostrophe makes it text."""


def files(dataset: Dataset) -> Iterator[Artifact]:
    """Every table in three forms, its schema, and the data package of all."""
    for table in TABLES.values():
        path = f"{FOLDER}/{table.name}"
        yield Artifact(f"{path}.csv", partial(as_csv, dataset, table), table.name)
        yield Artifact(f"{path}.jsonl", partial(as_lines, dataset, table), table.name)
        yield Artifact(f"{path}.parquet", partial(as_parquet, dataset, table), table.name)
        yield Artifact(f"{path}.schema.json", partial(_schema, dataset, table), table.name)
    yield Artifact(PACKAGE, lambda: document(data_package(dataset)))


def as_csv(dataset: Dataset, table: Table) -> bytes:
    """RFC 4180 but for its line ends, with a heading; an empty cell is what is not given."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerows([_cell(value) for value in row] for row in dataset.rows(table))
    return text.getvalue().encode()


def as_lines(dataset: Dataset, table: Table) -> bytes:
    """A JSON object a row; null is what is not given."""
    return lines(dataset.records(table))


def as_parquet(dataset: Dataset, table: Table) -> bytes:
    """One file, whose columns carry their meaning in both languages."""
    from meshbook.exports.parquet import parquet  # brings in pyarrow: only when asked

    return parquet(table, dataset.rows(table))


def _schema(dataset: Dataset, table: Table) -> bytes:
    return document(row_schema(table, dataset.library.settings.site_url))


def _cell(value: object) -> object:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, bool):
        return str(value).lower()
    return LIST_MARK.join(value) if isinstance(value, list | tuple) else value
