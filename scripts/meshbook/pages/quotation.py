"""What somebody said, as a case page quotes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from meshbook.languages import Language
from meshbook.model.case import Quote
from meshbook.pages.claims import Citer, ClaimView, Words, split
from meshbook.pages.environment import Renderer


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's exact words, in their language, and a translation where there is one.

    ``speaker`` is who, in which role and when, each with its language where it is the
    other one than that of the page.
    """

    claim: ClaimView
    quote: Quote
    speaker: tuple[tuple[str, Language | None], ...]
    lang: str | None
    translation: Words | None
    translated_by: str | None


def quotation(quote: Quote, citer: Citer, renderer: Renderer) -> Quotation:
    """``quote`` as a page shows it; what is in its own language needs no translation."""
    foreign = quote.language != renderer.language
    translation = quote.translation if foreign else None
    translated_by = None
    if translation and quote.translated_by:
        name = renderer.line(quote.translated_by)
        translated_by = renderer.say_of("case.translated_by", name=name)
    return Quotation(
        citer.claim(quote),
        quote,
        tuple(_speaker(quote, renderer)),
        quote.language if foreign else None,
        split(translation, renderer.language) if translation else None,
        translated_by,
    )


def _speaker(quote: Quote, renderer: Renderer) -> Iterator[tuple[str, Language | None]]:
    for line in (quote.speaker, quote.role):
        if line:
            yield line, renderer.foreign(line)
    if quote.date:
        yield renderer.date(quote.date), None
