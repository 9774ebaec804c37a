"""What one case says for or against the meshes that it names."""

from __future__ import annotations

from collections.abc import Iterator

from meshbook.analysis.candidates import Candidate, Candidates, only_mesh
from meshbook.analysis.criteria import BLAMED, CRITERIA, PARTLY, TOLD, UNSEEN, Criterion
from meshbook.analysis.items import Item
from meshbook.analysis.lifeline import ordered
from meshbook.analysis.summary import Summary
from meshbook.model.case import Case, Claim, DatedStage, Event, Motive, Outcome, Source

_BETTER = {"better": 1, "worse": -1, "neutral": 0}
_EVENTS = {"incident": -1, "partial-retreat": -1, "expansion": 1}
_STAYS = ("in-use", "silent")


class CaseEvidence:
    """What one case says of the meshes that it names."""

    def __init__(
        self, summary: Summary, candidates: Candidates, interested: frozenset[str]
    ) -> None:
        self._summary, self._case = summary, summary.case
        self._candidates, self._interested = candidates, interested

    def items(self) -> Iterator[Item]:
        """Every claim that counts somewhere."""
        alone = only_mesh(self._case)
        if alone is not None:
            candidate = self._candidates.of_case(self._case, alone, self._summary.newest)
            if candidate is not None:
                yield from self._of_the_whole(candidate)
        for event in self._case.events:
            if event.mesh is not None:
                yield from self._of_event(event, event.mesh)
        yield from self._of_use()

    def _of_the_whole(self, candidate: Candidate) -> Iterator[Item]:
        """Outcomes and reasons name no mesh: they count where the case has only one."""
        for criterion in CRITERIA:
            for outcome in self._case.outcomes:
                if outcome.metric in criterion.outcomes and _is_seen(outcome):
                    vendor = outcome.measured_by == "vendor"
                    units = TOLD if outcome.attribution == "mesh-only" else PARTLY
                    direction = _BETTER[outcome.direction]
                    yield self._item(candidate, criterion, direction, units, outcome, vendor)
            for motive in self._case.motives:
                if motive.kind in criterion.motives:
                    yield self._item(candidate, criterion, 1, PARTLY, motive)

    def _of_event(self, event: Event, mesh: str) -> Iterator[Item]:
        candidate = self._candidates.of_case(self._case, mesh, event.date)
        if candidate is None or _is_blameless(event):
            return
        for criterion in CRITERIA:
            if event.kind in criterion.events:
                yield self._item(candidate, criterion, _EVENTS[event.kind], TOLD, event)

    def _of_use(self) -> Iterator[Item]:
        """Where the case stands with each mesh: the claim is its last stage there."""
        stages = {
            mesh: stage
            for stage in ordered(self._case.stages)
            for mesh in {stage.mesh, stage.to or stage.mesh}
        }
        for segment in self._summary.segments:
            candidate = self._candidates.of_case(self._case, segment.mesh, segment.last)
            if candidate is None or segment.ends == "trial":
                continue
            direction = 1 if segment.ends in _STAYS else -1
            for criterion in CRITERIA:
                if criterion.use:
                    stage = stages[segment.mesh]
                    yield self._item(candidate, criterion, direction, self._told_of_use, stage)

    @property
    def _told_of_use(self) -> int:
        """Use counts whole where the case says how large its mesh is."""
        sizes = (each for each in self._case.scale if each.of == "mesh")
        return TOLD if any(each.value.absent is None for each in sizes) else PARTLY

    def _item(
        self,
        candidate: Candidate,
        criterion: Criterion,
        direction: int,
        units: int,
        claim: Outcome | Motive | Event | DatedStage,
        told_by_vendor: bool = False,
    ) -> Item:
        cited = _cited(self._case, claim)
        alone = bool(cited) and all(each.relation in self._interested for each in cited)
        return Item(
            candidate.id, criterion.id, direction, units, f"cases/{self._summary.slug}/", claim.id,
            min((each.grade for each in cited), default="E6"), told_by_vendor or alone,
            tuple(name for name in claim.sources if name in self._case.sources), claim,
        )  # fmt: skip


def _is_blameless(event: Event) -> bool:
    """An incident counts where the mesh is blamed, a retreat unless the mesh had no part in it."""
    if event.kind == "incident":
        return event.mesh_role not in BLAMED
    return event.mesh_role == "none"


def _is_seen(outcome: Outcome) -> bool:
    return outcome.direction in _BETTER and outcome.basis not in UNSEEN


def _cited(case: Case, claim: Claim) -> list[Source]:
    return [case.sources[name] for name in claim.sources if name in case.sources]
