"""Numbers that lead to what they count, and lists of cases to lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A count and the way to what it counts: an anchor, or an address below the home page.

    There is no way to nothing.
    """

    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Item:
    """A case in a list, the way to what it says there, and when."""

    name: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of cases on the page."""

    id: str
    label: str
    items: tuple[Item, ...]


def number(count: int, href: str) -> Number:
    """The number of what stands at ``href``."""
    return Number(count, href if count else "")


def items(slugs: Iterable[str], names: Mapping[str, str]) -> tuple[Item, ...]:
    """The cases of ``slugs`` by their names."""
    return tuple(Item(names[slug], f"cases/{slug}/") for slug in slugs)
