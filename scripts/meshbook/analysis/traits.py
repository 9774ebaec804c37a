"""What a case is compared by: its industry, size, place, surroundings, scale, motives, ending."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from meshbook.analysis.magnitude import Span, span
from meshbook.analysis.summary import Summary
from meshbook.model.case import Case
from meshbook.model.values import Quantity
from meshbook.model.vocabulary import Term, Vocabulary

NUMBERS = {"clusters": ("clusters",), "services": ("services", "applications")}
"""The scales that each number is taken from; a later one only where the earlier say nothing."""

PLACES = ("cloud", "platform")
"""The kinds of words in the list ``platforms``."""

SIZES = ("1-49", "50-249", "250-999", "1000-9999", "10000+")
OUTCOME = "outcome:"
"""Stands before an aspect among the motives: not why the mesh was taken, but what it changed."""

WISHES = ("production", "own-words", "japanese")
"""In production when last heard of, told by others than a vendor, told in Japanese somewhere."""

MODES = ("sidecar", "ambient", "per-node", "proxyless", "own-control-plane", "gateway")
"""The modes that say how a mesh is run; the others say that several are, or that none is known."""

_WHERE = ("cloud", "on-premises", "orchestrator", "distribution")
"""The kinds of environment that say where a mesh runs; the others stand beside it."""

_ENDED = ("moved", "left", "rejected")
_TURNED_DOWN = ("rejected", "not-chosen")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a case tells, in its own form and as steps."""

    told: Quantity
    span: Span


@dataclass(frozen=True, slots=True)
class Traits:
    """The facts of one case that a query may ask for. What no source tells is simply not there.

    ``words``: by field, the ids that are known of it; none where nothing is known.
    ``numbers``: those of ``NUMBERS`` that are known.
    """

    words: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, Number]


def traits(summary: Summary, vocabulary: Vocabulary) -> Traits:
    """What the case of ``summary`` is compared by."""
    case, facets = summary.case, summary.facets
    words = {
        "industry": facets["industry"],
        "size": tuple(size for size in facets["size"] if size in SIZES),
        "country": facets["country"],
        **{place: _places(place, case, vocabulary) for place in PLACES},
        "motive": (*facets["motive"], *(f"{OUTCOME}{aspect}" for aspect in facets["outcome"])),
        "mesh": tuple(dict.fromkeys([*facets["mesh"], *(use.mesh for use in case.meshes)])),
        "mode": tuple(mode for mode in facets["mode"] if mode in MODES),
        "left": _left(case),
        "wish": tuple(_wishes(summary)),
    }
    return Traits(words, dict(_numbers(case)))


def _places(kind: str, case: Case, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The clouds or the platforms that the environment of a case tells."""
    parts = [part for part in case.environment if part.kind in _WHERE]
    return tuple(
        word
        for word, term in vocabulary["platforms"].items()
        if term.extra["kind"] == kind
        and any(_tells(part.kind, part.name, term) for part in parts)
    )


def _tells(kind: str, name: str, term: Term) -> bool:
    return kind in term.extra.get("kinds", ()) or names_platform(name, term)


def names_platform(name: str, term: Term) -> bool:
    """Whether ``name`` has one of the names of ``term``, a word of the list ``platforms``."""
    return _pattern(tuple(term.extra["names"])).search(name) is not None


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


def _left(case: Case) -> tuple[str, ...]:
    """The meshes that it moved away from, left or turned down."""
    ended = [stage.mesh for stage in case.stages if stage.stage in _ENDED]
    refused = [each.mesh for each in case.alternatives if each.verdict in _TURNED_DOWN]
    return tuple(dict.fromkeys(mesh for mesh in [*ended, *refused] if mesh))


def _wishes(summary: Summary) -> Iterator[str]:
    """Which of ``WISHES`` the case grants."""
    case = summary.case
    if summary.status and summary.status.stage == "production":
        yield "production"
    if set(case.told_by) - {"vendor"}:
        yield "own-words"
    if any(source.language == "ja" for source in case.sources.values()):
        yield "japanese"


def _numbers(case: Case) -> Iterator[tuple[str, Number]]:
    for name, scales in NUMBERS.items():
        for what in scales:
            found = _largest(each.value for each in case.scale if each.what == what)
            if found is not None:
                yield name, found
                break


def _largest(quantities: Iterable[Quantity]) -> Number | None:
    """The largest of some quantities, the first of equals; None where none has a size."""
    found = [Number(each, size) for each in quantities if (size := span(each)) is not None]
    return max(found, key=lambda each: (each.span.high, each.span.low), default=None)
