"""The order of a live series, and which of its figures continue one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from meshbook.model.benchmark import Run
from meshbook.pages.comparison import Axis, Comparison, Moment, Row, moment

RENAMED = frozenset({"test", "routesPerHostname"})
"""Dimensions that may change with the method while the question stays the same."""


@dataclass(frozen=True, slots=True)
class Releases:
    """The order of a series: by version where every run has one, else by day."""

    order: Mapping[str, Moment]
    breaks: tuple[Moment, ...]

    def of(self, row: Row) -> Moment:
        """When a row was measured."""
        return min(self.order[run] for run in row.runs)

    def era(self, moment: Moment) -> int:
        """How many changes of method lie before ``moment``."""
        return sum(start <= moment for start in self.breaks)


def releases(runs: Iterable[Run], breaks: Iterable[str]) -> Releases:
    """The order of the runs of a series; ``breaks`` are the first releases of new methods."""
    kept = [run for run in runs if not run.failed]
    versioned = all(run.version for run in kept)
    order = {run.run: moment((run.version if versioned else run.started) or "") for run in kept}
    return Releases(order, tuple(sorted(map(moment, breaks))))


def series_in(comparisons: Iterable[Comparison], when: Releases) -> list[list[Comparison]]:
    """The comparisons that continue one another: the same metric of the same part and load.

    Each is cut to one part; within it only the release differs. The groups of a list come in
    the order of their releases.
    """
    found: dict[tuple[Any, ...], list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        axis = comparison.axis
        for part, rows in _parts(comparison).items():
            key = (load_of(axis), axis.metric, axis.unit, axis.scope, axis.delta, part)
            found[key].append(Comparison(axis, tuple(sorted(rows, key=when.of))))
    return [
        sorted(each, key=lambda comparison: when.of(comparison.rows[0]))
        for each in found.values()
    ]


def load_of(axis: Axis) -> tuple[tuple[str, Any], ...]:
    """What stays the same of the dimensions from one method to the next."""
    return tuple((key, value) for key, value in axis.dimensions.items() if key not in RENAMED)


def _parts(comparison: Comparison) -> dict[tuple[Any, ...], list[Row]]:
    parts: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in comparison.rows:
        subject = row.subject
        key = (subject.mesh, subject.mode, subject.configuration, subject.component, subject.name)
        parts[key].append(row)
    return parts
