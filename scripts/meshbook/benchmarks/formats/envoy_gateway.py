"""Envoy Gateway's benchmark of a release: the JSON asset, and the dashboard's copies of it.

The copies are TypeScript around the same JSON; they know version and day, which the asset does
not. Latency is milliseconds, memory MiB, CPU percent of one core, and the rate that was asked
for is that of each worker of the generator.
"""

from __future__ import annotations

import re
from typing import Any

from meshbook.benchmarks.formats.cells import dimensions
from meshbook.benchmarks.formats.documents import Documents
from meshbook.benchmarks.formats.draft import Draft
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.node import Node
from meshbook.model.benchmark import Component, Metric, Stat, Tables
from meshbook.problems import Problem

TITLE = "Envoy Gateway JSON"
_EXPORT = re.compile(r"^export (?:const|default)\b[^={]*=?[ \t]*", re.MULTILINE)
_RATE = re.compile(r" at (\d+) ?rps\b", re.ASCII)
_STATS: tuple[tuple[str, Stat], ...] = (
    ("min", "min"), ("mean", "mean"), ("max", "max"), ("pstdev", "stddev"),
)
_QUANTILES = {
    "p50": 0.5, "p75": 0.75, "p80": 0.8, "p90": 0.9, "p95": 0.95, "p99": 0.99, "p999": 0.999,
}
_COMPONENTS: dict[str, Component] = {"envoyGateway": "control-plane", "envoyProxy": "gateway"}
_UNITS: tuple[tuple[Metric, str], ...] = (("cpu", "%"), ("memory", "MiB"))
_RANGE: tuple[Stat, ...] = ("min", "mean", "max")


def looks(name: str, head: str) -> bool:
    """Whether it begins like the asset or like a copy of it."""
    return '"testConfiguration"' in head and '"metadata"' in head


def parse(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """Read every result of the release."""
    documents = Documents.of(content, without=_EXPORT)
    draft = Draft(name, documents)
    for index, value in enumerate(documents.values):
        if isinstance(value, dict) and isinstance(value.get("results"), list):
            _read(Node.inside(draft, documents, index, value))
    return draft.finished(TITLE, "results", documents.failures(name, TITLE))


FORMAT = Format("envoy-gateway", TITLE, looks, parse)


def _read(suite: Node) -> None:
    metadata = suite.node("metadata")
    settings = metadata.node("testConfiguration")
    common: dict[str, Any] = {
        "version": metadata.text("version"),
        "started": metadata.moment("date"),
        "duration_s": settings.value("duration", "s", "s"),
        "connections": settings.count("connections"),
    }
    rate = settings.value("rps", "1/s", "rps")
    left = metadata.unread(testConfiguration=settings.rest)
    common["configuration"] = left
    for result in suite.nodes("results"):
        _read_result(result, rate, common)


def _read_result(result: Node, rate: float | None, common: dict[str, Any]) -> None:
    draft = result.draft
    title = result.text("testName") or "run"
    run = draft.name_run(title)
    asked = _RATE.search(title)
    result.figure(run, "throughput", "rate", "throughput", "1/s")
    result.figure(run, "requests", "count", "totalRequests", "count")
    latency = result.node("latency")
    for key, stat in _STATS:
        latency.figure(run, "latency", stat, key, "ms")
    percentiles = latency.node("percentiles")
    for key, quantile in _QUANTILES.items():
        percentiles.figure(run, "latency", "quantile", key, "ms", quantile=quantile)
    _read_resources(run, result.node("resources"))
    told = {key: result.take(key) for key in ("routes", "routesPerHostname", "phase")}
    version = common["version"]
    draft.run(
        run, **common, mode="gateway", version_role="measured" if version else "unknown",
        generator="nighthawk", target="rate",
        target_rps=float(asked[1][:9]) if asked else rate, target_scope="per-worker",
        dimensions=dimensions({"test": title, **told}),
        unread=result.unread(percentiles=percentiles.rest, latency=latency.rest),
    )


def _read_resources(run: str, resources: Node) -> None:
    for name in list(resources.rest):
        used = resources.node(name)
        for metric, unit in _UNITS:
            figures = used.node(metric)
            for stat in _RANGE:
                figures.figure(
                    run, metric, stat, stat, unit, component=_COMPONENTS.get(name, "other"),
                    name=name, aggregation="window-mean" if stat == "mean" else "single",
                )
