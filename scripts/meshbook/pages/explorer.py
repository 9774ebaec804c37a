"""The explorer: all cases with filters, and the same list as plain pages and an index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from meshbook.analysis.lifeline import Segment
from meshbook.analysis.summary import FACETS, Summary
from meshbook.artifacts import Artifact
from meshbook.exports.explorer_data import (
    Step,
    facet_label,
    last_year,
    passage,
    path_steps,
)
from meshbook.languages import LANGUAGES, Language
from meshbook.pages import case_index
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.page import Page
from meshbook.pages.strings import strings

PER_PAGE = 60
"""Cases on one page of the plain list."""

SHOWN_FIRST = 8
"""Values of a facet that stand open; a value more or two would not be worth a fold."""

OPEN_FACETS = 5
"""Facets that stand open, in the order of FACETS; the others fold."""

WHOLE_SCALES = {"stage": "stages", "evidence": "grades"}
"""Facets that always show their whole list: each is a scale, and a gap in it tells something."""

IN_LIST_ORDER = {**WHOLE_SCALES, "size": "fixed.size"}

SORTS = ("evidence", "name", "added", "sources", "year")
MODULES = (
    "explorer/become", "explorer/cards", "explorer/chips", "explorer/controls", "explorer/empty",
    "explorer/exports", "explorer/facets", "explorer/filters", "explorer/frames",
    "explorer/lifeline", "explorer/reasons", "explorer/results", "explorer/rows",
    "explorer/state", "explorer/takeaway", "explorer/text", "explorer/words",
    "search/marked", "search/typing",
)
"""The scripts that explorer.js imports, named in the page so that they load at once."""

WORDS = {
    "count-all": "count.all",
    "count-some": "count.some",
    "shown": "shown",
    "filters-open": "filters.open",
    "filters-show": "filters.show",
    "remove": "remove",
    "copied": "selection.copied",
    "sources": "sources",
    "last-evidence": "last_evidence",
    "no-stage": "no_stage",
    "path-past": "path.past",
    "path-rejected": "path.rejected",
    "path-none": "path.none",
    "text-busy": "text.busy",
    "text-failed": "text.failed",
    "text-unloaded": "text.unloaded",
    "text-corrected": "text.corrected",
    "empty-facets": "empty.title_facets",
    "empty-text": "empty.title_text",
    "empty-both": "empty.title_both",
    "empty-and": "empty.and",
    "empty-finding": "empty.finding",
    "empty-dead-end": "empty.dead_end",
    "empty-mixed": "empty.mixed",
}
"""What the script says, by its name there; a word with one and other forms gives both."""


@dataclass(frozen=True, slots=True)
class Card:
    """A case as a card shows it. Texts are ready for reading."""

    slug: str
    name: str
    countries: tuple[str, ...]
    industry: str
    passage: str
    passage_language: Language
    path: Sequence[Step]
    segments: Sequence[Segment]
    stage: str
    last_year: int | None
    grade: str
    sources: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, and how many of all cases have it."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: the values that stand open, and those that fold."""

    name: str
    first: tuple[Value, ...]
    rest: tuple[Value, ...]


def pages(library: Library) -> Iterator[Artifact]:
    """The explorer, the further pages of the plain list and the index, in both languages."""
    for language in LANGUAGES:
        count = -(-len(library.summaries) // PER_PAGE) or 1
        for number in range(1, count + 1):
            page = _list_page(library, language, number, count)
            render = _render_explorer if number == 1 else _render_list
            yield Artifact(page.path, partial(render, library, page, number, count), "cases")
        yield from case_index.pages(library, language)


def facets(rows: Sequence[Summary], renderer: Renderer) -> list[Facet]:
    """Every facet with its values and counts over all cases."""
    return [_facet(rows, name, renderer) for name in FACETS]


def card(summary: Summary, renderer: Renderer) -> Card:
    """The card of a case."""
    text, written = passage(summary, renderer.language)
    return Card(
        slug=summary.slug,
        name=renderer.name(summary),
        countries=tuple(map(renderer.country, summary.facets["country"])),
        industry=renderer.term("industries", summary.case.organisation.industry),
        passage=text,
        passage_language=written,
        path=path_steps(summary),
        segments=summary.segments,
        stage=summary.status.stage if summary.status else "",
        last_year=last_year(summary),
        grade=summary.grade,
        sources=_many(renderer, "explorer.sources", len(summary.case.sources)),
    )


def _facet(rows: Sequence[Summary], name: str, renderer: Renderer) -> Facet:
    counted = Counter(value for row in rows for value in row.facets[name])
    values = [
        Value(value, facet_label(name, value, renderer), counted[value])
        for value in _ordered(name, counted, renderer)
    ]
    shown = SHOWN_FIRST if len(values) > SHOWN_FIRST + 2 else len(values)
    return Facet(name, tuple(values[:shown]), tuple(values[shown:]))


def _ordered(name: str, counted: Counter[str], renderer: Renderer) -> list[str]:
    if name in IN_LIST_ORDER:
        listed = renderer.catalog.vocabulary[IN_LIST_ORDER[name]]
        return [value for value in listed if value in counted or name in WHOLE_SCALES]
    if name == "year":
        return sorted(counted, reverse=True)
    return sorted(counted, key=lambda each: (-counted[each], facet_label(name, each, renderer)))


def _list_page(library: Library, language: Language, number: int, count: int) -> Page:
    say = library.renderers[language].say
    total = len(library.summaries)
    if number == 1:
        title = say("explorer.title")
        return Page("cases/", language, title, say("explorer.description", total=total), "cases")
    start = (number - 1) * PER_PAGE
    return Page(
        address=f"cases/page/{number}/",
        language=language,
        title=say("explorer.title_page", number=number, pages=count),
        description=say(
            "explorer.description_page",
            first=start + 1,
            last=min(start + PER_PAGE, total),
            total=total,
        ),
        section="cases",
    )


def _render_explorer(library: Library, page: Page, number: int, count: int) -> bytes:
    renderer, rows = library.renderers[page.language], library.summaries
    groups = facets(rows, renderer)
    return renderer.page(
        "explorer/explorer.html",
        page,
        total=len(rows),
        number=number,
        pages=count,
        cards=[card(row, renderer) for row in rows[:PER_PAGE]],
        empty=_empty_card(page.language),
        open_groups=groups[:OPEN_FACETS],
        folded_groups=groups[OPEN_FACETS:],
        meshes=sorted({step.mesh for row in rows for step in path_steps(row)}),
        words=_words(renderer),
        count=_many(renderer, "explorer.count.all", len(rows)),
        sorts=SORTS,
        modules=MODULES,
    )


def _render_list(library: Library, page: Page, number: int, count: int) -> bytes:
    renderer = library.renderers[page.language]
    start = (number - 1) * PER_PAGE
    cards = [card(row, renderer) for row in library.summaries[start : start + PER_PAGE]]
    return renderer.page(
        "explorer/list.html", page, number=number, pages=count, start=start + 1, cards=cards
    )


def _empty_card(language: Language) -> Card:
    return Card("", "", (), "", "", language, (), (), "", None, "E1", "")


def _words(renderer: Renderer) -> dict[str, str]:
    today = renderer.date(renderer.catalog.today)
    table = strings(renderer.language)
    words = {}
    for name, key in WORDS.items():
        for form in ("", ".one", ".other"):
            text = table.get(f"explorer.{key}{form}")
            if text is not None:
                words[f"{name}{form.replace('.', '-')}"] = text.replace("{date}", today)
    return words


def _many(renderer: Renderer, key: str, count: int) -> str:
    form = "one" if count == 1 else "other"
    return renderer.say(f"{key}.{form}", count=renderer.number(count))
