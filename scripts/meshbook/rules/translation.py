"""Two languages: the original is whole, and the other says honestly how far it is."""

from __future__ import annotations

from collections.abc import Iterator

from meshbook.languages import Language, other
from meshbook.problems import Loc
from meshbook.reading.shape import dotted
from meshbook.rules.subject import Finding, Subject

_OF_A_QUOTATION = "translation"
"""A quotation's translation needs only the language that the quotation is not in."""


def original_is_whole(subject: Subject) -> Iterator[Finding]:
    """T004: a text that is missing in the language of the original."""
    original = subject.case.original
    for loc in _missing(subject, original):
        yield "T004", loc, {"field": dotted(loc), "language": original}


def translation_is_whole(subject: Subject) -> Iterator[Finding]:
    """T001: a missing translation where it is called current; T002 where it is not."""
    case = subject.case
    language = other(case.original)
    missing = _missing(subject, language)
    if case.translation == "current":
        for loc in missing:
            yield "T001", loc, {"field": dotted(loc), "language": language}
    elif missing:
        values = {"count": str(len(missing)), "language": language, "state": case.translation}
        yield "T002", ("translation",), values


def quotes_are_translated(subject: Subject) -> Iterator[Finding]:
    """T005: a quotation that readers of one language cannot read."""
    for index, quote in enumerate(subject.case.quotes):
        for language in ("en", "ja"):
            given = quote.translation.get(language) if quote.translation is not None else None
            if language != quote.language and given is None:
                values = {"claim": quote.id, "language": language}
                yield "T005", ("quotes", index, "translation"), values


def _missing(subject: Subject, language: Language) -> list[Loc]:
    """The ways to the texts that are not there in ``language``."""
    return [
        loc
        for loc, text in subject.marked.texts
        if getattr(text, language) is None and loc[-1] != _OF_A_QUOTATION
    ]
