"""Claims ready for a page: their words, the numbers of their sources, their sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from meshbook.languages import Language
from meshbook.model.case import Case, Claim, Source
from meshbook.model.values import Text
from meshbook.pages.environment import Renderer

LONGEST_TAIL = 20
"""A longer last word is not glued to its sources: it would run out of a narrow column."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut before its last word, which stays on one line with what follows it.

    ``lang`` is set where the text is in the other language than the page.
    """

    head: str
    tail: str
    lang: Language | None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim: ``cites`` are its boxed source numbers, ``locator`` where it stands in them."""

    id: str
    words: Words | None
    cites: Markup
    locator: str | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """A numbered source. ``href`` is None where its address is not one of the web.

    ``interest`` says that whoever published it gains by the story.
    """

    number: int
    anchor: str
    grade: str
    label: str
    href: str | None
    permalink: str | None
    archived: str | None
    copy_of: int | None
    interest: bool
    source: Source


class Citer:
    """The sources of one case in one language, numbered in the order of the file."""

    def __init__(self, case: Case, renderer: Renderer, root: str) -> None:
        self.case, self._renderer, self._root = case, renderer, root
        self._numbers = {slug: number for number, slug in enumerate(case.sources, 1)}

    def claim(self, claim: Claim, text: Text | None = None) -> ClaimView:
        """``claim`` with ``text`` as its words."""
        words = split(text, self._renderer.language) if text is not None else None
        return ClaimView(claim.id, words, self.cites(claim.sources), claim.locator)

    def cites(self, slugs: Iterable[str]) -> Markup:
        """The boxed numbers of the sources ``slugs``; an unknown one is left out."""
        marks = self._marks
        return Markup(" ").join([marks[slug] for slug in slugs if slug in marks])

    @cached_property
    def sources(self) -> list[SourceView]:
        """The sources with their numbers."""
        relations = self._renderer.catalog.vocabulary["relations"]
        interested = {word for word, term in relations.items() if term.extra.get("interest")}
        return [
            SourceView(
                number=number,
                anchor=f"source-{slug}",
                grade=source.grade,
                label=f"{source.title} ({source.publisher})",
                href=web(source.url),
                permalink=web(source.permalink),
                archived=web(source.archived),
                copy_of=self._numbers.get(source.copy_of or ""),
                interest=source.relation in interested,
                source=source,
            )
            for number, (slug, source) in enumerate(self.case.sources.items(), 1)
        ]

    @cached_property
    def _marks(self) -> Mapping[str, Markup]:
        cite = self._renderer.macro("claim.html", "cite")
        return {
            slug: cite(self._root, source)
            for slug, source in zip(self.case.sources, self.sources, strict=True)
        }


def split(text: Text, language: Language) -> Words:
    """``text`` in the best language, its last word apart (in Japanese the last two characters)."""
    words, written_in = text.best(language)
    lang = None if written_in == language else written_in
    cut = len(words) - 2 if written_in == "ja" else words.rfind(" ") + 1
    if len(words) - cut > LONGEST_TAIL:
        cut = len(words)
    return Words(words[:cut], words[cut:], lang)


def web(address: str | None) -> str | None:
    """``address`` if it is one of the web; a page links to no other, whatever a file says."""
    return address if address and address.startswith(("https://", "http://")) else None
