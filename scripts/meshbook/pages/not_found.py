"""The page for an address that does not exist, in both languages at once.

A host shows it at any address and does not know who reads it. So it speaks both
languages, the page's own first, and all its links are absolute.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES, other, prefix
from meshbook.pages.library import Library
from meshbook.pages.page import Page


def pages(library: Library) -> Iterator[Artifact]:
    """``404.html`` for the site and for its Japanese half."""
    for language in LANGUAGES:
        say = library.renderers[language].say
        page = Page(
            address="404.html",
            language=language,
            title=say("frame.lost.title"),
            description=say("frame.lost.text"),
            indexed=False,
            base=library.settings.base_path,
        )
        yield Artifact(page.path, partial(_render, library, page), "404")


def _render(library: Library, page: Page) -> bytes:
    voices = [
        (language, library.renderers[language].say, page.base + prefix(language))
        for language in (page.language, other(page.language))
    ]
    return library.renderers[page.language].page("not_found.html", page, voices=voices)
