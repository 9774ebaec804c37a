"""ApacheBench: what it prints, and the tables it writes with ``-e`` (CSV) and ``-g`` (TSV).

Everything is milliseconds: the text says so where it tells percentiles, the CSV in its
header; the columns of ``-g`` have no unit and are milliseconds by ab's documentation.
"""

from __future__ import annotations

import re
from typing import Any

from meshbook.benchmarks.formats.cells import unread
from meshbook.benchmarks.formats.draft import Draft
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.requests import read_requests
from meshbook.benchmarks.formats.table import Table
from meshbook.benchmarks.formats.text import Lines
from meshbook.model.benchmark import Stat, Tables
from meshbook.problems import Problem

TITLE = "ApacheBench"
_LOAD: dict[str, Any] = {
    "generator": "ab", "loop": "closed", "co_corrected": False, "target": "max",
}
_SHARES = re.compile(r"Percentage served,\s*Time in (\w+)", re.ASCII)
_FIELD = re.compile(r"([A-Z][\w /-]*):\s+(\S.*)", re.ASCII)
_UNIT = re.compile(r"([\d.]+)\s+\[([^\]]+)\]", re.ASCII)
_SHARE = re.compile(r"\s+(\d+)%\s+(\d+)(?: \(longest request\))?", re.ASCII)
_TOTAL = re.compile(r"Total:\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*")
_TOTALS: tuple[Stat, ...] = ("min", "mean", "stddev", "median", "max")
_WANTED = (0.5, 0.75, 0.9, 0.95, 0.99)
_KEPT = ("Document Path", "Document Length", "Server Software", "Total transferred")


def looks(name: str, head: str) -> bool:
    """Whether it begins like one of the three."""
    return (
        head.startswith(("Percentage served,", "starttime\tseconds\tctime"))
        or "This is ApacheBench" in head
        or ("Concurrency Level:" in head and "Requests per second:" in head)
    )


def parse(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """Read the text or the table."""
    lines = Lines.of(content)
    if lines.lines[0].startswith(("Percentage served", "starttime\t")):
        return _parse_table(name, content)
    draft = Draft(name, lines)
    for start, end in lines.parts(lambda line: line.startswith("Concurrency Level:")):
        _Report(draft).read(lines.lines, start, end)
    return draft.finished(TITLE, "Concurrency Level:")


FORMAT = Format("ab", TITLE, looks, parse)


def _parse_table(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    table = Table.of(content)
    draft = Draft(name, table)
    run = draft.name_run()
    if "ttime" in table.header:
        read_requests(draft, table, run, "ttime", "ms")
    elif len(table.header) == 2 and (unit := _SHARES.fullmatch(",".join(table.header))):
        for row in table.rows():
            share, raw = row.cells.values()
            quantile = draft.value(share, "%", "ratio", row.at(table.header[0]))
            if quantile in _WANTED or quantile in (0, 1):
                _add_share(draft, run, quantile, raw, unit[1], row.at(table.header[1]))
        table.tell(draft)
    if draft.measurements or draft.problems:
        draft.run(run, **_LOAD)
    return draft.finished(TITLE, "ttime")


def _add_share(
    draft: Draft, run: str, quantile: float, raw: str, unit: str, locator: str
) -> None:
    """0 % and 100 % are the fastest and the slowest."""
    if quantile in (0, 1):
        draft.figure(run, "latency", "max" if quantile else "min", raw, unit, locator)
        return
    draft.figure(run, "latency", "quantile", raw, unit, locator, quantile=quantile)


class _Report:
    """What ab prints of one run, line by line."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.run = draft.name_run()
        self.load = dict(_LOAD)
        self.rest: dict[str, str] = {}

    def read(self, lines: list[str], start: int, end: int) -> None:
        """Read from ``Concurrency Level`` to the next report."""
        done, unit = False, ""
        for index in range(start, end):
            line, locator = lines[index], f"line {index + 1}"
            if line.startswith("Percentage of the requests"):
                done, unit = True, line.rpartition("(")[2].rstrip(") ")
            elif line.startswith("Connection Times"):
                unit = line.rpartition("(")[2].rstrip(") ")
            elif found := _TOTAL.fullmatch(line):
                for stat, raw in zip(_TOTALS, found.groups(), strict=True):
                    self.draft.figure(self.run, "latency", stat, raw, unit, locator)
            elif found := _SHARE.fullmatch(line):
                share = self.draft.value(found[1], "%", "ratio", locator)
                if share in _WANTED:
                    _add_share(self.draft, self.run, share, found[2], unit, locator)
            elif found := _FIELD.fullmatch(line):
                self._field(found[1], found[2], locator)
        if not done:
            self.draft.incomplete("Percentage of the requests", f"line {end}")
        self.draft.run(self.run, **self.load, unread=unread(self.rest))

    def _field(self, key: str, text: str, locator: str) -> None:
        draft, run = self.draft, self.run
        raw = text.partition(" ")[0]
        if key == "Concurrency Level":
            self.load["connections"] = draft.count(raw, locator)
        elif key == "Time taken for tests":
            self.load["duration_s"] = draft.value(raw, text.partition(" ")[2], "s", locator)
        elif key == "Complete requests":
            draft.figure(run, "requests", "count", raw, "count", locator)
        elif key == "Failed requests":
            draft.figure(run, "errors", "count", raw, "count", locator)
        elif key == "Non-2xx responses":
            draft.code(run, "non-2xx", raw, locator)
        elif key == "Requests per second" and (found := _UNIT.match(text)):
            draft.figure(run, "throughput", "rate", found[1], found[2], locator)
        elif key == "Keep-Alive requests":
            self.load["keepalive"] = True
        elif key in _KEPT:
            self.rest[key] = text
