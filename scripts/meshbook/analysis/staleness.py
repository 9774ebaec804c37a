"""Cases that say a mesh is in production, by how long ago that was last shown."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from meshbook.analysis.lifeline import is_undated, ordered
from meshbook.model.case import Case
from meshbook.model.values import PartialDate, day_of


@dataclass(frozen=True, slots=True)
class Stale:
    """A case and its latest dated evidence of use: None, and no ``days``, where none has a date."""

    slug: str
    mesh: str
    last: PartialDate | None
    days: int | None


def stale(cases: Mapping[str, Case], today: datetime.date, after: int) -> list[Stale]:
    """The cases in production whose evidence is more than ``after`` days old, the oldest first.

    A date that is a month or a year counts as its last day. A page without a date shows no
    use at any time; cases that have nothing else come first.
    """
    found = [each for slug, case in cases.items() if (each := _last_use(slug, case, today))]
    old = [each for each in found if each.days is None or each.days > after]
    return sorted(old, key=lambda each: (each.days is not None, -(each.days or 0), each.slug))


def _last_use(slug: str, case: Case, today: datetime.date) -> Stale | None:
    stages = ordered(case.stages)
    if not stages:
        return None
    mesh = _in_use(stages[-1].stage, stages[-1].mesh, stages[-1].to)
    if mesh is None:
        return None
    dated = [
        stage.date
        for stage in stages
        if _in_use(stage.stage, stage.mesh, stage.to) == mesh and not is_undated(stage, case)
    ]
    last = max(dated, key=lambda date: date.last, default=None)
    return Stale(slug, mesh, last, (today - day_of(last.last)).days if last else None)


def _in_use(stage: str, mesh: str, to: str | None) -> str | None:
    """The mesh that a stage shows in use: after a move it is the one moved to."""
    if stage == "moved":
        return to if to != "none" else None
    return mesh if stage == "production" else None
