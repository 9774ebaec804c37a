"""Evidence: a grade says how near a source stands, so kind and relation have to bear it out."""

from __future__ import annotations

from collections.abc import Iterator

from meshbook.model.case import Event, Source
from meshbook.model.values import PartialDate
from meshbook.rules.subject import Finding, Subject

_ARTEFACTS = frozenset(
    [
        "commit", "pull-request", "repository", "decision-record", "issue", "documentation",
        "post-mortem", "job-advert",
    ]
)
_LISTS = frozenset(["list", "commit", "pull-request"])
"""A list, or a change of one."""

_RELATIONS = {
    "E2": frozenset(["adopter"]),
    "E4": frozenset(["vendor", "project", "partner", "competitor"]),
    "E6": frozenset(["press", "independent", "foundation", "partner", "project", "competitor"]),
}
"""Who can have published a source of a grade; any other grade says nothing of it."""

_FIXED = frozenset(
    [
        "blog", "post-mortem", "talk", "talk-abstract", "slides", "video", "transcript",
        "case-study", "announcement", "article", "interview", "paper",
    ]
)
"""Kinds that are published once; lists, repositories and wikis go on changing."""


def artefacts_are_the_organisations_own(subject: Subject) -> Iterator[Finding]:
    """C013: E1 for what the organisation did not make in the course of its work.

    In a repository of the project its own commits, requests and issues may stand.
    """
    for name, source in subject.case.sources.items():
        own = source.relation in ("adopter", "project") and source.kind in _ARTEFACTS
        if source.grade == "E1" and not own:
            yield "C013", ("sources", name, "grade"), _standing(name, source)


def grades_fit_their_sources(subject: Subject) -> Iterator[Finding]:
    """C014: a grade from E2 to E6 that the kind or the relation of its source contradicts."""
    for name, source in subject.case.sources.items():
        offered = _RELATIONS.get(source.grade)
        wrong_relation = offered is not None and source.relation not in offered
        if wrong_relation or (source.grade == "E5" and source.kind not in _LISTS):
            yield "C014", ("sources", name, "grade"), _standing(name, source)


def published_texts_know_no_later_dates(subject: Subject) -> Iterator[Finding]:
    """D013: something dated after the publication of every source that it names.

    The end of a product is announced ahead.
    """
    sources = subject.case.sources
    for loc, date, claim in subject.dated_claims:
        if isinstance(claim, Event) and claim.kind == "product-ended":
            continue
        published = [_published(sources[source]) for source in claim.sources if source in sources]
        known = [day for day in published if day is not None]
        if not known or len(known) < len(published):
            continue
        last = max(known, key=lambda day: day.last)
        if date.first > last.last:
            yield "D013", loc, {"date": str(date), "published": str(last)}


def _published(source: Source) -> PartialDate | None:
    """The date after which ``source`` did not change; None where it may have."""
    return (source.until or source.date) if source.kind in _FIXED else None


def _standing(name: str, source: Source) -> dict[str, str]:
    return {
        "id": name, "grade": source.grade, "kind": source.kind, "relation": source.relation
    }
