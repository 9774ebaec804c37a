"""Result files into rows: how many megabytes and records a second each format is read at.

The files are the tests' own samples, made large by repeating what they hold: rows of a table,
reports of a text, documents of JSON, series of a matrix.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from tests.bench.report import Report, median
from tests.result_files import FORMAT_OF, content

from meshbook.benchmarks.formats import FORMATS
from meshbook.model.benchmark import Tables

LARGE = {
    "fortio": ("fortio-http.json", "documents"),
    "nighthawk": ("nighthawk.json", "documents"),
    "oha": ("oha-new.txt", "documents"),
    "hey": ("hey.txt", "documents"),
    "ab": ("ab.txt", "documents"),
    "wrk2": ("wrk2.log", "documents"),
    "vegeta": ("vegeta.txt", "documents"),
    "k6": ("k6-handle-summary.json", "documents"),
    "gobench": ("gobench.txt", "benchmarks"),
    "perfdash": ("NetworkPerformance_benchmark.json", "documents"),
    "envoy-gateway": ("envoy-gateway.json", "documents"),
    "istio-csv": ("istio.csv", "rows"),
    "resource-csv": ("120-1-metrics.csv", "rows"),
    "smp": ("smp.yaml", "documents"),
    "prometheus": ("cpu_istio_1000.json", "series"),
}
SLOWEST = 0.5
"""Megabytes a second that every format has to reach."""


def measure(quick: bool) -> Report:
    """Read a large file of each format, round after round."""
    report = Report("parsing")
    size, rounds = (200_000, 3) if quick else (2_000_000, 5)
    rows = []
    for form in FORMATS.values():
        name, kind = LARGE[form.id]
        given = GROW[kind](content(name), size)
        seconds, tables = zip(*(_timed(form.id, name, given) for _ in range(rounds)), strict=True)
        middle, records = median(seconds), _records(tables[0])
        rows.append(
            (form.id, len(given) / 1e6, records, len(given) / 1e6 / middle, records / middle)
        )
        report.limit(
            f"seconds a megabyte, {form.id}", middle / (len(given) / 1e6), 1 / SLOWEST, "s"
        )
    report.table("Parsing", ("format", "MB", "records", "MB/s", "records/s"), rows)
    return report


def _timed(form: str, name: str, given: bytes) -> tuple[float, Tables]:
    start = time.perf_counter()
    tables, problems = FORMATS[form].parse(name, given)
    seconds = time.perf_counter() - start
    assert not problems, problems[0]
    return seconds, tables


def _records(tables: Tables) -> int:
    return sum(
        map(len, (tables.runs, tables.measurements, tables.buckets, tables.samples, tables.codes))
    )


def _documents(given: bytes, size: int) -> bytes:
    return (given.rstrip() + b"\n\n") * (size // len(given) + 1)


def _rows(given: bytes, size: int) -> bytes:
    header, _, rows = given.partition(b"\n")
    return header + b"\n" + rows * (size // len(rows) + 1)


def _benchmarks(given: bytes, size: int) -> bytes:
    return b"".join(
        given.replace(b"Benchmark", b"Benchmark%d/" % number)
        for number in range(size // len(given) + 1)
    )


def _series(given: bytes, size: int) -> bytes:
    series = json.loads(given)
    for each in series:
        each["values"] *= size // len(given) + 1
    return json.dumps(series, indent=1).encode()


GROW: dict[str, Callable[[bytes, int], bytes]] = {
    "documents": _documents,
    "rows": _rows,
    "benchmarks": _benchmarks,
    "series": _series,
}

if set(LARGE) != set(FORMAT_OF.values()):
    raise RuntimeError(f"no large file of {set(FORMAT_OF.values()) ^ set(LARGE)}")
