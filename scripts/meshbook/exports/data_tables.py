"""Other people's measurements and lists of names as tables, all sources together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, get_args, get_type_hints

from meshbook.exports.adopters import rows as entries
from meshbook.exports.case_tables import both, day
from meshbook.exports.table import Column, Kind, Row, Table
from meshbook.model.benchmark import Measurement, Run
from meshbook.model.plain import number
from meshbook.pages.library import Library

UNITS = {"duration_s": "s", "target_rps": "1/s", "payload_bytes": "B"}
"""The units of columns that have one; a figure has it in the column ``unit``."""
IN_UNIT = ("value", "low", "high")
_KINDS: dict[type, Kind] = {bool: "boolean", int: "integer", float: "number"}
_WORDS = {"mesh": "meshes"}


def _studies(library: Library) -> Iterator[Row]:
    for measured in library.benchmarks.values():
        source, tables = measured.source, measured.tables
        yield (
            measured.id, source.kind, measured.address,
            *both(source.title), source.url, source.publisher, day(source.published),
            str(measured.retrieved), source.licence, source.redistribute, source.availability,
            source.trust.run_by, source.trust.conflict, len(tables.runs), len(tables.measurements),
        )  # fmt: skip


def _runs(library: Library) -> Iterator[Row]:
    return _rows(library, "runs", Run)


def _measurements(library: Library) -> Iterator[Row]:
    return _rows(library, "measurements", Measurement)


def _rows(library: Library, table: str, kind: type) -> Iterator[Row]:
    names = [field.name for field in fields(kind)]
    for measured in library.benchmarks.values():
        for position, row in enumerate(getattr(measured.tables, table), 1):
            first = (measured.id,) if table == "runs" else (measured.id, position)
            yield (*first, *(_plain(getattr(row, name)) for name in names))


def _plain(value: Any) -> Any:
    return number(value) if isinstance(value, float) else value


def _columns(kind: type) -> Iterator[Column]:
    for name, hint in get_type_hints(kind).items():
        yield Column(
            name,
            next((_KINDS[part] for part in (hint, *get_args(hint)) if part in _KINDS), "text"),
            words=_WORDS.get(name, ""),
            unit=UNITS.get(name, ""),
            unit_in="unit" if name in IN_UNIT and kind is Measurement else "",
        )


STUDIES = Table(
    "studies",
    ("id",),
    (
        Column("id"), Column("kind"), Column("path"), Column("title_en"), Column("title_ja"),
        Column("url", "url"), Column("publisher"), Column("published", "date"),
        Column("retrieved", "date"), Column("licence"), Column("redistribute"),
        Column("availability"), Column("run_by"), Column("conflict"),
        Column("runs", "integer"), Column("measurements", "integer"),
    ),
    _studies,
)  # fmt: skip

RUNS = Table("runs", ("study", "run"), (Column("study", of="studies"), *_columns(Run)), _runs)

MEASUREMENTS = Table(
    "measurements",
    ("study", "position"),
    (Column("study", of="studies"), Column("position", "integer"), *_columns(Measurement)),
    _measurements,
)

ADOPTERS = Table(
    "adopters",
    ("position",),
    (
        Column("position", "integer"), Column("organisation"), Column("list"), Column("name"),
        Column("item"), Column("claim"), Column("mesh", words="meshes"), Column("url", "url"),
        Column("first_listed", "date"), Column("last_seen", "date"),
        Column("no_longer_listed_since", "date"), Column("added_by", "url"),
        Column("removed_by", "url"), Column("note"),
    ),
    lambda library: ((row, *cells) for row, cells in enumerate(entries(library), 1)),
)  # fmt: skip
