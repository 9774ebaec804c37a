"""Cases like mine: every case ranked by what it has in common with what a reader asks for.

Whole numbers throughout, and cases of equal points stay in the order in which they were given:
the script of the page, which has the same rules, finds the same order and the same reasons.

What a case does not tell gives no points and takes none. What agrees gives the share of its field
times the worth of what is shared, which is greater the fewer cases have it; what comes close gives
a part of that; what differs takes ``AGAINST`` away, however rare that is which was asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from meshbook.analysis.ladders import ladders
from meshbook.analysis.magnitude import Span, step
from meshbook.analysis.summary import Summary
from meshbook.analysis.traits import PLACES, SIZES, Number, traits
from meshbook.model.vocabulary import Vocabulary

Verdict = Literal["agrees", "close", "differs", "unknown"]

WEIGHTS = {
    "industry": 8, "size": 4, "country": 6, "cloud": 4, "platform": 6, "clusters": 4,
    "services": 5, "motive": 5, "mesh": 6, "mode": 8, "left": 10, "wish": 5,
}
"""How much each field counts, in the order in which reasons are given."""

FULL = 100
NEAR = (FULL, 50, 20)
"""Likeness in percent by the rung on which two words meet."""

NEAR_BANDS = (FULL, 50, 15)
"""Likeness of two sizes by how many bands they are apart."""

NEAR_STEPS = (FULL, 80, 50, 25)
"""Likeness of two numbers by how many steps they are apart; three steps are a factor of ten."""

AGAINST = 50
COMMON = 2
"""The worth of what every case has; each halving of the share of the cases adds one."""

POOL = 24
"""Several things asked of a field count more together than one, each of them less."""

MIDDLING = 5
"""The worth of a number, of a size, and of having left any mesh at all."""

ANY = "any"
"""What is asked of ``left`` where no mesh is named."""

ALL_TOLD = ("left", "wish")
"""Fields in which silence is an answer: who is not known to have left has not left."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asks for; nothing of it has to be given.

    ``environment`` has words of the list ``platforms``. ``left`` asks for those that moved on
    from, left or turned down a mesh: one of ``meshes`` where any is named.
    """

    industry: str | None = None
    size: str | None = None
    country: str | None = None
    environment: tuple[str, ...] = ()
    clusters: int | None = None
    services: int | None = None
    motives: tuple[str, ...] = ()
    meshes: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    left: bool = False
    wishes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is asked, and by how much its worth is multiplied."""

    field: str
    asked: str | int
    share: int


@dataclass(frozen=True, slots=True)
class Reason:
    """What a case has to say to one criterion: the words that decided it, and the points."""

    field: str
    asked: str | int
    verdict: Verdict
    has: tuple[str, ...]
    points: int


@dataclass(frozen=True, slots=True)
class Match:
    """A case in the ranking: its position among the cases given, its points, and why."""

    row: int
    points: int
    reasons: tuple[Reason, ...]


class Matcher:
    """Ranks some cases."""

    def __init__(self, summaries: Sequence[Summary], vocabulary: Vocabulary) -> None:
        self.traits = [traits(summary, vocabulary) for summary in summaries]
        self.ladders = {
            field: {**words, **{word: (word,) for word in self._said(field) if word not in words}}
            for field, words in ladders(vocabulary).items()
        }
        self._platforms = vocabulary["platforms"]

    def rank(self, query: Query) -> list[Match]:
        """All cases, those most alike first."""
        criteria = list(self.criteria(query))
        matches = [self._match(row, criteria) for row in range(len(self.traits))]
        return sorted(matches, key=lambda match: -match.points)

    def criteria(self, query: Query) -> Iterator[Criterion]:
        """What ``query`` asks, one by one: several things asked of a field share its weight."""
        places = self._places(query.environment)
        asked: dict[str, Sequence[str | int | None]] = {
            "industry": [query.industry],
            "size": [query.size],
            "country": [query.country],
            **places,
            "clusters": [query.clusters],
            "services": [query.services],
            "motive": query.motives,
            "mesh": query.meshes,
            "mode": query.modes,
            "left": (query.meshes or [ANY]) if query.left else [],
            "wish": query.wishes,
        }
        for field in WEIGHTS:
            given = [each for each in asked[field] if each is not None]
            for each in given:
                yield Criterion(field, each, WEIGHTS[field] * share(len(given)))

    def worth(self, field: str, rung: str) -> int:
        """``COMMON``, and one more for each halving of the share of the cases that are on a rung.

        The share is of those of which anything is known in the field.
        """
        return COMMON + (self._known[field] // max(1, self._on[field][rung])).bit_length() - 1

    def _places(self, environment: Sequence[str]) -> dict[str, list[str]]:
        """The clouds and the platforms that are asked; who runs EKS runs on AWS."""
        asked = list(environment)
        asked += [on for word in environment if (on := self._platforms[word].extra.get("on"))]
        return {
            place: [word for word in dict.fromkeys(asked) if word in self.ladders[place]]
            for place in PLACES
        }

    def _match(self, row: int, criteria: Sequence[Criterion]) -> Match:
        reasons = tuple(self._reason(criterion, row) for criterion in criteria)
        return Match(row, sum(reason.points for reason in reasons), reasons)

    def _reason(self, criterion: Criterion, row: int) -> Reason:
        field, asked, case = criterion.field, criterion.asked, self.traits[row]
        has: tuple[str, ...] = ()
        if isinstance(asked, int):
            value = _of_number(asked, case.numbers.get(field))
        else:
            value, has = self._of_words(field, asked, case.words[field])
        if value is None:
            return Reason(field, asked, "unknown", (), 0)
        if value == 0:
            return Reason(field, asked, "differs", has, -criterion.share * AGAINST)
        agrees = value == self._best(field, asked)
        return Reason(field, asked, "agrees" if agrees else "close", has, criterion.share * value)

    def _best(self, field: str, asked: str | int) -> int:
        """What a case gets that agrees."""
        middling = isinstance(asked, int) or field == "size" or asked == ANY
        return FULL * (MIDDLING if middling else self.worth(field, str(asked)))

    def _of_words(
        self, field: str, asked: str, words: tuple[str, ...]
    ) -> tuple[int | None, tuple[str, ...]]:
        """Likeness times worth, and the words that have it; None where nothing is known."""
        if not words:
            return (0 if field in ALL_TOLD else None), ()
        if field == "size":
            apart = abs(SIZES.index(asked) - SIZES.index(words[0]))
            return MIDDLING * _at(NEAR_BANDS, apart), words
        if asked == ANY:
            return FULL * MIDDLING, words
        values = [self._shared(field, asked, word) for word in words]
        best = max(values)
        return best, tuple(word for word, value in zip(words, values, strict=True) if value == best)

    def _shared(self, field: str, one: str, other: str) -> int:
        ours, theirs = self.ladders[field][one], self.ladders[field][other]
        rungs = zip(NEAR, ours, theirs, strict=False)
        return next((near * self.worth(field, a) for near, a, b in rungs if a == b), 0)

    def _said(self, field: str) -> list[str]:
        """The words of a field that any case has; one that no list has is near to none."""
        return sorted({word for case in self.traits for word in case.words[field]})

    @cached_property
    def _known(self) -> Counter[str]:
        """Of how many cases anything is known, by field."""
        return Counter(
            field
            for case in self.traits
            for field, words in case.words.items()
            if words or field in ALL_TOLD
        )

    @cached_property
    def _on(self) -> Mapping[str, Counter[str]]:
        """How many cases are on each rung, by field."""
        return {field: self._counted(field) for field in self.ladders}

    def _counted(self, field: str) -> Counter[str]:
        counted: Counter[str] = Counter()
        for case in self.traits:
            counted.update(
                {rung for word in case.words[field] for rung in self.ladders[field][word]}
            )
        return counted


def share(count: int) -> int:
    """By how much each of ``count`` things asked of one field counts: 12 for one, 8 for two."""
    return POOL // (count + 1)


def _of_number(asked: int, number: Number | None) -> int | None:
    return None if number is None else MIDDLING * _at(NEAR_STEPS, _apart(step(asked), number.span))


def _apart(at: int, span: Span) -> int:
    return max(0, span.low - at, at - span.high)


def _at(likeness: Sequence[int], distance: int) -> int:
    return likeness[distance] if distance < len(likeness) else 0
