"""A live series as a picture: one project over its releases, never joined across a new method.

Each comparable group has a panel and an axis of its own. The panels stand side by side in the
order of the releases, so that a change of method is seen as the wall that it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meshbook.pages.comparison import Comparison, Row, Subject, rank
from meshbook.pages.measures import Measures
from meshbook.pages.plot import FOOT, RIBBON, End, Line, Series, series_of
from meshbook.pages.releases import Releases
from meshbook.pages.scale import Scale, scale_of

TALL = 150
"""Height of a panel without its foot, in pixels."""
SIGN = 36
"""Height over the panels, in which changes of method are named."""
APART = 13
"""The least distance of two names of lines, in pixels."""
LEAST = 20.0
"""The least width of a panel, in per cent of the picture."""
STEPS = 3
"""Steps of the axis of a panel, at most."""
SIGNS_APART = 45
"""The least distance of two walls that are both named, in per cent of the picture."""
LABELS_APART = 10
"""The least distance of two releases that are named, in per cent of the picture."""
_MINOR = re.compile(r"v?(\d+\.\d+)")


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at ``x`` per cent of its panel and ``y`` pixels; flagged ones are drawn open."""

    x: float
    y: float
    flagged: bool


@dataclass(frozen=True, slots=True)
class Track:
    """One statistic in one panel: its points, and the stretches that may be joined.

    A stretch is the corners of a line in thousandths of the panel's width, and pixels.
    """

    series: Series
    points: tuple[Point, ...]
    stretches: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One comparable group with an axis of its own. ``x`` and ``width`` are per cent."""

    comparison: Comparison
    rows: tuple[Row, ...]
    x: float
    width: float
    scale: Scale
    levels: tuple[End, ...]
    tracks: tuple[Track, ...]
    labels: tuple[End, ...]
    walls: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """All that the template draws, for one part of one project under one kind of load.

    ``walls`` are the changes of method in per cent of the picture. ``names`` are those of the
    lines at their right ends, in pixels from the top. ``head`` is where the panels begin.
    """

    subject: Subject
    series: tuple[Series, ...]
    panels: tuple[Panel, ...]
    walls: tuple[float, ...]
    names: tuple[Line, ...]
    ribbon: str
    head: int

    @property
    def signs(self) -> tuple[float, ...]:
        """The walls that are named: the last, and those before it that leave room."""
        named: list[float] = []
        for x in reversed(self.walls):
            if not named or named[-1] - x >= SIGNS_APART:
                named.append(x)
        return tuple(named)

    @property
    def height(self) -> int:
        """Of the picture, in pixels."""
        return self.head + TALL + FOOT

    @property
    def scales(self) -> str:
        """The kind of scale of all panels: linear, log, or mixed."""
        kinds = {panel.scale.kind for panel in self.panels}
        return kinds.pop() if len(kinds) == 1 else "mixed"

    @property
    def flagged(self) -> bool:
        """Whether any of its points is drawn open."""
        tracks = (track for panel in self.panels for track in panel.tracks)
        return any(point.flagged for track in tracks for point in track.points)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all panels, oldest first."""
        return tuple(row for panel in self.panels for row in panel.rows)


def trend(parts: Sequence[Comparison], when: Releases, measures: Measures) -> Trend:
    """The picture of comparisons that continue one another."""
    series = series_of(sorted({stat for part in parts for stat in part.stats}, key=rank))
    shown = tuple(each for each in series if each.form != "tick" or len(series) == 2)
    widths = _widths([len(part.rows) for part in parts])
    starts = [sum(widths[:at]) for at in range(len(widths))]
    eras = {when.era(when.of(row)) for part in parts for row in part.rows}
    head = (RIBBON if measures.ribbon else 0) + (SIGN if len(parts) > 1 or len(eras) > 1 else 14)
    panels = tuple(
        _panel(part, shown, (round(start, 2), width), when, measures, head)
        for part, start, width in zip(parts, starts, widths, strict=True)
    )
    walls = [panel.x + at * panel.width / 100 for panel in panels for at in panel.walls]
    walls += [panel.x for panel in panels[1:]]
    return Trend(
        parts[-1].rows[-1].subject, shown, panels, tuple(round(x, 2) for x in sorted(walls)),
        tuple(_names(panels[-1], measures)), measures.ribbon, head,
    )


def _names(panel: Panel, measures: Measures) -> Iterator[Line]:
    """The name of each line at its end, moved so that no two overlap."""
    ends = sorted((track.points[-1].y, track.series.stat) for track in panel.tracks if track.points)
    free = 0.0
    for y, stat in ends:
        free = max(y + 4, free)
        yield Line(round(free), measures.stat(stat))
        free += APART


def _panel(
    part: Comparison,
    series: Sequence[Series],
    place: tuple[float, float],
    when: Releases,
    measures: Measures,
    head: int,
) -> Panel:
    rows = part.rows
    values = [
        row.figures[each.stat].middle
        for row in rows
        for each in series
        if each.stat in row.figures
    ]
    scale = scale_of(values, STEPS)
    eras = [when.era(when.of(row)) for row in rows]
    levels = tuple(
        End(_height(scale.share(tick), head), measures.amount(tick, part.axis) if tick else "")
        for tick in scale.ticks
    )
    return Panel(
        part,
        rows,
        *place,
        scale,
        levels,
        tuple(_track(rows, eras, each, scale, head) for each in series),
        tuple(_labels(rows, place[1])),
        tuple(
            (_x(at, len(rows)) + _x(at - 1, len(rows))) / 2
            for at in range(1, len(rows))
            if eras[at] != eras[at - 1]
        ),
    )


def _track(
    rows: Sequence[Row], eras: Sequence[int], series: Series, scale: Scale, head: int
) -> Track:
    points, stretches = [], defaultdict(list)
    for at, row in enumerate(rows):
        figure = row.figures.get(series.stat)
        if figure is None:
            continue
        x, y = _x(at, len(rows)), _height(scale.share(figure.middle), head)
        points.append(Point(x, y, bool(row.flags - {"method-break"})))
        stretches[eras[at]].append((round(x * 10, 1), y))
    return Track(series, tuple(points), tuple(map(tuple, stretches.values())))


def _x(at: int, count: int) -> float:
    """The middle of the place of a release, in per cent of its panel."""
    return round(100 * (at + 0.5) / count, 2)


def _height(share: float, head: int) -> float:
    """A place on the axis of a panel in pixels from the top of the picture."""
    return round(head + TALL - TALL * share / 100, 1)


def _labels(rows: Sequence[Row], width: float) -> Iterator[End]:
    """The first release of each minor version, where there is room for its name."""
    firsts: dict[str, int] = {}
    for at, row in enumerate(rows):
        version = row.subject.version or ""
        minor = _MINOR.match(version)
        firsts.setdefault(minor.group(1) if minor else version, at)
    free = 0.0
    for name, at in firsts.items():
        x = _x(at, len(rows))
        if x >= free and (not at or x <= 100 - 50 * LABELS_APART / width):
            yield End(x, name)
            free = x + 100 * LABELS_APART / width


def _widths(counts: Sequence[int]) -> list[float]:
    """The share of each panel: by its releases, but none too narrow to be read."""
    least = min(LEAST, 100 / len(counts))
    spare = 100 - least * len(counts)
    return [round(least + spare * count / sum(counts), 2) for count in counts]
