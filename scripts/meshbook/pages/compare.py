"""The compare page, which a script fills with what the reader picks, and the ready comparisons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from meshbook.artifacts import Artifact
from meshbook.exports.citables import of_comparison
from meshbook.exports.citations import Citable
from meshbook.languages import LANGUAGES, Language
from meshbook.model.writeup import WriteUp
from meshbook.pages.citation import citing
from meshbook.pages.environment import Renderer
from meshbook.pages.features import OF_PROFILE, groups_of
from meshbook.pages.library import Library
from meshbook.pages.meshes import GROUPS
from meshbook.pages.page import Page
from meshbook.pages.pair import Side, SideView, both
from meshbook.pages.pair_figures import Shared, figures_of_both, shared_by
from meshbook.pages.writeups import newest_first

_SIDECAR, _AMBIENT = Side("istio", "sidecar"), Side("istio", "ambient")
PAIRS: Mapping[str, tuple[Side, Side]] = {
    "linkerd-istio": (Side("linkerd"), Side("istio")),
    "sidecar-ambient": (_SIDECAR, _AMBIENT),
    "istio-cilium": (Side("istio"), Side("cilium")),
    "linkerd-cilium": (Side("linkerd"), Side("cilium")),
    "linkerd-ambient": (Side("linkerd"), _AMBIENT),
    "ambient-cilium": (_AMBIENT, Side("cilium")),
    "istio-consul": (Side("istio"), Side("consul")),
    "kuma-istio": (Side("kuma"), Side("istio")),
    "app-mesh-istio": (Side("aws-app-mesh"), Side("istio")),
    "istio-envoy": (Side("istio"), Side("envoy")),
}
"""The ready comparisons by the last part of their addresses, the most asked for first."""

MODULES = (
    "compare/columns", "compare/index", "compare/items", "compare/picker", "compare/record",
    "compare/table", "compare/values", "explorer/words",
)
"""The scripts that compare.js imports, named in the page so that they load at once."""

BLOCKS = "(max-width: 47.5rem)"
"""Where a row of two columns becomes a block of labelled lines."""

Finder = Callable[[tuple[Side, Side]], list[Shared]]
"""Tells which sources measured both sides."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A ready comparison in the list of them."""

    id: str
    title: str
    sides: tuple[SideView, SideView]
    studies: int


@dataclass(frozen=True, slots=True)
class Text:
    """A write-up that rests on cases of both sides, and on how many of each."""

    slug: str
    writeup: WriteUp
    counts: tuple[int, int]


def pages(library: Library) -> Iterator[Artifact]:
    """The compare page and the ready comparisons, in both languages."""
    find: Finder = cache(partial(shared_by, library))
    for language in LANGUAGES:
        page = _page(library, language)
        yield Artifact(page.path, partial(_render, library, page, find), "compare")
        for pair in PAIRS:
            page = _pair_page(library, pair, language)
            yield Artifact(page.path, partial(_render_pair, library, page, pair, find), "compare")


def citable_of(library: Library, pair: str) -> Citable:
    """A ready comparison as something to cite."""
    titles = {language: _pair_page(library, pair, language).title for language in LANGUAGES}
    return of_comparison(pair, titles, library.catalog.today)


def _page(library: Library, language: Language) -> Page:
    say = library.renderers[language].say
    return Page(
        address="compare/",
        language=language,
        title=say("compare.title"),
        description=say("compare.description"),
        section="compare",
    )


def _pair_page(library: Library, pair: str, language: Language) -> Page:
    head = Page(f"compare/{pair}/", language, "", "")
    title = _title(_sides(library, pair, head), library.renderers[language])
    return Page(
        address=head.address,
        language=language,
        title=title,
        description=library.renderers[language].say("compare.pair.description", title=title),
        section="compare",
    )


def _sides(library: Library, pair: str, page: Page) -> tuple[SideView, SideView]:
    one, other = PAIRS[pair]
    return SideView(library, one, page), SideView(library, other, page)


def _title(sides: tuple[SideView, SideView], renderer: Renderer) -> str:
    one, other = sides
    return renderer.say("compare.pair.title", one=one.name, other=other.name)


def _render(library: Library, page: Page, find: Finder) -> bytes:
    renderer = library.renderers[page.language]
    entries = [_entry(library, pair, page, find) for pair in PAIRS]
    return renderer.page("compare.html", page, entries=entries, modules=MODULES, blocks=BLOCKS)


def _entry(library: Library, pair: str, page: Page, find: Finder) -> Entry:
    sides = _sides(library, pair, page)
    title = _title(sides, library.renderers[page.language])
    return Entry(pair, title, sides, len(find(PAIRS[pair])))


def _render_pair(library: Library, page: Page, pair: str, find: Finder) -> bytes:
    renderer = library.renderers[page.language]
    one, other = sides = _sides(library, pair, page)
    groups = [group for group in GROUPS if any(side.rows.get(group) for side in sides)]
    return renderer.page(
        "compare_pair.html",
        page,
        pair=pair,
        sides=sides,
        groups=groups,
        feature_groups=groups_of(renderer, OF_PROFILE) if one.features or other.features else [],
        both=both(one, other),
        measured=[figures_of_both(each, PAIRS[pair], renderer) for each in find(PAIRS[pair])],
        texts=_texts(library, one, other),
        items=",".join(dict.fromkeys(f"mesh:{side.page_id}" for side in sides)),
        others=[
            (each, _title(_sides(library, each, page), renderer)) for each in PAIRS if each != pair
        ],
        cite=citing(citable_of(library, pair), page, renderer),
        blocks=BLOCKS,
    )


def _texts(library: Library, one: SideView, other: SideView) -> list[Text]:
    """The write-ups that rest on cases of both, those that rest on most first."""
    slugs = [{row.slug for row in side.ran} for side in (one, other)]
    found = [
        Text(slug, writeup, (len(slugs[0] & cited), len(slugs[1] & cited)))
        for slug, writeup in newest_first(library)
        if (cited := set(writeup.cases))
    ]
    return sorted((each for each in found if min(each.counts)), key=lambda each: -min(each.counts))
