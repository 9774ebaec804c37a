"""Cases like a case: those that share most of what sets it apart."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from meshbook.analysis.summary import Summary

WEIGHTS = {"mesh": 3, "industry": 3, "country": 2, "stage": 2, "motive": 1, "mode": 1}
LOOKED_AT = 40
"""How many cases of one facet value are looked at: keeps the work linear in the cases."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A similar case and the facets in which it is similar, heaviest first."""

    summary: Summary
    shared: tuple[str, ...]


class Neighbourhood:
    """Answers, case by case, which others are similar: nothing is worked out before it is asked."""

    def __init__(self, summaries: Sequence[Summary]) -> None:
        self._summaries = summaries
        self._place = {summary.slug: place for place, summary in enumerate(summaries)}
        self._having: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, summary in enumerate(summaries):
            for facet in WEIGHTS:
                for value in summary.facets[facet]:
                    self._having[facet, value].append(place)

    def of(self, slug: str, count: int = 3) -> list[Neighbour]:
        """Up to ``count`` cases similar to that of ``slug``, best first."""
        place = self._place[slug]
        shared: dict[int, list[str]] = defaultdict(list)
        for facet in WEIGHTS:
            for value in self._summaries[place].facets[facet]:
                for near in _around(self._having[facet, value], place):
                    if facet not in shared[near]:
                        shared[near].append(facet)
        scored = [
            (-sum(WEIGHTS[facet] for facet in facets), near, facets)
            for near, facets in shared.items()
        ]
        return [
            Neighbour(self._summaries[near], tuple(facets))
            for score, near, facets in sorted(scored)[:count]
            if score <= -3
        ]


def _around(positions: list[int], position: int) -> list[int]:
    """The positions nearest to ``position`` in a list that is in ascending order."""
    if len(positions) <= LOOKED_AT:
        return [other for other in positions if other != position]
    middle = bisect_left(positions, position)
    start = max(0, min(middle - LOOKED_AT // 2, len(positions) - LOOKED_AT))
    return [other for other in positions[start : start + LOOKED_AT] if other != position]
