"""How long it took: from the first trial to production, and from the first use to leaving.

A date is as exact as its source, so a length is a pair of bounds in days. "By" a date leaves
the time before it open, "after" the time behind it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from meshbook.analysis.lifeline import ordered
from meshbook.analysis.moves import Move
from meshbook.analysis.summary import Summary
from meshbook.model.case import Case, DatedStage, DateIs, Stage
from meshbook.model.values import PartialDate, day_of

Allows = Literal["both", "at-most", "at-least", "nothing"]
_TRIALS: tuple[Stage, ...] = ("evaluating", "pilot")
_USES: tuple[Stage, ...] = ("pilot", "production")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as a claim has it."""

    claim: str
    date: PartialDate
    date_is: DateIs

    @property
    def earliest(self) -> datetime.date | None:
        """The first day that it may be; None where it is open."""
        return None if self.date_is == "by" else day_of(self.date.first)

    @property
    def latest(self) -> datetime.date | None:
        """The last day that it may be; None where it is open."""
        return None if self.date_is == "after" else day_of(self.date.last)


@dataclass(frozen=True, slots=True)
class Span:
    """The time of one mesh in one case between two moments; bounds in days, None where open."""

    slug: str
    mesh: str
    start: Moment
    end: Moment

    @property
    def at_least(self) -> int | None:
        """The shortest that it may have been."""
        return _days(self.start.latest, self.end.earliest)

    @property
    def at_most(self) -> int | None:
        """The longest that it may have been."""
        return _days(self.start.earliest, self.end.latest)

    @property
    def allows(self) -> Allows:
        """What the dates allow to say of its length."""
        if self.at_most is None:
            return "at-least" if self.at_least else "nothing"
        return "at-most" if self.at_least is None else "both"


def to_production(row: Summary) -> Iterator[Span]:
    """For each mesh that was tried and then in production: from the first trial on."""
    stages = ordered(row.case.stages)
    for mesh in dict.fromkeys(stage.mesh for stage in stages):
        own = [stage for stage in stages if stage.mesh == mesh]
        trial, start = _first(own, _TRIALS), _first(own, ("production",))
        if trial and start and own.index(trial) < own.index(start):
            yield Span(row.slug, mesh, _moment(trial), _moment(start))


def to_leaving(row: Summary, steps: Iterable[Move]) -> Iterator[Span]:
    """For each mesh that was left, its first use being told: from then until it was left."""
    for move in steps:
        if not move.is_leaving or move.date is None:
            continue
        start, end = _first_use(row.case, move), _leaving(row.case, move, move.date)
        if start is not None:
            yield Span(row.slug, move.mesh, start, end)


def _first_use(case: Case, move: Move) -> Moment | None:
    """The date that the use itself tells, else the first stage of use before the step."""
    for use in case.meshes:
        if use.mesh == move.mesh and use.since is not None:
            return Moment(use.id, use.since, "on")
    stages = [stage for stage in ordered(case.stages) if stage.mesh == move.mesh]
    before = [stage.id for stage in stages].index(move.claim)
    found = _first(stages[:before], _USES)
    return _moment(found) if found else None


def _leaving(case: Case, move: Move, date: PartialDate) -> Moment:
    """The end that the use itself tells, else the date of the step."""
    for use in case.meshes:
        if use.mesh == move.mesh and use.until is not None:
            return Moment(use.id, use.until, "on")
    return Moment(move.claim, date, move.date_is)


def _first(stages: Sequence[DatedStage], kinds: Sequence[Stage]) -> DatedStage | None:
    return next((stage for stage in stages if stage.stage in kinds), None)


def _moment(stage: DatedStage) -> Moment:
    return Moment(stage.id, stage.date, stage.date_is)


def _days(start: datetime.date | None, end: datetime.date | None) -> int | None:
    """The days between; none where the end may be, or is said to be, before the start."""
    return None if start is None or end is None else max((end - start).days, 0)
