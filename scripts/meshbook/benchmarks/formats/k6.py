"""k6: the three shapes of its summary.

``--summary-export`` wrote a flat one, ``handleSummary`` is given one with ``values``, and the
machine-readable one of later releases is a list of metrics. Times are milliseconds. A summary
does not say whether load was open or closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from meshbook.benchmarks.formats.documents import Documents, text_of
from meshbook.benchmarks.formats.draft import Draft
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.node import Node
from meshbook.model.benchmark import Stat, Tables
from meshbook.problems import Problem

TITLE = "k6 JSON"
_LATENCY = ("http_req_duration", "grpc_req_duration")
_STATS: dict[str, Stat] = {"avg": "mean", "min": "min", "med": "median", "max": "max"}
_SHARE = re.compile(r"p\((\d{1,3}(?:\.\d{1,6})?)\)", re.ASCII)


def looks(name: str, head: str) -> bool:
    """Whether it begins like one of the three."""
    if '"k6Version"' in head:
        return True
    return '"metrics"' in head and any(
        f'"{known}"' in head for known in ("http_req_duration", "http_reqs", "iterations", "vus")
    )


def parse(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """Read every summary in the file."""
    documents = Documents.of(content)
    draft = Draft(name, documents)
    for index, value in enumerate(documents.values):
        if not isinstance(value, dict):
            continue
        top = Node.inside(draft, documents, index, value)
        results = top.node("results")
        metrics = dict(_listed(results)) if results.rest else dict(_named(top))
        if metrics:
            _read(top, metrics)
    return draft.finished(TITLE, "metrics", documents.failures(name, TITLE))


FORMAT = Format("k6", TITLE, looks, parse)


def _named(top: Node) -> Iterator[tuple[str, Node]]:
    """The figures of each metric, in ``values`` or flat."""
    metrics = top.node("metrics")
    for name in list(metrics.rest):
        metric = metrics.node(name)
        yield name, metric.node("values") if "values" in metric.rest else metric


def _listed(results: Node) -> Iterator[tuple[str, Node]]:
    for metric in results.nodes("metrics"):
        name = metric.text("name")
        if name:
            yield name, metric.node("values")


def _read(top: Node, metrics: dict[str, Node]) -> None:
    draft, run = top.draft, top.draft.name_run()
    config, metadata, state = top.node("config"), top.node("metadata"), top.node("state")
    seconds = config.value("duration", "s", "s")
    if seconds is None:
        seconds = state.value("testRunDurationMs", "ms", "s")
    for known in _LATENCY:
        if known in metrics:
            _latency(run, metrics[known])
    requests = metrics.get("http_reqs")
    if requests:
        requests.figure(run, "requests", "count", "count", "count")
        requests.figure(run, "throughput", "rate", "rate", "1/s")
    failed = metrics.get("http_req_failed")
    if failed:
        failed.figure(run, "error-ratio", "value", "rate" if "rate" in failed.rest else "value",
                      "ratio")
    users = metrics.get("vus_max") or metrics.get("vus")
    most = users.count("max" if "max" in users.rest else "value") if users else None
    rest: dict[str, Any] = {name: each.rest for name, each in metrics.items() if each.rest}
    draft.run(
        run, started=None, duration_s=seconds, generator="k6",
        generator_version=metadata.text("k6Version"), workers=most,
        protocol="grpc" if "grpc_req_duration" in metrics else
        "http" if "http_req_duration" in metrics else None,
        unread=top.unread(metrics=rest, config=config.rest, metadata=metadata.rest),
    )


def _latency(run: str, values: Node) -> None:
    for key in list(values.rest):
        stat, share = _STATS.get(key), _SHARE.fullmatch(key)
        if stat:
            values.figure(run, "latency", stat, key, "ms")
        elif share and text_of(values.rest[key]) is not None:
            quantile = values.draft.value(share[1], "%", "ratio", values.at(key))
            values.figure(run, "latency", "quantile", key, "ms", quantile=quantile)
