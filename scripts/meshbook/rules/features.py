"""Rules over sheets of features: one sourced, versioned, dated statement a cell."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from meshbook.languages import LANGUAGES
from meshbook.model.feature import Feature, FeatureCell, FeatureSheet, features_of
from meshbook.model.profile import Profile
from meshbook.model.vocabulary import Vocabulary
from meshbook.model.walk import Marked, marked
from meshbook.problems import Loc, Problem
from meshbook.reading.shape import near, quoted
from meshbook.reading.written import WrittenFile
from meshbook.rules import agreement, dates, prose, spelling, texts, urls, vocabulary
from meshbook.rules.running import apply_rules, placed
from meshbook.rules.subject import Finding

LONGEST = {"en": 140, "ja": 90}
"""Characters of a statement: a cell of a table holds no more."""

_SOURCED = ("words", "date", "source", "accessed")
"""What a cell has unless it says that nothing is known."""


@dataclass(frozen=True)
class FeatureSubject:
    """One sheet under examination; ``slug`` is the name of its file."""

    slug: str
    sheet: FeatureSheet
    vocabulary: Vocabulary
    today: datetime.date
    profiles: Mapping[str, Profile]
    own_names: frozenset[str] = frozenset()

    @cached_property
    def marked(self) -> Marked:
        """The words, addresses, texts and dates."""
        return marked(self.sheet)

    @cached_property
    def rows(self) -> Mapping[str, Feature]:
        """The rows by id."""
        return features_of(self.vocabulary)

    @property
    def cells(self) -> Iterator[tuple[Loc, FeatureCell]]:
        """Every cell with the way to it."""
        for index, cell in enumerate(self.sheet.cells):
            yield ("cells", index), cell


def sheets_are_called_after_their_mesh(subject: FeatureSubject) -> Iterator[Finding]:
    """M001: a file whose name is not that of the mesh, and of the mode where it has one."""
    if subject.slug != subject.sheet.id:
        yield "M001", ("mesh",), {"name": subject.slug, "expected": subject.sheet.id}


def cells_stand_once(subject: FeatureSubject) -> Iterator[Finding]:
    """M002: a row that is answered twice, or one whose cells are made from data."""
    seen = set()
    for loc, cell in subject.cells:
        row = subject.rows.get(cell.feature)
        if cell.feature in seen or (row is not None and row.derived):
            yield "M002", (*loc, "feature"), {"feature": cell.feature}
        seen.add(cell.feature)


def answers_are_allowed(subject: FeatureSubject) -> Iterator[Finding]:
    """M003: an answer that the row does not allow."""
    for loc, cell in subject.cells:
        row = subject.rows.get(cell.feature)
        if row is not None and cell.answer not in row.answers:
            yield "M003", (*loc, "answer"), {
                "feature": cell.feature, "answer": quoted(cell.answer),
                "answers": ", ".join(row.answers),
            }  # fmt: skip


def answers_have_sources(subject: FeatureSubject) -> Iterator[Finding]:
    """M004: an answer other than unknown without words, date, source or the day of reading."""
    for loc, cell in subject.cells:
        if cell.answer == "unknown":
            continue
        for name in _SOURCED:
            if getattr(cell, name) is None:
                yield "M004", loc, {"feature": cell.feature, "field": name}


def versions_are_released(subject: FeatureSubject) -> Iterator[Finding]:
    """M005: a version that is no line of the mesh's releases; without any, none is looked at."""
    profile = subject.profiles.get(subject.sheet.id)
    lines = [release.version for release in profile.releases] if profile is not None else []
    for loc, cell in subject.cells:
        if lines and cell.version is not None and cell.version not in lines:
            values = {"version": cell.version, "near": near(cell.version, lines)}
            yield "M005", (*loc, "version"), values


def statements_are_short(subject: FeatureSubject) -> Iterator[Finding]:
    """M006: a statement that is too long for a cell."""
    for loc, cell in subject.cells:
        for language in LANGUAGES:
            words = cell.words.get(language) if cell.words is not None else None
            if words is not None and len(words) > LONGEST[language]:
                values = {"length": str(len(words)), "limit": str(LONGEST[language])}
                yield "M006", (*loc, "words", language), values


def sources_are_read_after_publication(subject: FeatureSubject) -> Iterator[Finding]:
    """M007: a source that was read before the date of what it states."""
    for loc, cell in subject.cells:
        if cell.date is None or cell.accessed is None or cell.accessed.last >= cell.date.first:
            continue
        yield "M007", (*loc, "accessed"), {"accessed": str(cell.accessed), "date": str(cell.date)}


FEATURE_RULES: tuple[Callable[[FeatureSubject], Iterator[Finding]], ...] = (
    sheets_are_called_after_their_mesh,
    cells_stand_once,
    answers_are_allowed,
    answers_have_sources,
    versions_are_released,
    statements_are_short,
    sources_are_read_after_publication,
    texts.texts_are_in_both_languages,
    vocabulary.words_are_listed,
    texts.mail_addresses_stay_out,
    dates.dates_are_past,
    agreement.numbers_agree,
    agreement.names_agree,
    prose.sentences_are_short,
    spelling.spelling_is_ours,
    urls.addresses_are_public,
)


def feature_problems(
    file: WrittenFile[FeatureSheet],
    words: Vocabulary,
    today: datetime.date,
    profiles: Mapping[str, Profile],
) -> list[Problem]:
    """What is wrong with a sheet, reading included; never raises."""
    if file.record is None:
        return list(file.problems)
    subject = FeatureSubject(file.slug, file.record, words, today, profiles)
    findings, crashes = apply_rules(FEATURE_RULES, subject, file.path)
    return [*file.problems, *crashes, *placed(findings, file.path, file.content)]
