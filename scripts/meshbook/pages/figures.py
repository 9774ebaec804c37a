"""The numbers of a case: what changed and how large it is, as the rows of their tables."""

from __future__ import annotations

from dataclasses import dataclass

from meshbook.languages import Language
from meshbook.model.case import Outcome, Scale
from meshbook.model.values import Quantity
from meshbook.pages.claims import Citer, ClaimView, Words, split
from meshbook.pages.environment import Renderer


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in words, or which absence it is."""

    words: str
    absent: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the outcomes or of the scale; None where the source gives nothing.

    ``what`` is the word that it is filed under; ``lang`` is set where the label is in the other
    language than the page.
    """

    claim: ClaimView
    what: str
    label: str
    value: Amount
    before: Amount | None = None
    conditions: Words | None = None
    measured_by: str = ""
    notes: tuple[str, ...] = ()
    lang: Language | None = None


def outcome_row(outcome: Outcome, citer: Citer, renderer: Renderer) -> Figure:
    """What changed, from which value to which, and by whose measure."""
    label, lang = renderer.term("metrics", outcome.metric), None
    if outcome.label:
        label, written_in = outcome.label.best(renderer.language)
        lang = None if written_in == renderer.language else written_in
    how = renderer.term("fixed.direction", outcome.direction)
    notes = [renderer.say("case.direction", how=how)]
    if outcome.period:
        notes.append(renderer.line(outcome.period))
    measured_by = renderer.say(
        "case.measured",
        who=_measurer(outcome, renderer),
        basis=renderer.term("bases", outcome.basis),
        attribution=renderer.term("fixed.attribution", outcome.attribution),
    )
    return Figure(
        citer.claim(outcome),
        outcome.metric,
        label,
        amount(outcome.after, outcome.unit, renderer),
        amount(outcome.before, outcome.unit, renderer) if outcome.before else None,
        split(outcome.conditions, renderer.language) if outcome.conditions else None,
        measured_by,
        tuple(notes),
        lang,
    )


def _measurer(outcome: Outcome, renderer: Renderer) -> str:
    """Whose measure it is; what was worked out from the dates of a case is our own."""
    if outcome.basis == "derived" and outcome.measured_by == "independent":
        return renderer.say("frame.site")
    return renderer.term("fixed.teller", outcome.measured_by)


def scale_row(scale: Scale, citer: Citer, renderer: Renderer) -> Figure:
    """How much there is of something, and when."""
    return Figure(
        citer.claim(scale),
        scale.what,
        renderer.term("scales", scale.what),
        amount(scale.value, "count", renderer),
        conditions=split(scale.conditions, renderer.language) if scale.conditions else None,
        notes=(renderer.date(scale.as_of),) if scale.as_of else (),
    )


def amount(quantity: Quantity, unit: str, renderer: Renderer) -> Amount:
    """A quantity with its unit. One that is given in words may be in the other language."""
    if quantity.absent:
        return Amount(renderer.say(f"frame.absent.{quantity.absent}"), quantity.absent)
    words = renderer.measure(quantity, unit)
    return Amount(renderer.line(words) if quantity.words else words)
