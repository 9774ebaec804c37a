"""What the cases cover, and what they do not: counted over the cases and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from meshbook.analysis.lifeline import ordered
from meshbook.analysis.summary import Summary
from meshbook.model.case import Case
from meshbook.model.vocabulary import Vocabulary

NO_PRODUCT = ("unnamed", "none", "in-house")
"""Words of the list of meshes that stand for no product."""
_SETBACKS = frozenset({"incident", "partial-retreat", "product-ended"})
_ENDINGS = frozenset({"moved", "left", "rejected"})
_RAN = ("pilot", "production", "left", "moved")


@dataclass(frozen=True, slots=True)
class Share:
    """A value of the word list and how many cases have it."""

    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Readings:
    """Second readings: how many cases had one, the claims that were read, those corrected."""

    cases: int
    claims: int
    corrections: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The counts of the book. A case counts once, under the mesh it ran last."""

    cases: int
    claims: int
    sources: int
    meshes: tuple[Share, ...]
    industries: tuple[Share, ...]
    countries: tuple[Share, ...]
    grades: tuple[Share, ...]
    japan: int
    not_whole: int
    two_sources: int
    read: tuple[Share, ...]
    told_by: tuple[Share, ...]
    against_sources: Readings
    as_japanese: Readings
    no_mesh_case: tuple[str, ...]
    no_industry_case: tuple[str, ...]
    single_countries: int
    without_outcome: int
    silent: int
    vendor_alone: int

    @property
    def products(self) -> int:
        """How many meshes that have a name are the last one of some case."""
        return sum(share.word not in NO_PRODUCT for share in self.meshes)


def coverage(rows: Sequence[Summary], vocabulary: Vocabulary) -> Coverage:
    """The counts over ``rows``."""
    cases = [row.case for row in rows]
    meshes = _shares(last_mesh(case) for case in cases)
    industries = _shares(case.organisation.industry for case in cases)
    countries = _shares(
        case.organisation.country for case in cases if case.organisation.country is not None
    )
    named = [word for word in vocabulary["meshes"] if word not in NO_PRODUCT]
    sources = [source for case in cases for source in case.sources.values()]
    return Coverage(
        cases=len(cases),
        claims=sum(1 for case in cases for _ in case.claims()),
        sources=len({source.url for source in sources}),
        meshes=meshes,
        industries=industries,
        countries=countries,
        grades=tuple(sorted(_shares(row.grade for row in rows), key=lambda share: share.word)),
        japan=sum(case.organisation.country == "JP" for case in cases),
        not_whole=_count(cases, is_not_whole),
        two_sources=_count(cases, has_two_sources),
        read=_shares(source.read for source in sources),
        told_by=_shares(teller for case in cases for teller in case.told_by),
        against_sources=_readings(cases, "sources"),
        as_japanese=_readings(cases, "japanese"),
        no_mesh_case=_missing(named, meshes),
        no_industry_case=_missing(vocabulary["industries"], industries),
        single_countries=sum(share.count == 1 for share in countries),
        without_outcome=_count(cases, lambda case: not case.outcomes),
        silent=sum(row.status is not None and row.status.silent for row in rows),
        vendor_alone=_count(cases, lambda case: set(case.told_by) == {"vendor"}),
    )


def last_mesh(case: Case) -> str:
    """The mesh that the organisation ran last; of one that left, the one it left.

    Of one that ran none, the mesh that it tried or turned down last.
    """
    stages = ordered(case.stages)
    ran = [stage for stage in stages if stage.stage in _RAN]
    if not stages:
        return case.meshes[-1].mesh
    last = (ran or stages)[-1]
    return last.to if last.stage == "moved" and last.to not in (None, "none") else last.mesh


def is_not_whole(case: Case) -> bool:
    """Partial, failed, reversed, moved on or turned down: by a stage or an event, not by tone."""
    stages = {stage.stage for stage in case.stages}
    events = {event.kind for event in case.events}
    return bool(stages & _ENDINGS or events & _SETBACKS or "production" not in stages)


def has_two_sources(case: Case) -> bool:
    """Whether two sources or more were read, at least in part."""
    return len({source.url for source in case.sources.values() if source.read != "cited"}) > 1


def _count(cases: Iterable[Case], holds: Callable[[Case], bool]) -> int:
    return sum(map(holds, cases))


def _shares(words: Iterable[str]) -> tuple[Share, ...]:
    """Each word with its count, the most frequent first."""
    counted = sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Share(word, count) for word, count in counted)


def _missing(words: Iterable[str], shares: Iterable[Share]) -> tuple[str, ...]:
    found = {share.word for share in shares}
    return tuple(word for word in words if word not in found)


def _readings(cases: Iterable[Case], against: str) -> Readings:
    found = [
        [review for review in case.reviewed if review.against == against] for case in cases
    ]
    reviews = [review for each in found for review in each]
    return Readings(
        sum(map(bool, found)),
        sum(review.claims for review in reviews),
        sum(review.corrections for review in reviews),
    )
