"""A page at each address that a page once had: it leads on, or says that it was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES, Language
from meshbook.model.release import Move
from meshbook.pages.library import Library
from meshbook.pages.page import Page
from meshbook.paths import MOVED


def pages(library: Library) -> Iterator[Artifact]:
    """The page of each move in both languages."""
    for language in LANGUAGES:
        for move in library.catalog.moves.moved:
            page = _page(library, move, language)
            yield Artifact(page.path, partial(_render, library, page, move), MOVED)


def _page(library: Library, move: Move, language: Language) -> Page:
    say = library.renderers[language].say
    form = "moved" if move.new else "withdrawn"
    return Page(
        address=move.old,
        language=language,
        title=say(f"data.{form}.title", address=move.old),
        description=say(f"data.{form}.description", address=move.old),
        indexed=False,
    )


def _render(library: Library, page: Page, move: Move) -> bytes:
    return library.renderers[page.language].page("moved.html", page, move=move)
