"""The rows of a source as values: put together, told apart by file, in their one order."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from typing import Any

from meshbook.model.benchmark import TABLES, Row, Tables


def cells(row: Row) -> tuple[str, ...]:
    """A row as the cells of its CSV file; None is the empty cell."""
    return tuple(_cell(getattr(row, each.name)) for each in fields(row))


def join(parts: Iterable[Tables]) -> Tables:
    """All rows of ``parts``, each once, sorted by their cells."""
    found: dict[str, dict[tuple[str, ...], Row]] = {name: {} for name in TABLES}
    for part in parts:
        for name, rows in found.items():
            rows.update((cells(row), row) for row in getattr(part, name))
    ordered: dict[str, Any] = {
        name: tuple(row for _, row in sorted(rows.items(), key=lambda pair: pair[0]))
        for name, rows in found.items()
    }
    return Tables(**ordered)


def of_files(tables: Tables, names: Collection[str]) -> Tables:
    """The rows that come from the files ``names``. Signals and names belong to none: all stay."""
    runs = tuple(run for run in tables.runs if run.file in names)
    ids = {run.run for run in runs}
    return Tables(
        files=tuple(file for file in tables.files if file.file in names),
        runs=runs,
        measurements=tuple(row for row in tables.measurements if row.run in ids),
        buckets=tuple(row for row in tables.buckets if row.run in ids),
        samples=tuple(row for row in tables.samples if row.run in ids),
        codes=tuple(row for row in tables.codes if row.run in ids),
        signals=tables.signals,
        listings=tables.listings,
    )


def rename_runs(tables: Tables, prefix: str) -> Tables:
    """``tables`` with ``prefix/`` before each run id; the one run ``run`` is just ``prefix``."""
    alone = len(tables.runs) == 1 and tables.runs[0].run == "run"

    def new(run: str) -> str:
        return prefix if alone and run == "run" else f"{prefix}/{run}"

    return Tables(
        files=tables.files,
        runs=tuple(replace(row, run=new(row.run)) for row in tables.runs),
        measurements=tuple(
            replace(row, run=new(row.run), baseline=row.baseline and new(row.baseline))
            for row in tables.measurements
        ),
        buckets=tuple(replace(row, run=new(row.run)) for row in tables.buckets),
        samples=tuple(replace(row, run=new(row.run)) for row in tables.samples),
        codes=tuple(replace(row, run=new(row.run)) for row in tables.codes),
        signals=tables.signals,
    )


def as_object(**values: object) -> str:
    """A JSON object with sorted keys, as ``Run.dimensions`` and ``Run.unread`` hold it."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, allow_nan=False)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
