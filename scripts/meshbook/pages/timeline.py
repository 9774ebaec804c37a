"""What happened: the dated stages and events of a case in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from meshbook.analysis.lifeline import Segment
from meshbook.model.case import Case, DatedStage, Event
from meshbook.pages.claims import Citer, ClaimView, Words, split
from meshbook.pages.environment import Renderer

Line = Literal["solid", "dotted", "thin"]
EXITS = ("left", "rejected")
"""The stages that end the story of a mesh; so does a move whose target is not known."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline.

    ``claim`` is None for the closing line of a silence. ``line`` and ``family`` are the
    look of the line from here to the next moment. ``elsewhere`` is the claim whose text
    stands in another section (an incident).
    """

    date: str
    mark: str
    label: str
    claim: ClaimView | None = None
    reason: Words | None = None
    exit: bool = False
    notes: tuple[str, ...] = ()
    elsewhere: str | None = None
    line: Line = "thin"
    family: str = "none"


def timeline(
    case: Case, segments: Sequence[Segment], citer: Citer, renderer: Renderer
) -> list[Moment]:
    """The moments of ``case``, oldest first."""
    told: list[DatedStage | Event] = [*case.stages, *case.events]
    told.sort(key=lambda claim: claim.date.first)
    times = [claim.date.middle for claim in told]
    moments = []
    for index, claim in enumerate(told):
        until = times[index + 1] if index + 1 < len(told) else None
        line, family = _line(segments, times[index], until, renderer)
        if isinstance(claim, DatedStage):
            moments.append(_stage(claim, citer, renderer, line, family))
        else:
            notes = tuple(event_notes(claim, case, renderer))
            moments.append(_event(claim, notes, citer, renderer, line, family))
    if any(segment.ends == "silent" for segment in segments):
        moments.append(
            Moment(renderer.date(case.verified), "s-silent", renderer.say("case.silence"))
        )
    return moments


def period(segment: Segment, renderer: Renderer) -> str:
    """A mesh and the time for which it is known: "Istio, 2018 to May 2021"."""
    known = segment.start_known or segment.ends == "rejected"
    form = segment.ends if known else f"open_{segment.ends}"
    return renderer.say(
        f"case.period.{form}",
        mesh=renderer.term("meshes", segment.mesh),
        first=renderer.date(segment.first),
        last=renderer.date(segment.last),
    )


def _stage(
    claim: DatedStage, citer: Citer, renderer: Renderer, line: Line, family: str
) -> Moment:
    exit_ = claim.stage in EXITS or (claim.stage == "moved" and claim.to is None)
    label = "" if claim.text and claim.stage == "production" else _stage_words(claim, renderer)
    notes = []
    if claim.scope != "unknown":
        notes.append(renderer.term("scopes", claim.scope))
    if claim.environment == "test":
        notes.append(renderer.say("case.test_environment"))
    return Moment(
        date=dated(claim, renderer),
        mark=f"s-{claim.stage}",
        label=label,
        claim=citer.claim(claim, claim.text),
        reason=split(claim.reason, renderer.language) if claim.reason else None,
        exit=exit_,
        notes=tuple(notes),
        line=line,
        family=family,
    )


def _stage_words(claim: DatedStage, renderer: Renderer) -> str:
    return renderer.say(
        f"case.stage.{claim.stage}" + ("_to" if claim.to else ""),
        mesh=renderer.term("meshes", claim.mesh),
        to=renderer.term("meshes", claim.to) if claim.to else "",
    )


def _event(
    claim: Event,
    notes: tuple[str, ...],
    citer: Citer,
    renderer: Renderer,
    line: Line,
    family: str,
) -> Moment:
    incident = claim.kind == "incident"  # told under what went wrong; here is the way there
    return Moment(
        date=dated(claim, renderer),
        mark="s-event",
        label=renderer.term("events", claim.kind),
        claim=None if incident else citer.claim(claim, claim.text),
        notes=() if incident else notes,
        elsewhere=claim.id if incident else None,
        line=line,
        family=family,
    )


def event_notes(claim: Event, case: Case, renderer: Renderer) -> Iterable[str]:
    """What else an event says: which of several meshes, its part in it, how long it took."""
    if claim.mesh and any(use.mesh != claim.mesh for use in case.meshes):
        yield renderer.term("meshes", claim.mesh)
    if claim.mesh_role:
        yield renderer.term("fixed.mesh_role", claim.mesh_role)
    if claim.duration:
        duration = renderer.measure(claim.duration, claim.unit or "count")
        yield renderer.say("case.duration", duration=duration)


def dated(claim: DatedStage | Event, renderer: Renderer) -> str:
    """The date as the source has it: on, by, about or after it, or a period."""
    date = renderer.date(claim.date)
    if isinstance(claim, Event) and claim.until:
        until = renderer.date(claim.until)
        return renderer.say("case.date.period", first=date, last=until)
    return date if claim.date_is == "on" else renderer.say(f"case.date.{claim.date_is}", date=date)


def _line(
    segments: Sequence[Segment], start: float, until: float | None, renderer: Renderer
) -> tuple[Line, str]:
    """What is known of the time between two moments: use, silence, or nothing."""
    for segment in reversed(segments):
        if segment.start > start or not segment.proven:
            continue
        family = renderer.family(segment.mesh)
        if segment.end > start and until is not None:
            return "solid", family
        if segment.ends == "silent":
            return "dotted", family
        if segment.ends == "in-use":
            return "solid", family
    return "thin", "none"
