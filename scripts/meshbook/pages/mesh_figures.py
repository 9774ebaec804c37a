"""What was measured of one mesh: a line a source, for the page of that mesh."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from meshbook.analysis.candidates import MODES_OF_RUNS
from meshbook.pages.comparison import Comparison, Row
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.measured import Measured
from meshbook.pages.measures import Measures
from meshbook.pages.plot import series_of

SHOWN = 3
"""Subjects of one source that are shown; its page has all of them."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One subject under one condition: its name, its figures in words, and what is wrong."""

    name: str
    words: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeshSource:
    """A source that measured the mesh; ``place`` is where the chart of the figures stands."""

    measured: Measured
    ribbon: str
    condition: str
    place: str
    figures: tuple[Figures, ...]
    more: int


def measurements_of(
    library: Library, mesh: str, renderer: Renderer, mode: str | None = None
) -> list[MeshSource]:
    """Every source that measured the performance of ``mesh``, the newest first.

    With ``mode``, only those that measured it in that mode.
    """
    sources = [
        each
        for each in library.benchmarks.values()
        if mesh in each.products and each.kind != "conformance"
    ]
    sources.sort(key=lambda each: str(each.source.published or each.retrieved), reverse=True)
    found = [_source(each, mesh, renderer, mode) for each in sources]
    return [each for each in found if each.figures or mode is None]


def _source(
    measured: Measured, mesh: str, renderer: Renderer, mode: str | None
) -> MeshSource:
    measures = Measures(measured, renderer)
    found = [each for each in measured.comparisons if any(rows_of(each, mesh, mode))]
    if not found:
        return MeshSource(measured, measures.ribbon, "", "", (), 0)
    is_live = measured.source.kind == "live"
    newest = measured.releases[-1:]
    first = next((each for each in found if is_live and _versions(each) & {*newest}), found[0])
    rows = list(rows_of(first, mesh, mode))
    if is_live:  # the newest alone, whatever it is called
        rows = [row for row in rows if row.subject.version in newest] or rows[-1:]
    return MeshSource(
        measured,
        measures.ribbon,
        measures.joined([measures.metric(first.axis), measures.group(first.axis)]),
        measured.place_of(first),
        tuple(figures_of(row, first, measures) for row in rows[:SHOWN]),
        len({each.axis.group for each in found}) - 1,
    )


def rows_of(comparison: Comparison, mesh: str, mode: str | None) -> Iterator[Row]:
    """The rows of a mesh, or of one mode of it in the words that cases have for modes."""
    return (
        row
        for row in comparison.rows
        if row.subject.mesh == mesh
        and mode in (None, MODES_OF_RUNS.get(row.subject.mode, row.subject.mode))
    )


def _versions(comparison: Comparison) -> set[str | None]:
    return {row.subject.version for row in comparison.rows}


def figures_of(row: Row, comparison: Comparison, measures: Measures) -> Figures:
    """The figures of a row that a chart draws, in words."""
    drawn = [each for each in series_of(comparison.stats) if each.stat in row.figures]
    words = measures.joined(
        measures.say(
            "benchmarks.chart.figure",
            stat=measures.stat(each.stat),
            value=measures.figure(row.figures[each.stat], row.axis),
        )
        for each in drawn
    )
    return Figures(
        measures.subject_and_runs(row),
        measures.with_unit(words, measures.unit(row.axis.unit)),
        measures.flags(row.flags),
    )
