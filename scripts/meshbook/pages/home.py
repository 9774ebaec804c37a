"""The home page: what this is, who ran what and when, and three ways in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import get_args

from meshbook.analysis.lifeline import AXIS_START
from meshbook.analysis.summary import Summary
from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES
from meshbook.model.case import Conflict, Grade, Source
from meshbook.pages.chart import chart
from meshbook.pages.citation import site_head
from meshbook.pages.environment import Renderer
from meshbook.pages.explorer import card
from meshbook.pages.library import Library
from meshbook.pages.page import Page

LIFELINES = 12
NEWEST = 3
WAYS = 6
"""How many lines each of the three ways in has at most."""

QUESTIONS = (
    ("left", "stage", "left"),
    ("moved", "stage", "moved"),
    ("rejected", "stage", "rejected"),
    ("mtls", "motive", "mtls"),
    ("ambient", "mode", "ambient"),
    ("performance", "outcome", "performance"),
    ("reliability", "outcome", "reliability"),
    ("primary", "evidence", "E1"),
    ("japan", "country", "JP"),
)
"""Questions by the name of their words, each a facet of the explorer and one of its values."""


@dataclass(frozen=True, slots=True)
class Way:
    """One line of a way in: a word or a question, how many cases answer it, where they are.

    ``share`` is the part of the longest line of its kind, from 0 to 1.
    """

    word: str
    count: int
    href: str
    share: float


@dataclass(frozen=True, slots=True)
class Count:
    """A number over the whole catalogue, the name of its words, and where it can be seen.

    ``href`` is empty where no filter of the explorer shows just that.
    """

    word: str
    number: int
    href: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What two sources of a case say differently; ``sources`` are those of the case."""

    slug: str
    name: str
    sources: Mapping[str, Source]
    conflict: Conflict


def pages(library: Library) -> Iterator[Artifact]:
    """The home page in both languages."""
    for language in LANGUAGES:
        say = library.renderers[language].say
        page = Page(
            address="",
            language=language,
            title=say("home.title"),
            description=say("home.description"),
        )
        yield Artifact(page.path, partial(_render, library, page), "cases")


def pick_lifelines(rows: Sequence[Summary], count: int = LIFELINES) -> list[Summary]:
    """Up to ``count`` of ``rows`` (newest evidence first), in their order.

    Every way in which a mesh's line ends is represented before any is shown twice more;
    the places that remain go to the newest evidence. Where it can be, a case that more than
    one source tells, one of them the organisation's own, stands for its kind.
    """
    picked: dict[str, Summary] = {}
    ends_seen: set[str] = set()
    by_strength = sorted(rows, key=lambda row: not _is_strong(row))
    for row in by_strength:
        ends = {segment.ends for segment in row.segments}
        if not ends <= ends_seen and len(picked) < count:
            picked[row.slug] = row
            ends_seen |= ends
    for row in by_strength:
        if row.segments and len(picked) < count:
            picked.setdefault(row.slug, row)
    return [row for row in rows if row.slug in picked]


def _is_strong(row: Summary) -> bool:
    return row.grade in ("E1", "E2") and len(row.case.sources) > 1


def _render(library: Library, page: Page) -> bytes:
    rows = library.summaries
    renderer = library.renderers[page.language]
    lifelines = pick_lifelines(rows)
    newest = sorted(rows, key=lambda row: row.case.added.last, reverse=True)[:NEWEST]
    return renderer.page(
        "home.html",
        page,
        head=site_head(page, renderer),
        total=len(rows),
        claims=sum(sum(1 for _ in row.case.claims()) for row in rows),
        sources=len({source.url for row in rows for source in row.case.sources.values()}),
        chart=chart(lifelines, renderer),
        chart_title=_chart_title(len(lifelines), len(rows), renderer),
        counts=_counts(rows),
        industries=_ways(rows, "industry", "industries", renderer),
        meshes=_ways(rows, "mesh", "meshes", renderer),
        questions=list(_questions(rows)),
        newest=[card(row, renderer) for row in newest],
        disagreement=_disagreement(rows, renderer),
        grades=get_args(get_args(Grade)[0]),
    )


def _chart_title(shown: int, total: int, renderer: Renderer) -> str:
    form = "one" if total == 1 else "all" if shown == total else "some"
    return renderer.say(
        f"home.chart.{form}",
        shown=shown,
        count=renderer.number(total),
        first=AXIS_START,
        last=renderer.catalog.today.year,
    )


def _counts(rows: Sequence[Summary]) -> list[Count]:
    """The numbers of the catalogue. A zero is left out: here it says nothing but "not yet"."""
    left = sum("left" in row.facets["stage"] for row in rows)
    searches = sum(len(row.case.gaps.searched) for row in rows)
    primary = sum("E1" in row.facets["evidence"] for row in rows)
    japan = sum("JP" in row.facets["country"] for row in rows)
    counts = (
        Count("cases", len(rows), "cases/"),
        Count("left", left, "cases/?stage=left"),
        Count("moved", sum("moved" in row.facets["stage"] for row in rows), "cases/?stage=moved"),
        Count("japan", japan, "cases/?country=JP"),
        Count("primary", primary, "cases/?evidence=E1"),
        Count("searched", searches, "method/#how-a-case-is-made"),
    )
    return [count for count in counts if count.number]


def _ways(rows: Sequence[Summary], facet: str, words: str, renderer: Renderer) -> list[Way]:
    """The values of ``facet`` that most cases have, then by label."""
    counted = Counter(value for row in rows for value in row.facets[facet])
    ordered = sorted(counted, key=lambda value: (-counted[value], renderer.term(words, value)))
    most = max(counted.values(), default=1)
    return [
        Way(
            value,
            counted[value],
            f"meshes/{value}/" if facet == "mesh" else f"cases/?{facet}={value}",
            counted[value] / most,
        )
        for value in ordered[:WAYS]
    ]


def _questions(rows: Sequence[Summary]) -> Iterator[Way]:
    """The questions that some case answers."""
    for word, facet, value in QUESTIONS:
        count = sum(value in row.facets[facet] for row in rows)
        if count:
            yield Way(word, count, f"cases/?{facet}={value}", count / len(rows))


def _disagreement(rows: Sequence[Summary], renderer: Renderer) -> Disagreement | None:
    """The first disagreement of the case with the newest evidence that has one."""
    for row in rows:
        if row.case.conflicts:
            name = renderer.name(row)
            return Disagreement(row.slug, name, row.case.sources, row.case.conflicts[0])
    return None
