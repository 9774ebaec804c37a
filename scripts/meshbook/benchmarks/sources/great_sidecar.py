"""The Great Sidecar Debate 2025: what pods used, and three logs of wrk2 beside each run."""

from __future__ import annotations

import re
from dataclasses import replace

from meshbook.benchmarks.formats import FORMATS
from meshbook.benchmarks.pinned import Pin
from meshbook.benchmarks.rows import rename_runs
from meshbook.benchmarks.visit import JSON, RAW, Collected, Source, Visit
from meshbook.model.benchmark import Mode, Run, Tables
from meshbook.problems import Problem

PIN = Pin(
    "BuoyantIO/great-sidecar-debate", "8d032dba87a3c72b368be76b2d936d9c25080855", "V1/Data"
)
GENERATORS = 3
"""Pods of wrk2, which share the rate."""
SECONDS = 300.0

_NAME = re.compile(
    r"(?P<sequence>ambient|linkerd|linkerd-2)/(?P<rate>\d{1,5})-(?P<repeat>\d{1,3})-"
    r"(?:(?P<metrics>metrics)\.csv|(?P<pod>wrk2-[a-z0-9]{1,10})\.log)"
)
_SUBJECTS: dict[str, tuple[str, Mode, str]] = {
    "ambient": ("istio", "ambient-waypoint", "1.25.0"),
    "linkerd": ("linkerd", "sidecar", "edge-25.4.1"),
    "linkerd-2": ("linkerd", "sidecar", "edge-25.4.1"),
}
_SAMPLED = frozenset({"data-plane", "control-plane", "waypoint mesh", "ztunnel mesh"})
"""The groups of pods of which every reading is kept; of the others the mean says enough."""


def collect(visit: Visit) -> Collected:
    """All runs of the three sequences."""
    return visit.files(PIN.files(visit, wanted), read)


def wanted(path: str) -> bool:
    """Whether a file holds results."""
    return _NAME.fullmatch(path) is not None


def read(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """What one file tells of a run: the use of resources, or what one generator saw."""
    found = _NAME.fullmatch(name)
    assert found is not None, name
    parse = FORMATS["resource-csv" if found["metrics"] else "wrk2"].parse
    tables, problems = parse(name, content)
    tables = replace(tables, runs=tuple(_described(run, found) for run in tables.runs))
    tables = _of_resources(tables) if found["metrics"] else _of_generator(tables)
    part = found["pod"] or "resources"
    run_id = f"{found['sequence']}/{found['rate']}-{found['repeat']}/{part}"
    return rename_runs(tables, run_id), problems


def _described(run: Run, found: re.Match[str]) -> Run:
    mesh, mode, version = _SUBJECTS[found["sequence"]]
    return replace(
        run, mesh=mesh, mode=mode, version=version, version_role="measured", mtls=True,
        started=run.started and run.started[:10],  # its time of day has no zone
        repeat=int(found["repeat"]), duration_s=run.duration_s or SECONDS,
        generator="wrk2", loop="open", co_corrected=True, target="rate",
        target_rps=None if found["metrics"] else int(found["rate"]) / GENERATORS,
        configuration=found["sequence"], path="pod-service", app="faces",
        environment="gke", group=f"rps-{found['rate']}",
    )  # fmt: skip


def _of_resources(tables: Tables) -> Tables:
    """The readings are sums over all pods of a component, and there are many of them."""
    return replace(
        tables,
        measurements=tuple(replace(each, scope="sum") for each in tables.measurements),
        samples=tuple(each for each in tables.samples if each.name in _SAMPLED),
    )


def _of_generator(tables: Tables) -> Tables:
    """Socket timeouts are no answers here: some logs have more of them than requests."""
    return replace(tables, buckets=(), codes=())


SOURCE = Source(
    id="great-sidecar-2025",
    folder="benchmarks",
    addresses=(PIN.tree, PIN.file("ambient/60-1-metrics.csv").url),
    collect=collect,
    accept=JSON + RAW,
)
