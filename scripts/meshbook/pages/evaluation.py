"""The decision worksheet: the reader's weights on the evidence of the book.

The page holds the settings, the rules and a table of what there is; the script computes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from meshbook.analysis.candidates import Candidate
from meshbook.analysis.criteria import CRITERIA, FRESH_RELEASE, MAINTAINED, REQUIREMENTS, Criterion
from meshbook.artifacts import Artifact
from meshbook.exports.evaluation_data import (
    MATTER_AT_FIRST,
    WEIGHT,
    candidate_name,
    chosen_at_first,
    digest,
    ended_words,
)
from meshbook.languages import LANGUAGES, Language
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.page import Page

WEIGHTS = range(6)
"""From 0, which does not matter, to 5."""

MODULES = (
    "evaluate/bar", "evaluate/cell", "evaluate/data", "evaluate/markdown", "evaluate/record",
    "evaluate/result", "evaluate/sentence", "evaluate/settings", "evaluate/state",
    "evaluate/weighing", "explorer/exports", "explorer/words",
)
"""The scripts that evaluate.js imports, named in the page so that they load at once."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """A candidate in the settings."""

    id: str
    mesh: str
    name: str
    ended: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """What counts in one criterion: lines of a label and its words from the vocabulary."""

    id: str
    label: str
    what: str
    lines: tuple[tuple[str, str], ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items there are of a candidate in a criterion, for, against and of neither."""

    pro: int
    con: int
    neither: int


def pages(library: Library) -> Iterator[Artifact]:
    """The worksheet in both languages."""
    for language in LANGUAGES:
        page = _page(library, language)
        yield Artifact(page.path, partial(_render, library, page), "cases")


def _page(library: Library, language: Language) -> Page:
    say = library.renderers[language].say
    return Page(
        address="evaluate/",
        language=language,
        title=say("evaluate.title"),
        description=say("evaluate.description"),
        section="evaluate",
    )


def _render(library: Library, page: Page) -> bytes:
    renderer, found = library.renderers[page.language], library.evaluation
    chosen = chosen_at_first(found)
    candidates = [_choosable(each, chosen, renderer) for each in found.candidates]
    return renderer.page(
        "evaluate.html",
        page,
        going=[each for each in candidates if not each.ended],
        over=[each for each in candidates if each.ended],
        musts=(MAINTAINED, *REQUIREMENTS),
        checked=MAINTAINED,
        rules=[_rule(each, renderer) for each in CRITERIA],
        weights=WEIGHTS,
        grades=list(renderer.catalog.vocabulary["grades"]),
        rows=_tallies(library, candidates),
        digest=digest(library, page.language),
        modules=MODULES,
    )


def _choosable(candidate: Candidate, chosen: Sequence[str], renderer: Renderer) -> Choosable:
    return Choosable(
        candidate.id,
        candidate.mesh,
        candidate_name(candidate, renderer),
        ended_words(candidate, renderer),
        candidate.id in chosen,
    )


def _rule(criterion: Criterion, renderer: Renderer) -> Rule:
    say = renderer.say
    lists = (
        ("outcomes", "metrics", criterion.outcomes),
        ("measured", "", criterion.measured),
        ("events", "events", criterion.events),
        ("features", "features", criterion.features),
        ("for", "milestones", criterion.milestones_for),
        ("against", "milestones", criterion.milestones_against),
        ("motives", "motives", criterion.motives),
        ("shown", "features", criterion.shown),
        ("shown_history", "milestones", criterion.milestones_shown),
    )
    lines = [
        (say(f"evaluate.rule.{name}"), _joined(words, named, renderer))
        for name, words, named in lists
        if named
    ]
    for name, applies in (("use", criterion.use), ("releases", criterion.releases)):
        if applies:
            words = say(f"evaluate.rule.{name}.what", days=FRESH_RELEASE)
            lines.append((say(f"evaluate.rule.{name}.label"), words))
    return Rule(
        criterion.id,
        say(f"evaluate.criterion.{criterion.id}.label"),
        say(f"evaluate.criterion.{criterion.id}.what"),
        tuple(lines),
        WEIGHT if criterion.id in MATTER_AT_FIRST else 0,
    )


def _joined(words: str, named: Sequence[str], renderer: Renderer) -> str:
    if not words:
        labels = [renderer.say(f"benchmarks.metric.{each}") for each in named]
    else:
        labels = [renderer.term(words, each) for each in named]
    return renderer.say("case.join").join(labels)


def _tallies(
    library: Library, candidates: Sequence[Choosable]
) -> list[tuple[Choosable, list[Tally]]]:
    """A row for each candidate, a tally for each criterion: every item, vendor-told or not."""
    counts = Counter(
        (item.candidate, item.criterion, item.direction)
        for item in library.evaluation.items
        if item.units
    )
    return [
        (
            each,
            [
                Tally(*(counts[each.id, criterion.id, direction] for direction in (1, -1, 0)))
                for criterion in CRITERIA
            ],
        )
        for each in candidates
    ]
