"""What changed between two snapshots, fact by fact, for people who approve it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from meshbook.benchmarks.rows import cells
from meshbook.model.adopters import Listing
from meshbook.model.benchmark import Measurement, Run, SignalValue, Tables

Kind = Literal["added", "changed", "removed"]
Table = Literal["files", "runs", "measurements", "signals", "listings"]
SHOWN: tuple[Table, ...] = ("files", "runs", "measurements", "signals", "listings")
"""The tables whose rows are facts of their own; the others are details of a run."""

COUNTED = frozenset({"stars", "forks", "contributors", "open-issues"})
"""Signals that are a number on a day; the others are events, told apart by their value."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact: what it is of, and its value before and after ("" where there is none)."""

    table: Table
    kind: Kind
    subject: str
    before: str
    after: str


def changes(old: Tables, new: Tables) -> list[Change]:
    """Every fact that is new, different or gone, sorted by table and subject."""
    found = []
    for table in SHOWN:
        before, after = _facts(old, table), _facts(new, table)
        for subject in sorted(before.keys() | after.keys()):
            was, now = before.get(subject), after.get(subject)
            if was == now:
                continue
            kind: Kind = "added" if was is None else "removed" if now is None else "changed"
            found.append(Change(table, kind, subject, was or "", now or ""))
    return found


def signal_key(row: SignalValue) -> tuple[str, str, str]:
    """What a signal is of: a count is of its day, an event (a release) is of its value."""
    return (row.project, row.signal, row.date if row.signal in COUNTED else row.value)


def _facts(tables: Tables, table: Table) -> Mapping[str, str]:
    if table == "files":
        return {row.file: f"{row.size} B {row.sha256[:12]}" for row in tables.files}
    if table == "runs":
        return {row.run: _told(row) for row in tables.runs}
    if table == "measurements":
        return _numbered((_figure(row), _value(row)) for row in tables.measurements)
    if table == "signals":
        return {" ".join(signal_key(row)): _said(row) for row in tables.signals}
    return {" ".join(filter(None, row.key)): _listed(row) for row in tables.listings}


def _told(run: Run) -> str:
    return " ".join(cell for cell in cells(run)[2:-1] if cell)


def _said(row: SignalValue) -> str:
    return " ".join(part for part in (row.value, row.date, row.detail) if part)


def _listed(row: Listing) -> str:
    told = cells(row)
    return " ".join(cell for cell in (told[1], *told[3:]) if cell)


def _figure(row: Measurement) -> str:
    stat = f"p{row.quantile * 100:g}" if row.quantile is not None else row.stat
    return " ".join(part for part in (row.run, row.component, row.name, row.metric, stat) if part)


def _value(row: Measurement) -> str:
    value = "?" if row.value is None else f"{row.censored}{row.value:g}"
    return f"{value} {row.unit}"


def _numbered(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The pairs as a mapping; of equal keys the second is ``key (2)``."""
    found: dict[str, str] = {}
    for key, value in pairs:
        number, unique = 1, key
        while unique in found:
            number += 1
            unique = f"{key} ({number})"
        found[unique] = value
    return found
