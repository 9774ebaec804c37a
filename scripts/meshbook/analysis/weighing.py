"""Scores from evidence and a reader's weights: ranges, never a bare verdict.

The browser does the same (``theme/assets/evaluate/weighing.js``) and gives the same numbers: the
operations and their order are equal, so that not a bit differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from meshbook.analysis.criteria import CRITERIA, ENOUGH, NEEDED
from meshbook.analysis.evaluation import Evaluation
from meshbook.analysis.items import Item

ALL_UP_TO = 6
"""Criteria up to which every combination of steps is tried: 3 to the power of 6."""

SAMPLE = 729
"""Combinations that are tried of more criteria: a fixed series, the same for everybody."""

_MULTIPLIER, _MODULUS = 48271, 2**31 - 1
"""The minimal standard generator of Park and Miller, which needs no more than 53 bits."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader asks for. ``weights`` are 1 to 5; a criterion without one does not matter."""

    candidates: tuple[str, ...]
    weights: Mapping[str, int]
    musts: tuple[str, ...] = ()
    vendor: bool = False
    weakest: str = "E6"


@dataclass(frozen=True, slots=True)
class Range:
    """From the worst to the best that the missing evidence allows, each from -1 to 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Score:
    """A candidate: its range, its range by criterion, and the share of weight with evidence."""

    candidate: str
    total: Range
    cells: Mapping[str, Range]
    known: float

    @property
    def placed(self) -> bool:
        """Whether there is enough evidence to place it."""
        return self.known >= ENOUGH


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Of ``tried`` weightings: how often each came first, and how often beyond any doubt.

    First is the highest middle of a range; beyond doubt is a worst above the best of all others.
    """

    tried: int
    first: Mapping[str, int]
    clear: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the evidence supports. ``excluded`` and ``open`` are (candidate, requirement)."""

    scores: tuple[Score, ...]
    sensitivity: Sensitivity
    excluded: tuple[tuple[str, str], ...]
    open: tuple[tuple[str, str], ...]


def weigh(found: Evaluation, choice: Choice) -> Weighed:
    """The candidates that meet the demands, highest middle first."""
    asked = {
        (each.candidate, each.requirement): each.answer
        for each in found.demands
        if each.requirement in choice.musts and each.candidate in choice.candidates
    }
    excluded = tuple(pair for pair, answer in asked.items() if answer == "no")
    out = {candidate for candidate, _ in excluded}
    unknown = tuple(
        pair for pair, answer in asked.items() if answer == "unknown" and pair[0] not in out
    )
    left = [
        each.id for each in found.candidates if each.id in choice.candidates and each.id not in out
    ]
    ranges = _ranges(counted(found.items, choice), left, choice)
    weights = [choice.weights[each.id] for each in CRITERIA if choice.weights.get(each.id)]
    scores = [_score(candidate, cells, weights) for candidate, cells in ranges.items()]
    tried = sensitivity(scores, weights)
    scores.sort(key=lambda score: -(score.total.low + score.total.high))
    return Weighed(tuple(scores), tried, excluded, unknown)


def counted(items: Iterable[Item], choice: Choice) -> Iterator[Item]:
    """The items that a reader lets count."""
    return (
        item
        for item in items
        if (choice.vendor or not item.vendor) and item.grade <= choice.weakest
    )


def range_of(items: Iterable[Item]) -> Range:
    """The range in one criterion. An origin counts once, by the sum of what it says."""
    directions: dict[str, int] = {}
    units: dict[str, int] = {}
    for item in items:
        # Facts on record count one by one, however many a page holds.
        origin = item.origin if item.grade else item.address
        directions[origin] = directions.get(origin, 0) + (item.direction if item.units else 0)
        units[origin] = max(units.get(origin, 0), item.units)
    told = sum(units.values())
    balance = sum(
        units[each] * ((directions[each] > 0) - (directions[each] < 0)) for each in directions
    )
    missing = max(0, NEEDED - told)
    whole = max(NEEDED, told)
    return Range((balance - missing) / whole, (balance + missing) / whole)


def sensitivity(scores: Sequence[Score], weights: Sequence[int]) -> Sensitivity:
    """Every weight one step up, one down or as it is, in all combinations or a fixed sample."""
    placed = [score for score in scores if score.placed]
    first = {score.candidate: 0 for score in placed}
    clear = dict(first)
    tried = 0
    for steps in _steps(len(weights)):
        changed = [weight + step for weight, step in zip(weights, steps, strict=True)]
        if not any(changed):
            continue
        tried += 1
        ranges = {score.candidate: _weighted(score.cells, changed) for score in placed}
        for candidate, (low, high) in ranges.items():
            others = [each for name, each in ranges.items() if name != candidate]
            first[candidate] += all(low + high > each[0] + each[1] for each in others)
            clear[candidate] += all(low > each[1] for each in others)
    return Sensitivity(tried, first, clear)


def _ranges(
    items: Iterable[Item], candidates: Sequence[str], choice: Choice
) -> dict[str, dict[str, tuple[Range, bool]]]:
    """The range of each candidate in each criterion that matters, and whether there is evidence."""
    matter = [each.id for each in CRITERIA if choice.weights.get(each.id)]
    held: dict[tuple[str, str], list[Item]] = {
        (candidate, criterion): [] for candidate in candidates for criterion in matter
    }
    for item in items:
        if (item.candidate, item.criterion) in held:
            held[item.candidate, item.criterion].append(item)
    return {
        candidate: {
            criterion: (
                range_of(held[candidate, criterion]),
                any(item.units for item in held[candidate, criterion]),
            )
            for criterion in matter
        }
        for candidate in candidates
    }


def _score(
    candidate: str, cells: Mapping[str, tuple[Range, bool]], weights: Sequence[int]
) -> Score:
    ranges = {name: each for name, (each, _) in cells.items()}
    whole = sum(weights)
    if not whole:
        return Score(candidate, Range(-1, 1), ranges, 0)
    low, high = _weighted(ranges, weights)
    known = sum(
        weight for weight, (_, is_known) in zip(weights, cells.values(), strict=True) if is_known
    )
    return Score(candidate, Range(low / whole, high / whole), ranges, known / whole)


def _weighted(cells: Mapping[str, Range], weights: Sequence[int]) -> tuple[float, float]:
    """The sums of worst and best by weight; added one by one, as the browser does."""
    low = high = 0.0
    for weight, cell in zip(weights, cells.values(), strict=True):
        low += weight * cell.low
        high += weight * cell.high
    return low, high


def _steps(count: int) -> Iterable[Sequence[int]]:
    if count <= ALL_UP_TO:
        return product((0, -1, 1), repeat=count)
    return _sample(count)


def _sample(count: int) -> Iterator[Sequence[int]]:
    """The weights as they are, then combinations of a fixed series."""
    yield (0,) * count
    seed = 1
    for _ in range(SAMPLE - 1):
        steps = []
        for _ in range(count):
            seed = seed * _MULTIPLIER % _MODULUS
            steps.append(seed % 3 - 1)
        yield steps
