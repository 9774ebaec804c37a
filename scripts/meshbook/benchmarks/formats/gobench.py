"""``go test -bench``: the lines of each benchmark, of which the median is kept.

A line is ``BenchmarkName-procs  iterations  value unit  value unit …``. With ``-count`` a
name stands on several lines. ``goos``, ``goarch``, ``pkg`` and ``cpu`` stand before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median

from meshbook.benchmarks.formats.cells import cell, dimensions, unread
from meshbook.benchmarks.formats.draft import Draft
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.text import Lines
from meshbook.benchmarks.units import Fault, ImpossibleError, convert
from meshbook.model.benchmark import Measurement, Metric, Tables, Unit
from meshbook.problems import Problem

TITLE = "go test -bench"
_NAME = re.compile(r"(Benchmark\S*?)(?:-(\d{1,4}))?", re.ASCII)
_HEADER = re.compile(r"(goos|goarch|pkg|cpu): (.*)")
_FAILED = re.compile(r"\s*--- FAIL: (Benchmark\S*)")
_FINDS = re.compile(r"^Benchmark\S+\s+\d+\s+\S+ ns/op", re.MULTILINE | re.ASCII)
_KNOWN: dict[str, tuple[Metric, Unit, str]] = {
    "ns/op": ("duration", "ns", "ns"),
    "B/op": ("allocation", "B/op", "B/op"),
    "allocs/op": ("allocation", "allocs/op", "allocs/op"),
    "MB/s": ("bandwidth", "Mbit/s", "MB/s"),
}


def looks(name: str, head: str) -> bool:
    """Whether a benchmark's line is there, or the header of a package with benchmarks."""
    return bool(_FINDS.search(head)) or ("goos: " in head and "\nBenchmark" in head)


def parse(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """Read every benchmark: each name in a package is a run."""
    lines = Lines.of(content)
    draft = Draft(name, lines)
    reader = _Reader(draft)
    for index, line in enumerate(lines.lines):
        reader.line(line, f"line {index + 1}")
    for benchmark in reader.found.values():
        _add(draft, benchmark)
    return draft.finished(TITLE, "Benchmark")


FORMAT = Format("gobench", TITLE, looks, parse)

_Value = tuple[str, float, str]
"""As it is written, in the unit that is kept, and the line."""


@dataclass
class _Benchmark:
    name: str
    header: dict[str, str]
    procs: str | None
    count: int = 0
    failed: str | None = None
    values: dict[str, list[_Value]] = field(default_factory=dict)
    other: dict[str, list[str]] = field(default_factory=dict)


class _Reader:
    """The lines of a file, one by one. A benchmark that logs has its figures on a later line."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.header: dict[str, str] = {}
        self.found: dict[tuple[str, str, str | None], _Benchmark] = {}
        self.pending: _Benchmark | None = None

    def line(self, line: str, locator: str) -> None:
        """Read one line."""
        if header := _HEADER.fullmatch(line):
            self.header = {**self.header, header[1]: header[2].strip()}
            return
        if failed := _FAILED.match(line):
            self._benchmark(failed[1], None).failed = line.strip()
            return
        words = line.split()
        if not words:
            return
        name = _NAME.fullmatch(words[0])
        if name and (len(words) == 1 or words[1].isdecimal()):
            self.pending = self._benchmark(name[1], name[2])
            words = words[1:]
        if self.pending and len(words) > 1 and words[0].isdecimal():
            self._figures(self.pending, words[1:], locator)
            self.pending = None

    def _benchmark(self, name: str, procs: str | None) -> _Benchmark:
        key = self.header.get("pkg", ""), name, procs
        return self.found.setdefault(key, _Benchmark(name, self.header, procs))

    def _figures(self, benchmark: _Benchmark, words: list[str], locator: str) -> None:
        if len(words) % 2:
            self.draft.incomplete("unit", locator)
        benchmark.count += 1
        for raw, unit in zip(words[::2], words[1::2], strict=False):
            if unit not in _KNOWN:
                benchmark.other.setdefault(unit, []).append(raw)
                continue
            _, kept, known_as = _KNOWN[unit]
            try:
                value = convert(raw, known_as, kept)
                if value < 0:
                    raise ImpossibleError(raw)
            except Fault as fault:
                self.draft.fault(fault, field=unit, raw=raw, locator=locator)
                continue
            benchmark.values.setdefault(unit, []).append((raw, value, locator))


def _add(draft: Draft, benchmark: _Benchmark) -> None:
    name = benchmark.name.removeprefix("Benchmark")
    package = benchmark.header.get("pkg", "")
    run = draft.name_run(f"{package.rpartition('/')[2]}-{name}" if package else name)
    for unit, values in benchmark.values.items():
        metric, kept, _ = _KNOWN[unit]
        several = len(values) > 1
        draft.measurements.append(Measurement(
            run, metric, "median" if several else "value", median(value for _, value, _ in values),
            kept, component="code", name=cell(benchmark.name),
            raw=" ".join(raw for raw, _, _ in values)[:200], raw_unit=unit,
            aggregation="median-of-runs" if several else "single",
            locator=", ".join(locator for _, _, locator in values)[:200],
        ))
    told = {"benchmark": benchmark.name, **benchmark.header, "count": benchmark.count}
    if benchmark.procs:
        told["procs"] = int(benchmark.procs)
    draft.run(
        run, generator="go test -bench", failed=benchmark.failed,
        dimensions=dimensions(told),
        unread=unread(benchmark.other),
    )
