"""Istio's own measurements of 2019 and 2020, as far as its tools repository has kept them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from meshbook.benchmarks.formats import FORMATS
from meshbook.benchmarks.pinned import Pin
from meshbook.benchmarks.rows import as_object, rename_runs
from meshbook.benchmarks.visit import JSON, RAW, Collected, Source, Upstream, Visit
from meshbook.model.benchmark import Run, Tables
from meshbook.problems import Problem

REPOSITORY = "istio/tools"
PROTOTYPE = Pin(REPOSITORY, "beab761acbbd59968fc6fbb3f7f396c26721e5fb", "perf_dashboard/perf_data")
"""The first dashboard, December 2019."""
LAST = Pin(REPOSITORY, "d934cdec7672a6b2a6f7d766d51a4c6586b553c3", "perf_dashboard/perf_data")
"""The dashboard just before it was removed, July 2024."""
EXAMPLE = Pin(
    REPOSITORY, "0f2e902fd0aa64254c81de4e0ad29e654bd9c0ed",
    "perf/benchmark/graph_plotter/example_plot",
)  # fmt: skip

FILES: dict[tuple[Pin, str], str] = {
    (LAST, "master_temp.csv"): "master-2019-11",
    (PROTOTYPE, "perf.csv"): "perf-2019-12",
    (PROTOTYPE, "master.csv"): "master-2019-12",
    (PROTOTYPE, "release-1.4.csv"): "release-1-4-2019-12",
    (PROTOTYPE, "tmp3f9jejbf.csv"): "temporary-2019-12",
    (LAST, "cur_temp.csv"): "current-2020-01",
    (EXAMPLE, "benchmark.csv"): "example-2020-08",
}
"""The group of each file: one file is one build, measured under many loads."""

BRANCHES = {
    "master-2019-11": "master", "perf-2019-12": "perf", "master-2019-12": "master",
    "release-1-4-2019-12": "release-1.4",
}  # fmt: skip
"""The branch that a file names; which commit of it was measured nobody wrote down."""


def collect(visit: Visit) -> Collected:
    """All runs of the files that are left."""
    pins = (PROTOTYPE, LAST, EXAMPLE)
    return visit.files([file for pin in pins for file in _files(visit, pin)], read)


def _files(visit: Visit, pin: Pin) -> Iterator[Upstream]:
    groups = {pin.file(path).file: group for (each, path), group in FILES.items() if each == pin}
    for file in pin.files(visit, groups.__contains__):
        yield replace(file, file=f"{groups[file.file]}.csv")


def read(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """The runs of one file, a row each."""
    group = name.removesuffix(".csv")
    tables, problems = FORMATS["istio-csv"].parse(name, content)
    runs = tuple(_described(run, group) for run in tables.runs)
    return rename_runs(replace(tables, runs=runs), group), problems


def _described(run: Run, group: str) -> Run:
    return replace(
        run, mesh="none" if run.mode == "none" else run.mesh or "istio",
        version=BRANCHES.get(group), protocol="http/1.1", path="pod-service", app="fortio",
        environment="gke", group=group,
        dimensions=as_object(connections=run.connections, rate=int(run.target_rps or 0) or None),
        configuration=run.configuration if run.mode == "none" else _proxies(run),
    )  # fmt: skip


def _proxies(run: Run) -> str | None:
    """The telemetry, and that the client had no sidecar where it had none."""
    alone = "serveronly" in (run.dimensions or "")
    return f"{run.configuration}, server only" if alone else run.configuration


SOURCE = Source(
    id="istio-tools",
    folder="benchmarks",
    addresses=(PROTOTYPE.tree, LAST.tree, EXAMPLE.tree, EXAMPLE.file("benchmark.csv").url),
    collect=collect,
    accept=JSON + RAW,
)
