"""The write-ups: what several cases tell together, every passage with its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from meshbook.analysis.summary import Summary
from meshbook.artifacts import Artifact
from meshbook.exports.citables import data_version, of_writeup
from meshbook.languages import LANGUAGES, Language
from meshbook.model.case import Grade
from meshbook.model.writeup import Passage, WriteUp
from meshbook.pages.case import status_words
from meshbook.pages.citation import citing
from meshbook.pages.claims import Citer, SourceView, Words, split
from meshbook.pages.glossing import Glosses
from meshbook.pages.library import Library
from meshbook.pages.page import Page
from meshbook.paths import WRITEUPS


@dataclass(frozen=True, slots=True)
class CitedCase:
    """A case that a write-up rests on: how it stands, and how many of its claims are cited."""

    summary: Summary
    name: str
    status: str
    grade: Grade
    claims: int


@dataclass(frozen=True, slots=True)
class CitedStudy:
    """A study that a write-up rests on."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its anchor, its heading, and its passages with their cites."""

    id: str
    heading: str
    passages: tuple[tuple[Words, Markup], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a write-up rests on, counted: cases by their best grade, and those told by a vendor."""

    cases: int
    claims: int
    studies: int
    grades: tuple[tuple[Grade, int], ...]
    by_vendor: int


class Telling:
    """A write-up in one language: cases are numbered first, then studies, then its own sources."""

    def __init__(self, library: Library, slug: str, page: Page) -> None:
        self._library, self._page = library, page
        self.writeup = library.catalog.writeups[slug]
        self._renderer = library.renderers[page.language]
        self._rows = {row.slug: row for row in library.summaries}
        names = [slug for slug in self.writeup.cases if slug in self._rows]
        names += self._studies
        self._numbers = {name: number for number, name in enumerate(names, 1)}
        self._citer = Citer(
            self.writeup.sources, self._renderer, page.root, first=len(self._numbers) + 1
        )

    @property
    def _studies(self) -> list[str]:
        named = (name for passage in self.writeup.passages() for name in passage.studies)
        return [name for name in dict.fromkeys(named) if name in self._library.benchmarks]

    @property
    def parts(self) -> list[Part]:
        """The sections in their order."""
        text = self._renderer.text
        return [
            Part(
                section.id,
                text(section.heading),
                tuple(self._told(passage) for passage in section.passages),
            )
            for section in self.writeup.sections
        ]

    @property
    def cases(self) -> list[CitedCase]:
        """The cases in the order of their numbers."""
        counts = Counter(
            ref.partition("#")[0]
            for ref in {ref for passage in self.writeup.passages() for ref in passage.claims}
        )
        return [
            CitedCase(
                row := self._rows[slug],
                self._renderer.name(row),
                status_words(row.status, self._renderer),
                row.grade,
                counts[slug],
            )
            for slug in self.writeup.cases
            if slug in self._rows
        ]

    @property
    def studies(self) -> list[CitedStudy]:
        """The studies in the order of their numbers."""
        found = (self._library.benchmarks[name] for name in self._studies)
        return [CitedStudy(each.address, self._renderer.text(each.source.title)) for each in found]

    @property
    def sources(self) -> list[SourceView]:
        """The sources that are the write-up's own."""
        return self._citer.sources

    @property
    def evidence(self) -> Evidence:
        """What it rests on, counted."""
        cases = self.cases
        told_by = [each.summary.case.told_by for each in cases]
        return Evidence(
            len(cases),
            sum(each.claims for each in cases),
            len(self._studies),
            tuple(sorted(Counter(each.grade for each in cases).items())),
            sum("vendor" in tellers for tellers in told_by),
        )

    def _told(self, passage: Passage) -> tuple[Words, Markup]:
        words = split(passage.text, self._renderer.language, len(passage.claims))
        marks = [self._claim(ref) for ref in passage.claims]
        marks += [self._study(name) for name in passage.studies if name in self._numbers]
        marks.append(self._citer.cites(passage.sources))
        return words, Markup(" ").join(mark for mark in marks if mark)

    def _claim(self, ref: str) -> Markup:
        slug, _, claim = ref.partition("#")
        row = self._rows.get(slug)
        if row is None:
            return Markup()
        href = f"{self._page.home}cases/{slug}/#{claim}"
        return self._cite(href, self._renderer.name(row), row.grade.lower(), self._numbers[slug])

    def _study(self, name: str) -> Markup:
        measured = self._library.benchmarks[name]
        title = self._renderer.text(measured.source.title)
        mark = measured.grade.lower()
        return self._cite(self._page.home + measured.address, title, mark, self._numbers[name])

    def _cite(self, href: str, label: str, mark: str, number: int) -> Markup:
        cite = self._renderer.macro("claim.html", "cite_at")
        return cite(self._page.root, href, label, mark, number)


def pages(library: Library) -> Iterator[Artifact]:
    """The list of write-ups and a page for each, in both languages; nothing where there is none."""
    writeups = newest_first(library)
    if not writeups:
        return
    for language in LANGUAGES:
        page = _list_page(library, language)
        yield Artifact(page.path, partial(_render_list, library, page), WRITEUPS)
        for slug, writeup in writeups:
            page = _page(library, slug, writeup, language)
            render = partial(_render, library, slug, page)
            yield Artifact(page.path, render, f"{WRITEUPS}/{slug}.yaml")


def newest_first(library: Library) -> list[tuple[str, WriteUp]]:
    """All write-ups by slug, the newest first."""
    return sorted(
        library.catalog.writeups.items(), key=lambda pair: pair[1].published.last, reverse=True
    )


def _list_page(library: Library, language: Language) -> Page:
    say = library.renderers[language].say
    return Page(
        address="writeups/",
        language=language,
        title=say("writeups.title"),
        description=say("writeups.description", count=len(library.catalog.writeups)),
        section="writeups",
    )


def _page(library: Library, slug: str, writeup: WriteUp, language: Language) -> Page:
    text = library.renderers[language].text
    return Page(
        address=f"writeups/{slug}/",
        language=language,
        title=text(writeup.title),
        description=text(writeup.standfirst),
        section="writeups",
    )


def _render_list(library: Library, page: Page) -> bytes:
    renderer = library.renderers[page.language]
    entries = [(slug, writeup, len(writeup.cases)) for slug, writeup in newest_first(library)]
    return renderer.page("writeups.html", page, entries=entries)


def _render(library: Library, slug: str, page: Page) -> bytes:
    renderer = library.renderers[page.language]
    telling = Telling(library, slug, page)
    citable = of_writeup(slug, telling.writeup, data_version(library.catalog.today))
    return renderer.page(
        "writeup.html",
        page,
        telling=telling,
        writeup=telling.writeup,
        gloss=Glosses(renderer, page),
        cite=citing(citable, page, renderer),
    )
