"""The social card of a case: title, where, lifeline, status and evidence, as an SVG."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from budoux import load_default_japanese_parser

from meshbook.analysis.lifeline import AXIS_START, Segment, year_fraction
from meshbook.analysis.summary import Summary
from meshbook.languages import Language
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library

WIDTH, MARGIN = 1200, 80
TITLE_SIZE = {"en": 60, "ja": 56}
MAXIMUM_LINES = 2
# Advance widths in em of the card's font: wide enough that no line runs over.
_WORDS = re.compile(r"\S+\s*")
_NARROW, _LATIN, _WIDE = 0.32, 0.6, 1.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A segment of the lifeline in pixels. ``until`` is where its dots of silence end."""

    family: str
    shape: str
    start: float
    end: float
    until: float
    proven: bool
    start_known: bool
    ends: str


def card_path(language: Language, slug: str = "site") -> str:
    """Where the card of a case stands below the site's root; of the site without a slug."""
    return f"cards/{language}/{slug}.png"


def card_svg(library: Library, slug: str, language: Language) -> str:
    """The card of one case."""
    renderer = library.renderers[language]
    summary = next(row for row in library.summaries if row.slug == slug)
    size = TITLE_SIZE[language]
    return renderer.template("card.svg").render(
        summary=summary,
        name=summary.name(language),
        standing=_standing(summary, renderer),
        lines=wrap(renderer.text(summary.case.title), size, WIDTH - 2 * MARGIN),
        size=size,
        bars=_bars(library, summary.segments),
        years=_years(library),
    )


def site_card_svg(library: Library, language: Language) -> str:
    """The card of all pages that are no case."""
    renderer = library.renderers[language]
    size = TITLE_SIZE[language]
    lines = wrap(renderer.say("card.title"), size, WIDTH - 2 * MARGIN)
    return renderer.template("card.svg").render(
        summary=None, name=None, lines=lines, size=size
    )


def _standing(summary: Summary, renderer: Renderer) -> str:
    """The stage in words; in production with the year of the last evidence."""
    now = summary.status
    if now is None:
        return ""
    stage = renderer.term("stages", now.stage)
    if now.stage != "production" or now.last_evidence is None:
        return stage
    return renderer.say("card.production", stage=stage, year=now.last_evidence.year)


def wrap(text: str, size: int, width: int, most: int = MAXIMUM_LINES) -> list[str]:
    """``text`` in ``most`` lines of at most ``width`` pixels, broken between words or phrases.

    What does not fit on the last line ends in an ellipsis.
    """
    lines = [""]
    for phrase in _phrases(text):
        line = lines[-1] + phrase
        if lines[-1] and _measure(line.rstrip(), size) > width:
            lines.append(phrase)
        else:
            lines[-1] = line
    lines = [line.strip() for line in lines]
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], f"{lines[most - 1]}…"]


def _phrases(text: str) -> list[str]:
    if text.isascii():
        return [f"{word} " for word in text.split()]
    return [part for phrase in _parser().parse(text) for part in _words(phrase)]


def _words(phrase: str) -> list[str]:
    return _WORDS.findall(phrase)


@cache
def _parser():  # type: ignore[no-untyped-def]  # budoux carries no types
    return load_default_japanese_parser()


def _measure(text: str, size: int) -> float:
    return size * sum(map(_advance, text))


def _advance(character: str) -> float:
    if character in " .,:;'|ilI!":
        return _NARROW
    return _LATIN if ord(character) < 0x2E80 else _WIDE


def _bars(library: Library, segments: tuple[Segment, ...]) -> list[Bar]:
    meshes = library.catalog.vocabulary["meshes"]
    bars = []
    for segment in segments:
        extra = meshes[segment.mesh].extra
        start, end = _x(library, segment.start), _x(library, segment.end)
        until = _x(library, year_fraction(library.catalog.today))
        bars.append(
            Bar(
                family=str(extra["family"]),
                shape=str(extra["shape"]),
                start=start,
                end=max(end, start + 6),
                until=until if segment.ends == "silent" else end,
                proven=segment.proven,
                start_known=segment.start_known,
                ends=segment.ends,
            )
        )
    return bars


def _years(library: Library) -> list[tuple[int, float]]:
    last = library.catalog.today.year
    return [(year, _x(library, year)) for year in range(AXIS_START, last + 1, 2)]


def _x(library: Library, year: float) -> float:
    end = year_fraction(library.catalog.today)
    share = (min(max(year, AXIS_START), end) - AXIS_START) / (end - AXIS_START)
    return round(MARGIN + share * (WIDTH - 2 * MARGIN - 20), 1)
