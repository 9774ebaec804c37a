"""Dates: none lies ahead, and no two contradict each other.

A partial date stands for a span of days; only what no reading of it allows is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from meshbook.model.case import DatedStage
from meshbook.model.values import PartialDate
from meshbook.problems import Loc
from meshbook.rules.subject import Examinee, Finding, Subject

_AHEAD = ("next_check", "end_of_support")
"""The dates that may lie ahead: of a mesh the end may be announced, too."""


def dates_are_past(subject: Examinee) -> Iterator[Finding]:
    """D001: a date after today."""
    day = subject.today
    today = (day.year, day.month, day.day)
    for loc, date in subject.marked.dates:
        if date.first > today and loc[-1] not in _AHEAD and loc != ("ended", "date"):
            yield "D001", loc, {"date": str(date), "today": day.isoformat()}


def ends_follow_beginnings(subject: Subject) -> Iterator[Finding]:
    """D002: a mesh was left, or moved from, before it was first in production."""
    begun: dict[str, DatedStage] = {}
    for stage in subject.case.stages:
        if stage.stage != "production":
            continue
        first = begun.setdefault(stage.mesh, stage)
        if stage.date.first < first.date.first:
            begun[stage.mesh] = stage
    for index, stage in enumerate(subject.case.stages):
        start = begun.get(stage.mesh)
        if stage.stage not in ("left", "moved") or start is None:
            continue
        if start.date_is != "by" and stage.date.last < start.date.first:
            values = {"stage": stage.stage, "date": str(stage.date), "start": str(start.date)}
            yield "D002", ("stages", index, "date"), values


def periods_run_forward(subject: Subject) -> Iterator[Finding]:
    """D003: an event, a use or a source that ends before it begins."""
    case = subject.case
    periods: list[tuple[Loc, PartialDate | None, PartialDate | None]] = [
        (("events", index, "until"), event.date, event.until)
        for index, event in enumerate(case.events)
    ]
    periods += [
        (("meshes", index, "until"), use.since, use.until) for index, use in enumerate(case.meshes)
    ]
    periods += [
        (("sources", name, "until"), source.date, source.until)
        for name, source in case.sources.items()
    ]
    for loc, date, until in periods:
        if date is not None and until is not None and until.last < date.first:
            yield "D003", loc, {"until": str(until), "date": str(date)}


def sources_are_opened_after_publication(subject: Subject) -> Iterator[Finding]:
    """D005: a source that was opened before it was published."""
    for name, source in subject.case.sources.items():
        published = source.until or source.date
        if published is not None and source.accessed.last < published.first:
            values = {"accessed": str(source.accessed), "date": str(published)}
            yield "D005", ("sources", name, "accessed"), values


def verification_follows_addition(subject: Subject) -> Iterator[Finding]:
    """D006: a case that was checked before it was added."""
    case = subject.case
    if case.verified.last < case.added.first:
        yield "D006", ("verified",), {"verified": str(case.verified), "added": str(case.added)}


def verification_follows_access(subject: Subject) -> Iterator[Finding]:
    """D007: a source that was opened after the case was last checked."""
    verified = subject.case.verified
    for name, source in subject.case.sources.items():
        if source.accessed.first > verified.last:
            values = {"accessed": str(source.accessed), "verified": str(verified)}
            yield "D007", ("sources", name, "accessed"), values


def listings_run_forward(subject: Subject) -> Iterator[Finding]:
    """D008: a name that was seen, or taken off a list, before it was put on it."""
    for index, listing in enumerate(subject.case.listings):
        steps = [
            (name, date)
            for name in ("first_listed", "last_seen", "removed")
            if (date := getattr(listing, name)) is not None
        ]
        for (earlier, before), (later, after) in pairwise(steps):
            if after.last < before.first:
                values = {"field": later, "date": str(after), "other": earlier, "than": str(before)}
                yield "D008", ("listings", index, later), values


def claims_are_older_than_their_sources(subject: Subject) -> Iterator[Finding]:
    """D009: something dated after the last time that anybody opened its sources."""
    sources = subject.case.sources
    for loc, date, claim in subject.dated_claims:
        opened = [sources[source].accessed for source in claim.sources if source in sources]
        if opened and date.first > max(day.last for day in opened):
            last = max(opened, key=lambda day: day.last)
            yield "D009", loc, {"date": str(date), "accessed": str(last)}


def next_check_follows_verification(subject: Subject) -> Iterator[Finding]:
    """D014: a next check before the last one."""
    case = subject.case
    if case.next_check is not None and case.next_check.last < case.verified.first:
        values = {"next": str(case.next_check), "verified": str(case.verified)}
        yield "D014", ("next_check",), values


def corrections_follow_addition(subject: Subject) -> Iterator[Finding]:
    """D015: something that was corrected before the case was there."""
    added = subject.case.added
    for index, correction in enumerate(subject.case.corrections):
        if correction.date.last < added.first:
            values = {"date": str(correction.date), "added": str(added)}
            yield "D015", ("corrections", index, "date"), values


def readings_follow_addition(subject: Subject) -> Iterator[Finding]:
    """D016: a second reading before the case was there."""
    added = subject.case.added
    for index, review in enumerate(subject.case.reviewed):
        if review.date.last < added.first:
            values = {"date": str(review.date), "added": str(added)}
            yield "D016", ("reviewed", index, "date"), values
