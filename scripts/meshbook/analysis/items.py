"""What evidence is made of: a claim for or against a candidate, and the answer to a demand."""

from __future__ import annotations

from dataclasses import dataclass, field

from meshbook.analysis.rivals import Standing
from meshbook.model.case import DatedStage, Event, Motive, Outcome
from meshbook.model.feature import FeatureCell
from meshbook.model.profile import Milestone, Release

Subject = Outcome | Motive | Event | DatedStage | FeatureCell | Standing | Milestone | Release

ANSWERS = {"yes": 1, "partial": 0, "no": -1}
"""The answers of a cell that say something, and their direction."""


@dataclass(frozen=True, slots=True)
class Item:
    """One claim as evidence. ``direction`` is 1 for, -1 against, 0 for neither.

    ``units`` is what it counts, 0 where it is only shown. ``origin`` is who tells it: a case
    counts once a criterion, however much it says. ``claim`` is unique in its origin; ``grade``
    is empty for facts on record. ``vendor``: told by nobody but those who sell or make it.
    """

    candidate: str
    criterion: str
    direction: int
    units: int
    origin: str
    claim: str
    grade: str
    vendor: bool
    sources: tuple[str, ...] = ()
    subject: Subject | None = field(default=None, compare=False)

    @property
    def address(self) -> str:
        """The id of the claim: its page and its anchor (``cases/nav/#production-2021``)."""
        return f"{self.origin}#{self.claim}"


@dataclass(frozen=True, slots=True)
class Demand:
    """What a requirement finds for a candidate: yes, no or unknown, and where that is said."""

    candidate: str
    requirement: str
    answer: str
    address: str = ""
