"""The stages of each mesh in their order: none contradicts what came before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from meshbook.model.case import DatedStage
from meshbook.problems import Loc
from meshbook.rules.subject import Finding, Subject

_ENDS = ("left", "moved")
_TRIALS = ("evaluating", "pilot")


@dataclass(slots=True)
class _State:
    """How one mesh stands between two stages: in use, ended, or turned down.

    ``known`` says that the use that ended is known; D002 tells of an end without a beginning.
    """

    used: DatedStage | None = None
    known: bool = False
    ended: DatedStage | None = None
    rejected: DatedStage | None = None


def stages_follow_each_other(subject: Subject) -> Iterator[Finding]:
    """D010: use after an end; D011: a second end; D012: rejected while it was in use.

    A trial, or a move back to the mesh, is a new beginning. Stages of different scopes
    do not contradict each other.
    """
    states: dict[str, _State] = {}
    stages = list(enumerate(subject.case.stages))
    for index, stage in sorted(stages, key=lambda pair: pair[1].date.first):
        state = states.setdefault(stage.mesh, _State())
        loc: Loc = ("stages", index, "date")
        fault = _fault(stage, state)
        if fault is not None:
            code, before = fault
            values = {"claim": stage.id, "other": before.id, "date": str(before.date)}
            yield code, loc, values
        _advance(stage, state)
        if stage.to is not None:
            states[stage.to] = _State(used=stage)


def _fault(stage: DatedStage, state: _State) -> tuple[str, DatedStage] | None:
    match stage.stage:
        case "production" if state.ended and state.known and _is_later(stage, state.ended):
            return "D010", state.ended
        case "production" if state.rejected and stage.date == state.rejected.date:
            return ("D012", state.rejected) if _same_scope(stage, state.rejected) else None
        case "left" | "moved" if state.ended and _same_scope(stage, state.ended):
            return "D011", state.ended
        case "rejected" if state.used and _same_scope(stage, state.used):
            return "D012", state.used
    return None


def _advance(stage: DatedStage, state: _State) -> None:
    if stage.stage in _TRIALS:
        state.ended = None
    elif stage.stage in _ENDS:
        state.known, state.used, state.ended = state.used is not None, None, stage
    elif stage.stage == "rejected":
        state.rejected = stage
    elif state.ended is None:
        state.used = stage


def _is_later(stage: DatedStage, end: DatedStage) -> bool:
    """Whether ``stage`` cannot be of the time before ``end``."""
    sharp = end.date_is in ("on", "by")
    return sharp and _same_scope(stage, end) and stage.date.first > end.date.last


def _same_scope(one: DatedStage, other: DatedStage) -> bool:
    return one.scope == other.scope or "unknown" in (one.scope, other.scope)
