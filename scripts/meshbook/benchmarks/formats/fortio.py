"""Fortio's JSON, as its command and its server write it, and Nighthawk's flavour of it.

Also the wrappers that keep such results: Meshery's ``runner_results``, and plain lists.
Latencies are seconds, the histogram's ``Percent`` is cumulative. A percentile that Fortio was
not asked for is interpolated from the histogram exactly as Fortio itself does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from meshbook.benchmarks.formats.documents import Documents, step, text_of
from meshbook.benchmarks.formats.draft import Draft
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.histogram import percentile
from meshbook.benchmarks.formats.node import Node
from meshbook.benchmarks.units import Fault, convert, duration, number
from meshbook.model.benchmark import Stat, Tables, Target
from meshbook.problems import Problem

TITLE = "Fortio JSON"
USUAL = (50.0, 75.0, 90.0, 99.0, 99.9)
"""The percentiles that Fortio tells when it is not asked for others."""

_STATS: tuple[tuple[str, Stat], ...] = (
    ("Min", "min"), ("Avg", "mean"), ("Max", "max"), ("StdDev", "stddev"),
)
_MESH = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,40}")
_WRAPPERS = ("runner_results", "results", "data")
_DEPTH = 5
_FAST = 1e6
"""Nanoseconds. A run of seconds that took less than these was not told in nanoseconds."""


def looks(name: str, head: str) -> bool:
    """Whether it begins like a result, or like the report of a run that was given up."""
    if '"DurationHistogram"' in head or ('"RunType"' in head and '"RequestedQPS"' in head):
        return True
    return '"runner_results"' in head or ('"Error"' in head and '"Exception"' in head)


def parse(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """Read every result in the file."""
    documents = Documents.of(content)
    draft = Draft(name, documents)
    for index, value in enumerate(documents.values):
        for pointer, result, mesh in _results(value, "", _DEPTH):
            _read(Node.inside(draft, documents, index, result, pointer), mesh)
    return draft.finished(TITLE, "DurationHistogram", documents.failures(name, TITLE))


FORMAT = Format("fortio", TITLE, looks, parse)


def _results(
    value: Any, pointer: str, depth: int, mesh: str | None = None
) -> Iterator[tuple[str, dict[str, Any], str | None]]:
    """Pointer and value of each result, and the mesh that a wrapper names."""
    if isinstance(value, list) and depth:
        for index, item in enumerate(value):
            yield from _results(item, pointer + step(index), depth - 1, mesh)
    if not isinstance(value, dict):
        return
    if "DurationHistogram" in value or ("Error" in value and "Exception" in value):
        yield pointer, value, mesh
        return
    named = value.get("mesh")
    if isinstance(named, str) and _MESH.fullmatch(named):
        mesh = named.lower()
    for wrapper in _WRAPPERS if depth else ():
        yield from _results(value.get(wrapper), pointer + step(wrapper), depth - 1, mesh)


def _read(result: Node, mesh: str | None) -> None:
    draft, run = result.draft, result.draft.name_run()
    nighthawk = _is_nighthawk(result)
    histogram = result.node("DurationHistogram")
    failed = _failure(result)
    codes = result.node("RetCodes")
    for code, count in codes.items():
        draft.code(run, code, text_of(count) or "", codes.at(code))
    if not failed:
        result.figure(run, "throughput", "rate", "ActualQPS", "1/s")
        errors = result.node("ErrorsDurationHistogram")
        errors.figure(run, "errors", "count", "Count", "count")
        _latency(run, histogram)
    draft.run(run, mesh=mesh, failed=failed, **_load(result, nighthawk), unread=result.unread())


def _is_nighthawk(result: Node) -> bool:
    """Protobuf writes 64-bit counts as strings; what Fortio always tells, Nighthawk does not."""
    histogram = result.rest.get("DurationHistogram")
    count = histogram.get("Count") if isinstance(histogram, dict) else None
    return isinstance(count, str) or (count is not None and "Exactly" not in result.rest)


def _failure(result: Node) -> str | None:
    """Why Fortio gave up: an old server says ``Error``, a newer one ``exception``."""
    if "Error" in result.rest:
        result.take("Exception")
        return result.text("Error") or "Error"
    if result.flag("error"):
        return result.text("exception") or result.text("message") or "error"
    return None


def _load(result: Node, nighthawk: bool) -> dict[str, Any]:
    kind = (result.text("RunType") or "").partition(" ")[0].lower()
    asked = (result.text("RequestedQPS") or "").lower()
    target: Target = "max" if asked == "max" else "rate" if asked not in ("", "0") else "unknown"
    silent = result.flag("DisableKeepAlive")
    version = (result.text("Version") or "").strip()
    generator = result.text("load-generator") or ("nighthawk" if nighthawk else "fortio")
    return {
        "started": result.moment("StartTime"),
        "duration_s": _duration(result, nighthawk),
        "generator": generator,
        "generator_version": version or None,
        # A thread of Fortio waits for its answer before it sends the next request, at any rate.
        "loop": "closed" if generator == "fortio" else "unknown",
        "co_corrected": False if generator == "fortio" else None,
        "target": target,
        "target_rps": result.draft.value(asked, "1/s", "rps", result.at("RequestedQPS"))
        if target == "rate" else None,
        "target_scope": "total",
        "connections": result.count("NumThreads"),
        "protocol": kind or None,
        "keepalive": None if silent is None else not silent,
    }


def _duration(result: Node, nighthawk: bool) -> float | None:
    """Nanoseconds, but the first releases of Nighthawk wrote seconds here."""
    seconds = result.value("ActualDuration", "ns", "s")
    try:
        asked = duration(text_of(result.rest.get("RequestedDuration")) or "")
    except Fault:
        return seconds
    if nighthawk and seconds is not None and asked >= 1 and seconds * 1e9 < _FAST:
        return float(number(f"{seconds * 1e9:.9g}"))
    return seconds


def _latency(run: str, histogram: Node) -> None:
    draft = histogram.draft
    if not histogram.rest:
        draft.incomplete("DurationHistogram", histogram.at())
        return
    count = histogram.figure(run, "requests", "count", "Count", "count")
    if count is None or count < 1:
        return
    ends = {key: text_of(histogram.rest.get(key)) for key in ("Min", "Max")}
    found = {key: histogram.figure(run, "latency", stat, key, "s") for key, stat in _STATS}
    told = set(_told(run, histogram))
    data = list(_buckets(run, histogram))
    if not data:
        return
    low = data[0][0] if found["Min"] is None else float(number(ends["Min"] or ""))
    high = data[-1][1] if found["Max"] is None else float(number(ends["Max"] or ""))
    for wanted in USUAL:
        if wanted not in told:
            seconds = percentile(wanted, low, high, int(count), data)
            _add_estimate(draft, run, wanted, seconds, histogram.at("Data"))


def _add_estimate(draft: Draft, run: str, wanted: float, seconds: float, locator: str) -> None:
    draft.computed(
        run, "latency", "quantile", convert(repr(seconds), "s", "ms"), locator,
        quantile=float(number(repr(wanted)) / 100), method="recomputed-histogram",
    )


def _told(run: str, histogram: Node) -> Iterator[float]:
    """Add the percentiles that Fortio tells; their numbers."""
    for each in histogram.nodes("Percentiles"):
        wanted = each.value("Percentile", "%", "ratio")
        if wanted is not None and wanted <= 1:
            each.figure(run, "latency", "quantile", "Value", "s", quantile=wanted)
            yield float(number(repr(wanted)) * 100)


def _buckets(run: str, histogram: Node) -> Iterator[tuple[float, float, float]]:
    """Add the buckets (ms); yield them for the estimate of percentiles (s)."""
    for each in histogram.nodes("Data"):
        raw = [text_of(each.rest.get(key)) or "" for key in ("Start", "End", "Percent")]
        start, end = (
            histogram.draft.value(text, "s", "ms", each.at(key))
            for text, key in zip(raw, ("Start", "End"), strict=False)
        )
        percent = histogram.draft.value(raw[2], "%", "ratio", each.at("Percent"))
        count = each.count("Count")
        if start is None or end is None or percent is None or count is None:
            continue
        seconds = float(number(raw[0])), float(number(raw[1]))
        share = float(number(raw[2]))
        if histogram.draft.bucket(run, start, end, count, share, each.at("Start")):
            yield *seconds, share
