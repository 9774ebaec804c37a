"""Social cards: a picture for each case and language, drawn from an SVG of our own.

The font is a subset that the project carries, so a card has the same bytes on every
machine. Drawing takes some 40 ms, so cards are cached by what is on them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES, Language
from meshbook.pages.card import card_path, card_svg, site_card_svg
from meshbook.pages.library import Library

FONTS = Path(__file__).parent / "fonts"
FONT = FONTS / "meshbook-cards.otf"


def files(library: Library, cached: Path) -> Iterator[Artifact]:
    """One card a case and language, and one for all other pages of a language."""
    for language in LANGUAGES:
        yield _artifact(site_card_svg(library, language), card_path(language), cached)
        for summary in library.summaries:
            path = card_path(language, summary.slug)
            yield _case_artifact(library, language, summary.slug, path, cached)


def _case_artifact(
    library: Library, language: Language, slug: str, path: str, cached: Path
) -> Artifact:
    return Artifact(
        path, lambda: draw(card_svg(library, slug, language), cached), f"cases/{slug}.yaml"
    )


def _artifact(svg: str, path: str, cached: Path) -> Artifact:
    return Artifact(path, lambda: draw(svg, cached))


def draw(svg: str, cached: Path) -> bytes:
    """The PNG of ``svg``, from the folder ``cached`` where the same was drawn before."""
    name = hashlib.sha256(_font_digest() + svg.encode()).hexdigest()[:32]
    path = cached / f"{name}.png"
    if path.exists():
        return path.read_bytes()
    from resvg_py import svg_to_bytes  # a large library that only this needs

    png = bytes(
        svg_to_bytes(svg_string=svg, font_files=[str(FONT)], skip_system_fonts=True)
    )
    cached.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    partial.write_bytes(png)
    partial.replace(path)
    return png


@cache
def _font_digest() -> bytes:
    return hashlib.sha256(FONT.read_bytes()).digest()
