"""perfdash JSON: what Kubernetes' ClusterLoader2 writes, and Cilium's CI with it.

``dataItems`` are figures of one unit with labels; a key is a percentile (``Perc99``,
``L7Policy P99``: the first word tells variants apart), ``Throughput`` or a name of its own.
The unit ``MB`` stands for MiB there: the queries divide by 1024 twice. A percentile of a
percentile's series is none; which files hold such is for whoever knows the queries.
"""

from __future__ import annotations

import re
from typing import Any

from meshbook.benchmarks.formats.cells import dimensions, unread
from meshbook.benchmarks.formats.documents import Documents, text_of
from meshbook.benchmarks.formats.draft import Draft
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.node import Node
from meshbook.model.benchmark import Component, Metric, Stat, Tables, Unit
from meshbook.problems import Problem

TITLE = "perfdash JSON"
_PERCENTILE = re.compile(r"(?:(.{1,80}) )?P(?:erc)?(\d{2,6})(?: .{1,80})?", re.ASCII)
_MAXIMUM = re.compile(r"(.{1,80}) \(Max\)")
_RATE = re.compile(r"(?:(.{1,80}) )?RPS")
_STATS: dict[str, Stat] = {
    "Average": "mean", "Avg": "mean", "Mean": "mean", "Min": "min", "Max": "max",
    "Throughput": "rate", "StdDev": "stddev",
}
_UNITS: dict[str, tuple[Metric, Unit, str]] = {
    **{unit: ("latency", "ms", unit) for unit in ("ns", "us", "ms", "s")},
    "ops/s": ("throughput", "ops/s", "ops/s"), "trans/s": ("throughput", "ops/s", "trans/s"),
    **{unit: ("bandwidth", "Mbit/s", unit) for unit in ("Mb/s", "Mbit/s", "Gb/s", "MB/s")},
    "cpu": ("cpu", "cores", "cores"), "cores": ("cpu", "cores", "cores"),
    "MB": ("memory", "MiB", "MiB"), "MiB": ("memory", "MiB", "MiB"),
    "bytes": ("memory", "MiB", "B"),
}
_RPS: tuple[Metric, Unit, str] = ("throughput", "rps", "1/s")
_WHO: tuple[tuple[str, Component], ...] = (
    ("envoy proxy", "proxy"), ("agent", "cni-agent"), ("operator", "control-plane"),
)
_LABELS_OF_FIGURES = ("metric", "Metric")


def looks(name: str, head: str) -> bool:
    """Whether it begins like a perfdash file."""
    return '"dataItems"' in head


def parse(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """Read every item: each set of labels, and each variant in it, is a run."""
    documents = Documents.of(content)
    draft = Draft(name, documents)
    reader = _Reader(draft)
    for index, value in enumerate(documents.values):
        if isinstance(value, dict):
            for item in Node.inside(draft, documents, index, value).nodes("dataItems"):
                reader.item(item)
    for told, run in reader.runs.items():
        draft.run(run, dimensions=told, unread=unread(reader.rest.get(run, {})))
    return draft.finished(TITLE, "dataItems", documents.failures(name, TITLE))


FORMAT = Format("perfdash", TITLE, looks, parse)


class _Reader:
    """The items of a file, one by one; the file's name tells whose CPU and memory it is."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        called = draft.name.rpartition("/")[2].lower().replace("_", " ")
        self.who: Component = next((who for word, who in _WHO if word in called), "client")
        self.delay = "delay" in called
        self.runs: dict[str | None, str] = {}
        self.rest: dict[str, dict[str, Any]] = {}

    def item(self, item: Node) -> None:
        """Read one item."""
        labels = item.node("labels").rest
        unit = item.text("unit") or ""
        data = item.node("data")
        for label in _LABELS_OF_FIGURES:
            labels.pop(label, None)
        for key in list(data.rest):
            variant, stat, quantile, rate = _kind(key)
            run = self._run({**labels, "variant": variant} if variant else labels)
            known = _RPS if rate else _UNITS.get(unit)
            if known is None:
                self.rest.setdefault(run, {})[f"{key} [{unit}]"] = data.take(key)
                continue
            metric, kept, known_as = known
            if metric == "latency" and self.delay:
                metric = "propagation"
            data.figure(run, metric, stat, key, unit, unit=kept, known_as=known_as,
                        quantile=quantile, component=self.who)

    def _run(self, told: dict[str, Any]) -> str:
        key = dimensions(told)
        if key not in self.runs:
            words = [text_of(value) or "" for value in told.values()]
            self.runs[key] = self.draft.name_run("-".join(filter(None, words)) or "run")
        return self.runs[key]


def _kind(key: str) -> tuple[str | None, Stat, float | None, bool]:
    """Variant, statistic, quantile of a figure by its name, and whether it is a rate."""
    if found := _PERCENTILE.fullmatch(key):
        digits = found[2]
        share = 1.0 if digits == "100" else float(f"0.{digits}")
        return found[1], "quantile", share, False
    if found := _RATE.fullmatch(key):
        return found[1], "rate", None, True
    if found := _MAXIMUM.fullmatch(key):
        return found[1], "max", None, False
    if key in _STATS:
        return None, _STATS[key], None, False
    return key, "value", None, False
