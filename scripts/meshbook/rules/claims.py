"""Claims and sources: whoever says something says where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from meshbook.model.values import Quantity
from meshbook.problems import Loc
from meshbook.reading.shape import near
from meshbook.rules.subject import Finding, Subject


def claims_have_sources(subject: Subject) -> Iterator[Finding]:
    """C001: a claim, or one side of a disagreement, without a source."""
    for loc, claim in subject.claims:
        if not claim.sources:
            yield "C001", (*loc, "sources"), {"claim": claim.id}
    for index, conflict in enumerate(subject.case.conflicts):
        for side, value in enumerate(conflict.values):
            if not value.sources:
                where: Loc = ("conflicts", index, "values", side, "sources")
                yield "C001", where, {"claim": conflict.id}


def sources_are_there(subject: Subject) -> Iterator[Finding]:
    """C002: an id that no source has."""
    known = subject.case.sources
    for loc, source in subject.references:
        if source not in known:
            yield "C002", loc, {"id": source, "near": near(source, list(known))}


def claim_ids_are_unique(subject: Subject) -> Iterator[Finding]:
    """C003: two claims of a case with one id."""
    first: dict[str, Loc] = {}
    for loc, claim in subject.claims:
        if claim.id in first:
            yield "C003", (*loc, "id"), {"id": claim.id}
        first.setdefault(claim.id, loc)


def sources_are_cited(subject: Subject) -> Iterator[Finding]:
    """C004: a source that nothing rests on."""
    cited = {source for _, source in subject.references}
    for source in subject.case.sources:
        if source not in cited:
            yield "C004", ("sources", source), {"id": source}


def sources_were_read(subject: Subject) -> Iterator[Finding]:
    """C005: a claim that rests only on sources nobody has opened."""
    sources = subject.case.sources
    unread = {name for name, source in sources.items() if source.read == "cited"}
    if not unread:
        return
    for loc, claim in subject.claims:
        known = sources.keys() & claim.sources
        if known and known <= unread:
            yield "C005", (*loc, "sources"), {"claim": claim.id}


def production_is_more_than_a_listing(subject: Subject) -> Iterator[Finding]:
    """C006: production use that only a name in a list speaks for."""
    sources = subject.case.sources
    for index, stage in enumerate(subject.case.stages):
        grades = {sources[source].grade for source in stage.sources if source in sources}
        if stage.stage == "production" and grades == {"E5"}:
            yield "C006", ("stages", index, "sources"), {"claim": stage.id}


def moves_say_where_to(subject: Subject) -> Iterator[Finding]:
    """C007: ``moved`` without ``to``; C008: ``to`` at another stage; C012: to where it was."""
    for index, stage in enumerate(subject.case.stages):
        if stage.stage == "moved" and stage.to is None:
            yield "C007", ("stages", index, "stage"), {"claim": stage.id}
        if stage.stage != "moved" and stage.to is not None:
            values = {"claim": stage.id, "stage": stage.stage}
            yield "C008", ("stages", index, "to"), values
        elif stage.to == stage.mesh:
            yield "C012", ("stages", index, "to"), {"claim": stage.id, "mesh": stage.mesh}


def alternatives_are_named(subject: Subject) -> Iterator[Finding]:
    """C009: an alternative that neither ``mesh`` nor ``name`` names."""
    for index, alternative in enumerate(subject.case.alternatives):
        if alternative.mesh is None and alternative.name is None:
            yield "C009", ("alternatives", index, "mesh"), {"claim": alternative.id}


def copies_name_their_original(subject: Subject) -> Iterator[Finding]:
    """C010: a source that is a copy of itself or of another copy."""
    sources = subject.case.sources
    for name, source in sources.items():
        original = sources.get(source.copy_of or "")
        if original is not None and original.copy_of is not None:
            values = {"id": name, "original": source.copy_of or ""}
            yield "C010", ("sources", name, "copy_of"), values


def amounts_are_not_negative(subject: Subject) -> Iterator[Finding]:
    """C015: fewer than none of something, or a duration below zero."""
    case = subject.case
    amounts: list[tuple[Loc, Quantity]] = [
        (("scale", index, "value"), scale.value) for index, scale in enumerate(case.scale)
    ]
    amounts += [
        (("events", index, "duration"), event.duration)
        for index, event in enumerate(case.events)
        if event.duration is not None
    ]
    for loc, amount in amounts:
        for number in (amount.value, amount.about, amount.min, amount.max, amount.above):
            if number is not None and number < 0:
                yield "C015", loc, {"value": f"{number:g}"}
        if amount.below is not None and amount.below <= 0:
            yield "C015", loc, {"value": f"{amount.below:g}"}
