"""wrk and wrk2: what they print.

Each figure names its unit, several of them in one block. wrk2 sends at a rate and measures
from the moment a request was due; wrk sends as fast as answers come. With ``-U`` wrk2 tells
latencies a second time, from the moment a request was sent: they are a run of their own.
wrk2's detailed spectrum has no unit: it is taken where it agrees with the line of 100 %.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from meshbook.benchmarks.formats.cells import unread
from meshbook.benchmarks.formats.draft import Bar, Draft
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.text import Lines
from meshbook.benchmarks.units import Fault, UnknownUnitError, convert, split
from meshbook.model.benchmark import ResponseCode, Stat, Tables
from meshbook.problems import Problem

TITLE = "wrk2"
_RUNNING = re.compile(r"Running (\S+) test @ (\S+)")
_THREADS = re.compile(r"\s*(\d+) threads? and (\d+) connections?", re.ASCII)
_LATENCY = re.compile(r"\s*Latency\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)")
_QUANTILE = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)%\s+(\S+)", re.ASCII)
_SPECTRUM = re.compile(r"\s*(\S+)\s+([01]\.\d+)\s+(\d+)\s+(\S+)", re.ASCII)
_REQUESTS = re.compile(r"\s*(\d+) requests in (\S+), (\S+) read", re.ASCII)
_SOCKETS = re.compile(r"\s*Socket errors: (.+)")
_OTHER_CODES = re.compile(r"\s*Non-2xx or 3xx responses: (\d+)", re.ASCII)
_ASKED = re.compile(r"(?<!\S)(?:-R ?|--rate[ =])(\d{1,12}(?:\.\d{1,6})?[kKMG]?)(?!\S)", re.ASCII)
_ROUNDED = 0.01
_STATS: tuple[Stat, ...] = ("mean", "stddev", "max")
_WRK: dict[str, Any] = {
    "generator": "wrk", "loop": "closed", "target": "max", "target_scope": "total",
}
_WRK2: dict[str, Any] = {
    "generator": "wrk2", "loop": "open", "target": "rate", "target_scope": "total",
}


def looks(name: str, head: str) -> bool:
    """Whether a test of wrk or wrk2 begins there."""
    return "Running " in head and " test @ " in head and "threads and" in head


def parse(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """Read every test in the file."""
    lines = Lines.of(content)
    draft = Draft(name, lines)
    for start, end in lines.parts(_RUNNING.search):
        _Test(draft).read(lines.lines, start, end)
    return draft.finished(TITLE, "Running")


FORMAT = Format("wrk2", TITLE, looks, parse)


@dataclass
class _Latencies:
    """One of the two ways in which wrk2 tells latencies."""

    run: str
    corrected: bool
    slowest: float | None = None
    bars: list[Bar] = field(default_factory=list)
    so_far: int = 0


class _Test:
    """One test, line by line."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.run = draft.name_run()
        self.told = [_Latencies(self.run, corrected=True)]
        self.wrk2 = False
        self.load: dict[str, Any] = {}
        self.rest: dict[str, Any] = {}
        self.errors: list[tuple[int, str]] = []
        self.requests: float | None = None
        self.done = False

    def read(self, lines: list[str], start: int, end: int) -> None:
        """Read from ``Running`` to the next test; the command may stand just before."""
        command = lines[start - 1] if start else ""
        if "wrk" in command and (asked := _ASKED.search(command)):
            self.wrk2 = True
            raw, unit = split(asked[1])
            self.load["target_rps"] = self.draft.value(raw, unit or "1/s", "rps", f"line {start}")
        section = ""
        for index in range(start, end):
            line, locator = lines[index].rstrip(), f"line {index + 1}"
            if "Distribution" in line or "spectrum" in line or "Thread" in line:
                section = self._section(line)
            else:
                self._line(section, line, locator)
        if not self.done:
            self.draft.incomplete("Requests/sec:", f"line {end}")
        if self.errors:
            total = str(sum(count for count, _ in self.errors))
            self.draft.figure(self.run, "errors", "count", total, "count", self.errors[0][1])
        self._add()

    def _section(self, line: str) -> str:
        self.wrk2 = self.wrk2 or "HdrHistogram" in line or "calibration" in line
        if "Uncorrected" in line and len(self.told) == 1:
            self.told.append(_Latencies(self.draft.name_run(f"{self.run}-uncorrected"), False))
        return line.strip()

    def _line(self, section: str, line: str, locator: str) -> None:
        draft, run = self.draft, self.run
        if found := _RUNNING.search(line):
            self.rest["URL"] = found[2]
        elif found := _THREADS.fullmatch(line):
            self.load["workers"] = draft.count(found[1], locator)
            self.load["connections"] = draft.count(found[2], locator)
        elif section.startswith("Thread Stats") and (found := _LATENCY.fullmatch(line)):
            for stat, text in zip(_STATS, found.groups(), strict=False):
                draft.figure(run, "latency", stat, *split(text), locator)
        elif section.startswith("Latency Distribution") and (found := _QUANTILE.fullmatch(line)):
            self._quantile(found[1], found[2], locator)
        elif section.startswith("Detailed") and (found := _SPECTRUM.fullmatch(line)):
            self._spectrum(found[1], int(found[3][:18]), locator)
        elif found := _REQUESTS.fullmatch(line):
            self.requests = draft.figure(run, "requests", "count", found[1], "count", locator)
            self.load["duration_s"] = draft.value(*split(found[2]), "s", locator)
            self.rest["read"] = found[3]
        elif found := _SOCKETS.fullmatch(line):
            for part in found[1].split(", "):
                code, _, count = part.rpartition(" ")
                self._error(code, count, locator)
        elif found := _OTHER_CODES.fullmatch(line):
            self._error("non-2xx-3xx", found[1], locator)
        elif line.startswith("Requests/sec:"):
            raw = line.partition(":")[2].strip()
            draft.figure(run, "throughput", "rate", raw, "1/s", locator)
            self.done = True
        elif line.startswith("Transfer/sec:"):
            self.rest["Transfer/sec"] = line.partition(":")[2].strip()

    def _quantile(self, share: str, text: str, locator: str) -> None:
        told = self.told[-1]
        quantile = self.draft.value(share, "%", "ratio", locator)
        value = self.draft.figure(
            told.run, "latency", "quantile", *split(text), locator, quantile=quantile
        )
        if quantile == 1:
            told.slowest = value

    def _spectrum(self, raw: str, so_far: int, locator: str) -> None:
        told = self.told[-1]
        if so_far > told.so_far:
            told.bars.append((raw, "ms", str(so_far - told.so_far), locator))
            told.so_far = so_far

    def _error(self, code: str, raw: str, locator: str) -> None:
        count = self.draft.count(raw, locator)
        if count is not None:
            self.errors.append((count, locator))
        if count:
            self.draft.codes.append(ResponseCode(self.run, code, count))

    def _add(self) -> None:
        failed = "0 requests" if self.requests == 0 else None
        if failed:
            self.draft.forget({told.run for told in self.told}, "latency")
        for told in self.told:
            if not failed:
                _add_bars(self.draft, told)
            self.draft.run(
                told.run, failed=failed, unread=unread(self.rest),
                **{**(_WRK2 if self.wrk2 else _WRK), **self.load},
                co_corrected=self.wrk2 and told.corrected,
            )


def _add_bars(draft: Draft, told: _Latencies) -> None:
    """The spectrum, where its largest value is that of 100 % in milliseconds."""
    if not told.bars or told.slowest is None:
        return
    raw, _, _, locator = told.bars[-1]
    try:
        differs = abs(convert(raw, "ms", "ms") - told.slowest)
    except Fault as fault:
        draft.fault(fault, field="Value", raw=raw, locator=locator)
        return
    if differs > _ROUNDED * max(told.slowest, 1):
        draft.fault(UnknownUnitError(raw), field="Value", raw=raw, locator=locator)
        return
    draft.histogram(told.run, told.bars)
