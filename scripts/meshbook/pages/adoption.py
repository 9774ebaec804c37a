"""The page of adoption in numbers: the cases counted, each number a way to what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from meshbook.analysis.counts import PRECISIONS, Adoption
from meshbook.artifacts import Artifact
from meshbook.exports.adoption import SPANS, TALLIES, paths
from meshbook.languages import LANGUAGES, Language
from meshbook.pages import courses, lengths, tallies
from meshbook.pages.counted import Listing, Number, items, number
from meshbook.pages.environment import Renderer
from meshbook.pages.flow import LEFT, RIGHT
from meshbook.pages.library import Library
from meshbook.pages.page import Page

ADDRESS = "adoption/"


def pages(library: Library) -> Iterator[Artifact]:
    """The page in both languages."""
    for language in LANGUAGES:
        page = _page(library, language)
        yield Artifact(page.path, partial(_render, library, page), "cases")


def _page(library: Library, language: Language) -> Page:
    say = library.renderers[language].say
    return Page(
        address=ADDRESS,
        language=language,
        title=say("adoption.title"),
        description=say("adoption.description", count=len(library.summaries)),
        section="compare",
    )


def _render(library: Library, page: Page) -> bytes:
    renderer, found = library.renderers[page.language], library.adoption
    names = {row.slug: renderer.name(row) for row in library.summaries}
    forms = tallies.forms(tuple(library.catalog.vocabulary["aspects"]))
    tables = {
        name: tallies.table(forms[name], getattr(found, name), names, renderer) for name in TALLIES
    }
    spans = {name: lengths.lengths(name, getattr(found, name), names, renderer) for name in SPANS}
    moved = courses.moved(found, names, renderer)
    apart = dict(_apart(found, names, renderer))
    numbers = {name: counted for name, (counted, _) in apart.items()}
    numbers["cases"] = number(len(found.cases), "cases/")
    numbers["steps"] = number(moved.count, "#flow-table")
    return renderer.page(
        "adoption.html",
        page,
        left=LEFT,
        right=RIGHT,
        moved=moved,
        lived=courses.lived(found, names, renderer),
        tables=tables,
        spans=spans,
        numbers=numbers,
        listings=[listing for _, listing in apart.values() if listing.items],
        files=paths(),
        say_of=renderer.say_of,
    )


def _apart(
    found: Adoption, names: Mapping[str, str], renderer: Renderer
) -> Iterator[tuple[str, tuple[Number, Listing]]]:
    """The numbers that stand in sentences, each with its list."""
    told = {
        "moving": tuple(dict.fromkeys(move.slug for move in found.moves)),
        "several": found.several,
        "undated": found.undated,
        "never": found.never,
        **{f"precision-{each}": found.precision.cases(each) for each in PRECISIONS},
    }
    for name, slugs in told.items():
        label = renderer.say(f"adoption.apart.{name}")
        listing = Listing(f"list-{name}", label, items(slugs, names))
        yield name, (number(len(slugs), f"#{listing.id}"), listing)
    left = tuple(courses.step(move, names, renderer) for move in found.moves if move.is_leaving)
    leaving = Listing("list-leaving", renderer.say("adoption.apart.leaving"), left)
    yield "leaving", (number(len(left), f"#{leaving.id}"), leaving)
