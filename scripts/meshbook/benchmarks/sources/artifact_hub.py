"""Artifact Hub: which version of each mesh its Helm chart installs."""

from __future__ import annotations

import datetime

from meshbook.benchmarks.json_value import JsonValue
from meshbook.benchmarks.signals import merge
from meshbook.benchmarks.visit import JSON, Collected, Source, SourceError, Visit
from meshbook.model.benchmark import SignalValue

API = "https://artifacthub.io/api/v1/packages/helm"
CHARTS = {
    "istio": "istio-official/istiod",
    "linkerd": "linkerd2-edge/linkerd-control-plane",
    "cilium": "cilium/cilium",
    "kuma": "kuma/kuma",
    "consul": "hashicorp/consul",
}
"""The chart of each mesh, as repository/chart."""


def collect(visit: Visit) -> Collected:
    """The newest version of each chart, with the day of its release."""

    def package(project: str) -> SignalValue | None:
        answer = visit.get(f"{API}/{CHARTS[project]}", accept=JSON)
        if answer is None:
            return None
        return _package(project, CHARTS[project], JsonValue.of(answer))

    rows = visit.each(package, CHARTS)
    return Collected(merge(visit.known.tables, (row for row in rows if row is not None)))


def _package(project: str, chart: str, package: JsonValue) -> SignalValue:
    installs = package.get("app_version")
    return SignalValue(
        project=project,
        signal="packages",
        date=_day(package["ts"]),
        value=package["version"].text(),
        detail=installs.text() if installs else None,
        url=f"https://artifacthub.io/packages/helm/{chart}",
    )


def _day(node: JsonValue) -> str:
    """The day of a moment in seconds."""
    try:
        moment = datetime.datetime.fromtimestamp(node.count(), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise SourceError(node.url, f"{node.at} is {node.value}; expected seconds") from None
    return moment.date().isoformat()


SOURCE = Source(
    id="artifact-hub",
    folder="signals",
    addresses=tuple(f"{API}/{chart}" for chart in CHARTS.values()),
    collect=collect,
    accept=JSON,
)
