"""What is counted of adoption: each number kept as the cases that it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from meshbook.analysis.moves import Move
from meshbook.analysis.spans import Span

Slugs = tuple[str, ...]
ALL = "all"
"""The column of a tally that counts every case of its word."""

ENDS = ("in-use", "silent", "trial", "moved", "left")
"""How a mesh may stand in a case that ran or tries it: each such case is in one column."""

DATINGS = ("start", "by", "after", "undated")
"""What a first date in production says: when it began; by then; after; nothing but the reading."""

PRECISIONS = ("day", "month", "year")
DIRECTIONS = ("better", "worse", "neutral", "unclear")
MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class Tally:
    """A word of a list, and for each column the cases that have both. No empty column is kept."""

    word: str
    columns: Mapping[str, Slugs]

    def cases(self, column: str = ALL) -> Slugs:
        """The cases of a column."""
        return self.columns.get(column, ())


@dataclass(frozen=True, slots=True)
class Flow:
    """The cases that went from one thing to another; each stands once, however often it is told."""

    source: str
    target: str
    cases: Slugs


@dataclass(frozen=True)
class Adoption:
    """All numbers of the page, in the order of the cases that were given.

    ``courses`` lead from the first thing told of a case to where it stands, one for each case
    but the ``undated``; ``flows`` from a mesh to where it went. ``several`` have more than one
    mesh or mode and no step. ``starts`` are by year and ``precision`` tells how exact those are
    that date the start. ``never`` have no claim of production.
    """

    cases: Slugs
    courses: tuple[Flow, ...]
    undated: Slugs
    moves: tuple[Move, ...]
    flows: tuple[Flow, ...]
    several: Slugs
    industries: tuple[Tally, ...]
    countries: tuple[Tally, ...]
    starts: tuple[Tally, ...]
    precision: Tally
    never: Slugs
    meshes: tuple[Tally, ...]
    motives: tuple[Tally, ...]
    outcomes: tuple[Tally, ...]
    to_production: tuple[Span, ...]
    to_leaving: tuple[Span, ...]
