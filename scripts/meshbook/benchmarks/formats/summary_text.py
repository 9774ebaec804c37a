"""The summary that oha and hey print, one after the other's model.

The text names the unit on every line, but not in hey's and old oha's histogram: there it is
the one of the line ``Total``. A bucket is told by its upper end.
"""

from __future__ import annotations

import re
from typing import Any

from meshbook.benchmarks.formats.cells import unread
from meshbook.benchmarks.formats.draft import Bar, Draft
from meshbook.benchmarks.formats.text import Lines
from meshbook.benchmarks.units import split
from meshbook.model.benchmark import Stat

STATS: dict[str, Stat] = {"Slowest": "max", "Fastest": "min", "Average": "mean"}
_FIELD = re.compile(r"  ([A-Za-z][\w/+ -]*):\s*(.*)", re.ASCII)
_SHARE = re.compile(r"\s+([\d.]+)%{1,2} in (\S+) (\S.*)", re.ASCII)
_BAR = re.compile(r"\s+(\S+)(?: (\D[^\[\]]{0,20}))? \[(\d+)\]", re.ASCII)
_COUNT = re.compile(r"\s+\[(\d+)\]\s+(\S.*)", re.ASCII)
_STARTED = re.compile(r"Started at (\d{4}-\d\d-\d\d)\b.*", re.ASCII)
_SECTIONS = {
    "Response time distribution:": "shares", "Latency distribution:": "shares",
    "Response time histogram:": "bars", "Status code distribution:": "codes",
    "Error distribution:": "errors", "Details (average, fastest, slowest):": "details",
    "Summary:": "summary",
}
_LOOK_BACK = 5


def read_summaries(draft: Draft, lines: Lines, load: dict[str, Any]) -> None:
    """Read every summary of the text; ``load`` is what the generator's name tells of it."""
    for start, end in lines.parts(lambda line: line.strip() == "Summary:"):
        before = lines.lines[max(0, start - _LOOK_BACK):start]
        days = [found[1] for line in before if (found := _STARTED.fullmatch(line))]
        summary = _Summary(draft, {**load, "started": days[-1] if days else None})
        summary.read(lines.lines, start, end)


class _Summary:
    """One summary, line by line."""

    def __init__(self, draft: Draft, load: dict[str, Any]) -> None:
        self.draft = draft
        self.run = draft.name_run()
        self.load = load
        self.unit = ""
        self.rest: dict[str, Any] = {}
        self.bars: list[Bar] = []

    def read(self, lines: list[str], start: int, end: int) -> None:
        """Read from ``Summary:`` to the next one."""
        section, seen = "", set()
        for index in range(start, end):
            line = lines[index]
            if line and not line.startswith(" "):
                section = _SECTIONS.get(line.strip(), "")
                seen.add(section)
            elif section and line.strip():
                self._line(section, line, f"line {index + 1}")
        for needed in {"shares", "codes"} - seen if "errors" not in seen else ():
            name = next(name for name, known in _SECTIONS.items() if known == needed)
            self.draft.incomplete(name, f"line {end}")
        self.draft.histogram(self.run, self.bars)
        self.draft.run(self.run, **self.load, unread=unread(self.rest))

    def _line(self, section: str, line: str, locator: str) -> None:
        draft, run = self.draft, self.run
        if section == "summary" and (found := _FIELD.match(line)):
            self._field(found[1], found[2].strip(), locator)
        elif section == "shares" and (found := _SHARE.fullmatch(line)):
            quantile = draft.value(found[1], "%", "ratio", locator)
            draft.figure(run, "latency", "quantile", found[2], found[3].strip(), locator,
                         quantile=quantile)
        elif section == "bars" and (found := _BAR.match(line)):
            self.bars.append((found[1], (found[2] or self.unit).strip(), found[3], locator))
        elif section == "codes" and (found := _COUNT.fullmatch(line)):
            draft.code(run, found[1], found[2].partition(" ")[0], locator)
        elif section == "errors" and (found := _COUNT.fullmatch(line)):
            draft.code(run, found[2].strip(), found[1], locator)
        elif section == "details" and (found := _FIELD.match(line)):
            self.rest[found[1]] = found[2].strip()

    def _field(self, key: str, text: str, locator: str) -> None:
        raw, unit = split(text)
        if key in STATS:
            self.draft.figure(self.run, "latency", STATS[key], raw, unit, locator)
        elif key == "Total":
            self.unit = unit
            self.load["duration_s"] = self.draft.value(raw, unit, "s", locator)
        elif key == "Requests/sec":
            self.draft.figure(self.run, "throughput", "rate", raw, "1/s", locator)
        elif key == "Success rate":
            self.draft.failing(self.run, raw, unit, locator)
        else:
            self.rest[key] = text
