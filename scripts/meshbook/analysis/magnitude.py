"""How large something is, as a step on the scale 1, 2, 5, 10, 20, 50 …: three to a factor of ten.

Whole numbers throughout, so that a browser finds the very same step.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from meshbook.model.values import Quantity, Text

STEPS: tuple[int, ...] = tuple(first * 10**zeros for zeros in range(9) for first in (1, 2, 5))
"""Where each step begins."""

_NUMBER = re.compile(r"\d[\d,]*")
_WORDS = (
    (re.compile(r"hundreds? (of )?thousand|数十万"), 200_000, 999_999),
    (re.compile(r"tens of thousands|数万"), 20_000, 99_999),
    (re.compile(r"thousand|数千"), 2_000, 9_999),
    (re.compile(r"hundred|数百"), 200, 999),
    (re.compile(r"\btens\b|dozens|数十"), 20, 99),
    (re.compile(r"dozen"), 12, 12),
    (re.compile(r"several|a few|handful|複数|数個"), 3, 9),
)
"""What a number in words says at least and at most; the first that fits."""


@dataclass(frozen=True, slots=True)
class Span:
    """The steps between which a number lies, both included."""

    low: int
    high: int


def step(number: int) -> int:
    """The step of ``number``: -1 for none, 0 from 1, 1 from 2, 2 from 5, 3 from 10."""
    return sum(start <= number for start in STEPS) - 1


def span(quantity: Quantity) -> Span | None:
    """The steps of a quantity; None for one that is absent, below 1, or in words that say none.

    A bound counts as the number itself: who says "more than 400" does not mean 4,000.
    """
    if quantity.words is not None:
        return _told(quantity.words)
    numbers = (quantity.value, quantity.about, quantity.min, quantity.max,
               quantity.above, quantity.below)
    steps = [step(int(number)) for number in numbers if number is not None]
    return Span(min(steps), max(steps)) if steps and min(steps) >= 0 else None


def _told(words: Text) -> Span | None:
    text = (words.en or words.ja or "").lower()
    number = _NUMBER.search(text)
    if number:
        at = step(int(number[0].replace(",", "")))
        return Span(at, at)
    for pattern, low, high in _WORDS:
        if pattern.search(text):
            return Span(step(low), step(high))
    return None
