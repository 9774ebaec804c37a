"""The rows of a list from what it says now: what is new is added, nothing is taken away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from meshbook.benchmarks.rows import join
from meshbook.benchmarks.visit import SourceError
from meshbook.model.adopters import Listing
from meshbook.model.benchmark import RawFile, Tables
from meshbook.rules.urls import fault_of

MOST_GONE = 0.1
"""The part of a list that may leave it at once; more is a list of another form."""
FEW = 3
"""So many may always leave."""


Read = Callable[[str, str], tuple[Listing, ...]]
"""From the address and the text of a list to its entries; raises SourceError."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a list: its day, its address where there is one, and the entries after it."""

    day: str
    url: str | None
    entries: tuple[Listing, ...]


def numbered(entries: Iterable[Listing]) -> tuple[Listing, ...]:
    """``entries`` with ``item`` 2, 3, ... for a name that comes again."""
    found: dict[tuple[str, str], Listing] = {}
    for entry in entries:
        number, each = 1, entry
        while each.key in found:
            number += 1
            each = replace(entry, item=str(number))
        found[each.key] = each
    return tuple(found.values())


def public(url: str) -> str | None:
    """An address that a list gives, where it is one of a public page: else it is not kept."""
    return url.strip() if fault_of(url.strip()) is None else None


def replay(known: Iterable[Listing], changes: Iterable[Change]) -> list[Listing]:
    """The rows after ``changes``, the oldest first, have come upon ``known``.

    The first day of a name stays. A name that comes back has not been removed.
    """
    rows = {row.key: row for row in known}
    for change in changes:
        there = {entry.key for entry in change.entries}
        for entry in change.entries:
            rows[entry.key] = _present(rows.get(entry.key), entry, change)
        for key, row in rows.items():
            if key not in there and row.removed is None:
                rows[key] = _left(row, change)
    return list(rows.values())


def united(known: Iterable[Listing], told: Iterable[Listing], today: str) -> list[Listing]:
    """All that the list tells (of now, or of its whole history) and what was ``known`` beside it.

    A known first day stays. What the list does not tell at all was missed by today.
    """
    rows = {row.key: row for row in told}
    for row in known:
        other = rows.get(row.key)
        rows[row.key] = _missed(row, today) if other is None else _kept(other, row)
    return list(rows.values())


def _present(known: Listing | None, entry: Listing, change: Change) -> Listing:
    """The row of an entry that is there after ``change``."""
    if known is not None:
        return _kept(entry, known)
    first = entry.first or change.day
    return replace(entry, first=first, added_by=entry.added_by or change.url)


def _left(row: Listing, change: Change) -> Listing:
    """The row of an entry that ``change`` took away."""
    return replace(row, seen=change.day, removed=change.day, removed_by=change.url)


def _kept(row: Listing, known: Listing) -> Listing:
    """``row`` with what was known before of how it came to the list."""
    if known.first is None:
        return row
    return replace(row, first=known.first, added_by=known.added_by)


def _missed(row: Listing, today: str) -> Listing:
    return row if row.removed else replace(row, removed=today)


def refuse_a_rout(url: str, before: Collection[Listing], now: Collection[Listing]) -> None:
    """Raises SourceError where a good part of a list is gone at once, or all of it.

    Where that is right, a person writes ``removed`` into the rows and the next fetch goes on.
    """
    if not now:
        raise SourceError(url, "no name is listed")
    there = {row.key for row in now}
    listed = [row for row in before if row.removed is None]
    gone = [row for row in listed if row.key not in there]
    if len(gone) > max(FEW, MOST_GONE * len(listed)):
        told = f"{len(gone)} of {len(listed)} names are gone at once, {gone[0].name!r} among them"
        raise SourceError(url, f"{told}: has the list changed its form?")


def as_tables(rows: Iterable[Listing], files: Iterable[RawFile] = ()) -> Tables:
    """The tables of a list, sorted."""
    return join([Tables(files=tuple(files), listings=tuple(rows))])
