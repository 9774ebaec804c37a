"""What was published changes only with a correction: old, new, reason and date.

Facts that are added to a claim, its sources and its place in them may change freely. A claim
that got another id stands in ``renamed``; one that was taken back has a correction without
``new``. A case that is gone stands in ``moved.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from meshbook.model.case import Correction
from meshbook.model.release import CASE, Moves, Published
from meshbook.paths import MOVED
from meshbook.problems import Loc, Place, Problem
from meshbook.reading.catalog import Found
from meshbook.reading.written import WrittenFile
from meshbook.releases.facts import facts_with_claims
from meshbook.rules.subject import Finding, Subject

FREE = ("id", "sources", "locator")
"""Where a claim can be checked, not what it says."""
_SHOWN = 80


def published_claims_change_with_a_correction(subject: Subject) -> Iterator[Finding]:
    """R001: a fact of a published claim is another one or gone."""
    before = subject.published.claims(subject.slug)
    if not before:
        return
    name = f"{CASE}{subject.slug}"
    now = dict(facts_with_claims(name, subject.case))
    places = {claim.id: loc for loc, claim in subject.claims}
    for claim, facts in before.items():
        here = subject.case.renamed.get(claim, claim)
        if here not in places or _is_corrected(subject, claim, here):
            continue
        told = now[f"{name}#{here}"]
        for field, old in facts.items():
            if field.partition(".")[0] not in FREE and told.get(field) != old:
                values = {"field": field, "old": _short(old), "new": _short(told.get(field, "-"))}
                yield "R001", places[here], {**values, "claim": here, **_version(subject.published)}
                break


def published_claims_are_kept(subject: Subject) -> Iterator[Finding]:
    """R002: a published claim is gone without a word."""
    for claim in subject.published.claims(subject.slug):
        here = subject.case.renamed.get(claim, claim)
        if here not in subject.claim_ids and not _is_corrected(subject, claim, here):
            yield "R002", (), {"claim": claim, **_version(subject.published)}


def corrections_name_a_claim(subject: Subject) -> Iterator[Finding]:
    """R003: a correction of a claim that neither is there nor was published."""
    published = subject.published.claims(subject.slug)
    known = {*subject.claim_ids, *published, *subject.case.renamed}
    for loc, made in _corrections(subject):
        # A claim that an earlier release had and this one has not is told by its old value.
        if made.claim is not None and made.claim not in known and made.new is not None:
            yield "R003", (*loc, "claim"), {"claim": made.claim}


def corrections_say_what_was_and_what_is(subject: Subject) -> Iterator[Finding]:
    """R004: a correction of a claim without its old value, or without the new one of what stays."""
    present = {*subject.claim_ids, *subject.case.renamed}
    for loc, made in _corrections(subject):
        if made.claim is None:
            continue
        if made.old is None:
            yield "R004", (*loc, "claim"), {"field": "old", "claim": made.claim}
        elif made.new is None and made.claim in present:
            yield "R004", (*loc, "claim"), {"field": "new", "claim": made.claim}


def renamed_ids_lead_to_a_claim(subject: Subject) -> Iterator[Finding]:
    """R005: an earlier id whose present one is no claim."""
    for old, new in subject.case.renamed.items():
        if new not in subject.claim_ids:
            yield "R005", ("renamed", old), {"old": old, "claim": new}


def renamed_ids_are_not_given_again(subject: Subject) -> Iterator[Finding]:
    """R006: an earlier id that is the id of a claim now."""
    for old in subject.case.renamed:
        if old in subject.claim_ids:
            yield "R006", ("renamed", old), {"old": old}


def kept_problems(
    found: Found, moves: WrittenFile[Moves] | None, published: Published
) -> list[Problem]:
    """What is wrong with ``moved.yaml``, and R007: a published case whose file is gone."""
    here = {path.rpartition("/")[2].removesuffix(".yaml") for path, _ in found.files}
    told = {move.old for move in moves.record.moved} if moves and moves.record else set()
    gone = [
        record.removeprefix(CASE)
        for record in published.facts
        if record.startswith(CASE) and "#" not in record
    ]
    problems = [
        Problem("R007", Place(MOVED), {"slug": slug, **_version(published)})
        for slug in gone
        if slug not in here and f"{CASE}{slug}/" not in told
    ]
    return [*(moves.problems if moves else ()), *problems]


def _corrections(subject: Subject) -> Iterator[tuple[Loc, Correction]]:
    for index, made in enumerate(subject.case.corrections):
        yield ("corrections", index), made


def _is_corrected(subject: Subject, *ids: str) -> bool:
    """Whether a claim was corrected since it was last published."""
    last = subject.published.last
    assert last is not None  # whoever asks has found a published claim
    since = (last.date.year, last.date.month, last.date.day)
    return any(
        made.claim in ids and made.date.last >= since for made in subject.case.corrections
    )


def _version(published: Published) -> dict[str, str]:
    last = published.last
    return {"version": last.version, "date": last.date.isoformat()} if last else {}


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
