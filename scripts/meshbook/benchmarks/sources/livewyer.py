"""LiveWyer 2024: what oha printed, on four clusters and in three iterations worth keeping."""

from __future__ import annotations

import re
from dataclasses import replace

from meshbook.benchmarks.formats import FORMATS
from meshbook.benchmarks.pinned import Pin
from meshbook.benchmarks.rows import as_object, rename_runs
from meshbook.benchmarks.visit import JSON, RAW, Collected, Source, Visit
from meshbook.model.benchmark import Mode, Run, Tables
from meshbook.problems import Problem

PIN = Pin(
    "livewyer-ops/poc-servicemesh2024", "b3f60e778c07337822efb6890d996ec6af8377ce", "network-tests"
)

_NAME = re.compile(
    r"(?P<iteration>v[1345])/oha-results/(?:non-colorized/)?(?P<mesh>[a-z-]+)/"
    r"(?P<place>pod|vm|replica-(?P<replicas>\d{1,2}))/(?:bookinfo-basic/)?"
    r"test-.+-(?P<connections>\d{1,4})-(?P<last>\d{1,7})\.txt"
)
"""v1 names the rate last, the later iterations the number of requests. v2 tried warm-ups."""

_PLACES = {"pod": "pod-service", "vm": "vm-ingress"}
_WARM_UP = 10_000
_PARTS = {"v3": "part-1", "v4": "part-2"}
_FIRST: dict[str, tuple[str, Mode, str | None]] = {
    "baseline": ("none", "none", None),
    "istio": ("istio", "sidecar", "1.20.3"),
    "linkerd": ("linkerd", "sidecar", "stable-2.14.9"),
    "cilium": ("cilium", "per-node-proxy", "1.15.1"),
}
_SECOND: dict[str, tuple[str, Mode, str | None]] = {
    "baseline": ("none", "none", None),
    "istio-ambient": ("istio", "ambient-l4", "1.22.0"),
    "istio-sidecar": ("istio", "sidecar", "1.22.0"),
}
"""Mesh, mode and version by folder, in the two parts."""


def collect(visit: Visit) -> Collected:
    """All runs of the three iterations."""
    return visit.files(PIN.files(visit, wanted), read)


def wanted(path: str) -> bool:
    """Whether a file is the output of a run that is kept."""
    return _NAME.fullmatch(path) is not None


def read(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """The run of one file; its subject and load stand in the file's name."""
    found = _NAME.fullmatch(name)
    assert found is not None, name
    tables, problems = FORMATS["oha"].parse(name, content)
    runs = tuple(_described(run, found) for run in tables.runs)
    parts = (found["iteration"], found["mesh"], found["place"])
    run_id = "/".join((*parts, f"{found['connections']}-{found['last']}"))
    return rename_runs(replace(tables, runs=runs), run_id), problems


def _described(run: Run, found: re.Match[str]) -> Run:
    subjects = _SECOND if found["iteration"] in ("v4", "v5") else _FIRST
    mesh, mode, version = subjects[found["mesh"]]
    first = found["iteration"] == "v1"
    run = replace(
        run, mesh=mesh, mode=mode, version=None if first else version,
        version_role="measured" if version and not first else "unknown",
        loop="closed", co_corrected=False, connections=int(found["connections"]),
        keepalive=False, path=_PLACES.get(found["place"], "pod-service"), app="bookinfo",
    )  # fmt: skip
    return _trial(run, found) if first else _part(run, found)


def _trial(run: Run, found: re.Match[str]) -> Run:
    rate = int(found["last"])
    return replace(
        run, loop="open", co_corrected=True,  # oha was asked to correct latency
        target="rate", target_rps=float(rate), target_scope="total",
        environment="eks-first", group=f"trial-{found['place']}",
        dimensions=as_object(connections=run.connections, rate=rate),
    )  # fmt: skip


def _part(run: Run, found: re.Match[str]) -> Run:
    run = replace(run, target="max", environment="eks")
    if found["replicas"]:
        return replace(
            run, environment="eks-replicas", group=f"replicas-{found['connections']}",
            dimensions=as_object(replicas=int(found["replicas"])),
        )  # fmt: skip
    load = "warm-up" if int(found["last"]) == _WARM_UP else found["connections"]
    return replace(run, group=f"{_PARTS[found['iteration']]}-{found['place']}-{load}")


SOURCE = Source(
    id="livewyer-2024",
    folder="benchmarks",
    addresses=(
        PIN.tree,
        PIN.file(
            "v3/oha-results/istio/pod/test-productpage.bookinfo-basic.svc-32-300000.txt"
        ).url,
    ),
    collect=collect,
    accept=JSON + RAW,
)
