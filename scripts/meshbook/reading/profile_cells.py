"""The cells that the profile of a mesh makes: what it states, its newest release, its support."""

from __future__ import annotations

from meshbook.model.case import Source, Statement
from meshbook.model.feature import Answer, CellSource, Feature, FeatureCell
from meshbook.model.profile import Ended, Profile, Release


def statement_cell(row: Feature, profile: Profile) -> FeatureCell | None:
    """The statement of the profile that the row names by ``from``."""
    statement: Statement | None = getattr(profile, row.term.extra["from"])
    return _told(row, profile, statement) if statement is not None else None


def release_cell(row: Feature, profile: Profile) -> FeatureCell | None:
    """The newest line of releases."""
    newest = profile.newest
    return _of_release(row, profile, newest, "text") if newest is not None else None


def support_cell(row: Feature, profile: Profile) -> FeatureCell | None:
    """How the mesh ended, or until when its newest line is looked after."""
    if profile.ended is not None:
        return _told(row, profile, profile.ended)
    newest = profile.newest
    if newest is None:
        return None
    answer: Answer = "text" if newest.end_of_support is not None else "unknown"
    return _of_release(row, profile, newest, answer)


def _told(row: Feature, profile: Profile, claim: Statement | Ended) -> FeatureCell:
    """A statement as it stands in the profile, with the first of its sources."""
    source = profile.sources[claim.sources[0]]
    return FeatureCell(
        feature=row.id,
        answer="text",
        words=claim.text,
        date=source.date or source.accessed,
        source=_source(source),
        accessed=source.accessed,
    )


def _of_release(row: Feature, profile: Profile, line: Release, answer: Answer) -> FeatureCell:
    source = profile.sources[line.sources[0]]
    return FeatureCell(
        feature=row.id,
        answer=answer,
        words=row.words(answer, version=line.version, end=line.end_of_support),
        version=line.version,
        date=line.date,
        source=_source(source),
        accessed=source.accessed,
    )


def _source(source: Source) -> CellSource:
    return CellSource(
        url=source.url,
        permalink=source.permalink,
        title=source.title,
        publisher=source.publisher,
        read="full" if source.read == "full" else "part",
    )
