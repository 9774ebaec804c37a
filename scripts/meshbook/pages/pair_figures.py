"""What was measured of two meshes by the same study, under the same conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from meshbook.pages.comparison import Comparison
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.measured import Measured
from meshbook.pages.measures import Measures
from meshbook.pages.mesh_figures import SHOWN, Figures, figures_of, rows_of
from meshbook.pages.pair import Side

Shared = tuple[Measured, Sequence[Comparison]]
"""A source, and the axes on which it measured all sides."""


@dataclass(frozen=True, slots=True)
class PairFigures:
    """One axis of one source: under which condition, where its chart is, and each side's figures.

    ``more`` tells on how many further axes the source measured both.
    """

    measured: Measured
    ribbon: str
    condition: str
    place: str
    cells: tuple[tuple[Figures, ...], ...]
    more: int


def shared_by(library: Library, sides: Sequence[Side]) -> list[Shared]:
    """Every source that put all of ``sides`` on one axis, the newest first."""
    found = [each for each in library.benchmarks.values() if each.kind != "conformance"]
    found.sort(key=lambda each: str(each.source.published or each.retrieved), reverse=True)
    return [(each, axes) for each in found if (axes := _axes(each, sides))]


def figures_of_both(shared: Shared, sides: Sequence[Side], renderer: Renderer) -> PairFigures:
    """What one source measured of ``sides`` on the first axis that they share."""
    measured, axes = shared
    first, measures = axes[0], Measures(measured, renderer)
    cells = tuple(
        tuple(
            figures_of(row, first, measures)
            for row in list(rows_of(first, side.mesh, side.mode))[:SHOWN]
        )
        for side in sides
    )
    return PairFigures(
        measured,
        measures.ribbon,
        measures.joined([measures.metric(first.axis), measures.group(first.axis)]),
        measured.place_of(first),
        cells,
        len(axes) - 1,
    )


def _axes(measured: Measured, sides: Sequence[Side]) -> list[Comparison]:
    """The axes on which every side has a figure that is not 0."""
    return [
        each
        for each in measured.comparisons
        if not each.is_zero and all(any(rows_of(each, side.mesh, side.mode)) for side in sides)
    ]
