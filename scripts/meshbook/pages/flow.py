"""A picture of flows: bands from the things on the left to the things on the right.

Places across are per cent and heights are pixels, so that one drawing serves every width and
type is never scaled. The thickness of a band is the number of its cases on one scale; the
place that it takes at either end is never too low to be read, pointed at or touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from meshbook.pages.card import wrap

LEFT, RIGHT = 36, 64
"""Per cent of the width between which the bands run; names stand outside of them."""

NAME = 102
"""Pixels that a name may take: what is left beside the bands on a phone."""

LINE, GAP, PLACE = 17, 14, 24
"""Heights in pixels: a line of a name, between two things, the least place of a band."""

THICKEST, TALLEST = 12, 620
"""Pixels for one case where they are few, and for all bands where they are many."""

MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a name at ``y`` pixels."""

    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Node:
    """A thing on one side: its mark at ``middle``, its name and under it its count beside that."""

    key: str
    count: int
    middle: float
    names: tuple[Line, ...]
    below: float


@dataclass(frozen=True, slots=True)
class Band:
    """The cases from ``source`` to ``target``: a path 100 wide and as high as the picture."""

    source: str
    target: str
    count: int
    path: str
    end: float


@dataclass(frozen=True, slots=True)
class Flows:
    """All that the template draws."""

    bands: tuple[Band, ...]
    sources: tuple[Node, ...]
    targets: tuple[Node, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Link:
    """What is to be drawn as a band."""

    source: str
    target: str
    count: int


def flows(
    links: Sequence[Link],
    sources: Mapping[str, int],
    targets: Mapping[str, int],
    name: Callable[[str], str],
) -> Flows:
    """The picture of ``links``. ``sources`` and ``targets`` give the order and the counts."""
    unit = min(THICKEST, TALLEST / max(sum(link.count for link in links), 1))
    right = _Side(links, targets, lambda link: link.target, lambda link: link.source, unit, name)
    left = _Side(links, sources, lambda link: link.source, lambda link: link.target, unit, name)
    left.arrange(list(targets), max(left.least, right.least))
    right.arrange(list(sources), max(left.least, right.least))
    bands = [
        Band(
            link.source, link.target, link.count,
            _path(left.places[link], right.places[link], unit * link.count),
            round(right.places[link], 1),
        )
        for link in links
    ]  # fmt: skip
    height = round(max(left.least, right.least))
    return Flows(tuple(bands), tuple(left.nodes), tuple(right.nodes), height)


def name_lines(name: str) -> list[str]:
    """A name in lines that fit beside the bands; it may say where it wants to break."""
    return [line for part in name.split("\n") for line in wrap(part, 13, NAME, MOST_LINES)]


class _Side:
    """The things on one side, from top to bottom, and where each band has its middle there."""

    def __init__(
        self,
        links: Iterable[Link],
        counts: Mapping[str, int],
        mine: Callable[[Link], str],
        other: Callable[[Link], str],
        unit: float,
        name: Callable[[str], str],
    ) -> None:
        self.counts, self.unit, self.other = counts, unit, other
        self.links = {key: [link for link in links if mine(link) == key] for key in counts}
        self.names = {key: name_lines(name(key)) for key in counts}
        self.heights = {key: max(self._bands(key), self._words(key)) for key in counts}
        self.places: dict[Link, float] = {}
        self.nodes: list[Node] = []

    @property
    def least(self) -> float:
        """The height that it needs in pixels."""
        return sum(self.heights.values()) + GAP * max(len(self.heights) - 1, 0)

    def arrange(self, opposite: Sequence[str], height: float) -> None:
        """Give everything its place; bands leave in the order of the ``opposite`` side."""
        spare = (height - self.least) / (len(self.heights) + 1)
        top = spare
        for key, own in self.heights.items():
            y = top + (own - self._bands(key)) / 2
            for link in sorted(self.links[key], key=lambda link: opposite.index(self.other(link))):
                place = self._place(link)
                self.places[link] = y + place / 2
                y += place
            self.nodes.append(self._node(key, top, own))
            top += own + GAP + spare

    def _node(self, key: str, top: float, height: float) -> Node:
        first = top + (height - self._words(key)) / 2 + LINE - 4
        names = [
            Line(round(first + LINE * at, 1), words) for at, words in enumerate(self.names[key])
        ]
        below = round(first + LINE * len(names), 1)
        return Node(key, self.counts[key], round(top + height / 2, 1), tuple(names), below)

    def _words(self, key: str) -> float:
        return LINE * (len(self.names[key]) + 1)

    def _bands(self, key: str) -> float:
        return sum(map(self._place, self.links[key]))

    def _place(self, link: Link) -> float:
        return max(PLACE, self.unit * link.count + 2)


def _path(start: float, end: float, thickness: float) -> str:
    """The outline of a band whose middle leads from ``start`` to ``end``."""
    half = thickness / 2
    upper = f"M0 {start - half:.1f}C50 {start - half:.1f} 50 {end - half:.1f} 100 {end - half:.1f}"
    lower = f"V{end + half:.1f}C50 {end + half:.1f} 50 {start + half:.1f} 0 {start + half:.1f}Z"
    return upper + lower
