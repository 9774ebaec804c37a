"""Lays out the figures of a source by what may be compared.

Figures of several runs are kept apart. What stands for them is the middle one, which is a
figure that was measured: no percentile is ever averaged here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from meshbook.model.benchmark import Measurement, Run
from meshbook.pages.comparison import (
    COMPONENTS,
    Axis,
    Comparison,
    Figure,
    Row,
    Subject,
    moment,
    rank,
    stat_name,
)

Flags = Mapping[tuple[str, str], frozenset[str]]
"""The quality flags of a source by run and metric; of the whole run under ``""``."""

METRICS = (
    "latency", "cpu", "memory", "throughput", "cpu-time", "allocation", "propagation", "bandwidth",
    "connections", "error-ratio", "errors", "requests", "duration", "bytes", "features",
)
"""The order of charts. Each has one but ``COUNTED``."""

COUNTED = frozenset({"requests", "errors", "bytes", "duration"})
"""Metrics that tell how much a run did, not how well."""

BYSTANDERS = frozenset({"app", "node", "generator", "other"})
"""Parts that belong to no mesh: their figures are in the files, and in no chart."""

UNDRAWN = frozenset(
    {"authors-disclaim", "rate-of-gauge", "impossible-unit", "no-success", "failed-run"}
)
"""Flags of figures that no chart shows: they are in the files, and the page says why."""


def comparisons(
    source: str,
    runs: Iterable[Run],
    measurements: Iterable[Measurement],
    flags: Flags,
    groups: Sequence[str],
    meshes: Sequence[str],
    is_series: bool = False,
) -> list[Comparison]:
    """Every comparison that the figures of a source allow, by group, dimensions and metric.

    ``groups`` is the order of groups, ``meshes`` that of rows: it is that of the word list,
    whoever was faster. Failed runs have no figures, runs without a group none to be compared
    with, and what is flagged as unfit to be drawn is left out. In a series each day stands for
    itself where there is no version.
    """
    known = {run.run: run for run in runs if run.group and not run.failed}
    found: dict[Axis, dict[Subject, list[Measurement]]] = defaultdict(lambda: defaultdict(list))
    for each in measurements:
        run = known.get(each.run)
        if run is None or each.value is None or each.metric in COUNTED:
            continue
        if each.component in BYSTANDERS:
            continue
        if not flags_of(flags, each.run, each.metric) & UNDRAWN:
            found[_axis(source, run, each)][_subject(run, each, is_series)].append(each)
    listed = dict.fromkeys(("none", *meshes))
    place = {mesh: number for number, mesh in enumerate(listed)}
    made = [
        Comparison(axis, _rows(axis, subjects, flags, place)) for axis, subjects in found.items()
    ]
    places = {group: number for number, group in enumerate(groups)}
    return sorted(made, key=lambda comparison: _order(comparison.axis, places))


def flags_of(flags: Flags, run: str, metric: str) -> frozenset[str]:
    """The flags of one metric of a run, those of the whole run among them."""
    return flags.get((run, ""), frozenset()) | flags.get((run, metric), frozenset())


def _axis(source: str, run: Run, each: Measurement) -> Axis:
    scope = "" if each.component == "client" else each.scope
    return Axis(
        source, run.group or "", run.dimensions or "", each.metric, each.unit, scope, each.delta
    )


def _subject(run: Run, each: Measurement, is_series: bool) -> Subject:
    version = run.version or ((run.started or run.run)[:10] if is_series else None)
    told = run.configuration or ""
    configuration = None if told.startswith("{") else told or None  # settings are no name
    return Subject(run.mesh, run.mode, version, configuration, each.component, each.name)


def _rows(
    axis: Axis,
    subjects: Mapping[Subject, list[Measurement]],
    flags: Flags,
    place: Mapping[str, int],
) -> tuple[Row, ...]:
    shown = _wholes(subjects)
    rows = [_row(axis, subject, subjects[subject], flags) for subject in shown]
    return tuple(sorted(rows, key=lambda row: _row_order(row.subject, place)))


def _wholes(subjects: Iterable[Subject]) -> list[Subject]:
    """The subjects, but for the named parts of one whose whole was measured on the same axis."""
    found = list(subjects)
    whole = {each.component for each in found if each.name in (None, each.component)}
    if "data-plane" in whole:
        whole |= {"proxy", "proxy-client", "proxy-server"}
    return [
        each for each in found
        if each.component not in whole or each.name in (None, each.component)
    ]


def _row(
    axis: Axis, subject: Subject, measurements: Sequence[Measurement], flags: Flags
) -> Row:
    values: dict[str, list[float]] = defaultdict(list)
    censored: dict[str, str] = {}
    for each in measurements:
        if each.value is not None:
            values[stat_name(each)].append(each.value)
            censored[stat_name(each)] = each.censored or censored.get(stat_name(each), "")
    runs = tuple(sorted({each.run for each in measurements}))
    figures = {
        stat: Figure(stat, tuple(sorted(values[stat])), censored[stat])
        for stat in sorted(values, key=rank)
    }
    flagged = frozenset().union(*(flags_of(flags, run, axis.metric) for run in runs))
    return Row(axis, subject, figures, tuple(measurements), runs, flagged)


def _row_order(subject: Subject, place: Mapping[str, int]) -> tuple[Any, ...]:
    return (
        COMPONENTS.index(subject.component), subject.name or "",
        place.get(subject.mesh or "", len(place)),
        subject.mode, moment(subject.version or ""), subject.version or "",
        subject.configuration or "",
    )


def _order(axis: Axis, places: Mapping[str, int]) -> tuple[Any, ...]:
    dimensions = [
        (name, (0, value, "") if isinstance(value, int | float) else (1, 0, str(value)))
        for name, value in axis.dimensions.items()
    ]
    group = places.get(axis.group, len(places))
    metric = METRICS.index(axis.metric)
    return group, axis.group, dimensions, metric, axis.delta, axis.scope, axis.unit
