"""The adopters directory: who stands in a public list, since when, and who no longer does.

A listing is not a case and never looks like one: a row of a table, marked with its grade.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from meshbook.adopters.directory import Adopter, Entry, Excluded
from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES, Language
from meshbook.model.adopters import CLAIMS
from meshbook.model.catalog import BenchmarkData
from meshbook.model.values import Text, Title
from meshbook.pages.claims import web
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.page import Page

ADDRESS = "adopters/"
FACETS = ("claim", "mesh", "list", "state", "case")
MODULES = ("explorer/facets", "explorer/frames", "explorer/words", "search/normalise")
"""The scripts that adopters.js imports, named in the page so that they load at once."""
ITEMS = ("talk",)
"""The claims whose entries have a title of their own."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day in words, with the change that shows it."""

    words: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a line: which list, what it is called there, and the days."""

    list: Title
    anchor: str
    title: str
    href: str | None
    host: str
    days: tuple[Day, ...]
    gone: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An organisation as a row. ``values`` are those of each facet."""

    adopter: Adopter
    name: str
    spellings: str
    lines: tuple[Line, ...]
    cases: tuple[tuple[str, str], ...]
    """Slug and name of each full case."""
    values: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, and how many organisations have it."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list as the page tells of it. ``read`` is empty where its day is not known."""

    data: BenchmarkData
    href: str | None
    listed: int
    gone: int
    read: str


@dataclass(frozen=True, slots=True)
class OutLine:
    """What one decision leaves out: the names and their list, what the entry is, and why."""

    names: tuple[str, ...]
    note: str
    list: Title
    reason: Text


def pages(library: Library) -> Iterator[Artifact]:
    """The directory in both languages, where any list has been read."""
    if not library.adopters.adopters:
        return
    for language in LANGUAGES:
        page = _page(library, language)
        yield Artifact(page.path, partial(_render, library, page), "adopters")


def _page(library: Library, language: Language) -> Page:
    say = library.renderers[language].say
    count = len(library.adopters.adopters)
    return Page(
        address=ADDRESS,
        language=language,
        title=say("adopters.title"),
        description=say("adopters.description", count=count),
        section="cases",
    )


def _render(library: Library, page: Page) -> bytes:
    renderer, found = library.renderers[page.language], library.adopters
    names = {each.slug: renderer.name(each) for each in library.summaries}
    rows = [_row(adopter, names, library, renderer) for adopter in found.adopters]
    strongest = Counter(adopter.claims[0] for adopter in found.adopters)
    form = "one" if len(rows) == 1 else "other"
    return renderer.page(
        "adopters.html",
        page,
        rows=rows,
        count=renderer.say(f"adopters.count.all.{form}", count=renderer.number(len(rows))),
        counts=[(claim, strongest[claim]) for claim in CLAIMS if strongest[claim]],
        facets=[(name, _values(name, rows, library, renderer)) for name in FACETS],
        lists=[_list_line(each, library) for each in library.catalog.adopters.values()],
        left_out=[_left_out(each, library) for each in _decided_out(found.excluded)],
        decisions=library.catalog.decisions,
        links={each.source: web(each.source) for each in library.catalog.decisions.no_list},
        modules=MODULES,
    )


def _row(adopter: Adopter, names: Mapping[str, str], library: Library, renderer: Renderer) -> Row:
    state = ("listed",) * adopter.is_listed + ("gone",) * adopter.has_left
    join = renderer.say("adopters.join")
    return Row(
        adopter=adopter,
        name=adopter.called(renderer.language),
        spellings=join.join(adopter.spellings),
        lines=tuple(_line(entry, library, renderer) for entry in adopter.entries),
        cases=tuple((slug, names[slug]) for slug in adopter.cases),
        values={
            "claim": adopter.claims,
            "mesh": adopter.meshes,
            "list": adopter.lists,
            "state": state,
            "case": ("yes" if adopter.cases else "no",),
        },
    )


def _line(entry: Entry, library: Library, renderer: Renderer) -> Line:
    listing = entry.listing
    href = web(listing.url)
    return Line(
        list=library.catalog.adopters[entry.list].source.title,
        anchor=f"list-{entry.list}",
        title=(listing.note or "") if listing.claim in ITEMS else "",
        href=href,
        host=(urlsplit(href).hostname or "").removeprefix("www.") if href else "",
        days=tuple(_days(entry, renderer)),
        gone=listing.removed is not None,
    )


def _days(entry: Entry, renderer: Renderer) -> Iterator[Day]:
    """When an entry came, was last seen and went, as far as that is known."""
    listing, say, date = entry.listing, renderer.say, renderer.date
    if listing.claim in ITEMS and listing.first:
        yield Day(say("adopters.when.talk", first=date(listing.first)))
        return
    if listing.first:
        words = say("adopters.when.since", first=date(listing.first))
        yield Day(words, web(listing.added_by))
    else:
        yield Day(say("adopters.when.undated"))
    if listing.removed:
        words = say("adopters.when.gone", removed=date(listing.removed))
        yield Day(words, web(listing.removed_by))
    elif entry.seen:
        yield Day(say("adopters.when.seen", seen=date(entry.seen)))


def _values(facet: str, rows: Sequence[Row], library: Library, renderer: Renderer) -> list[Value]:
    counted = Counter(value for row in rows for value in row.values[facet])
    order = {
        "claim": CLAIMS,
        "mesh": tuple(library.catalog.vocabulary["meshes"]),
        "list": tuple(library.catalog.adopters),
        "state": ("listed", "gone"),
        "case": ("yes", "no"),
    }[facet]
    return [
        Value(value, _label(facet, value, library, renderer), counted[value])
        for value in order
        if counted[value] or facet in ("state", "case")
    ]


def _label(facet: str, value: str, library: Library, renderer: Renderer) -> str:
    if facet == "list":
        return renderer.text(library.catalog.adopters[value].source.title)
    if facet == "mesh":
        return renderer.term("meshes", value)
    return renderer.say(f"adopters.{facet}.{value}")


def _decided_out(excluded: Sequence[Excluded]) -> list[list[Excluded]]:
    """What is left out, by the decision that does so."""
    groups: dict[int, list[Excluded]] = {}
    for each in excluded:
        groups.setdefault(id(each.decision), []).append(each)
    return list(groups.values())


def _left_out(group: Sequence[Excluded], library: Library) -> OutLine:
    first = group[0].entry
    return OutLine(
        names=tuple(each.entry.listing.name for each in group),
        note=first.listing.note or "",
        list=library.catalog.adopters[first.list].source.title,
        reason=group[0].decision.reason,
    )


def _list_line(data: BenchmarkData, library: Library) -> ListLine:
    rows = data.tables.listings
    days = [file.retrieved for file in data.tables.files]
    fetched = library.catalog.fetched.get(data.source_id)
    return ListLine(
        data=data,
        href=web(data.source.url),
        listed=sum(row.removed is None for row in rows),
        gone=sum(row.removed is not None for row in rows),
        read=max([*days, str(fetched or "")], default=""),
    )
