"""One row a case: what lists, facets, cards and counts need, computed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from meshbook.analysis.lifeline import UNDATED, Segment, Status, is_undated, lifeline, status
from meshbook.languages import Language
from meshbook.model.case import Case, Grade
from meshbook.model.values import PartialDate
from meshbook.model.vocabulary import Vocabulary

Tense = Literal["present", "past"]
FACETS = (
    "mesh", "stage", "evidence", "country", "motive",
    "industry", "size", "year", "mode", "outcome", "language",
)
"""The facets of the explorer in the order in which they stand; also its URL parameters."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The row of one case. ``facets`` maps each facet to the values the case has in it.

    Of the stages the one where it stands comes first, then all it went through.
    """

    slug: str
    case: Case
    segments: tuple[Segment, ...]
    status: Status | None
    meshes: tuple[tuple[str, Tense], ...]
    grade: Grade
    facets: dict[str, tuple[str, ...]]
    newest: PartialDate

    def name(self, language: Language) -> str | None:
        """The organisation's short name; None for an anonymous case."""
        name = self.case.organisation.name
        if name is None:
            return None
        return (name.ja or name.en) if language == "ja" else name.en

    def sort_key(self, language: Language) -> str:
        """Alphabetical in English, by reading (五十音) in Japanese."""
        organisation = self.case.organisation
        if language == "ja" and organisation.kana:
            return organisation.kana
        return (self.name(language) or "\uffff").casefold()


def summarise(slug: str, case: Case, vocabulary: Vocabulary) -> Summary:
    """The row of ``case``."""
    segments = tuple(lifeline(case))
    now = status(case)
    meshes = _meshes_run(segments)
    grade = best_grade(case)
    facets = {
        "mesh": tuple(mesh for mesh, _ in meshes),
        "stage": _unique([now.stage, *(each.stage for each in case.stages)]) if now else (),
        "evidence": (grade,),
        "country": _unique([case.organisation.country, *case.organisation.also_in]),
        "motive": _unique(motive.kind for motive in case.motives),
        "industry": (case.organisation.industry,),
        "size": (case.organisation.size,),
        "year": _year(case),
        "mode": _unique(use.mode for use in case.meshes),
        "outcome": _unique(_aspect(outcome.metric, vocabulary) for outcome in case.outcomes),
        "language": (case.original,),
    }
    dates = [stage.date for stage in case.stages if not is_undated(stage, case)]
    dates = dates or [event.date for event in case.events]
    newest = max(dates, key=lambda date: date.last, default=UNDATED)
    return Summary(slug, case, segments, now, meshes, grade, facets, newest)


def best_grade(case: Case) -> Grade:
    """The best grade among the claims of use: the stages, or the meshes where none is dated.

    That client code carries a mesh's name, for instance, is no proof that the mesh ran.
    """
    cited = {source for claim in case.stages or case.meshes for source in claim.sources}
    grades = [case.sources[source].grade for source in cited if source in case.sources]
    return min(grades or [source.grade for source in case.sources.values()])


def _meshes_run(segments: Iterable[Segment]) -> tuple[tuple[str, Tense], ...]:
    return tuple(
        (segment.mesh, "past" if segment.ends in ("left", "moved") else "present")
        for segment in segments
        if segment.proven or segment.ends == "trial"
    )


def _year(case: Case) -> tuple[str, ...]:
    production = [stage.date for stage in case.stages if stage.stage == "production"]
    dates = production or [stage.date for stage in case.stages]
    return (str(min(dates, key=lambda date: date.first).year),) if dates else ()


def _aspect(metric: str, vocabulary: Vocabulary) -> str | None:
    term = vocabulary["metrics"].get(metric)
    return term.extra.get("aspect") if term else None


def _unique(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
