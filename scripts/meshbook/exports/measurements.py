"""The figures behind each chart as files, and all figures of a source as two tables.

``data/benchmarks/<source>/charts/<chart>.csv`` and ``.json``: what one chart shows, a row a
figure. ``runs.csv`` and ``measurements.csv``: everything that is known of the source.
``data/benchmarks/index.json`` names all of it. The form of the JSON is versioned (``FORMAT``)
and described in ``schema/measurements.schema.json``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import partial
from importlib.resources import files as resources
from typing import Any

from meshbook.artifacts import Artifact
from meshbook.exports.json_text import document
from meshbook.model.benchmark import TABLES, Measurement
from meshbook.model.benchmark import Row as TableRow
from meshbook.pages.comparison import Comparison, Row, stat_name
from meshbook.pages.library import Library
from meshbook.pages.measured import Measured

FORMAT = "meshbook-measurements/1"
FOLDER = "data/benchmarks"
SCHEMA = "measurements.schema.json"
COMPILATION = "CC-BY-4.0"
"""The licence of the compilation; what is said of upstream stands beside it in each file."""

COLUMNS = (
    "mesh", "mode", "version", "configuration", "component", "name", "stat", "value", "unit",
    "censored", "run", "aggregation", "method", "locator", "flags",
)


def files(library: Library) -> Iterator[Artifact]:
    """Every data file of the measurements, and the schema where there are any."""
    sources = [each for each in library.benchmarks.values() if each.tables.runs]
    if not sources:
        return
    schema = resources("meshbook.exports").joinpath(SCHEMA)
    yield Artifact(f"schema/{SCHEMA}", schema.read_bytes)
    yield Artifact(f"{FOLDER}/index.json", partial(_index, sources))
    for measured in sources:
        folder = f"{FOLDER}/{measured.id}"
        for name in ("runs", "measurements"):
            rows = getattr(measured.tables, name)
            yield Artifact(f"{folder}/{name}.csv", partial(_table, name, rows), measured.id)
        for chart in measured.comparisons:
            path = chart_path(measured, chart)
            yield Artifact(f"{path}.csv", partial(_chart_csv, chart), measured.id)
            yield Artifact(f"{path}.json", partial(_chart_json, measured, chart), measured.id)


def chart_path(measured: Measured, chart: Comparison) -> str:
    """Where the files of a chart stand below the site's root, without their ending."""
    return f"{FOLDER}/{measured.id}/charts/{chart.slug}"


def _index(sources: Sequence[Measured]) -> bytes:
    return document(
        {
            "format": FORMAT,
            "sources": [
                {
                    **_source(each),
                    "runs": len(each.tables.runs),
                    "measurements": len(each.tables.measurements),
                    "charts": [f"{each.id}/charts/{chart.slug}" for chart in each.comparisons],
                }
                for each in sources
            ],
        }
    )


def _source(measured: Measured) -> dict[str, Any]:
    source = measured.source
    return {
        "id": measured.id,
        "kind": source.kind,
        "title": {"en": source.title.get("en"), "ja": source.title.get("ja")},
        "url": source.url,
        "run_by": source.trust.run_by,
        "conflict_of_interest": source.trust.conflict,
        "retrieved": measured.retrieved,
        "licence": {
            "upstream": source.licence,
            "redistribute": source.redistribute,
            "compilation": COMPILATION,
        },
    }


def _chart_json(measured: Measured, chart: Comparison) -> bytes:
    axis = chart.axis
    return document(
        {
            "format": FORMAT,
            "source": _source(measured),
            "comparable": {
                "group": axis.group,
                "dimensions": axis.dimensions,
                "metric": axis.metric,
                "unit": axis.unit,
                "scope": axis.scope or None,
                "added_to_baseline": axis.delta,
            },
            "rows": [dict(zip(COLUMNS, row, strict=True)) for row in _figures(chart)],
        }
    )


def _chart_csv(chart: Comparison) -> bytes:
    rows = ([*row[:-1], " ".join(row[-1])] for row in _figures(chart))
    return _csv(COLUMNS, rows)


def _figures(chart: Comparison) -> Iterator[list[Any]]:
    for row in chart.rows:
        for each in sorted(row.measurements, key=lambda m: (m.run, m.stat, m.quantile or 0)):
            yield [*_subject(row), *_figure(each), sorted(row.flags)]


def _subject(row: Row) -> list[str | None]:
    subject = row.subject
    return [
        subject.mesh, subject.mode, subject.version, subject.configuration, subject.component,
        subject.name,
    ]


def _figure(each: Measurement) -> list[Any]:
    return [
        stat_name(each), each.value, each.unit, each.censored, each.run, each.aggregation,
        each.method, each.locator,
    ]


def _table(name: str, rows: Sequence[TableRow]) -> bytes:
    columns = [field.name for field in fields(TABLES[name])]
    return _csv(columns, ([getattr(row, column) for column in columns] for row in rows))


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: object) -> object:
    """As in the project's own tables: nothing for None, ``true`` and ``false``, 5 for 5.0."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
