"""What the page of similar cases ranks by, as files that its script reads.

``data/match/cases.json`` knows no language: the facts of all cases as columns, and the rules of
``analysis.matching`` as numbers, so that the script needs none of its own. A row number is the
position of a case in ``Library.summaries``. ``data/match/<language>.json`` holds what is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from meshbook.analysis import matching
from meshbook.analysis.magnitude import STEPS
from meshbook.analysis.matching import Matcher
from meshbook.analysis.traits import NUMBERS, OUTCOME, PLACES, Number
from meshbook.artifacts import Artifact
from meshbook.exports.explorer_data import last_year, numbered, path_steps
from meshbook.exports.json_text import document
from meshbook.languages import LANGUAGES
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library

FOLDER = "data/match"

LISTS = {
    "industry": "industries", "size": "fixed.size", "cloud": "platforms", "platform": "platforms",
    "motive": "motives", "mesh": "meshes", "mode": "modes", "left": "meshes",
}
"""The word list of each field that has one; countries are codes, wishes have words of the page."""


def files(library: Library) -> Iterator[Artifact]:
    """The data files of the page."""
    yield Artifact(f"{FOLDER}/cases.json", lambda: document(columns(library)))
    for language in LANGUAGES:
        render = partial(_shown, library, library.renderers[language])
        yield Artifact(f"{FOLDER}/{language}.json", render)


def columns(library: Library) -> dict[str, Any]:
    """The columns of all cases in the order of ``Library.summaries``, and the rules.

    ``fields``: ``words`` are numbered, ``rungs`` and ``worth`` are those of each word, ``rows`` has
    for each case a number or a list of them. ``numbers``: for each case -1 where nothing is known,
    its step, or its lowest and its highest. ``paths``: [mesh] for the present, [mesh, years] for
    the past, [mesh, 0] for one not taken, meshes numbered in ``meshes``. ``stages`` are numbered in
    ``stage_words``, -1 for none. ``years``: of the last evidence, or 0.
    """
    rows, matcher = library.summaries, library.matcher
    paths = [path_steps(row) for row in rows]
    meshes = sorted({step.mesh for path in paths for step in path})
    stages = list(library.catalog.vocabulary["stages"])
    return {
        "count": len(rows),
        "slugs": [row.slug for row in rows],
        "rules": _rules(library),
        "fields": {field: _field(matcher, field) for field in matcher.ladders},
        "numbers": {
            field: [_steps(case.numbers.get(field)) for case in matcher.traits] for field in NUMBERS
        },
        "meshes": meshes,
        "paths": [[numbered(step, meshes) for step in path] for path in paths],
        "stage_words": stages,
        "stages": [stages.index(row.status.stage) if row.status else -1 for row in rows],
        "years": [last_year(row) or 0 for row in rows],
    }


def label(field: str, word: str, renderer: Renderer) -> str:
    """What a word of a field is called."""
    if field == "country":
        return renderer.country(word)
    if field == "wish":
        return renderer.say(f"match.wish.{word}")
    if word.startswith(OUTCOME):
        aspect = renderer.term("aspects", word.removeprefix(OUTCOME))
        return renderer.say("match.outcome", aspect=aspect)
    return renderer.term(LISTS[field], word)


def _rules(library: Library) -> dict[str, Any]:
    platforms = library.catalog.vocabulary["platforms"].values()
    return {
        "weights": matching.WEIGHTS,
        "places": PLACES,
        "on": {term.id: term.extra["on"] for term in platforms if "on" in term.extra},
        "full": matching.FULL,
        "near": matching.NEAR,
        "bands": matching.NEAR_BANDS,
        "steps": matching.NEAR_STEPS,
        "against": matching.AGAINST,
        "middling": matching.MIDDLING,
        "any": matching.ANY,
        "all_told": matching.ALL_TOLD,
        "starts": STEPS,
        "pool": matching.POOL,
    }


def _field(matcher: Matcher, field: str) -> dict[str, Any]:
    ladders = matcher.ladders[field]
    number = {word: position for position, word in enumerate(ladders)}
    numbers = [[number[word] for word in case.words[field]] for case in matcher.traits]
    return {
        "words": list(ladders),
        "rungs": [ladder[1:] for ladder in ladders.values()],
        "worth": [[matcher.worth(field, rung) for rung in ladder] for ladder in ladders.values()],
        "rows": [each[0] if len(each) == 1 else each for each in numbers],
    }


def _steps(number: Number | None) -> int | list[int]:
    if number is None:
        return -1
    low, high = number.span.low, number.span.high
    return low if low == high else [low, high]


def _shown(library: Library, renderer: Renderer) -> bytes:
    """Names and places of the cases, the words of all fields, and the numbers as they are told."""
    rows, matcher = library.summaries, library.matcher
    labels = {
        field: {word: label(field, word, renderer) for word in ladders}
        for field, ladders in matcher.ladders.items()
    }
    told = {
        field: {
            row: renderer.quantity(case.numbers[field].told)
            for row, case in enumerate(matcher.traits)
            if field in case.numbers
        }
        for field in NUMBERS
    }
    return document({"names": [renderer.name(row) for row in rows], "labels": labels, "told": told})
