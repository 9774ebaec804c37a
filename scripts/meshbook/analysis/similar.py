"""Cases like a case: those that share most of what sets it apart."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

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
        self._found: dict[tuple[str, int], list[Neighbour]] = {}
        self._place = {summary.slug: place for place, summary in enumerate(summaries)}
        self._having: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, summary in enumerate(summaries):
            for facet in WEIGHTS:
                for value in summary.facets[facet]:
                    self._having[facet, value].append(place)

    def of(self, slug: str, count: int = 3) -> list[Neighbour]:
        """Up to ``count`` cases similar to that of ``slug``, best first."""
        if (slug, count) not in self._found:  # asked once for each language
            self._found[slug, count] = self._nearest(slug, count)
        return self._found[slug, count]

    def _nearest(self, slug: str, count: int) -> list[Neighbour]:
        place = self._place[slug]
        near = {facet: self._near(place, facet) for facet in WEIGHTS}
        scores: dict[int, int] = defaultdict(int)
        for facet, places in near.items():
            for other in places:
                scores[other] += WEIGHTS[facet]
        best = nsmallest(count, ((-score, other) for other, score in scores.items() if score >= 3))
        return [
            Neighbour(
                self._summaries[other], tuple(facet for facet in WEIGHTS if other in near[facet])
            )
            for _, other in best
        ]

    def _near(self, place: int, facet: str) -> set[int]:
        """Where the nearest cases stand that share a value of ``facet`` with that at ``place``."""
        values = self._summaries[place].facets[facet]
        near = {other for value in values for other in _around(self._having[facet, value], place)}
        return near - {place}


def _around(positions: list[int], position: int) -> list[int]:
    """The positions nearest to ``position``, itself among them, in a list in ascending order."""
    if len(positions) <= LOOKED_AT:
        return positions
    middle = bisect_left(positions, position)
    start = max(0, min(middle - LOOKED_AT // 2, len(positions) - LOOKED_AT))
    return positions[start : start + LOOKED_AT]
