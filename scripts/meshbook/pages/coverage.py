"""The page that says what the book covers and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from meshbook.analysis.coverage import Coverage, Share, coverage
from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES, Language
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.page import Page


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: what is counted, how often, its share, and the cases that have it."""

    label: str
    count: int
    share: str
    part: float
    href: str


@dataclass(frozen=True, slots=True)
class Table:
    """The cases by one thing."""

    id: str
    rows: tuple[Row, ...]


def pages(library: Library) -> Iterator[Artifact]:
    """The page in both languages."""
    for language in LANGUAGES:
        page = _page(library, language)
        yield Artifact(page.path, partial(_render, library, page), "cases")


def _page(library: Library, language: Language) -> Page:
    say = library.renderers[language].say
    return Page(
        address="coverage/",
        language=language,
        title=say("coverage.title"),
        description=say("coverage.description", count=len(library.summaries)),
    )


def _render(library: Library, page: Page) -> bytes:
    renderer = library.renderers[page.language]
    found = coverage(library.summaries, library.catalog.vocabulary)
    return renderer.page(
        "coverage.html",
        page,
        found=found,
        tables=list(_tables(found, renderer)),
        no_mesh=_words("meshes", found.no_mesh_case, renderer),
        no_industry=_words("industries", found.no_industry_case, renderer),
    )


def _tables(found: Coverage, renderer: Renderer) -> Iterator[Table]:
    def table(name: str, shares: Sequence[Share], total: int, words: str, facet: str) -> Table:
        most = max((share.count for share in shares), default=1)
        return Table(
            name,
            tuple(
                Row(
                    renderer.country(each.word) if not words else renderer.term(words, each.word),
                    each.count,
                    f"{100 * each.count / total:.0f}%",
                    each.count / most,
                    f"cases/?{facet}={each.word}" if facet else "",
                )
                for each in shares
            ),
        )

    cases = found.cases
    sources = sum(share.count for share in found.read)
    yield table("meshes", found.meshes, cases, "meshes", "")
    yield table("industries", found.industries, cases, "industries", "industry")
    yield table("countries", found.countries, cases, "", "country")
    yield table("grades", found.grades, cases, "grades", "evidence")
    yield table("told_by", found.told_by, cases, "fixed.teller", "")
    yield table("read", found.read, sources, "fixed.read", "")


def _words(name: str, words: Sequence[str], renderer: Renderer) -> str:
    return renderer.say("case.join").join(renderer.term(name, word) for word in words)
