"""Claims ready for a page: their words, the numbers of their sources, their sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup

from meshbook.languages import LANGUAGES, Language
from meshbook.model.case import Claim, Source
from meshbook.model.values import Text
from meshbook.pages.ending import cut
from meshbook.pages.environment import Renderer

_RESERVED = "%/:?#@!$&'()*+,;="
_PLAIN = re.compile(rf"[\w.~{_RESERVED}-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut before its last phrase, which stays on one line with what follows it.

    ``lang`` is set where the text is in the other language than the page.
    """

    head: str
    tail: str
    lang: Language | None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim: ``cites`` are its boxed source numbers, ``locator`` where it stands in them.

    ``locator_lang`` is its language where it is not the one of the page.
    """

    id: str
    words: Words | None
    cites: Markup
    locator: str | None
    locator_lang: str | None = None


@dataclass(frozen=True, slots=True)
class SourceView:
    """A numbered source. ``href`` is None where its address is not one of the web.

    ``about`` says what it is and how far it was read, ``record`` what was kept of it;
    ``interest`` who published it, where they gain by the story.
    """

    number: int
    anchor: str
    label: str
    grade: str
    grade_words: str
    mark: str
    title: str
    language: str
    href: str | None
    permalink: str | None
    archived: str | None
    interest: str | None
    about: tuple[str, ...]
    record: tuple[str, ...]
    notes: tuple[Words, ...]


class Citer:
    """The sources of one file in one language, numbered from ``first`` in the order of the file."""

    def __init__(
        self, sources: Mapping[str, Source], renderer: Renderer, root: str, first: int = 1
    ) -> None:
        self._listed, self._renderer, self._root = sources, renderer, root
        self._numbers = {slug: number for number, slug in enumerate(sources, first)}

    def claim(self, claim: Claim, text: Text | None = None) -> ClaimView:
        """``claim`` with ``text`` as its words."""
        words = None
        if text is not None:
            words = split(text, self._renderer.language, len(claim.sources))
        lang = self._locator_language(claim, claim.locator) if claim.locator else None
        return ClaimView(claim.id, words, self.cites(claim.sources), claim.locator, lang)

    def _locator_language(self, claim: Claim, locator: str) -> str | None:
        """The language of the first source where that is a third one, else that of the words."""
        source = self._listed.get(claim.sources[0]) if claim.sources else None
        if source is None or source.language in LANGUAGES:
            return self._renderer.foreign(locator)
        return source.language

    def cites(self, slugs: Iterable[str]) -> Markup:
        """The boxed numbers of the sources ``slugs``; an unknown one is left out."""
        marks = self._marks
        return Markup(" ".join([marks[slug] for slug in slugs if slug in marks]))

    @cached_property
    def sources(self) -> list[SourceView]:
        """The sources with their numbers."""
        return [
            self._source(self._numbers[slug], slug, source)
            for slug, source in self._listed.items()
        ]

    def _source(self, number: int, slug: str, source: Source) -> SourceView:
        renderer, language = self._renderer, self._renderer.language
        interest = None
        if is_interested(source.relation, renderer):
            who = renderer.term("relations", source.relation)
            interest = renderer.say("case.source.interest", who=who)
        texts = (source.part_read, source.note)
        return SourceView(
            number=number,
            anchor=f"source-{slug}",
            label=f"{source.title} ({source.publisher})",
            grade=source.grade,
            grade_words=renderer.term("grades", source.grade),
            mark=source.grade.lower(),
            title=source.title,
            language=source.language,
            href=web(source.url),
            permalink=web(source.permalink),
            archived=web(source.archived),
            interest=interest,
            about=tuple(self._about(source, interest is None)),
            record=tuple(self._record(source)),
            notes=tuple(split(text, language) for text in texts if text),
        )

    def _about(self, source: Source, with_relation: bool) -> Iterator[str]:
        term, line = self._renderer.term, self._renderer.line
        yield term("source-kinds", source.kind)
        yield line(source.publisher)
        if source.author:
            yield line(source.author)
        yield self._published(source)
        yield term("languages", source.language)
        if with_relation:
            yield term("relations", source.relation)
        yield term("fixed.read", source.read)

    def _published(self, source: Source) -> str:
        say, date = self._renderer.say, self._renderer.date
        if source.date is None:
            return say("case.source.undated")
        first = date(source.date)
        if source.until is None:
            return first
        return say("case.source.range", first=first, last=date(source.until))

    def _record(self, source: Source) -> Iterator[str]:
        say, date = self._renderer.say, self._renderer.date
        yield say("case.source.accessed", date=date(source.accessed))
        if source.copy_of in self._numbers:
            yield say("case.source.copy", number=self._numbers[source.copy_of])
        if source.derived_url:
            yield say("case.source.derived")
        if source.licence:
            name = self._renderer.line(source.licence)
            yield self._renderer.say_of("case.source.licence", name=name)
        if source.sha256:
            yield say("case.source.sha256", sum=source.sha256)

    @cached_property
    def _marks(self) -> Mapping[str, Markup]:
        cite = self._renderer.macro("claim.html", "cite")
        return {
            slug: cite(self._root, source)
            for slug, source in zip(self._listed, self.sources, strict=True)
        }


def is_interested(relation: str, renderer: Renderer) -> bool:
    """Whether those who stand in this relation to a mesh gain by a story about it."""
    term = renderer.catalog.vocabulary["relations"].get(relation)
    return term is not None and "interest" in term.extra


def split(text: Text, language: Language, sources: int = 0) -> Words:
    """``text`` in the best language, its last phrase, which ``sources`` follow, apart."""
    words, written_in = text.best(language)
    head, tail = cut(words, written_in, sources)
    return Words(head, tail, None if written_in == language else written_in)


def web(address: str | None) -> str | None:
    """``address`` as a page may link it: one of the web, and no other, whatever a file says."""
    if address is None or not address.startswith(("https://", "http://")):
        return None
    return address if _PLAIN.fullmatch(address) else quote(address, safe=_RESERVED)
