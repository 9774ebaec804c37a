"""The rows of one file while it is being read, and what was wrong with it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from statistics import fmean
from typing import Any, Protocol

from meshbook.benchmarks.formats.cells import cell, slug
from meshbook.benchmarks.units import Fault, ImpossibleError, NoNumberError, convert, moment, number
from meshbook.model.benchmark import (
    Bucket,
    Component,
    Measurement,
    Metric,
    ResponseCode,
    Run,
    Sample,
    Stat,
    Tables,
    Unit,
)
from meshbook.problems import Place, Problem

UNITS: dict[Metric, Unit] = {
    "latency": "ms", "throughput": "rps", "requests": "count", "errors": "count",
    "error-ratio": "ratio", "cpu": "cores", "memory": "MiB", "cpu-time": "s",
    "bandwidth": "Mbit/s", "propagation": "ms", "connections": "count", "duration": "ns",
    "allocation": "B/op", "bytes": "B", "features": "count",
}
"""The unit in which a metric is kept, unless the figure says another."""

MOST_PROBLEMS = 100
"""A file with more faults than these is told by the first of them."""

Bar = tuple[str, str, str, str]
"""A bucket as a file tells it: its upper end and the unit of that, its count, its locator."""

_MOST = 10**15
_ALL = 100.001
"""Percent: a sum of shares may be more than 100 by what was rounded."""
_JSON = frozenset({"dimensions", "unread"})


class Source(Protocol):
    """Where a locator points to in the text of a file."""

    def place(self, name: str, locator: str, raw: str) -> Place:
        """The place of ``raw`` near ``locator`` in the file called ``name``."""


class Draft:
    """Collects rows. ``source`` finds the place of a fault; ``name`` is the file's."""

    def __init__(self, name: str, source: Source) -> None:
        self.name = name
        self.source = source
        self.runs: list[Run] = []
        self.measurements: list[Measurement] = []
        self.buckets: list[Bucket] = []
        self.samples: list[Sample] = []
        self.codes: list[ResponseCode] = []
        self.problems: list[Problem] = []
        self._ids: dict[str, int] = {}

    def name_run(self, label: str = "run") -> str:
        """An id for a run that is not in this file yet: ``label`` as a slug, perhaps numbered."""
        return self._unique(slug(label))

    def run(self, run: str, **fields: Any) -> None:
        """Add the run that `name_run` has named."""
        cut: dict[str, Any] = {
            key: cell(value) if isinstance(value, str) and key not in _JSON else value
            for key, value in fields.items()
        }
        self.runs.append(Run(run=run, file=self.name, **cut))

    def _unique(self, wanted: str) -> str:
        number = self._ids.get(wanted, 0) + 1
        run = wanted if number == 1 else f"{wanted}-{number}"
        while number > 1 and run in self._ids:
            number += 1
            run = f"{wanted}-{number}"
        self._ids[wanted] = number
        self._ids.setdefault(run, 1)
        return run

    def figure(
        self, run: str, metric: Metric, stat: Stat, raw: str, raw_unit: str, locator: str,
        *, quantile: float | None = None, unit: Unit | None = None, known_as: str | None = None,
        **fields: Any,
    ) -> float | None:
        """Add a figure as the file writes it, or the problem with it.

        ``known_as`` is the unit that ``raw_unit`` stands for in this tool, where it differs
        from what the word means elsewhere. Returns the value in the unit of the metric.
        """
        kept = unit or UNITS[metric]
        if stat == "quantile" and quantile is None:
            return None  # its number could not be read, and that has been told
        try:
            if quantile is not None and not 0 <= quantile <= 1:
                raise ImpossibleError(raw)
            value = convert(raw, known_as or raw_unit, kept)
            _check(value, raw, metric, bool(fields.get("delta")))
        except Fault as fault:
            self.fault(fault, field=locator, raw=raw, unit=raw_unit, locator=locator)
            return None
        self.measurements.append(Measurement(
            run=run, metric=metric, stat=stat, value=value, unit=kept, quantile=quantile,
            raw=raw.strip(), raw_unit=cell(raw_unit) or None, locator=cell(locator), **fields,
        ))
        return value

    def reading(
        self, run: str, time: str, metric: Metric, raw: str, raw_unit: str, locator: str,
        component: Component, name: str,
    ) -> float | None:
        """Add one reading of a gauge, or the problem with it; its value in the metric's unit."""
        unit = UNITS[metric]
        try:
            value = convert(raw, raw_unit, unit)
            _check(value, raw, metric, delta=False)
        except Fault as fault:
            self.fault(fault, field=locator, raw=raw, unit=raw_unit, locator=locator)
            return None
        self.samples.append(Sample(run, time, metric, value, unit, component, cell(name)))
        return value

    def mean(
        self, run: str, metric: Metric, values: Sequence[float], locator: str,
        component: Component, name: str,
    ) -> None:
        """Add the mean of readings that have been added before."""
        self.computed(run, metric, "mean", fmean(values), locator, component=component,
                      name=cell(name), aggregation="window-mean")

    def moment(self, raw: str, locator: str) -> str | None:
        """A moment of RFC 3339 or a day as a run keeps it, or None and a problem."""
        try:
            return moment(raw)
        except Fault as fault:
            self.fault(fault, field=locator, raw=raw, locator=locator)
            return None

    def no_number(self, raw: str, locator: str) -> None:
        """Note that ``raw`` is not what was expected of a number or a time."""
        self.fault(NoNumberError(raw), field=locator, raw=raw, locator=locator)

    def failing(self, run: str, raw: str, raw_unit: str, locator: str) -> None:
        """Add the share of requests that failed, of a file that tells what share succeeded."""
        share = self.value(raw, raw_unit, "ratio", locator)
        if share is None:
            return
        if not 0 <= share <= 1:
            self.fault(ImpossibleError(raw), field=locator, raw=raw, locator=locator)
            return
        self.measurements.append(Measurement(
            run, "error-ratio", "value", float(1 - number(repr(share))), "ratio", raw=raw,
            raw_unit=f"{raw_unit} success", locator=locator,
        ))

    def code(self, run: str, code: str, raw: str, locator: str) -> int | None:
        """Add how often a code was answered, and return that."""
        count = self.count(raw, locator)
        if count is not None:
            self.codes.append(ResponseCode(run, cell(code), count))
        return count

    def histogram(self, run: str, bars: Iterable[Bar]) -> None:
        """Add buckets told by their upper ends, ascending; none where one cannot be read."""
        start, total, found = None, 0, []
        for raw, raw_unit, raw_count, locator in bars:
            end = self.value(raw, raw_unit, "ms", locator)
            count = self.count(raw_count, locator)
            if end is None or count is None:
                return
            total += count
            found.append((end if start is None else start, end, count, total, locator))
            start = end
        for low, high, count, so_far, locator in found if total else ():
            self.bucket(run, low, high, count, 100 * so_far / total, locator)

    def computed(
        self, run: str, metric: Metric, stat: Stat, value: float, locator: str, **fields: Any
    ) -> None:
        """Add a figure, in the unit of its metric, that was computed from those at ``locator``."""
        try:
            _check(value, repr(value), metric, delta=False)
        except Fault as fault:
            self.fault(fault, field=locator, raw=repr(value), locator=locator)
            return
        self.measurements.append(Measurement(
            run, metric, stat, value, UNITS[metric], locator=cell(locator), **fields
        ))

    def bucket(
        self, run: str, start: float, end: float, count: int, percent: float, locator: str
    ) -> bool:
        """Add a bucket (ms, cumulative percent), or the problem with it; whether it was added."""
        if not 0 <= start <= end < math.inf or not 0 <= percent <= _ALL:
            raw = f"{start!r}-{end!r}, {percent!r} %"
            self.fault(ImpossibleError(raw), field=locator, raw=raw, locator=locator)
            return False
        self.buckets.append(Bucket(run, start, end, count, percent))
        return True

    def value(self, raw: str, raw_unit: str, unit: Unit, locator: str) -> float | None:
        """A number that is no figure of its own (a duration, a rate asked for), or None."""
        try:
            return convert(raw, raw_unit, unit)
        except Fault as fault:
            self.fault(fault, field=locator, raw=raw, unit=raw_unit, locator=locator)
            return None

    def count(self, raw: str, locator: str) -> int | None:
        """A whole number that is not negative, or None and a problem."""
        value = self.value(raw, "count", "count", locator)
        if value is None:
            return None
        if value < 0 or value != int(value) or value > _MOST:
            self.fault(ImpossibleError(raw), field=locator, raw=raw, locator=locator)
            return None
        return int(value)

    def fault(
        self, fault: Fault, *, field: str, raw: str, locator: str, unit: str = ""
    ) -> None:
        """Note why a figure was not taken."""
        what = {"unit": _short(unit)} if fault.code == "B003" else {"value": _short(raw)}
        self._note(fault.code, locator, raw, {"field": field, **what})

    def incomplete(self, missing: str, locator: str = "") -> None:
        """Note that ``missing``, a name as the tool writes it, is not there."""
        self._note("B004", locator, "", {"detail": missing})

    def foreign(self, title: str, missing: str, locator: str = "") -> None:
        """Note that this is not the format called ``title``: ``missing`` is not there."""
        self._note("B001", locator, "", {"format": title, "detail": missing})

    def _note(self, code: str, locator: str, raw: str, values: Mapping[str, str]) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            place = self.source.place(self.name, locator, raw)
            self.problems.append(Problem(code, place, values))

    def forget(self, runs: Set[str], metric: Metric) -> None:
        """Drop what was read of a metric, where it turns out that nothing was measured."""
        self.measurements = [
            each for each in self.measurements if each.run not in runs or each.metric != metric
        ]

    def done(self, *more: Problem) -> tuple[Tables, list[Problem]]:
        """All rows in the order of the file, and all problems, ``more`` among them."""
        return Tables(
            runs=tuple(self.runs), measurements=tuple(self.measurements),
            buckets=tuple(self.buckets), samples=tuple(self.samples), codes=tuple(self.codes),
        ), [*self.problems, *more]

    def finished(
        self, title: str, missing: str, more: Iterable[Problem] = ()
    ) -> tuple[Tables, list[Problem]]:
        """As `done`; where there is neither a run nor a problem, ``missing`` was not found."""
        more = list(more)
        if not self.runs and not self.problems and not more:
            self.foreign(title, missing)
        return self.done(*more)


def _check(value: float, raw: str, metric: Metric, delta: bool) -> None:
    if not math.isfinite(value) or (value < 0 and not delta):
        raise ImpossibleError(raw)
    if metric == "error-ratio" and value > 1:
        raise ImpossibleError(raw)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
