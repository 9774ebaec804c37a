"""Prometheus: a matrix (or vector) as its API answers, or only the list of series in it.

The answer to a query has no unit. It is taken from the metric's name where the series still
have one (``…_bytes``), else from the first word of the file's name (``cpu_…``: cores,
``mem_…``: bytes); where neither says anything, `parse_as` takes it from whoever knows the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from meshbook.benchmarks.formats.cells import written
from meshbook.benchmarks.formats.documents import Documents, step, text_of
from meshbook.benchmarks.formats.draft import Draft
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.node import Node
from meshbook.benchmarks.units import Fault, UnknownUnitError, instant
from meshbook.model.benchmark import Component, Metric, Tables
from meshbook.problems import Problem

TITLE = "Prometheus JSON"


@dataclass(frozen=True, slots=True)
class Quantity:
    """What the values of a series are, and in which unit they stand in the file."""

    metric: Metric
    raw_unit: str


_CPU, _MEMORY = Quantity("cpu", "cores"), Quantity("memory", "B")
_BY_METRIC: tuple[tuple[re.Pattern[str], Quantity], ...] = (
    (re.compile(r".*cpu.*(?:rate|irate|cores|usage_rate).*", re.IGNORECASE), _CPU),
    (re.compile(r".*cpu_.*seconds(?:_total)?"), Quantity("cpu-time", "s")),
    (re.compile(r".*(?:memory|resident|mem|heap).*bytes"), _MEMORY),
    (re.compile(r".*_bytes"), Quantity("bytes", "B")),
)
_BY_FILE = {"cpu": _CPU, "mem": _MEMORY, "memory": _MEMORY}
_WORD = re.compile(r"[a-z]+")
_COMPONENTS: dict[str, Component] = {
    "istio-proxy": "proxy", "linkerd-proxy": "proxy", "envoy-sidecar": "proxy",
    "kuma-sidecar": "proxy", "consul-dataplane": "proxy", "ztunnel": "ztunnel",
    "discovery": "control-plane", "destination": "control-plane", "identity": "control-plane",
    "proxy-injector": "control-plane", "cilium-agent": "cni-agent",
}


def looks(name: str, head: str) -> bool:
    """Whether it begins like a matrix or a vector."""
    return '"metric"' in head and ('"values"' in head or '"value"' in head)


def parse(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """Read every series; the unit is the one that names tell."""
    return parse_as(name, content, None)


def parse_as(
    name: str, content: bytes, quantity: Quantity | None
) -> tuple[Tables, list[Problem]]:
    """Read every series as a ``quantity``, which the query tells."""
    documents = Documents.of(content)
    draft = Draft(name, documents)
    for index, value in enumerate(documents.values):
        run = draft.name_run()
        failed = value.get("error") if isinstance(value, dict) else None
        series = list(_series(value, ""))
        for pointer, each in series:
            node = Node.inside(draft, documents, index, each, pointer)
            _read(run, node, quantity or _quantity(name, each))
        if series or failed:
            first = draft.samples[0].time if draft.samples else None
            draft.run(run, started=first, failed=str(failed) if failed else None)
        elif _empty(value):
            draft.incomplete("result", documents.locator(index, ""))
        else:
            draft.foreign(TITLE, "metric, values", documents.locator(index, ""))
    return draft.done(*documents.failures(name, TITLE))


FORMAT = Format("prometheus", TITLE, looks, parse)


def _series(value: Any, pointer: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        for key in ("data", "result"):
            if key in value:
                yield from _series(value[key], pointer + step(key))
                return
    for index, each in enumerate(value if isinstance(value, list) else ()):
        if isinstance(each, dict) and isinstance(each.get("metric"), dict):
            yield pointer + step(index), each


def _empty(value: Any) -> bool:
    """Whether it is an answer without series: nothing was running."""
    if value == []:
        return True
    data = value.get("data") if isinstance(value, dict) else None
    return isinstance(data, dict) and data.get("result") == []


def _quantity(name: str, series: dict[str, Any]) -> Quantity | None:
    metric = series["metric"].get("__name__")
    if isinstance(metric, str) and len(metric) < 200:
        return next((known for shape, known in _BY_METRIC if shape.fullmatch(metric)), None)
    word = _WORD.match(PurePosixPath(name).name.lower())
    return _BY_FILE.get(word[0]) if word else None


def _read(run: str, series: Node, quantity: Quantity | None) -> None:
    draft, labels = series.draft, series.take("metric")
    if quantity is None:
        draft.fault(UnknownUnitError(""), field=series.at("metric"), raw="", unit="",
                    locator=series.at("metric"))
        return
    key = "values" if "values" in series.rest else "value"
    points = series.take(key)
    component, name = _who(labels)
    found = []
    if key == "value":
        points = [points]
    for index, point in enumerate(points if isinstance(points, list) else ()):
        locator = series.at(key, index) if key == "values" else series.at(key)
        if not isinstance(point, list) or len(point) != 2:
            draft.no_number(written(point)[:60], locator)
            continue
        try:
            time = instant(text_of(point[0]) or "")
        except Fault as fault:
            draft.fault(fault, field=locator, raw=written(point[0])[:60], locator=locator)
            continue
        value = draft.reading(run, time, quantity.metric, text_of(point[1]) or "",
                              quantity.raw_unit, locator, component, name)
        if value is not None:
            found.append(value)
    if found:
        draft.mean(run, quantity.metric, found, series.at(key), component, name)


def _who(labels: dict[str, Any]) -> tuple[Component, str]:
    """The component by its container, and the labels as a name."""
    container = labels.get("container")
    known = _COMPONENTS.get(container, "other") if isinstance(container, str) else "other"
    name = ",".join(f"{key}={labels[key]}" for key in sorted(labels) if key != "__name__")
    return known, name[:300]
