"""The corrections of a case, and where its earlier ids lead, ready for its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from meshbook.languages import Language
from meshbook.model.case import Case
from meshbook.model.values import Text
from meshbook.pages.claims import Words, split
from meshbook.pages.environment import Renderer


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction in words. ``claim`` is the id of the claim that it is of.

    ``anchor`` is that id too where no claim has it any more: its address leads here.
    """

    date: str
    what: Words
    why: Words
    claim: str
    anchor: str
    old: Words | None
    new: Words | None


def corrections_of(case: Case, renderer: Renderer) -> Iterator[CorrectionView]:
    """The corrections in the order of the file."""
    taken = {claim.id for _, claim in case.claims()} | {*case.renamed}
    for made in case.corrections:
        claim = made.claim or ""
        anchor = claim if claim not in taken else ""
        taken.add(claim)
        yield CorrectionView(
            date=renderer.date(made.date),
            what=split(made.what, renderer.language),
            why=split(made.why, renderer.language),
            claim="" if anchor else claim,
            anchor=anchor,
            old=_words(made.old, renderer.language),
            new=_words(made.new, renderer.language),
        )


def _words(text: Text | None, language: Language) -> Words | None:
    return split(text, language) if text is not None else None
