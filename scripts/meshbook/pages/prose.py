"""Pages of prose: hand-written ones in the frame, and those that need a number or a setting.

The latter are how to contribute, the corrections and the call for Japan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from meshbook.analysis.summary import Summary
from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES, Language
from meshbook.model.values import PartialDate, Text
from meshbook.pages.chart import chart
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.page import Page

WORRIES = ("approval", "name", "failure", "numbers", "english", "later")
WANTED = ("use", "trial", "rejected", "left", "trouble", "numbers")
CHECKED = ("adopters", "talks", "phrases", "left")
GOOD = ("read", "more", "words", "dates", "listing", "silence", "searched", "private")
EXAMPLE_CODE = "C001"
"""The code with which the contribute page shows how to ask for an explanation."""

ARTICLE = "https://thinkit.co.jp/node/18731"
"""The article of 2021 that ends in the question which the call answers."""


@dataclass(frozen=True, slots=True)
class Change:
    """A correction of a published case: what was changed and why.

    ``anchor`` is the claim that it is of; ``old`` and ``new`` are what that said and says.
    """

    date: PartialDate
    slug: str
    name: str
    what: Text
    why: Text
    anchor: str = ""
    old: Text | None = None
    new: Text | None = None


def prose_page(
    library: Library,
    address: str,
    language: Language,
    title: str,
    description: str,
    section: str,
    html: str,
) -> bytes:
    """A hand-written page: ``html`` is what Markdown made of a reviewed file, without an h1."""
    page = Page(address, language, title, description, section)
    return library.renderers[language].page("prose.html", page, body=Markup(html))


def pages(library: Library) -> Iterator[Artifact]:
    """How to contribute, the corrections and the call for Japan, in both languages."""
    for language in LANGUAGES:
        renderer = library.renderers[language]
        contribute = _page(renderer, "contribute/", "prose.contribute", "contribute")
        corrections = _page(renderer, "corrections/", "prose.corrections", "")
        call = _page(renderer, "call-for-japan/", "call", "contribute")
        yield Artifact(contribute.path, partial(_contribute, library, contribute))
        yield Artifact(corrections.path, partial(_corrections, library, corrections), "cases")
        yield Artifact(call.path, partial(_call, library, call), "cases")


def changes(library: Library, language: Language) -> list[Change]:
    """Every correction of a published case, newest first."""
    renderer = library.renderers[language]
    found = [
        Change(
            made.date, row.slug, renderer.name(row), made.what, made.why,
            made.claim or "", made.old, made.new,
        )
        for row in library.summaries
        for made in row.case.corrections
    ]
    return sorted(found, key=lambda change: change.date.last, reverse=True)


def _page(renderer: Renderer, address: str, area: str, section: str) -> Page:
    title, description = renderer.say(f"{area}.title"), renderer.say(f"{area}.description")
    return Page(address, renderer.language, title, description, section)


def _contribute(library: Library, page: Page) -> bytes:
    renderer = library.renderers[page.language]
    return renderer.page("contribute.html", page, good=GOOD, code=EXAMPLE_CODE)


def _corrections(library: Library, page: Page) -> bytes:
    renderer = library.renderers[page.language]
    return renderer.page("corrections.html", page, changes=changes(library, page.language))


def _call(library: Library, page: Page) -> bytes:
    renderer = library.renderers[page.language]
    rows = [row for row in library.summaries if "JP" in row.facets["country"]]
    return renderer.page(
        "call.html",
        page,
        chart=chart(rows, renderer),
        counts={
            "cases": len(rows),
            "linkerd": sum(_ran(row, "linkerd") for row in rows),
            "left": sum(_has_left(row) for row in rows),
        },
        article=ARTICLE,
        checked=CHECKED,
        wanted=WANTED,
        worries=WORRIES,
    )


def _ran(row: Summary, mesh: str) -> bool:
    """Whether use of ``mesh`` in production is proven."""
    return any(segment.mesh == mesh and segment.proven for segment in row.segments)


def _has_left(row: Summary) -> bool:
    return any(segment.ends in ("left", "moved") for segment in row.segments)
