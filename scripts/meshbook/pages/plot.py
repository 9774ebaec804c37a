"""A comparison as a picture: one lane a subject, from its median to its 99th percentile.

Places are per cent of the axis and marks are pixels (as in a lifeline), so that one drawing
serves every width and type is never scaled. Colours are classes, so it serves both schemes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from meshbook.pages.card import wrap
from meshbook.pages.comparison import Axis, Comparison, Row
from meshbook.pages.measures import Measures
from meshbook.pages.scale import Scale, scale_of

NARROW = 250
"""Width in pixels in which every line of text fits: a chart on a phone."""
NAME, NOTE, STRIP, RIBBON, FOOT = 18, 16, 32, 26, 24
"""Heights in pixels: a line of a name, of a note, the lane itself, the ribbon, the axis."""
USUAL = ("p50", "p90", "p99")
"""The percentiles that are drawn; where none of them is given, the highest there is."""
HIDING = frozenset({"mean-of-runs", "median-of-runs", "unknown"})
"""Aggregations that hide how many runs there were."""
SHORT = 5
"""Characters of a unit that may stand on an axis; every unit stands in the title."""
MOST_STROKES = 12
"""Runs whose own figures are drawn beside the middle one."""

Form = Literal["open", "tick", "solid"]


@dataclass(frozen=True, slots=True)
class Series:
    """A statistic and the form of its marks."""

    stat: str
    form: Form


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure at ``x`` per cent."""

    series: Series
    x: float


@dataclass(frozen=True, slots=True)
class End:
    """The figure that is written at an end of a lane."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text at ``y`` pixels."""

    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One subject. ``names`` and ``notes`` stand over its line, which is at ``y`` pixels.

    ``strokes`` are the places of each run's own figure of the last series.
    """

    y: int
    family: str
    shape: str
    names: tuple[Line, ...]
    notes: tuple[Line, ...]
    marks: tuple[Mark, ...]
    strokes: tuple[float, ...]
    low: End | None
    high: End

    @property
    def start(self) -> float:
        """Where its line begins, in per cent."""
        return min(mark.x for mark in self.marks)

    @property
    def end(self) -> float:
        """Where its line ends, in per cent."""
        return max(mark.x for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Plot:
    """All that the template draws. ``ribbon`` says whose interest is in the figures.

    ``cautions`` are the flags that all lanes have; those of one stand on it.
    """

    comparison: Comparison
    series: tuple[Series, ...]
    scale: Scale
    ticks: tuple[End, ...]
    lanes: tuple[Lane, ...]
    height: int
    ribbon: str
    cautions: tuple[Line, ...]

    @property
    def repeats(self) -> int | None:
        """How many runs stand behind each lane, where that is known and the same for all."""
        hidden = HIDING.intersection(self.joined)
        return None if hidden else repeats_of(self.comparison.rows)

    @property
    def joined(self) -> tuple[str, ...]:
        """What the source had made of its runs before."""
        return joined_by_source(self.comparison.rows)

    @property
    def several(self) -> bool:
        """Whether any lane shows its single runs."""
        return any(lane.strokes for lane in self.lanes)

    @property
    def top(self) -> int:
        """Where the grid begins, in pixels."""
        return (RIBBON if self.ribbon else 0) + NOTE * len(self.cautions)


def plot(comparison: Comparison, measures: Measures) -> Plot:
    """The picture of ``comparison``, which has at least one row."""
    series = series_of(comparison.stats)
    values = [
        value
        for row in comparison.rows
        for each in series
        if each.stat in row.figures
        for value in row.figures[each.stat].values
    ]
    scale = scale_of(values)
    ribbon, top = measures.ribbon, RIBBON if measures.ribbon else 0
    shared = shared_flags(comparison.rows)
    said = wrap(measures.joined(measures.flags(shared)), 12, NARROW) if shared else []
    cautions = tuple(Line(top + 12 + NOTE * at, words) for at, words in enumerate(said))
    top += NOTE * len(cautions)
    lanes = tuple(_lanes(comparison.rows, shared, series, scale, measures, top))
    ticks = axis_labels(scale, comparison.axis, measures)
    height = lanes[-1].y + STRIP // 2 + FOOT
    return Plot(comparison, series, scale, ticks, lanes, height, ribbon, cautions)


def repeats_of(rows: Sequence[Row]) -> int | None:
    """The number of runs of each row; None where it differs."""
    counts = {len(row.runs) for row in rows}
    return counts.pop() if len(counts) == 1 else None


def joined_by_source(rows: Sequence[Row]) -> tuple[str, ...]:
    """What the source made of several runs before it published a figure: ``mean-of-runs``."""
    found = {each.aggregation for row in rows for each in row.measurements}
    return tuple(sorted(found - {"single"}))


def shared_flags(rows: Sequence[Row]) -> frozenset[str]:
    """The flags that all of several rows have: said once."""
    first, *others = (row.flags for row in rows)
    return first.intersection(*others) if others else frozenset()


def axis_labels(scale: Scale, axis: Axis, measures: Measures) -> tuple[End, ...]:
    """The ticks with their numbers; on the last the unit, where it is short."""
    labels = [End(scale.share(tick), measures.amount(tick, axis)) for tick in scale.ticks]
    unit = measures.unit(axis.unit)
    if len(unit) > SHORT:
        return tuple(labels)
    return (*labels[:-1], End(labels[-1].x, measures.with_unit(labels[-1].words, unit)))


def series_of(stats: Sequence[str]) -> tuple[Series, ...]:
    """Which statistics are drawn: median, p90 and p99 where there are any percentiles."""
    percentiles = [stat for stat in stats if stat[1:2].isdigit()]
    if percentiles:
        chosen = [stat for stat in percentiles if stat in USUAL] or percentiles[-1:]
        forms: tuple[Form, ...] = ("open", "tick", "solid")
        return tuple(map(Series, chosen, forms[:-1][: len(chosen) - 1] + forms[-1:]))
    main = next(
        stat
        for stat in ("value", "rate", "mean", "median", "max", "sum", "count", *stats)
        if stat in stats
    )
    peak = [Series("max", "tick")] if "max" in stats and main == "mean" else []
    return (Series(main, "solid"), *peak)


def _lanes(
    rows: Sequence[Row],
    shared: frozenset[str],
    series: Sequence[Series],
    scale: Scale,
    measures: Measures,
    top: int,
) -> Iterator[Lane]:
    y = top + 8
    label = measures.subject if repeats_of(rows) else measures.subject_and_runs
    for row in rows:
        drawn = [each for each in series if each.stat in row.figures]
        if not drawn:
            continue
        names = wrap(label(row), 13, NARROW)
        flags = measures.flags(row.flags - shared)
        notes = [line for flag in flags for line in wrap(flag, 12, NARROW)]
        base = y + NAME * len(names) + NOTE * len(notes) + STRIP // 2
        lines = [Line(y + 13 + NAME * at, words) for at, words in enumerate(names)]
        below = y + NAME * len(names)
        marks = tuple(
            Mark(each, scale.share(row.figures[each.stat].middle)) for each in drawn
        )
        family, shape = measures.mark(row.subject)
        yield Lane(
            base, family, shape,
            tuple(lines),
            tuple(Line(below + 11 + NOTE * at, words) for at, words in enumerate(notes)),
            marks,
            _strokes(row, drawn[-1] if drawn[-1].form == "solid" else drawn[0], scale),
            *_ends(row, marks, measures),
        )
        y = base + STRIP // 2


def _strokes(row: Row, series: Series, scale: Scale) -> tuple[float, ...]:
    values = row.figures[series.stat].values
    return tuple(map(scale.share, values)) if 1 < len(values) <= MOST_STROKES else ()


def _ends(row: Row, marks: Sequence[Mark], measures: Measures) -> tuple[End | None, End]:
    """What is written at the low and at the high end of a lane."""

    def end(mark: Mark) -> End:
        return End(mark.x, measures.figure(row.figures[mark.series.stat], row.axis))

    low = min(marks, key=lambda mark: mark.x)
    high = max(marks, key=lambda mark: mark.x)
    return (None if low is high else end(low)), end(high)
