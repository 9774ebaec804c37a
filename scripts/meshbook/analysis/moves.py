"""Where organisations went: the steps away from a mesh that a case dates, and its whole course.

A step counts where a claim tells it: a stage ``moved``, ``left`` or ``rejected``, or the use of
a mesh in a new mode that says what it replaced. That two meshes were run one after the other,
or side by side, is no step unless somebody says that one took the place of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from meshbook.analysis.lifeline import ordered
from meshbook.analysis.summary import Summary
from meshbook.model.case import Case, DatedStage, DateIs, MeshUse
from meshbook.model.values import PartialDate

Kind = Literal["mesh", "mode", "left", "trial", "rejected"]
"""To another mesh; to another mode of it; away after use; away after a trial; turned down."""

KINDS: tuple[Kind, ...] = ("mesh", "mode", "left", "trial", "rejected")
FIRST = ("evaluating", "pilot", "production", "ended")
"""How a case may begin; ``ended`` where the first that is dated is an end."""
NOW = ("in-use", "silent", "evaluating", "pilot", "moved", "left", "rejected")
"""How a case may stand: production is in use or silent, as on its lifeline."""
_STEPS = ("moved", "left", "rejected")
_NO_MODE = ("unknown", "mixed")


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a case away from ``mesh``, told by ``claim``.

    ``to`` is the next mesh or, of a step between modes, ``sidecar/ambient``: what was left and
    what was taken. It is empty where nothing came in its place. ``date`` may be unknown.
    """

    slug: str
    kind: Kind
    mesh: str
    to: str
    claim: str
    date: PartialDate | None
    date_is: DateIs

    @property
    def target(self) -> str:
        """Where it went, in one: ``mesh/linkerd``, ``mode/istio/sidecar/ambient``, ``left``."""
        parts = {"mesh": ("mesh", self.to), "mode": ("mode", self.mesh, self.to)}
        return "/".join(parts.get(self.kind, (self.kind,)))

    @property
    def is_leaving(self) -> bool:
        """Whether it ends the use or the trial of a mesh."""
        return self.kind in ("mesh", "left", "trial")


def moves(row: Summary) -> tuple[Move, ...]:
    """The steps of a case, by date; changes of mode come last."""
    told = [_move(row, stage) for stage in ordered(row.case.stages) if stage.stage in _STEPS]
    return (*told, *_mode_changes(row))


def first_told(case: Case) -> str | None:
    """The first thing that is dated of a case, one of FIRST; None where nothing is."""
    stages = ordered(case.stages)
    if not stages:
        return None
    return "ended" if stages[0].stage in _STEPS else stages[0].stage


def standing(row: Summary) -> str | None:
    """Where a case stands, one of NOW; None where nothing is dated."""
    if row.status is None:
        return None
    if row.status.stage != "production":
        return row.status.stage
    return "silent" if row.status.silent else "in-use"


def is_several(case: Case) -> bool:
    """Whether a case names more than one mesh that it ran or tried, or more than one mode."""
    return len({(use.mesh, use.mode) for use in case.meshes}) > 1


def _move(row: Summary, stage: DatedStage) -> Move:
    to = (stage.to or "unnamed") if stage.stage == "moved" else "none"
    kind: Kind = "mesh"
    if stage.stage == "rejected":
        kind = "rejected"
    elif to == "none":
        kind = "left" if _ran(row, stage.mesh) else "trial"
    target = to if kind == "mesh" else ""
    return Move(row.slug, kind, stage.mesh, target, stage.id, stage.date, stage.date_is)


def _ran(row: Summary, mesh: str) -> bool:
    return any(segment.mesh == mesh and segment.proven for segment in row.segments)


def _mode_changes(row: Summary) -> Iterator[Move]:
    by_mesh: dict[str, list[MeshUse]] = {}
    for use in row.case.meshes:
        by_mesh.setdefault(use.mesh, []).append(use)
    for mesh, uses in by_mesh.items():
        for before, after in pairwise(uses):
            known = before.mode not in _NO_MODE and after.mode not in _NO_MODE
            if known and before.mode != after.mode and after.replaced is not None:
                change = f"{before.mode}/{after.mode}"
                yield Move(row.slug, "mode", mesh, change, after.id, after.since, "on")
