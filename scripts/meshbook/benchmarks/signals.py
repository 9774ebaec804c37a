"""Signals of adoption and support over time: what is new is added, nothing is taken away."""

from __future__ import annotations

from collections.abc import Iterable

from meshbook.benchmarks.changes import COUNTED, signal_key
from meshbook.benchmarks.rows import join
from meshbook.model.benchmark import SignalValue, Tables


def merge(known: Tables, new: Iterable[SignalValue]) -> Tables:
    """``known`` with ``new`` signals, which replace those of the same day or event.

    A count that is the same as the newest known one adds no row.
    """
    rows = {signal_key(row): row for row in known.signals}
    newest = {(row.project, row.signal): row for row in sorted(known.signals, key=_day)}
    for row in new:
        last = newest.get((row.project, row.signal))
        if row.signal in COUNTED and last and last.value == row.value:
            continue
        rows[signal_key(row)] = row
    return join([Tables(files=known.files, signals=tuple(rows.values()))])


def _day(row: SignalValue) -> str:
    return row.date
