"""The page of a live series: how fresh it is, its trends over releases, its changes of method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from meshbook.analysis.quality import breaks
from meshbook.artifacts import Artifact
from meshbook.exports.measurements import chart_path
from meshbook.languages import LANGUAGES
from meshbook.pages.comparison import Comparison, slug_of
from meshbook.pages.dossier import Dossier, Table
from meshbook.pages.library import Library
from meshbook.pages.page import Page
from meshbook.pages.releases import Releases, load_of, releases, series_in
from meshbook.pages.trend import Trend, trend

MOST_LOADS = 3
"""Loads whose charts fit on one page. Of more, each has a page of its own."""

COLUMNS = ("p50", "p90", "p99", "p99.9", "mean", "max", "value", "rate", "count")
"""The statistics that a table over many releases has columns for."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One panel of a chart: from which release to which, in which group, and its files."""

    words: str
    span: str
    table: Table
    versions: tuple[str, ...]
    data: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of one metric of one part over the releases."""

    id: str
    title: str
    trend: Trend
    stages: tuple[Stage, ...]
    desc: str


@dataclass(frozen=True, slots=True)
class Load:
    """The charts under one kind of load (one set of dimensions)."""

    id: str
    title: str
    charts: tuple[Chart, ...]

    @property
    def releases(self) -> int:
        """How many releases its longest chart has."""
        return max(len(chart.trend.rows) for chart in self.charts)


def pages(library: Library) -> Iterator[Artifact]:
    """A page for each live series, in both languages, and one a load where there are many."""
    for measured in library.benchmarks.values():
        if measured.kind != "live":
            continue
        loads = {language: loads_of(Dossier(library, measured, language)) for language in LANGUAGES}
        for language in LANGUAGES:
            dossier = Dossier(library, measured, language)
            yield from _pages(dossier, loads[language])


def _pages(dossier: Dossier, loads: Sequence[Load]) -> Iterator[Artifact]:
    origin, page = f"benchmarks/{dossier.measured.id}", dossier.page()
    if len(loads) <= MOST_LOADS:
        yield Artifact(page.path, partial(_render, dossier, page, loads, ()), origin)
        return
    longest = max(reversed(loads), key=lambda load: load.releases)
    yield Artifact(page.path, partial(_render, dossier, page, [longest], loads), origin)
    for load in loads:
        own = dossier.page_of(load.id, load.title)
        yield Artifact(own.path, partial(_render_part, dossier, own, load), origin)


def _render(
    dossier: Dossier, page: Page, shown: Sequence[Load], parts: Sequence[Load]
) -> bytes:
    """``shown`` are the loads whose charts are on the page, ``parts`` those with a page."""
    return dossier.renderer.page(
        "live.html",
        page,
        dossier=dossier,
        cite=dossier.citing,
        source=dossier.measured.source,
        loads=shown,
        parts=parts,
        stale=dossier.measured.is_stale(dossier.renderer.catalog.today),
    )


def _render_part(dossier: Dossier, page: Page, load: Load) -> bytes:
    return dossier.renderer.page("live_part.html", page, dossier=dossier, load=load)


def loads_of(dossier: Dossier) -> list[Load]:
    """The charts of a series by load, those that reach to the newest release first."""
    data = dossier.measured.data
    when = releases(data.tables.runs, breaks(data))
    series = series_in(dossier.measured.comparisons, when)
    newest = max((when.of(parts[-1].rows[-1]) for parts in series), default=())
    series.sort(key=lambda parts: when.of(parts[-1].rows[-1]) != newest)
    loads: dict[tuple[Any, ...], list[Sequence[Comparison]]] = {}
    for parts in series:
        loads.setdefault(load_of(parts[-1].axis), []).append(parts)
    return [_load(load, found, when, dossier) for load, found in loads.items()]


def _load(
    load: tuple[tuple[str, Any], ...],
    series: Sequence[Sequence[Comparison]],
    when: Releases,
    dossier: Dossier,
) -> Load:
    measures = dossier.measures
    words = measures.joined(filter(None, (measures.dimension(*each) for each in load)))
    name = slug_of(f"{key}-{value}" for key, value in load) or "all"
    charts = tuple(_chart(parts, when, dossier) for parts in series)
    return Load(name, words or measures.group(series[0][-1].axis), charts)


def _chart(parts: Sequence[Comparison], when: Releases, dossier: Dossier) -> Chart:
    measures = dossier.measures
    drawn = trend(parts, when, measures)
    axis, part = parts[-1].axis, measures.part(drawn.subject)
    metric = measures.metric(axis)
    title = measures.say("benchmarks.of", whole=metric, part=part) if part else metric
    return Chart(
        slug_of([axis.metric, drawn.subject.component, drawn.subject.name or ""]),
        measures.in_unit(title, axis),
        drawn,
        tuple(_stage(each, dossier) for each in parts),
        _description(title, drawn, dossier),
    )


def _stage(part: Comparison, dossier: Dossier) -> Stage:
    rows, say = part.rows, dossier.measures.say
    span = say(
        "benchmarks.live.span", first=rows[0].subject.version, last=rows[-1].subject.version
    )
    return Stage(
        say("benchmarks.live.panel", span=span, group=dossier.measures.group(part.axis)),
        span,
        dossier.table(part, COLUMNS),
        tuple(row.subject.version or "" for row in rows),
        chart_path(dossier.measured, part),
    )


def _description(title: str, drawn: Trend, dossier: Dossier) -> str:
    measures, rows = dossier.measures, drawn.rows
    newest = [
        measures.say(
            "benchmarks.chart.figure",
            stat=measures.stat(each.stat),
            value=measures.figure(rows[-1].figures[each.stat], rows[-1].axis),
        )
        for each in drawn.series
        if each.stat in rows[-1].figures
    ]
    return measures.say(
        "benchmarks.chart.trend_desc",
        metric=title,
        count=len(rows),
        first=rows[0].subject.version,
        last=rows[-1].subject.version,
        figures=measures.with_unit(measures.joined(newest), measures.unit(rows[-1].axis.unit)),
    )
