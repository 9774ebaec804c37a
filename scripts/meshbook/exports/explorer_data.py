"""What the explorer filters, sorts and shows, as files that its script reads.

``data/explorer/rows.json`` knows no language: a row number is the position of a case in
``Library.summaries`` (newest evidence first), and also its number in the search index.
``data/explorer/<language>/names.json`` holds names and their order, and
``data/explorer/<language>/<n>.json`` the passages of ``CHUNK`` cases, read when shown.
``data/search/<language>.json`` are the words of the search that opens over every page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from meshbook.analysis.alphabet import name_order
from meshbook.analysis.lifeline import Segment
from meshbook.analysis.summary import FACETS, Summary
from meshbook.artifacts import Artifact
from meshbook.exports.json_text import line
from meshbook.languages import LANGUAGES, Language
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.strings import strings_below
from meshbook.pages.strip import Part

FOLDER = "data/explorer"
CHUNK = 50
"""Passages in one file."""

PASSAGE = {"en": 210, "ja": 105}
"""Characters of a passage: about three lines on a card."""

FACET_WORDS = {
    "mesh": "meshes",
    "stage": "stages",
    "evidence": "grades",
    "motive": "motives",
    "industry": "industries",
    "size": "fixed.size",
    "mode": "modes",
    "outcome": "aspects",
    "language": "languages",
}
"""The word list of each facet that has one; years are numbers, countries are codes."""


@dataclass(frozen=True, slots=True)
class Step:
    """A mesh on the way of a case. ``years`` is given for the past: ``2018–21``."""

    mesh: str
    form: Literal["present", "past", "rejected"]
    years: str = ""


def files(library: Library) -> Iterator[Artifact]:
    """The data files of the explorer."""
    yield Artifact(f"{FOLDER}/rows.json", lambda: _json(columns(library)))
    for language in LANGUAGES:
        folder, renderer = f"{FOLDER}/{language}", library.renderers[language]
        yield Artifact(f"{folder}/names.json", partial(_names, library.summaries, renderer))
        for number, start in enumerate(range(0, len(library.summaries), CHUNK)):
            rows = library.summaries[start : start + CHUNK]
            yield Artifact(f"{folder}/{number}.json", partial(_passages, rows, renderer))
        yield Artifact(f"data/search/{language}.json", partial(_search_words, language))


def columns(library: Library) -> dict[str, Any]:
    """The columns of all cases, in the order of ``Library.summaries``.

    ``facets``: values are numbered; a case has a number or a list of them.
    ``strips``: [height, [style, x] or [style, x, to], ...], styles numbered in ``styles``.
    ``paths``: [mesh] for the present, [mesh, years] for the past, [mesh, 0] for one not taken,
    meshes numbered in ``meshes``. ``years``: of the last evidence, or 0.
    """
    rows = library.summaries
    strips, styles = _strips(rows, library.renderers["en"])
    paths = [path_steps(row) for row in rows]
    meshes = sorted({step.mesh for path in paths for step in path})
    return {
        "count": len(rows),
        "chunk": CHUNK,
        "slugs": [row.slug for row in rows],
        "facets": {name: _facet(rows, name) for name in FACETS},
        "strips": strips,
        "styles": styles,
        "meshes": meshes,
        "paths": [[numbered(step, meshes) for step in path] for path in paths],
        "last": [_last_evidence(row) for row in rows],
        "years": [last_year(row) or 0 for row in rows],
        "added": [str(row.case.added) for row in rows],
        "sources": [len(row.case.sources) for row in rows],
    }


def facet_label(facet: str, value: str, renderer: Renderer) -> str:
    """What a value of a facet is called."""
    if facet == "country":
        return renderer.country(value)
    return renderer.term(FACET_WORDS[facet], value) if facet in FACET_WORDS else value


def last_year(summary: Summary) -> int | None:
    """The year of the last evidence of use, for a mesh in production."""
    now = summary.status
    if now is None or now.stage != "production" or now.last_evidence is None:
        return None
    return now.last_evidence.year


def path_steps(summary: Summary) -> tuple[Step, ...]:
    """The meshes in the order in which they began; "no mesh" at the end where one was left."""
    if not summary.segments:  # no stage is dated: what they say they run
        return tuple(Step(use.mesh, "present") for use in summary.case.meshes)
    steps = [_step_of(segment) for segment in summary.segments]
    if summary.status and summary.status.stage == "left":
        steps.append(Step("none", "present"))
    return tuple(steps)


def passage(summary: Summary, language: Language) -> tuple[str, Language]:
    """The beginning of the summary that fits a card, and the language it is in."""
    text, written = summary.case.summary.best(language)
    limit = PASSAGE[written]
    if len(text) <= limit:
        return text, written
    cut = text.rfind(". " if written == "en" else "。", 0, limit)
    if cut >= limit // 3:
        return text[: cut + 1], written
    edge = text.rfind(" ", 0, limit) if written == "en" else limit
    return f"{text[: edge if edge > 0 else limit].rstrip(' ,;:、')}…", written


def _step_of(segment: Segment) -> Step:
    if segment.ends == "rejected":
        return Step(segment.mesh, "rejected")
    if segment.ends not in ("left", "moved"):
        return Step(segment.mesh, "present")
    first, last = segment.first.year, segment.last.year
    if first == last:
        return Step(segment.mesh, "past", str(first))
    short = f"{last % 100:02}" if first // 100 == last // 100 else str(last)
    return Step(segment.mesh, "past", f"{first}–{short}")


def numbered(step: Step, meshes: Sequence[str]) -> list[Any]:
    """A step as it stands in ``paths``, its mesh by its place in ``meshes``."""
    number = meshes.index(step.mesh)
    if step.form == "rejected":
        return [number, 0]
    return [number, step.years] if step.years else [number]


def _facet(rows: Sequence[Summary], name: str) -> dict[str, Any]:
    values = sorted({value for row in rows for value in row.facets[name]})
    number = {value: position for position, value in enumerate(values)}
    numbers = [[number[value] for value in row.facets[name]] for row in rows]
    return {"values": values, "rows": [each[0] if len(each) == 1 else each for each in numbers]}


def _strips(
    rows: Sequence[Summary], renderer: Renderer
) -> tuple[list[list[Any]], list[dict[str, Any]]]:
    """Every lifeline as places on the axis; all else about its parts repeats, so it is numbered."""
    styles: dict[Part, int] = {}
    strips: list[list[Any]] = []
    for row in rows:
        strip = renderer.strip(row.segments)
        drawn: list[Any] = [strip.height]
        for part in strip.parts:
            style = Part(
                part.kind, part.look, part.family, 0, part.y, 0,
                part.mark, part.width, part.height, part.shift,
            )
            number = styles.setdefault(style, len(styles))
            drawn.append([number, part.x, part.to] if part.kind == "line" else [number, part.x])
        strips.append(drawn)
    return strips, [_style(style) for style in styles]


def _style(style: Part) -> dict[str, Any]:
    """The attributes of a part of a lifeline that are the same wherever it stands."""
    look = f"{style.look} m-{style.family}" if style.family else style.look
    if style.kind == "line":
        return {"class": look, "y1": style.y, "y2": style.y}
    return {
        "class": look,
        "href": f"#{style.mark}",
        "y": style.y,
        "width": style.width,
        "height": style.height,
        "transform": f"translate({style.shift})",
    }


def _last_evidence(row: Summary) -> str:
    last = row.status.last_evidence if row.status else None
    return str(last) if last else ""


def _names(rows: Sequence[Summary], renderer: Renderer) -> bytes:
    order = sorted(range(len(rows)), key=lambda row: name_order(rows[row], renderer.language))
    return _json({"names": [renderer.name(row) for row in rows], "order": order})


def _passages(rows: Sequence[Summary], renderer: Renderer) -> bytes:
    """[passage, sentence of the lifeline] of each case; the passage's language if it is another."""
    told = []
    for row in rows:
        text, written = passage(row, renderer.language)
        entry = [text, renderer.strip(row.segments).label]
        told.append(entry if written == renderer.language else [*entry, written])
    return _json(told)


def _search_words(language: Language) -> bytes:
    return _json(strings_below(language, "search."))


def _json(value: object) -> bytes:
    return line(value).encode()
