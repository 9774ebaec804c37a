"""How long it took, as a table with a bar a row: what the dates allow and no more."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meshbook.analysis.spans import Allows, Span
from meshbook.pages.counted import Item, Number, items, number
from meshbook.pages.courses import dated
from meshbook.pages.environment import Renderer

MONTH = 365.25 / 12
FEW_DAYS = 90
"""Up to so many days a length that is exact is told in days."""

TOLD: tuple[Allows, ...] = ("both", "at-most", "at-least")
"""What the dates may allow, in the order of the rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A span. Its bar runs from ``start`` to ``end`` per cent of the longest; None is open."""

    item: Item
    mesh: str
    from_words: str
    from_href: str
    to_words: str
    to_href: str
    length: str
    start: float | None
    end: float | None


@dataclass(frozen=True, slots=True)
class Lengths:
    """The spans of one course by what their dates allow; those that allow nothing as cases."""

    id: str
    groups: Mapping[Allows, tuple[Row, ...]]
    nothing: tuple[Item, ...]

    @property
    def count(self) -> int:
        """How many there are, whatever they allow."""
        return sum(map(len, self.groups.values())) + len(self.nothing)

    @property
    def numbers(self) -> dict[str, Number]:
        """How many there are, and of each group, with the way to them."""
        named = {"all": self.count}
        named |= {str(allows): len(rows) for allows, rows in self.groups.items()}
        named["nothing"] = len(self.nothing)
        return {
            name.replace("-", "_"): number(count, f"#{self.id}-{name}")
            for name, count in named.items()
        }


def lengths(
    name: str, spans: Sequence[Span], names: Mapping[str, str], renderer: Renderer
) -> Lengths:
    """The rows of ``spans``, shortest first in each group."""
    bounds = [day for span in spans for day in (span.at_least, span.at_most) if day is not None]
    most = max(bounds, default=1) or 1
    groups: dict[Allows, tuple[Row, ...]] = {
        allows: tuple(
            _row(span, most, names, renderer)
            for span in sorted(spans, key=_size)
            if span.allows == allows
        )
        for allows in TOLD
    }
    nothing = items((span.slug for span in spans if span.allows == "nothing"), names)
    return Lengths(name.replace("_", "-"), groups, nothing)


def _size(span: Span) -> tuple[float, float, str]:
    low, high = span.at_least or 0, span.at_most
    return (high if high is not None else low, low, span.slug)


def _row(span: Span, most: int, names: Mapping[str, str], renderer: Renderer) -> Row:
    low, high = span.at_least, span.at_most
    address = f"cases/{span.slug}/"
    return Row(
        item=Item(names[span.slug], address),
        mesh=span.mesh,
        from_words=dated(span.start.date, span.start.date_is, renderer),
        from_href=f"{address}#{span.start.claim}",
        to_words=dated(span.end.date, span.end.date_is, renderer),
        to_href=f"{address}#{span.end.claim}",
        length=_words(span, renderer),
        start=None if low is None else round(100 * low / most, 1),
        end=None if high is None else round(100 * high / most, 1),
    )


def _words(span: Span, renderer: Renderer) -> str:
    """65 days; 5–18 months; at most 11 months; at least 29 months."""
    low, high = span.at_least, span.at_most
    if low is not None and low == high and low <= FEW_DAYS:
        return _many("days", low, renderer)
    if span.allows == "at-least":
        return _many("at_least", math.floor((low or 0) / MONTH), renderer)
    longest = math.ceil((high or 0) / MONTH)
    if low is None:
        return _many("at_most", longest, renderer)
    shortest = math.floor(low / MONTH)
    if shortest == 0:
        return _many("at_most", longest, renderer)
    return renderer.say("adoption.length.range", low=shortest, high=longest)


def _many(key: str, count: int, renderer: Renderer) -> str:
    form = "one" if count == 1 else "other"
    return renderer.say(f"adoption.length.{key}.{form}", count=count)
