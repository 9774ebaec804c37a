"""Which figures are to be read with care, told from the figures and from what is declared.

Every rule is a function of one source and looks at numbers, settings and declared fields,
never at the name of a mesh or a study: a copy under other names or in another unit is told
apart from good figures in the same way. The ids are those of ``cases/_words/flags.yaml``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from meshbook.analysis.evidence import Evidence, Flagged, is_success, load_of, together
from meshbook.analysis.plausibility import PLAUSIBILITY
from meshbook.model.benchmark import Measurement, Run
from meshbook.model.catalog import BenchmarkData

Flags = Mapping[tuple[str, str], frozenset[str]]
"""Flag ids by run and metric; the metric is empty where the whole run is meant."""

BEYOND, USUAL = 10, 0.99
"""So many requests have to be slower than a percentile for it to be more than chance. Those
above the usual one are printed unasked by many tools, and nobody compares them.
"""

ALIKE = 3
"""So many figures have to be the same before two runs are called one."""

_AVERAGED = frozenset({"mean-of-runs", "mean-of-generators", "window-mean"})
_MEASURED_AGAIN = frozenset(
    {"latency", "throughput", "cpu", "memory", "cpu-time", "bandwidth", "propagation"}
)
"""What never comes out the same twice, unlike a count of requests or of allocations."""
_NUMBER = re.compile(r"\d+")


def flags(data: BenchmarkData) -> Flags:
    """All flags of a source: computed from its figures, and declared in its caveats."""
    evidence = Evidence(data)
    return together(*(rule(evidence) for rule in (*RULES, *PLAUSIBILITY)))


def breaks(data: BenchmarkData) -> tuple[str, ...]:
    """The first version (or day) after each change of method, declared or computed."""
    return (*(each.before for each in data.source.breaks), *_computed_breaks(Evidence(data)))


def failed_runs(evidence: Evidence) -> Iterator[Flagged]:
    """failed-run: a run that gave no figures."""
    for run in evidence.data.tables.runs:
        if run.failed:
            yield run.run, "", "failed-run"


def labels_without_measurement(evidence: Evidence) -> Iterator[Flagged]:
    """label-only-version: older figures under a newer version's name."""
    for run in evidence.data.tables.runs:
        if run.version_role == "label-only":
            yield run.run, "", "label-only-version"


def figures_at_second_hand(evidence: Evidence) -> Iterator[Flagged]:
    """read-off-chart, secondary-source: figures that were not taken from what was measured."""
    names = {"read-off-chart": "read-off-chart", "secondary": "secondary-source"}
    for each in evidence.data.tables.measurements:
        if each.method in names:
            yield each.run, each.metric, names[each.method]


def averaged_percentiles(evidence: Evidence) -> Iterator[Flagged]:
    """averaged-percentiles: a mean of percentiles, which is a percentile of nothing."""
    for run, figures in evidence.figures.items():
        for each in figures:
            if each.aggregation in _AVERAGED and each.stat in ("quantile", "median"):
                yield run, each.metric, "averaged-percentiles"


def percentiles_in_order(evidence: Evidence) -> Iterator[Flagged]:
    """median-above-p90, percentiles-out-of-order: no distribution has such percentiles."""
    for run, figures in evidence.figures.items():
        distributions: dict[tuple[str, ...], dict[float, list[float]]] = {}
        for each in figures:
            share = _share(each)
            if share is None or each.value is None or each.delta or each.censored in ("<", ">"):
                continue
            part = (each.component, each.name or "", each.scope, each.aggregation)
            key: tuple[str, ...] = (each.metric, *part)
            distributions.setdefault(key, defaultdict(list))[share].append(each.value)
        for key, values in distributions.items():
            for low, high in pairwise(sorted(values)):
                if min(values[low]) > max(values[high]) * (1 + 1e-9):
                    is_median = low == 0.5 and high == 0.9
                    yield run, key[0], (
                        "median-above-p90" if is_median else "percentiles-out-of-order"
                    )


def samples_enough(evidence: Evidence) -> Iterator[Flagged]:
    """few-samples: fewer requests than it takes to see the percentiles given."""
    for run, count in evidence.requests.items():
        shares = [each.quantile for each in evidence.outside(run, "latency") if each.quantile]
        if shares and round(count * (1 - min(max(shares), USUAL)), 6) < BEYOND:
            yield run, "latency", "few-samples"


def something_succeeded(evidence: Evidence) -> Iterator[Flagged]:
    """no-success: not one answer was what was asked for."""
    for run, codes in evidence.codes.items():
        if sum(codes.values()) and not any(n for code, n in codes.items() if is_success(code)):
            yield run, "", "no-success"
    for run in evidence.figures:
        if any((each.value or 0) >= 1 for each in evidence.outside(run, "error-ratio")):
            yield run, "", "no-success"


def figures_are_new(evidence: Evidence) -> Iterator[Flagged]:
    """repeated-figures: the same figures to the last digit under another label."""
    alike: dict[frozenset[tuple[object, ...]], list[str]] = defaultdict(list)
    for run, figures in evidence.figures.items():
        marks = frozenset(_mark(each) for each in figures if each.metric in _MEASURED_AGAIN)
        if sum(1 for mark in marks if mark[-1]) >= ALIKE:
            alike[marks].append(run)
    for names in alike.values():
        if len({_label(evidence.runs[name]) for name in names}) > 1:
            for name in names:
                yield name, "", "repeated-figures"


def series_go_on(evidence: Evidence) -> Iterator[Flagged]:
    """method-break: the first version of a series that was measured by another method."""
    computed = set(_computed_breaks(evidence))
    for run in evidence.data.tables.runs:
        names = [name for name in (run.version, run.started) if name]
        declared = (each for each in evidence.source.breaks if any(map(each.begins_with, names)))
        if run.version in computed or any(declared):
            yield run.run, "", "method-break"


def declared(evidence: Evidence) -> Iterator[Flagged]:
    """Whatever only a text tells: the caveats in ``source.yaml`` that name a flag."""
    for caveat in evidence.source.caveats:
        if caveat.flag is None:
            continue
        for run in evidence.data.tables.runs:
            if caveat.group in (None, run.group) and caveat.mesh in (None, run.mesh):
                yield run.run, caveat.metric or "", caveat.flag


RULES: tuple[Callable[[Evidence], Iterator[Flagged]], ...] = (
    failed_runs,
    labels_without_measurement,
    figures_at_second_hand,
    averaged_percentiles,
    percentiles_in_order,
    samples_enough,
    something_succeeded,
    figures_are_new,
    series_go_on,
    declared,
)


def _share(each: Measurement) -> float | None:
    """Which share of a distribution lies below the figure, where that is what it tells."""
    if each.stat == "quantile":
        return each.quantile
    return {"min": 0.0, "median": 0.5, "max": 1.0}.get(each.stat)


def _mark(each: Measurement) -> tuple[object, ...]:
    return (
        each.metric, each.stat, each.quantile, each.component, each.name, each.unit, each.delta,
        float(f"{each.value:.9g}"),
    )  # fmt: skip


def _label(run: Run) -> tuple[str | None, ...]:
    return run.mesh, run.mode, run.version


def _computed_breaks(evidence: Evidence) -> Iterator[str]:
    """The versions of a live series that share no load with the one before, unless declared."""
    if evidence.source.kind != "live":
        return
    loads: dict[str, set[object]] = defaultdict(set)
    for run in evidence.data.tables.runs:
        if run.version is not None and not run.failed:
            loads[run.version].add(load_of(run))
    for before, version in pairwise(_in_order(evidence, loads)):
        is_told = any(each.begins_with(version) for each in evidence.source.breaks)
        if not is_told and loads[before].isdisjoint(loads[version]):
            yield version


def _in_order(evidence: Evidence, versions: Mapping[str, object]) -> list[str]:
    """By their numbers where all have some in dots, else by the day of their first run."""
    if all("." in version for version in versions):
        return sorted(versions, key=lambda version: [int(n) for n in _NUMBER.findall(version)])
    began: dict[str, str] = {}
    for run in evidence.data.tables.runs:
        version, started = run.version, run.started
        if version in versions and version is not None and started is not None:
            began[version] = min(started, began.get(version, started))
    return sorted(began, key=lambda version: began[version])
