"""Rules over profiles of meshes: every statement is sourced, and their dates fit together."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from meshbook.model.case import Claim
from meshbook.model.profile import Profile
from meshbook.model.vocabulary import Vocabulary
from meshbook.model.walk import Marked, marked
from meshbook.problems import Loc, Problem
from meshbook.reading.shape import dotted, near
from meshbook.reading.written import WrittenFile
from meshbook.rules import agreement, dates, prose, spelling, texts, urls, vocabulary
from meshbook.rules.reserved import RESERVED_ON_MESHES, RESERVED_PREFIXES
from meshbook.rules.running import apply_rules, placed
from meshbook.rules.subject import Finding


@dataclass(frozen=True)
class ProfileSubject:
    """One profile under examination; ``slug`` is the name of its file."""

    slug: str
    profile: Profile
    vocabulary: Vocabulary
    today: datetime.date
    own_names: frozenset[str] = frozenset()

    @cached_property
    def marked(self) -> Marked:
        """The words, addresses, texts and dates."""
        return marked(self.profile)

    @cached_property
    def claims(self) -> list[tuple[Loc, Claim]]:
        """Every statement with an id, with the way to it."""
        return list(self.profile.claims())

    @cached_property
    def cited(self) -> list[tuple[Loc, list[str]]]:
        """The sources of everything that has some, releases among it, with the way to it."""
        releases = (
            (("releases", index), each.sources) for index, each in enumerate(self.profile.releases)
        )
        return [*((loc, claim.sources) for loc, claim in self.claims), *releases]


def files_are_called_after_their_mesh(subject: ProfileSubject) -> Iterator[Finding]:
    """P001: a file whose name is not that of the mesh, and of the mode where it has one."""
    if subject.slug != subject.profile.id:
        yield "P001", ("mesh",), {"name": subject.slug, "expected": subject.profile.id}


def statements_have_sources(subject: ProfileSubject) -> Iterator[Finding]:
    """P002: a statement or a release without a source that was read."""
    sources = subject.profile.sources
    for loc, names in subject.cited:
        read = [name for name in names if name not in sources or sources[name].read != "cited"]
        if not read:
            yield "P002", loc, {"field": dotted(loc)}


def sources_are_there(subject: ProfileSubject) -> Iterator[Finding]:
    """P003: a source that is cited and not listed, or listed and never cited."""
    sources = subject.profile.sources
    cited = set()
    for loc, names in subject.cited:
        cited.update(names)
        for index, name in enumerate(names):
            if name not in sources:
                values = {"source": name, "near": near(name, list(sources))}
                yield "P003", (*loc, "sources", index), values
    for name in sources:
        if name not in cited:
            yield "P003", ("sources", name), {"source": name, "near": ""}


def ids_are_anchors(subject: ProfileSubject) -> Iterator[Finding]:
    """P004: an id that another statement of the profile, or the page itself, has."""
    taken = set(RESERVED_ON_MESHES)
    for loc, claim in subject.claims:
        if claim.id in taken or claim.id.startswith(RESERVED_PREFIXES):
            yield "P004", (*loc, "id"), {"id": claim.id}
        taken.add(claim.id)


def releases_run_forward(subject: ProfileSubject) -> Iterator[Finding]:
    """P005: support that ends before its release, or a release before the first one of all."""
    born = subject.profile.born
    for index, release in enumerate(subject.profile.releases):
        loc: Loc = ("releases", index)
        end = release.end_of_support
        if end is not None and end.last < release.date.first:
            values = {"date": str(end), "than": str(release.date)}
            yield "P005", (*loc, "end_of_support"), values
        if born is not None and release.date.last < born.first:
            values = {"date": str(release.date), "than": str(born)}
            yield "P005", (*loc, "date"), values


def releases_stand_once(subject: ProfileSubject) -> Iterator[Finding]:
    """P006: a version that is listed twice."""
    seen = set()
    for index, release in enumerate(subject.profile.releases):
        if release.version in seen:
            yield "P006", ("releases", index, "version"), {"version": release.version}
        seen.add(release.version)


PROFILE_RULES: tuple[Callable[[ProfileSubject], Iterator[Finding]], ...] = (
    files_are_called_after_their_mesh,
    statements_have_sources,
    sources_are_there,
    ids_are_anchors,
    releases_run_forward,
    releases_stand_once,
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


def profile_problems(
    file: WrittenFile[Profile], words: Vocabulary, today: datetime.date
) -> list[Problem]:
    """What is wrong with a profile, reading included; never raises."""
    if file.record is None:
        return list(file.problems)
    subject = ProfileSubject(file.slug, file.record, words, today)
    findings, crashes = apply_rules(PROFILE_RULES, subject, file.path)
    return [*file.problems, *crashes, *placed(findings, file.path, file.content)]
