"""Cases like mine: a form, the ranking that a script makes of it, and how that works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from meshbook.analysis import matching
from meshbook.analysis.matching import WEIGHTS
from meshbook.analysis.summary import Summary
from meshbook.analysis.traits import MODES, PLACES, SIZES, WISHES
from meshbook.artifacts import Artifact
from meshbook.exports.explorer_data import path_steps
from meshbook.exports.matching_data import label
from meshbook.languages import LANGUAGES, Language
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.page import Page
from meshbook.pages.strings import strings

ADDRESS = "match/"
MODULES = (
    "explorer/frames", "explorer/words", "match/cards", "match/form", "match/model", "match/query",
    "match/ranking", "match/reasons",
)
"""The scripts that match.js imports, named in the page so that they load at once."""

ROW_WORDS = ("results", "field")
"""The parts of the string table that the script says."""

NAMED = 8
"""Cases named under an industry or a country where there is no script."""

NO_CHOICE = ("none", "unnamed", "in-house")
"""Meshes that nobody has in mind."""

LEFT = "left"
"""The wish that the ranking has a field of its own for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that may be chosen."""

    word: str
    label: str


@dataclass(frozen=True, slots=True)
class Form:
    """What the form offers; ``places`` by kind."""

    industries: Sequence[Choice]
    sizes: Sequence[Choice]
    told_countries: Sequence[Choice]
    other_countries: Sequence[Choice]
    places: Mapping[str, Sequence[Choice]]
    motives: Sequence[Choice]
    meshes: Sequence[Choice]
    modes: Sequence[Choice]
    wishes: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The cases of an industry or a country: some of them by name, and how many there are."""

    word: str
    label: str
    cases: Sequence[tuple[str, str]]
    count: int


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
        title=say("match.title"),
        description=say("match.description", count=len(library.summaries)),
        section="cases",
    )


def _render(library: Library, page: Page) -> bytes:
    renderer, rows = library.renderers[page.language], library.summaries
    return renderer.page(
        "match.html",
        page,
        form=_form(library, renderer),
        words=dict(_words(page.language)),
        near=dict(_near(renderer)),
        weights=WEIGHTS,
        rules=matching,
        against=100 * matching.AGAINST // matching.FULL,
        shelves={facet: _shelves(rows, facet, renderer) for facet in ("industry", "country")},
        meshes=sorted({step.mesh for row in rows for step in path_steps(row)}),
        stages=list(library.catalog.vocabulary["stages"]),
        modules=MODULES,
    )


def _form(library: Library, renderer: Renderer) -> Form:
    ladders = library.matcher.ladders

    def choices(field: str, words: Sequence[str]) -> list[Choice]:
        return [Choice(word, label(field, word, renderer)) for word in words]

    told = {country for row in library.summaries for country in row.facets["country"]}
    countries = sorted(choices("country", list(ladders["country"])), key=lambda each: each.label)
    vocabulary = library.catalog.vocabulary
    return Form(
        industries=choices("industry", list(vocabulary["industries"])),
        sizes=choices("size", SIZES),
        told_countries=[each for each in countries if each.word in told],
        other_countries=[each for each in countries if each.word not in told],
        places={place: choices(place, list(ladders[place])) for place in PLACES},
        motives=choices("motive", list(vocabulary["motives"])),
        meshes=choices("mesh", [mesh for mesh in vocabulary["meshes"] if mesh not in NO_CHOICE]),
        modes=choices("mode", MODES),
        wishes=choices("wish", (*WISHES, LEFT)),
    )


def _words(language: Language) -> Iterator[tuple[str, str]]:
    """What the script says, by its name there: ``results.path.past`` is ``path-past``."""
    for key, text in strings(language).items():
        area, _, rest = key.partition(".")
        part, _, name = rest.partition(".")
        if area == "match" and part in ROW_WORDS:
            prefix = "" if part == "results" else f"{part}-"
            yield f"{prefix}{name}".replace(".", "-").replace("_", "-"), text


def _near(renderer: Renderer) -> Iterator[tuple[str, str]]:
    """What counts as close, by field."""
    _, first, second = matching.NEAR_BANDS
    _, one, two, three = matching.NEAR_STEPS
    values = {"size": {"first": first, "second": second},
              "clusters": {"one": one, "two": two, "three": three}}
    for field in WEIGHTS:
        yield field, renderer.say(f"match.near.{field}", **values.get(field, {}))


def _shelves(rows: Sequence[Summary], facet: str, renderer: Renderer) -> list[Shelf]:
    """The cases by a facet, the words with most cases first."""
    cases: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        for word in row.facets[facet]:
            cases[word].append((row.slug, renderer.name(row)))
    return [
        Shelf(word, label(facet, word, renderer), cases[word][:NAMED], len(cases[word]))
        for word in sorted(cases, key=lambda word: (-len(cases[word]), word))
    ]
