"""Rules over the rows of a source: figures that can be, in a unit that their metric has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache

from meshbook.model.benchmark import TABLES, Tables
from meshbook.reading.shape import quoted
from meshbook.rules.source_subject import SourceSubject
from meshbook.rules.subject import Finding

UNITS: Mapping[str, frozenset[str]] = {
    "latency": frozenset({"ms"}),
    "throughput": frozenset({"rps", "ops/s"}),
    "requests": frozenset({"count"}),
    "errors": frozenset({"count"}),
    "error-ratio": frozenset({"ratio"}),
    "cpu": frozenset({"cores"}),
    "memory": frozenset({"MiB"}),
    "cpu-time": frozenset({"ms", "s", "ns"}),
    "bandwidth": frozenset({"Mbit/s"}),
    "propagation": frozenset({"ms", "s"}),
    "connections": frozenset({"count"}),
    "duration": frozenset({"ms", "s", "ns"}),
    "allocation": frozenset({"B/op", "allocs/op", "B", "MiB"}),
    "bytes": frozenset({"B", "MiB"}),
    "features": frozenset({"count", "ratio"}),
}
"""The units of each metric; a difference to a baseline may also be a ratio."""


def quantiles_are_told(subject: SourceSubject) -> Iterator[Finding]:
    """B021: a quantile without its share, a share without a quantile, or one that is none."""
    for number, row in enumerate(subject.tables.measurements):
        share = row.quantile
        if (row.stat == "quantile") != (share is not None) or not 0 <= (share or 0) <= 1:
            values = {"stat": row.stat, "quantile": "" if share is None else f"{share:g}"}
            yield "B021", ("measurements.csv", number, "quantile"), values


def units_fit_their_metric(subject: SourceSubject) -> Iterator[Finding]:
    """B024: a metric in a unit that it is never in."""
    for table in ("measurements", "samples"):
        for number, row in enumerate(getattr(subject.tables, table)):
            is_share = row.unit == "ratio" and getattr(row, "delta", False)
            if row.unit not in UNITS[row.metric] and not is_share:
                expected = ", ".join(sorted(UNITS[row.metric]))
                values = {"metric": row.metric, "unit": row.unit, "expected": expected}
                yield "B024", (f"{table}.csv", number, "unit"), values


def values_can_be(subject: SourceSubject) -> Iterator[Finding]:
    """B005: less than nothing, more than the whole, or a range that is none."""
    for table in ("files", "runs", "buckets", "codes"):
        for number, row in enumerate(getattr(subject.tables, table)):
            for name in _numbers(table):
                value = getattr(row, name)
                if value is not None and value < 0:
                    values = {"field": name, "value": f"{value:g}"}
                    yield "B005", (f"{table}.csv", number, name), values
    for table in ("measurements", "samples"):
        for number, row in enumerate(getattr(subject.tables, table)):
            value, is_delta = row.value, getattr(row, "delta", False)
            most = 1 if row.metric == "error-ratio" else value
            if value is not None and not is_delta and not 0 <= value <= most:
                values = {"field": row.metric, "value": f"{value:g}"}
                yield "B005", (f"{table}.csv", number, "value"), values
    yield from _ranges(subject.tables)


def _ranges(tables: Tables) -> Iterator[Finding]:
    for number, bucket in enumerate(tables.buckets):
        if bucket.end < bucket.start:
            values = {"field": "end", "value": f"{bucket.end:g}"}
            yield "B005", ("buckets.csv", number, "end"), values
        if bucket.percent is not None and bucket.percent > 100.000001:
            values = {"field": "percent", "value": f"{bucket.percent:g}"}
            yield "B005", ("buckets.csv", number, "percent"), values
    for number, row in enumerate(tables.measurements):
        if row.low is not None and row.high is not None and row.high < row.low:
            values = {"field": "high", "value": f"{row.high:g}"}
            yield "B005", ("measurements.csv", number, "high"), values


@cache
def _numbers(table: str) -> tuple[str, ...]:
    """The columns of ``table`` that hold numbers."""
    return tuple(
        each.name for each in fields(TABLES[table]) if str(each.type).startswith(("int", "float"))
    )


READ_BY_A_PERSON = frozenset({"transcribed", "read-off-chart", "secondary"})
"""The methods that leave no copy of what was read."""


def files_read_by_a_program_have_a_digest(subject: SourceSubject) -> Iterator[Finding]:
    """B029: figures that a program read from a file of which no digest is kept."""
    files = subject.tables.files
    undigested = {file.file: number for number, file in enumerate(files) if not file.sha256}
    places = {run.run: undigested[run.file] for run in subject.tables.runs
              if run.file in undigested}  # fmt: skip
    told: set[int] = set()
    for row in subject.tables.measurements if places else ():
        number = places.get(row.run)
        if number is None or number in told or row.method in READ_BY_A_PERSON:
            continue
        told.add(number)
        values = {"file": quoted(files[number].file), "method": row.method}
        yield "B029", ("files.csv", number, "sha256"), values


def failed_runs_have_no_figures(subject: SourceSubject) -> Iterator[Finding]:
    """B023: figures of a run that is said to have failed."""
    failed = {run.run for run in subject.tables.runs if run.failed}
    for loc, run in subject.cells("measurements.run") if failed else ():
        if run in failed:
            yield "B023", loc, {"run": quoted(run)}
