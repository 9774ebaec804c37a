"""Result files in the shape of the tools' outputs, written for the tests, and how to read them."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from meshbook.benchmarks.formats import FORMATS, recognise
from meshbook.model.benchmark import Measurement, Metric, Run, Stat, Tables
from meshbook.problems import Problem

FOLDER = Path(__file__).parent / "benchmarks" / "formats" / "samples"

FORMAT_OF = {
    "120-1-metrics.csv": "resource-csv",
    "GenericPrometheusQuery HTTP Perf Client Latency_l7.json": "perfdash",
    "NetworkPerformance_benchmark.json": "perfdash",
    "ab.csv": "ab",
    "ab.tsv": "ab",
    "ab.txt": "ab",
    "cpu_istio_1000.json": "prometheus",
    "envoy-gateway-asset.json": "envoy-gateway",
    "envoy-gateway.json": "envoy-gateway",
    "envoy-gateway.ts": "envoy-gateway",
    "fortio-failed.json": "fortio",
    "fortio-grpc-max.json": "fortio",
    "fortio-http.json": "fortio",
    "fortio-nighthawk-first.json": "fortio",
    "fortio-nighthawk.json": "fortio",
    "fortio-smp.json": "fortio",
    "gobench.txt": "gobench",
    "hey.csv": "hey",
    "hey.txt": "hey",
    "istio-comma.csv": "istio-csv",
    "istio-mixer.csv": "istio-csv",
    "istio.csv": "istio-csv",
    "k6-export.json": "k6",
    "k6-handle-summary.json": "k6",
    "k6-machine-readable.json": "k6",
    "nighthawk.json": "nighthawk",
    "oha-new.txt": "oha",
    "oha-old.txt": "oha",
    "oha.csv": "oha",
    "oha.json": "oha",
    "query_range.json": "prometheus",
    "smp.yaml": "smp",
    "vegeta.hdr": "vegeta",
    "vegeta.json": "vegeta",
    "vegeta.txt": "vegeta",
    "wrk.txt": "wrk2",
    "wrk2.log": "wrk2",
}


def content(name: str) -> bytes:
    """The bytes of one of the files."""
    return (FOLDER / name).read_bytes()


def parse(name: str, given: bytes | str | None = None) -> tuple[Tables, list[Problem]]:
    """Read a file, or what is ``given`` in its place, by the format that is its own."""
    if isinstance(given, str):
        given = given.encode()
    return FORMATS[FORMAT_OF[name]].parse(name, content(name) if given is None else given)


def read(name: str, given: bytes | str | None = None) -> Tables:
    """As `parse`, of a file in which nothing is wrong."""
    tables, problems = parse(name, given)
    assert not problems
    return tables


def figure(
    tables: Tables,
    metric: Metric,
    stat: Stat,
    quantile: float | None = None,
    *,
    run: str | None = None,
    name: str | None = None,
    unit: str | None = None,
) -> Measurement:
    """The one figure of that kind."""
    found = [
        each
        for each in tables.measurements
        if (each.metric, each.stat, each.quantile) == (metric, stat, quantile)
        and run in (None, each.run)
        and name in (None, each.name)
        and unit in (None, each.unit)
    ]
    assert len(found) == 1, found
    return found[0]


def value(tables: Tables, metric: Metric, stat: Stat, quantile: float | None = None) -> float:
    """The value of the one figure of that kind, in the unit of the metric."""
    found = figure(tables, metric, stat, quantile).value
    assert found is not None
    return found


def run(tables: Tables) -> Run:
    """The only run."""
    assert len(tables.runs) == 1
    return tables.runs[0]


def codes(tables: Tables) -> dict[str, int]:
    """How often each code was answered."""
    return {each.code: each.count for each in tables.codes}


def told(found: list[Problem]) -> list[tuple[str, str]]:
    """Code and place of each problem."""
    return [(each.code, f"{each.place.line}:{each.place.column}") for each in found]


def valid(tables: Tables, problems: list[Problem], name: str) -> None:
    """Hold rows to what every table asks: ids, units, numbers that are ones, texts that can be."""
    ids = [each.run for each in tables.runs]
    assert len(set(ids)) == len(ids)
    for table in (tables.measurements, tables.buckets, tables.samples, tables.codes):
        assert {each.run for each in table} <= set(ids)
    for each in tables.measurements:
        assert each.value is None or 0 <= each.value < float("inf")
        assert (each.quantile is not None) == (each.stat == "quantile")
        assert each.quantile is None or 0 <= each.quantile <= 1
        assert each.locator
    assert all(0 <= each.value < float("inf") for each in tables.samples)
    assert all(each.count >= 0 for each in (*tables.codes, *tables.buckets))
    for row in (*tables.runs, *tables.measurements, *tables.samples, *tables.codes):
        for field in dataclasses.fields(row):
            text = getattr(row, field.name)
            if isinstance(text, str):
                text.encode()
                assert len(text) <= 2000 or field.name in ("unread", "file")
    for each in tables.runs:
        assert each.file == name
        for text in (each.dimensions, each.unread):
            again = json.dumps(json.loads(text or "{}"), ensure_ascii=False, sort_keys=True)
            assert text in (None, again)
    for problem in problems:
        assert problem.code in {"B001", "B002", "B003", "B004", "B005"}
        assert problem.place.path == name
        assert problem.place.line >= 1
        assert problem.place.column >= 1


def recognised(name: str, given: bytes) -> str | None:
    """The id of the format that a file is taken for."""
    found = recognise(name, given)
    return found.id if found else None
