"""The lifeline of a case: what its dated stages prove, mesh by mesh, on one time axis.

Only a claim that dates something is drawn. A solid bar is a period that somebody can
prove, dots are silence or doubt, an exit is where they left. A logo still on a page
extends nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from meshbook.model.case import Case, DatedStage, Stage
from meshbook.model.values import PartialDate

AXIS_START = 2016
"""First year of the axis; it is the same for every case."""

UNDATED = PartialDate.parse(str(AXIS_START))
"""Where what has no date of its own stands among dates: before all others."""

FRESH_DAYS = 400
"""Evidence this near to the last check counts as "in use when last checked"."""

End = Literal["in-use", "silent", "left", "moved", "rejected", "trial"]
_USE: frozenset[Stage] = frozenset({"production", "moved", "left"})


@dataclass(frozen=True, slots=True)
class Segment:
    """One mesh in a lifeline. ``start`` and ``end`` are fractions of years (2021.5).

    ``start_known`` is false where the source says only "by" this date. A segment with
    ``proven`` false (an evaluation, a pilot) is drawn in dots. ``stage`` is its last one.
    """

    mesh: str
    start: float
    end: float
    start_known: bool
    proven: bool
    ends: End
    first: PartialDate
    last: PartialDate
    stage: Stage


@dataclass(frozen=True, slots=True)
class Status:
    """Where a case stands: its latest stage, and when use was last proven."""

    stage: Stage
    mesh: str
    to: str | None
    date: PartialDate
    last_evidence: PartialDate | None
    silent: bool


def year_fraction(day: datetime.date) -> float:
    """A day as a fraction of years, on the scale of ``PartialDate.middle``."""
    return day.year + (day.month - 1) / 12 + (day.day - 1) / 366


def ordered(stages: Iterable[DatedStage]) -> list[DatedStage]:
    """The stages by date; those of one date stay in the order of the file."""
    return sorted(stages, key=lambda stage: stage.date.first)


def is_fresh(last: PartialDate, verified: PartialDate) -> bool:
    """Whether evidence of ``last`` is recent at the time of the check."""
    checked = datetime.date(*verified.first)
    year, month, day = last.last
    return checked - datetime.date(year, month, min(day, 28)) <= datetime.timedelta(FRESH_DAYS)


def is_undated(stage: DatedStage, case: Case) -> bool:
    """Whether its date is only the day on which somebody read a page without a date.

    Such a page was true by then, but it says nothing of when: it proves no present use.
    """
    sources = [case.sources[name] for name in stage.sources if name in case.sources]
    read = {source.accessed.first for source in sources if source.date is None}
    return stage.date_is == "by" and stage.date.first in read


def lifeline(case: Case) -> list[Segment]:
    """The segments of ``case`` in the order in which its meshes began."""
    by_mesh: dict[str, list[DatedStage]] = {}
    for stage in ordered(case.stages):
        by_mesh.setdefault(stage.mesh, []).append(stage)
        if stage.stage == "moved" and stage.to not in (None, "none"):
            assert stage.to is not None
            arrival = stage.model_copy(update={"mesh": stage.to, "stage": "production", "to": None})
            by_mesh.setdefault(stage.to, []).append(arrival)
    segments = [_segment(mesh, stages, case) for mesh, stages in by_mesh.items()]
    return sorted(segments, key=lambda segment: segment.start)


def _segment(mesh: str, stages: list[DatedStage], case: Case) -> Segment:
    used = _used(stages)
    first, last = (used or stages)[0], stages[-1]
    return Segment(
        mesh=mesh,
        start=first.date.middle,
        end=max(last.date.middle, first.date.middle),
        start_known=first.date_is != "by" and first.stage in ("production", "evaluating", "pilot"),
        proven=bool(used),
        ends=_end(last, case),
        first=first.date,
        last=last.date,
        stage=last.stage,
    )


def _used(stages: list[DatedStage]) -> list[DatedStage]:
    """The stages that prove use: who only tried a mesh and left it never used it."""
    tried_only = not any(stage.stage == "production" for stage in stages) and any(
        stage.stage in ("evaluating", "pilot") for stage in stages
    )
    return [] if tried_only else [stage for stage in stages if stage.stage in _USE]


def _end(last: DatedStage, case: Case) -> End:
    if last.stage in ("left", "moved", "rejected"):
        return last.stage
    if last.stage != "production":
        return "trial"
    return "in-use" if _is_present(last, case) else "silent"


def _is_present(stage: DatedStage, case: Case) -> bool:
    return is_fresh(stage.date, case.verified) and not is_undated(stage, case)


def status(case: Case) -> Status | None:
    """Where ``case`` stands; None where no stage is dated. Silence is no stage."""
    stages = ordered(case.stages)
    if not stages:
        return None
    latest = stages[-1]
    proven = [stage.date for stage in stages if stage.stage == "production"]
    last = max(proven, key=lambda date: date.first) if proven else None
    silent = latest.stage == "production" and not _is_present(latest, case)
    return Status(latest.stage, latest.mesh, latest.to, latest.date, last, silent)
