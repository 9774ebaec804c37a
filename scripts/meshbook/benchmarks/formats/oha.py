"""oha: the summary it prints, with colours or without, its JSON and its CSV.

The text names its unit on every line: seconds in old releases, later whichever suits the
slowest answer. JSON and CSV (one row a request) are in seconds.
"""

from __future__ import annotations

from typing import Any

from meshbook.benchmarks.formats.documents import Documents, text_of
from meshbook.benchmarks.formats.draft import Bar, Draft
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.node import Node
from meshbook.benchmarks.formats.requests import read_requests
from meshbook.benchmarks.formats.summary_text import STATS, read_summaries
from meshbook.benchmarks.formats.table import Table
from meshbook.benchmarks.formats.text import Lines
from meshbook.benchmarks.units import Fault, number
from meshbook.model.benchmark import Tables
from meshbook.problems import Problem

TITLE = "oha"
_LOAD: dict[str, Any] = {"generator": "oha"}
_CSV = "request-start,"


def looks(name: str, head: str) -> bool:
    """Whether it begins like the text, the JSON or the CSV of oha."""
    if head.startswith(_CSV) or ("Success rate:" in head and "Requests/sec:" in head):
        return True
    return '"successRate"' in head and '"requestsPerSec"' in head


def parse(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """Read every summary in the file."""
    lines = Lines.of(content)
    if any("Success rate:" in line for line in lines.lines):
        draft = Draft(name, lines)
        read_summaries(draft, lines, _LOAD)
        return draft.finished(TITLE, "Summary:")
    if lines.lines[0].startswith(_CSV):
        return _parse_csv(name, content)
    documents = Documents.of(content)
    draft = Draft(name, documents)
    for index, value in enumerate(documents.values):
        if isinstance(value, dict) and isinstance(value.get("summary"), dict):
            _read_json(Node.inside(draft, documents, index, value))
    return draft.finished(TITLE, "summary", documents.failures(name, TITLE))


FORMAT = Format("oha", TITLE, looks, parse)


def _parse_csv(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    table = Table.of(content)
    draft = Draft(name, table)
    if "request-duration" in table.header:
        run = draft.name_run()
        code = "status" if "status" in table.header else None
        read_requests(draft, table, run, "request-duration", "s", code)
        draft.run(run, **_LOAD)
    return draft.finished(TITLE, "request-duration")


def _read_json(result: Node) -> None:
    draft, run = result.draft, result.draft.name_run()
    summary = result.node("summary")
    seconds = summary.value("total", "s", "s")
    for key, stat in STATS.items():
        summary.figure(run, "latency", stat, key.lower(), "s")
    summary.figure(run, "throughput", "rate", "requestsPerSec", "1/s")
    success = summary.text("successRate")
    if success is not None:
        draft.failing(run, success, "ratio", summary.at("successRate"))
    percentiles = result.node("latencyPercentiles")
    for key in list(percentiles.rest):
        quantile = draft.value(key.removeprefix("p"), "%", "ratio", percentiles.at(key))
        percentiles.figure(run, "latency", "quantile", key, "s", quantile=quantile)
    draft.histogram(run, _bars(result.node("responseTimeHistogram")))
    for key in ("statusCodeDistribution", "errorDistribution"):
        codes = result.node(key)
        for code in list(codes.rest):
            draft.code(run, code, codes.text(code) or "", codes.at(code))
    draft.run(run, **_LOAD, duration_s=seconds, unread=result.unread(summary=summary.rest))


def _bars(histogram: Node) -> list[Bar]:
    """The bars by their upper end: JSON has them in the order of texts."""
    return sorted(
        ((key, "s", text_of(count) or "", histogram.at(key))
         for key, count in histogram.rest.items()),
        key=lambda bar: _order(bar[0]),
    )


def _order(text: str) -> float:
    try:
        return float(number(text))
    except Fault:
        return 0.0
