"""The index of all cases by name: A to Z, or the rows of 五十音, on pages of plain HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from meshbook.analysis import alphabet
from meshbook.analysis.summary import Summary
from meshbook.artifacts import Artifact
from meshbook.languages import Language
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.page import Page
from meshbook.pages.strings import strings

PER_INDEX = 1000
"""Names on one page of the index."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A line of the index."""

    slug: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A heading of the index, the page it first stands on, and the lines that follow it here."""

    id: str
    label: str
    number: int
    entries: tuple[IndexEntry, ...] = ()


def pages(library: Library, language: Language) -> Iterator[Artifact]:
    """The index by name; a letter may run on from one page to the next."""
    renderer = library.renderers[language]
    rows = sorted(library.summaries, key=lambda row: alphabet.name_order(row, language))
    count = -(-len(rows) // PER_INDEX) or 1
    letters: dict[str, Letter] = {}
    for position, row in enumerate(rows):
        heading = alphabet.heading(row, language)
        letters.setdefault(heading, _letter(heading, position // PER_INDEX + 1, renderer))
    for number in range(1, count + 1):
        here = rows[(number - 1) * PER_INDEX : number * PER_INDEX]
        say = renderer.say
        title = say("explorer.index.title")
        page = Page(
            address="cases/index/" if number == 1 else f"cases/index/{number}/",
            language=language,
            title=title if count == 1
            else say("explorer.index.title_page", number=number, pages=count),
            description=say("explorer.index.description", total=len(rows)),
            section="cases",
        )
        yield Artifact(
            page.path,
            partial(_render_index, library, page, here, tuple(letters.values()), number),
            "cases",
        )


def _render_index(
    library: Library, page: Page, rows: Sequence[Summary], letters: Sequence[Letter], number: int
) -> bytes:
    renderer = library.renderers[page.language]
    entries: dict[str, list[IndexEntry]] = {}
    for row in rows:
        entries.setdefault(alphabet.heading(row, page.language), []).append(_entry(row, renderer))
    here = [
        Letter(letter.id, letter.label, letter.number, tuple(entries[letter.id]))
        for letter in letters
        if letter.id in entries
    ]
    return renderer.page("explorer/index.html", page, letters=letters, here=here, number=number)


def _letter(heading: str, number: int, renderer: Renderer) -> Letter:
    label = strings(renderer.language).get(f"explorer.index.{heading}", heading)
    return Letter(heading, label, number)


def _entry(row: Summary, renderer: Renderer) -> IndexEntry:
    places = [*map(renderer.country, row.facets["country"])]
    places.append(renderer.term("industries", row.case.organisation.industry))
    return IndexEntry(row.slug, renderer.name(row), " · ".join(places))
