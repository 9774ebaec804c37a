"""Nighthawk's own JSON.

Latencies are durations (``0.000492s``), counts are strings. The figures are those of all
workers together (``global``); rate and connections were asked of each worker. A percentile is
the first one that is not below the wanted, as Nighthawk itself tells it.
"""

from __future__ import annotations

from typing import Any

from meshbook.benchmarks.formats.documents import Documents, text_of
from meshbook.benchmarks.formats.draft import Draft
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.node import Node
from meshbook.benchmarks.units import split
from meshbook.model.benchmark import Stat, Tables
from meshbook.problems import Problem

TITLE = "Nighthawk JSON"
LATENCY = "benchmark_http_client.request_to_response"
WANTED = (0.5, 0.75, 0.8, 0.9, 0.95, 0.99, 0.999)
_NEAR = 0.005
_STATS: tuple[tuple[str, Stat], ...] = (
    ("min", "min"), ("mean", "mean"), ("max", "max"), ("pstdev", "stddev"),
)
_CODES = "benchmark."


def looks(name: str, head: str) -> bool:
    """Whether it begins like the output of Nighthawk's client."""
    return '"options"' in head and '"results"' in head and '"statistics"' in head


def parse(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """Read every output in the file."""
    documents = Documents.of(content)
    draft = Draft(name, documents)
    for index, value in enumerate(documents.values):
        if isinstance(value, dict) and isinstance(value.get("results"), list):
            _read(Node.inside(draft, documents, index, value))
    return draft.finished(TITLE, "results", documents.failures(name, TITLE))


FORMAT = Format("nighthawk", TITLE, looks, parse)


def _read(output: Node) -> None:
    draft, run = output.draft, output.draft.name_run()
    options = output.node("options")
    results = list(output.nodes("results"))
    workers = max(len(results) - 1, 1)
    chosen = [each for each in results if each.rest.get("name") == "global"] or results[:1]
    seconds = None
    for result in chosen:
        seconds = _duration(result, "execution_duration")
        _read_result(run, result, seconds)
    if not chosen:
        draft.incomplete("results", output.at())
    connections = options.count("connections")
    open_loop = options.flag("open_loop")
    rate = options.value("requests_per_second", "1/s", "rps")
    draft.run(
        run, started=output.moment("timestamp"), duration_s=seconds, generator="nighthawk",
        generator_version=_version(output.node("version")),
        loop={True: "open", False: "closed", None: "unknown"}[open_loop],
        target="rate" if rate else "unknown", target_rps=rate, target_scope="per-worker",
        connections=connections * workers if connections else None, workers=workers,
        protocol=_protocol(options), unread=output.unread(options=options.rest),
    )


def _duration(node: Node, key: str) -> float | None:
    raw = node.text(key)
    return None if raw is None else node.draft.value(*split(raw), "s", node.at(key))


def _version(version: Node) -> str | None:
    numbers = version.node("version")
    parts = [numbers.text(key) for key in ("major_number", "minor_number", "patch")]
    return ".".join(part or "0" for part in parts) if any(parts) else None


def _protocol(options: Node) -> str | None:
    protocol = options.node("protocol").text("value") or options.text("protocol")
    if protocol is None and options.flag("h2"):
        return "http2"
    return protocol.lower() if protocol else None


def _read_result(run: str, result: Node, seconds: float | None) -> None:
    draft = result.draft
    statistics = [each for each in result.nodes("statistics") if each.rest.get("id") == LATENCY]
    if not statistics:
        draft.incomplete(LATENCY, result.at())
    for statistic in statistics[:1]:
        statistic.figure(run, "requests", "count", "count", "count")
        if statistic.rest.get("percentiles") != [] or statistic.rest.get("max") != "0s":
            _latency(run, statistic)
    for counter in result.nodes("counters"):
        name, value = counter.text("name") or "", counter.text("value") or ""
        if name.startswith(_CODES):
            draft.code(run, name.removeprefix(_CODES).removeprefix("http_"), value,
                       counter.at("value"))
        elif name == "upstream_rq_total" and seconds:
            _throughput(run, counter, value, seconds)


def _throughput(run: str, counter: Node, raw: str, seconds: float) -> None:
    """Requests in the time of the run: the rate that Nighthawk tells where it tells one."""
    count = counter.draft.count(raw, counter.at("value"))
    if count is not None:
        counter.draft.computed(
            run, "throughput", "rate", count / seconds, counter.at("value"),
            raw=f"{count}/{seconds!r}", raw_unit="1/s",
        )


def _latency(run: str, statistic: Node) -> None:
    for key, stat in _STATS:
        _figure(run, statistic, key, stat)
    points = list(_points(statistic))
    low, before = points[0][2] if points else 0.0, 0
    for share, count, end, point in points:
        statistic.draft.bucket(
            run, low, end, max(count - before, 0), 100 * share, point.at("duration")
        )
        low, before = end, count
    for wanted in WANTED:
        found = next((point for point in points if point[0] >= wanted), None)
        if found and found[0] < 1 and found[0] - wanted < _NEAR:
            _figure(run, found[3], "duration", "quantile", quantile=wanted)


def _points(statistic: Node) -> list[tuple[float, int, float, Node]]:
    """Share, count so far and ms of each percentile that can be read, ascending."""
    found = []
    for each in statistic.nodes("percentiles"):
        raw = each.rest.get("duration")
        share = each.value("percentile", "ratio", "ratio")
        count = each.count("count")
        end = each.draft.value(*split(text_of(raw) or ""), "ms", each.at("duration"))
        if share is not None and count is not None and end is not None:
            found.append((share, count, end, each))
    return found


def _figure(run: str, node: Node, key: str, stat: Stat, **fields: Any) -> None:
    raw = node.text(key)
    if raw is not None:
        node.draft.figure(run, "latency", stat, *split(raw), node.at(key), **fields)
