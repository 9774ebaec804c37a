"""Everything that was read, in one frozen value that all later steps are functions of."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from meshbook.model.adopters import Decisions
from meshbook.model.benchmark import Tables
from meshbook.model.case import Case
from meshbook.model.feature import FeatureSheet
from meshbook.model.profile import Profile
from meshbook.model.release import Moves, Published
from meshbook.model.source import BenchmarkSource
from meshbook.model.vocabulary import Vocabulary
from meshbook.model.writeup import WriteUp


@dataclass(frozen=True, slots=True)
class BenchmarkData:
    """One source of measurements, signals or names: what a person wrote of it, and its tables."""

    source_id: str
    """The name of its folder."""
    source: BenchmarkSource
    tables: Tables


@dataclass(frozen=True)
class Catalog:
    """The cases by slug (in the order of their slugs), the words, and the one clock.

    ``today`` is the only date that anything may compare with. ``benchmarks`` (studies and
    live series), ``signals`` and ``adopters`` (lists of names) are by the id of their source, in
    the order of the ids; ``decisions`` are a person's, about those names; ``fetched`` is the day of
    the last successful fetch of those that were fetched at all.
    """

    cases: Mapping[str, Case]
    vocabulary: Vocabulary
    today: datetime.date
    benchmarks: Mapping[str, BenchmarkData] = field(default_factory=dict)
    signals: Mapping[str, BenchmarkData] = field(default_factory=dict)
    fetched: Mapping[str, datetime.date] = field(default_factory=dict)
    adopters: Mapping[str, BenchmarkData] = field(default_factory=dict)
    decisions: Decisions = field(default_factory=Decisions)
    writeups: Mapping[str, WriteUp] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    features: Mapping[str, FeatureSheet] = field(default_factory=dict)
    published: Published = field(default_factory=Published)
    moves: Moves = field(default_factory=Moves)

    def claim_ids(self, slug: str) -> frozenset[str] | None:
        """The ids of the claims of a case; None where there is no such case."""
        case = self.cases.get(slug)
        return frozenset(claim.id for _, claim in case.claims()) if case is not None else None
