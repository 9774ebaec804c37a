"""A lifeline as geometry: places in per cent of the axis, marks in pixels.

Since only places scale, one drawing serves every width, and neither marks nor years
are ever stretched. The template turns it into SVG.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from meshbook.analysis.lifeline import AXIS_START, Segment, year_fraction
from meshbook.model.vocabulary import TermList

LANE = 16
"""Height of a lane. Meshes whose times overlap stand in lanes of their own."""


SHORT = 1.5
"""A bar below this share of the axis, in per cent, may be hidden by the shape at its start."""

EDGE, BACK = 97, 12
"""What stands beside so short a bar begins so many pixels earlier where the axis is to end."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis, at ``x`` per cent."""

    year: int
    x: float


@dataclass(frozen=True, slots=True)
class Part:
    """A line from ``x`` to ``to``, or a mark at ``x`` that is moved by ``shift`` pixels.

    ``look`` is the class that says what the part means, ``family`` the mesh whose colour
    it has; ink where there is none.
    """

    kind: Literal["line", "mark"]
    look: str
    family: str
    x: float
    y: float
    to: float = 0
    mark: str = ""
    width: int = 0
    height: int = 0
    shift: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """What one lifeline is drawn from; ``label`` is the sentence for those who hear it."""

    parts: tuple[Part, ...]
    height: int
    label: str


@dataclass(frozen=True)
class Axis:
    """The fixed axis: the same for every case of an edition, today at its right end."""

    today: datetime.date

    @property
    def ticks(self) -> list[Tick]:
        """Every second year."""
        return [Tick(year, self.x(year)) for year in range(AXIS_START, self.today.year + 1, 2)]

    def x(self, year: float) -> float:
        """Where a moment stands, in per cent from the left."""
        share = (year - AXIS_START) / (year_fraction(self.today) - AXIS_START)
        return round(100 * min(max(share, 0), 1), 2)


def draw(
    segments: Sequence[Segment], axis: Axis, meshes: TermList, label: Callable[[Segment], str],
    sentence: Callable[[Sequence[str]], str],
) -> Strip:
    """The strip of ``segments``; ``label`` words one of them and ``sentence`` joins the words."""
    now = year_fraction(axis.today)
    lanes: list[float] = []
    parts: list[Part] = []
    for index, segment in enumerate(segments):
        lane = _lane(lanes, segment.start)
        lanes[lane] = now if segment.ends == "silent" else segment.end
        begun = {later.mesh for later in segments[index + 1 :] if later.start >= segment.end}
        parts += _parts(segment, axis, meshes, LANE * lane + LANE // 2, bool(begun))
    return Strip(tuple(parts), LANE * max(len(lanes), 1), sentence([label(s) for s in segments]))


def _lane(lanes: list[float], start: float) -> int:
    """The first lane that is free at ``start``; a new one where none is."""
    for lane, end in enumerate(lanes):
        if end <= start:
            return lane
    lanes.append(start)
    return len(lanes) - 1


def _parts(
    segment: Segment, axis: Axis, meshes: TermList, y: float, goes_on: bool
) -> Iterator[Part]:
    term = meshes.get(segment.mesh)
    family = str(term.extra.get("family", "other")) if term else "other"
    shape = str(term.extra.get("shape", "dash")) if term else "dash"
    start, end = axis.x(segment.start), axis.x(segment.end)

    def line(look: str, x: float, to: float) -> Part:
        return Part("line", look, family, x, y, to)

    short = end - start < SHORT
    back = BACK if short and end > EDGE else 0

    def mark(
        look: str, name: str, x: float, size: tuple[int, int], shift: tuple[int, int], ink: bool
    ) -> Part:
        moved = f"{shift[0] - back} {shift[1]}"
        return Part("mark", look, "" if ink else family, x, y, 0, name, *size, moved)

    if not segment.start_known:
        yield mark("before", "l-before", start, (18, 12), (-27, -6), False)
    if end > start:
        yield line("bar" if segment.proven else "dots", start, end)
    if segment.ends == "silent" and end < 100:
        yield line("dots", end, 100)
    if segment.proven or segment.ends == "trial":
        yield mark("shape", f"m-{shape}", start, (12, 12), (-6, -6), False)
    beside = 6 if short else -2  # else the shape would hide what ends the bar
    if segment.ends == "in-use":
        yield mark("arrow", "l-arrow", end, (10, 12), (beside, -6), False)
    if segment.ends == "left" or (segment.ends == "moved" and not goes_on):
        yield mark("exit", "l-exit", end, (20, 20), (beside, -10), True)
    if segment.ends == "rejected":
        yield mark("cross", "l-cross", end, (14, 14), (-7, -7), True)
    if segment.ends == "trial" and not segment.proven:
        yield mark("tried", f"s-{segment.stage}", end, (14, 14), (3, -7), True)
