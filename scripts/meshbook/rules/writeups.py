"""Rules over write-ups: every passage rests on something that is there."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path

from meshbook.model.case import Source
from meshbook.model.vocabulary import Vocabulary
from meshbook.model.walk import Marked, marked
from meshbook.model.writeup import Passage, WriteUp
from meshbook.paths import CASES
from meshbook.problems import Loc, Problem
from meshbook.reading.case import read_case
from meshbook.reading.shape import near
from meshbook.reading.source import find_sources
from meshbook.reading.written import WrittenFile
from meshbook.rules import agreement, dates, prose, spelling, texts, urls, vocabulary
from meshbook.rules.running import apply_rules, placed
from meshbook.rules.subject import Finding

Anchors = Callable[[str], Collection[str] | None]
"""The ids of the claims of a case; None where there is no such case."""


@dataclass(frozen=True)
class WriteUpSubject:
    """One write-up under examination, with what its passages may rest on."""

    writeup: WriteUp
    vocabulary: Vocabulary
    today: datetime.date
    anchors: Anchors
    studies: Collection[str]
    own_names: frozenset[str] = frozenset()

    @cached_property
    def marked(self) -> Marked:
        """The words, addresses, texts and dates."""
        return marked(self.writeup)


def claims_are_there(subject: WriteUpSubject) -> Iterator[Finding]:
    """A001: a claim, or its case, that does not exist."""
    for loc, ref in _mentions(subject, "claims"):
        slug, _, claim = ref.partition("#")
        known = subject.anchors(slug)
        if known is None or claim not in known:
            close = near(claim, sorted(known)) if known is not None else ""
            yield "A001", loc, {"claim": ref, "near": close}


def studies_are_there(subject: WriteUpSubject) -> Iterator[Finding]:
    """A002: a study that does not exist."""
    for loc, name in _mentions(subject, "studies"):
        if name not in subject.studies:
            yield "A002", loc, {"study": name, "near": near(name, sorted(subject.studies))}


def sources_are_there(subject: WriteUpSubject) -> Iterator[Finding]:
    """A003: a source that the write-up does not list, or lists and never cites."""
    sources = subject.writeup.sources
    cited = set()
    for loc, name in _mentions(subject, "sources"):
        cited.add(name)
        if name not in sources:
            yield "A003", loc, {"source": name, "near": near(name, sorted(sources))}
    for name in sources.keys() - cited:
        yield "A003", ("sources", name), {"source": name, "near": ""}


def passages_rest_on_something(subject: WriteUpSubject) -> Iterator[Finding]:
    """A004: a passage without a claim, a study or a source; or only with what nobody read."""
    sources = subject.writeup.sources
    for loc, passage in _passages(subject):
        read = [name for name in passage.sources if _was_read(sources.get(name))]
        if not (passage.claims or passage.studies or read):
            yield "A004", loc, {}


def _was_read(source: Source | None) -> bool:
    return source is not None and source.read != "cited"


WRITEUP_RULES: tuple[Callable[[WriteUpSubject], Iterator[Finding]], ...] = (
    claims_are_there,
    studies_are_there,
    sources_are_there,
    passages_rest_on_something,
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


def writeup_problems(
    file: WrittenFile[WriteUp],
    words: Vocabulary,
    today: datetime.date,
    anchors: Anchors,
    studies: Collection[str],
) -> list[Problem]:
    """What is wrong with a write-up, reading included; never raises."""
    if file.record is None:
        return list(file.problems)
    subject = WriteUpSubject(file.record, words, today, anchors, studies)
    findings, crashes = apply_rules(WRITEUP_RULES, subject, file.path)
    return [*file.problems, *crashes, *placed(findings, file.path, file.content)]


def check_writeups(
    root: Path, words: Vocabulary, today: datetime.date, files: Sequence[WrittenFile[WriteUp]]
) -> list[Problem]:
    """What is wrong with ``files``; the cases they rest on are read as they are needed."""
    if not files:
        return []
    folders = find_sources(root).folders
    studies = {path.rpartition("/")[2] for path in folders if "/benchmarks/" in path}
    claims = cache(partial(_claims_of, root))
    found = (writeup_problems(file, words, today, claims, studies) for file in files)
    return [problem for problems in found for problem in problems]


def _claims_of(root: Path, slug: str) -> frozenset[str] | None:
    path = root / CASES / f"{slug}.yaml"
    if not path.is_file():
        return None
    file = read_case(f"{CASES}/{slug}.yaml", path.read_bytes())
    case = file.case or file.partial
    return frozenset(claim.id for _, claim in case.claims()) if case is not None else None


def _passages(subject: WriteUpSubject) -> Iterator[tuple[Loc, Passage]]:
    for number, section in enumerate(subject.writeup.sections):
        for index, passage in enumerate(section.passages):
            yield ("sections", number, "passages", index), passage


def _mentions(subject: WriteUpSubject, field: str) -> Iterator[tuple[Loc, str]]:
    for loc, passage in _passages(subject):
        for index, name in enumerate(getattr(passage, field)):
            yield (*loc, field, index), name
