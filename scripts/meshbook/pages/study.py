"""The page of a study: conditions first, then figures, then what to mind, then the raw files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from meshbook.artifacts import Artifact
from meshbook.exports.measurements import chart_path
from meshbook.languages import LANGUAGES
from meshbook.pages.comparison import Comparison, Row
from meshbook.pages.dossier import Dossier, Table
from meshbook.pages.glance import anchor, glances
from meshbook.pages.library import Library
from meshbook.pages.page import Page
from meshbook.pages.plot import Plot, plot

OPEN = 8
"""Groups whose charts stand open; those of the others fold."""

MOST_SAID = 8
"""Lanes that the description of a chart tells one by one; the table has all."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, its twin and its files (``data``, without their ending)."""

    id: str
    title: str
    plot: Plot
    table: Table
    desc: str
    data: str


@dataclass(frozen=True, slots=True)
class Group:
    """The charts of one comparable group under one load.

    ``zero`` names what was 0 in every run and is not drawn.
    """

    id: str
    title: str
    note: str
    charts: tuple[Chart, ...]
    zero: tuple[str, ...]


def pages(library: Library) -> Iterator[Artifact]:
    """A page for each study, in both languages, and one a group where there are many charts."""
    for measured in library.benchmarks.values():
        if measured.source.kind == "study":
            for language in LANGUAGES:
                yield from _pages(Dossier(library, measured, language))


def _pages(dossier: Dossier) -> Iterator[Artifact]:
    page, origin = dossier.page(), f"benchmarks/{dossier.measured.id}"
    parts = _by_group(dossier) if dossier.measured.is_split else {}
    yield Artifact(page.path, partial(_render, dossier, page, tuple(parts)), origin)
    for group, found in parts.items():
        own = dossier.page_of(group, dossier.measures.declared(group))
        yield Artifact(own.path, partial(_render_part, dossier, own, found), origin)


def _by_group(dossier: Dossier) -> dict[str, list[Comparison]]:
    found: dict[str, list[Comparison]] = defaultdict(list)
    for each in dossier.measured.comparisons:
        found[each.axis.group].append(each)
    return found


def _render(dossier: Dossier, page: Page, parts: Sequence[str]) -> bytes:
    """``parts`` are the groups whose charts are on pages of their own."""
    made = dossier.measured.comparisons
    return dossier.renderer.page(
        "study.html",
        page,
        dossier=dossier,
        cite=dossier.citing,
        source=dossier.measured.source,
        groups=[] if parts else groups_of(made, dossier),
        parts=[(group, dossier.measures.declared(group)) for group in parts],
        opened=OPEN,
        glances=glances(dossier),
    )


def _render_part(dossier: Dossier, page: Page, found: Sequence[Comparison]) -> bytes:
    groups = groups_of(found, dossier)
    return dossier.renderer.page("study_part.html", page, dossier=dossier, groups=groups)


def groups_of(made: Sequence[Comparison], dossier: Dossier) -> list[Group]:
    """The charts of comparisons that stand in their order, by what may be compared."""
    measures = dossier.measures
    groups = []
    for (group, _), found in groupby(made, key=lambda each: (each.axis.group, each.axis.case)):
        charts = list(found)
        axis = charts[0].axis
        declared = dossier.measured.source.groups.get(group)
        groups.append(
            Group(
                anchor(axis),
                measures.group(axis),
                dossier.renderer.text(declared.note) if declared and declared.note else "",
                tuple(_chart(each, dossier) for each in charts if not each.is_zero),
                tuple(measures.metric(each.axis) for each in charts if each.is_zero),
            )
        )
    return groups


def _chart(comparison: Comparison, dossier: Dossier) -> Chart:
    measures, axis = dossier.measures, comparison.axis
    drawn = plot(comparison, measures)
    return Chart(
        comparison.slug,
        measures.in_unit(measures.metric(axis), axis),
        drawn,
        dossier.table(comparison),
        _description(drawn, dossier),
        chart_path(dossier.measured, comparison),
    )


def _description(drawn: Plot, dossier: Dossier) -> str:
    """The chart in a paragraph for those who hear it; of many lanes only how many there are."""
    measures, rows = dossier.measures, drawn.comparison.rows
    said = [
        measures.say(
            "benchmarks.chart.desc_part",
            subject=measures.subject(row),
            figures=figures_said(row, drawn, dossier),
        )
        for row in rows
        if len(rows) <= MOST_SAID
    ]
    return measures.say(
        "benchmarks.chart.desc",
        metric=measures.metric(drawn.comparison.axis),
        count=len(rows),
        figures=measures.say("benchmarks.sentence_join").join(said),
    ).strip()


def figures_said(row: Row, drawn: Plot, dossier: Dossier) -> str:
    """The drawn figures of a row with their unit: ``p50 46.2, p99 182.1 ms``."""
    measures = dossier.measures
    said = [
        measures.say(
            "benchmarks.chart.figure",
            stat=measures.stat(each.stat),
            value=measures.figure(row.figures[each.stat], row.axis),
        )
        for each in drawn.series
        if each.stat in row.figures
    ]
    if not said:
        return ""
    return measures.with_unit(measures.joined(said), measures.unit(row.axis.unit))
