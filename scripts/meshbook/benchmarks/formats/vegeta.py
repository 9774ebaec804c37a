"""vegeta: its report as text, as JSON and as HdrHistogram plot.

Text has Go's durations, one unit each; JSON is in nanoseconds; the plot names its unit in the
header. Several reports may follow each other, each after lines such as ``Namespace: a``.
"""

from __future__ import annotations

import re
from typing import Any

from meshbook.benchmarks.formats.cells import dimensions
from meshbook.benchmarks.formats.documents import Documents, text_of
from meshbook.benchmarks.formats.draft import Bar, Draft
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.node import Node
from meshbook.benchmarks.formats.text import Lines
from meshbook.benchmarks.units import split_duration
from meshbook.model.benchmark import Metric, Stat, Tables
from meshbook.problems import Problem

TITLE = "vegeta"
_LOAD: dict[str, Any] = {
    "generator": "vegeta", "loop": "open", "target": "rate",
    "target_scope": "total",
}
_LINE = re.compile(r"([A-Z][A-Za-z]+(?: [A-Z][a-z]+)?)\s+\[([^\]]*)\]\s+(\S.*)")
_LABEL = re.compile(r"([A-Za-z][\w -]{0,30}):\s+(\S.{0,200})", re.ASCII)
_PLOT = re.compile(r"Value\((\w+)\)\s+Percentile\s+TotalCount\s+1/\(1-Percentile\)", re.ASCII)
_POINT = re.compile(r"\s*(\S+)\s+([01](?:\.\d+)?)\s+(\d+)\s+(\S+)", re.ASCII)
_STATS: dict[str, Stat] = {"min": "min", "mean": "mean", "max": "max"}
_JSON_SHARES = {"50th": 0.5, "90th": 0.9, "95th": 0.95, "99th": 0.99}
_SHARES = (0.5, 0.75, 0.9, 0.95, 0.99, 0.999)
_NEAR = 0.005
_MOST_LABELS = 4


def looks(name: str, head: str) -> bool:
    """Whether it begins like one of the three reports."""
    if ("[total, rate" in head and "Latencies" in head) or _PLOT.match(head.lstrip()):
        return True
    return '"latencies"' in head and '"bytes_in"' in head


def parse(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """Read every report in the file."""
    lines = Lines.of(content)
    draft = Draft(name, lines)
    for start, end in lines.parts(lambda line: line.startswith("Requests ")):
        _Report(draft).read(lines.lines, start, end)
    if draft.runs:
        return draft.finished(TITLE, "Requests")
    header = next((at for at, line in enumerate(lines.lines) if _PLOT.match(line)), None)
    if header is not None:
        _read_plot(draft, lines.lines, header)
        return draft.finished(TITLE, "Latencies")
    documents = Documents.of(content)
    draft = Draft(name, documents)
    for index, value in enumerate(documents.values):
        if isinstance(value, dict) and isinstance(value.get("latencies"), dict):
            _read_json(Node.inside(draft, documents, index, value))
    return draft.finished(TITLE, "latencies", documents.failures(name, TITLE))


FORMAT = Format("vegeta", TITLE, looks, parse)


class _Report:
    """One report as text, line by line."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.run = draft.name_run()
        self.load = dict(_LOAD)
        self.seen: set[str] = set()

    def read(self, lines: list[str], start: int, end: int) -> None:
        """Read from ``Requests`` to the next report; labels stand just before."""
        labels: dict[str, str] = {}
        for line in reversed(lines[max(0, start - _MOST_LABELS):start]):
            if not (found := _LABEL.fullmatch(line.strip())):
                break
            labels[found[1]] = found[2]
        for index in range(start, end):
            if found := _LINE.fullmatch(lines[index].rstrip()):
                self._line(found[1], found[2], found[3], f"line {index + 1}")
        for needed in ("Latencies", "Status Codes"):
            if needed not in self.seen:
                self.draft.incomplete(needed, f"line {end}")
        self.draft.run(self.run, **self.load, dimensions=dimensions(labels))

    def _line(self, kind: str, names: str, text: str, locator: str) -> None:
        self.seen.add(kind)
        draft = self.draft
        pairs = dict(zip(names.split(", "), text.split(", "), strict=False))
        if kind == "Requests":
            _requests(draft, self.run, {name: (raw, locator) for name, raw in pairs.items()})
        elif kind == "Duration" and "attack" in pairs:
            self.load["duration_s"] = draft.value(*split_duration(pairs["attack"]), "s", locator)
        elif kind == "Latencies":
            for name, raw in pairs.items():
                self._latency(name, raw, locator)
        elif kind == "Success":
            draft.failing(self.run, text.rstrip("%"), "%", locator)
        elif kind == "Status Codes":
            for pair in text.split():
                code, _, count = pair.rpartition(":")
                draft.code(self.run, code, count, locator)

    def _latency(self, name: str, raw: str, locator: str) -> None:
        value, unit = split_duration(raw)
        if name in _STATS:
            self.draft.figure(self.run, "latency", _STATS[name], value, unit, locator)
            return
        quantile = self.draft.value(name, "%", "ratio", locator)
        if quantile is not None:
            self.draft.figure(self.run, "latency", "quantile", value, unit, locator,
                              quantile=quantile)


def _requests(draft: Draft, run: str, found: dict[str, tuple[str, str]]) -> None:
    """How many, how many a second were sent, and how many a second were answered well."""
    kinds: tuple[tuple[str, Metric, Stat, str], ...] = (
        ("total", "requests", "count", "count"), ("rate", "requests", "rate", "1/s"),
        ("throughput", "throughput", "rate", "1/s"),
    )
    for name, metric, stat, unit in kinds:
        if name in found:
            raw, locator = found[name]
            draft.figure(run, metric, stat, raw, unit, locator,
                         unit="rps" if unit == "1/s" else None)


def _read_json(report: Node) -> None:
    draft, run = report.draft, report.draft.name_run()
    latencies = report.node("latencies")
    stats = {key: latencies.figure(run, "latency", stat, key, "ns")
             for key, stat in _STATS.items()}
    for key, quantile in _JSON_SHARES.items():
        latencies.figure(run, "latency", "quantile", key, "ns", quantile=quantile)
    keys = {"requests": "total", "rate": "rate", "throughput": "throughput"}
    found = {keys[key]: (raw, report.at(key)) for key in keys
             if (raw := report.text(key)) is not None}
    _requests(draft, run, found)
    success = report.text("success")
    if success is not None:
        draft.failing(run, success, "ratio", report.at("success"))
    _read_buckets(run, report.node("buckets"), stats["max"])
    codes = report.node("status_codes")
    for code, count in codes.items():
        draft.code(run, code, text_of(count) or "", codes.at(code))
    draft.run(
        run, **_LOAD, started=report.moment("earliest"),
        duration_s=report.value("duration", "ns", "s"),
        unread=report.unread(latencies=latencies.rest),
    )


def _read_buckets(run: str, buckets: Node, slowest: float | None) -> None:
    """Buckets are told by their lower ends (ns); the last one ends at the slowest answer."""
    draft = buckets.draft
    found = []
    for key in list(buckets.rest):
        start, count = draft.value(key, "ns", "ms", buckets.at(key)), buckets.count(key)
        if start is None or count is None:
            return
        found.append((start, count))
    found.sort()
    total = sum(count for _, count in found)
    ends = [start for start, _ in found[1:]] + ([] if slowest is None else [slowest])
    so_far = 0
    for (start, count), end in zip(found, ends, strict=False):
        so_far += count
        if total:
            draft.bucket(run, start, end, count, 100 * so_far / total, buckets.at())


def _read_plot(draft: Draft, lines: list[str], header: int) -> None:
    run, before = draft.name_run(), 0
    found = _PLOT.match(lines[header])
    unit = found[1] if found else ""
    bars: list[Bar] = []
    wanted = list(_SHARES)
    for index in range(header + 1, len(lines)):
        point = _POINT.fullmatch(lines[index])
        if not point:
            continue
        locator, count = f"line {index + 1}", int(point[3][:18])
        share = float(point[2][:20])
        while wanted and share >= wanted[0]:
            quantile = wanted.pop(0)
            if share < 1 and share - quantile < _NEAR:
                draft.figure(run, "latency", "quantile", point[1], unit, locator,
                             quantile=quantile)
        if count > before:
            bars.append((point[1], unit, str(count - before), locator))
            before = count
    draft.histogram(run, bars)
    draft.run(run, **_LOAD)
