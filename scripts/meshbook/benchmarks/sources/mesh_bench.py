"""mesh-bench 2022: Fortio's results of a thesis, and what Prometheus told of the pods.

The licence of the repository covers its files, so only figures and settings are taken. Its
memory files hold the rate() of a gauge; they are kept so that the rule that finds such is seen
to find them, and are flagged.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import replace

from meshbook.benchmarks.formats import FORMATS
from meshbook.benchmarks.pinned import Pin, facts_only
from meshbook.benchmarks.rows import rename_runs
from meshbook.benchmarks.visit import JSON, RAW, Collected, Source, Visit
from meshbook.model.benchmark import Measurement, Mode, Run, Sample, Tables
from meshbook.problems import Problem

PIN = Pin("RichardBieringa/mesh-bench", "4da0ee124bfdae1b186b10d56408ad55deb18da2", "results")

_LOAD = re.compile(
    r"(?P<experiment>0[1-4]_[a-z_]+)/(?P<kind>http|grpc)_(?P<mesh>[a-z]+)_(?P<rate>MAX|\d{1,6})_"
    r"(?P<payload>\d{1,7})_\d+_(?P<time>\d{4}-\d\d-\d\dT\d\d[:.]\d\d[:.]\d\dZ)\.json"
)
_USE = re.compile(
    r"(?P<experiment>0[1-4]_[a-z_]+)/(?P<kind>cpu|mem)_(?P<mesh>[a-z]+)_(?P<rate>MAX|\d{1,6})"
    r"(?:_(?P<time>\d{4}-\d\d-\d\dT\d\d[:.]\d\d[:.]\d\dZ))?\.json"
)
_SUBJECTS: dict[str, tuple[str, Mode, str | None]] = {
    "baseline": ("none", "none", None),
    "istio": ("istio", "sidecar", "1.14.1"),
    "linkerd": ("linkerd", "sidecar", "stable-2.11.2"),
    "cilium": ("cilium", "cni-l4", "v1.12.0-rc1"),
    "traefik": ("traefik-mesh", "per-node-proxy", None),
}
_GROUPS = {"01": "http-{rate}", "02": "http-{rate}", "03": "payload-{payload}", "04": "grpc-{rate}"}
_CONTAINER = re.compile(r"container=([a-z-]+),.*")
_PROXIES = frozenset({"istio-proxy", "linkerd-proxy", "traefik-mesh-proxy", "cilium-agent"})
_MINUTES = 15
_WARM_UP = 60
"""Seconds before a rate over one minute is that of the load alone."""


def collect(visit: Visit) -> Collected:
    """All runs of the four experiments."""
    files = PIN.files(visit, wanted)
    return visit.files(files, reader(each.file for each in files))


def wanted(path: str) -> bool:
    """Whether a file is a result; two small trials before the experiments are none."""
    return bool(_LOAD.fullmatch(path) or _USE.fullmatch(path))


def reader(names: Iterable[str]) -> _Reader:
    """Reads one file among ``names``."""
    return _Reader(names)


class _Reader:
    """Knows all names: which payload a use of resources belongs to, only the times tell."""

    def __init__(self, names: Iterable[str]) -> None:
        loads = (_LOAD.fullmatch(name) for name in names)
        self.payloads = {
            (load["experiment"], load["mesh"], _end(load["time"])): load["payload"]
            for load in loads
            if load
        }

    def __call__(self, name: str, content: bytes) -> tuple[Tables, list[Problem]]:
        load, use = _LOAD.fullmatch(name), _USE.fullmatch(name)
        found = load or use
        assert found is not None, name
        tables, problems = FORMATS["fortio" if load else "prometheus"].parse(name, content)
        payload = load["payload"] if load else self._payload(found)
        runs = tuple(_described(run, found, payload) for run in tables.runs)
        tables = facts_only(replace(tables, runs=runs))
        run_id = f"{_group(found, payload) or 'payload'}/{found['mesh']}"
        if load:
            return rename_runs(tables, run_id), problems
        return rename_runs(_used(tables), f"{run_id}/{found['kind']}"), problems

    def _payload(self, use: re.Match[str]) -> str | None:
        if not use["experiment"].startswith("03"):
            return "0"
        if use["time"] is None:
            return None  # the three of the baseline overwrote each other
        end = _moment(use["time"])
        return next(
            (
                payload
                for (experiment, mesh, other), payload in self.payloads.items()
                if (experiment, mesh) == (use["experiment"], use["mesh"])
                and abs((other - end).total_seconds()) < 60
            ),
            None,
        )


def _described(run: Run, found: re.Match[str], payload: str | None) -> Run:
    mesh, mode, version = _SUBJECTS[found["mesh"]]
    rate = found["rate"].lower()
    grpc = found["experiment"].startswith("04")
    return replace(
        run, mesh=mesh, mode=mode, version=version,
        version_role="measured" if version else "unknown",
        target="max" if rate == "max" else "rate",
        target_rps=None if rate == "max" else float(rate), target_scope="total",
        payload_bytes=int(payload) if payload is not None else None,
        protocol="grpc" if grpc else "http/1.1", path="pod-service", app="fortio",
        environment="gke-spot", group=_group(found, payload),
    )  # fmt: skip


def _group(found: re.Match[str], payload: str | None) -> str | None:
    if payload is None:
        return None
    return _GROUPS[found["experiment"][:2]].format(rate=found["rate"].lower(), payload=payload)


def _used(tables: Tables) -> Tables:
    """Means without the first minute, and every reading of the proxies, or where there are none."""
    samples = tuple(sorted(tables.samples, key=lambda each: each.time))
    measurements = tuple(_steady(each, samples) for each in tables.measurements)
    bare = all(run.mesh == "none" for run in tables.runs)
    return replace(
        tables,
        measurements=tuple(replace(each, name=_container(each.name)) for each in measurements),
        samples=tuple(
            replace(each, name=_container(each.name))
            for each in samples
            if bare or _container(each.name) in _PROXIES
        ),
    )


def _container(labels: str | None) -> str | None:
    """The container alone; the rest of the labels is the pod, named by chance."""
    found = _CONTAINER.fullmatch(labels or "")
    return found[1] if found else labels


def _steady(mean: Measurement, samples: tuple[Sample, ...]) -> Measurement:
    own = [each for each in samples if (each.metric, each.name) == (mean.metric, mean.name)]
    if not own:
        return mean
    start = _moment(own[0].time) + datetime.timedelta(seconds=_WARM_UP)
    late = [each.value for each in own if _moment(each.time) >= start]
    return replace(mean, value=sum(late) / len(late)) if late else mean


def _end(start: str) -> datetime.datetime:
    return _moment(start) + datetime.timedelta(minutes=_MINUTES)


def _moment(text: str) -> datetime.datetime:
    day, _, time = text.partition("T")
    return datetime.datetime.fromisoformat(f"{day}T{time[:8].replace('.', ':')}{time[8:]}")


SOURCE = Source(
    id="mesh-bench-2022",
    folder="benchmarks",
    addresses=(
        PIN.tree,
        PIN.file("01_http_max_throughput/http_istio_MAX_0_1_2022-06-26T20:38:48Z.json").url,
    ),
    collect=collect,
    accept=JSON + RAW,
)
