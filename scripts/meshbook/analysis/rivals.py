"""Who came out ahead of whom in a study: pairs of figures under one load on one environment.

Figures are only ever compared within one group of one source, at one part of the mesh and by one
statistic; nothing is averaged across studies and no size of a difference is carried over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from statistics import median_low

from meshbook.analysis.candidates import MODES_OF_RUNS, Candidates
from meshbook.analysis.evidence import SEEN_FROM_OUTSIDE
from meshbook.analysis.quality import flags
from meshbook.model.benchmark import Measurement, Run
from meshbook.model.catalog import BenchmarkData

OUT = frozenset(
    {
        "authors-disclaim", "failed-run", "impossible-unit", "label-only-version",
        "median-above-p90", "no-success", "percentiles-out-of-order", "rate-of-gauge",
        "repeated-figures", "saturated",
    }
)  # fmt: skip
"""Flags of figures that are kept out of comparisons."""

_OF_THE_MESH = frozenset({"proxy", "ztunnel", "waypoint", "data-plane", "control-plane"})
_STATISTICS = (0.99, 0.95, 0.9, 0.5)
"""Quantiles that are compared: the highest one that all have; the mean where there is none."""

Axis = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How often a candidate had the lower figure: ``lower`` of ``pairs`` comparisons.

    ``group`` is the first group in which it was compared, where its chart stands.
    """

    candidate: str
    source: str
    metric: str
    group: str
    lower: int
    pairs: int

    @property
    def direction(self) -> int:
        """For with two thirds of the pairs or more, against with one third or less."""
        if 3 * self.lower >= 2 * self.pairs:
            return 1
        return -1 if 3 * self.lower <= self.pairs else 0


def study_grade(data: BenchmarkData) -> str:
    """The distance to the measurement: files read, own words, interested words, second hand."""
    if data.source.availability == "secondary":
        return "E6"
    if data.source.availability == "raw-files":
        return "E1"
    return "E2" if data.source.trust.conflict in ("none", "unknown") else "E4"


def standings(data: BenchmarkData, metric: str, candidates: Candidates) -> Iterator[Standing]:
    """Each candidate that a source measured beside another one, in the order of the candidates."""
    lower: dict[str, int] = defaultdict(int)
    pairs: dict[str, int] = defaultdict(int)
    first: dict[str, str] = {}
    for axis, figures in _by_axis(data, metric, candidates).items():
        values = _comparable(figures)
        for one, other in permutations(values, 2):
            lower[one] += values[one] < values[other]
            pairs[one] += 1
            first.setdefault(one, str(axis[0]))
    for each in candidates.all:
        if pairs[each.id]:
            yield Standing(
                each.id, data.source_id, metric, first[each.id], lower[each.id], pairs[each.id]
            )


def _by_axis(
    data: BenchmarkData, metric: str, candidates: Candidates
) -> Mapping[Axis, dict[str, dict[str, list[float]]]]:
    """The figures by axis, candidate and statistic."""
    runs = {run.run: run for run in data.tables.runs if run.group and not run.failed}
    wrong = flags(data)
    found: dict[Axis, dict[str, dict[str, list[float]]]] = {}
    for each in data.tables.measurements:
        run = runs.get(each.run)
        if run is None or each.metric != metric or each.value is None or not _is_mesh_part(each):
            continue
        if not OUT.isdisjoint({*wrong.get((each.run, ""), ()), *wrong.get((each.run, metric), ())}):
            continue
        candidate = _subject(run, data, candidates)
        if candidate is None:
            continue
        axis = run.group, run.dimensions or "", each.unit, each.scope, each.component, each.delta
        by_candidate = found.setdefault(axis, {})
        by_statistic = by_candidate.setdefault(candidate, {})
        by_statistic.setdefault(_statistic(each), []).append(each.value)
    return found


def _is_mesh_part(each: Measurement) -> bool:
    parts = SEEN_FROM_OUTSIDE if each.metric == "latency" else _OF_THE_MESH
    return each.component in parts and not each.censored


def _subject(run: Run, data: BenchmarkData, candidates: Candidates) -> str | None:
    mode = MODES_OF_RUNS.get(run.mode, run.mode)
    candidate = candidates.of(run.mesh, mode, data.source.published)
    return candidate.id if candidate is not None else None


def _statistic(each: Measurement) -> str:
    if each.stat == "median":
        return "0.5"
    return f"{each.quantile:g}" if each.stat == "quantile" and each.quantile else each.stat


def _comparable(figures: Mapping[str, Mapping[str, list[float]]]) -> dict[str, float]:
    """The middle figure of each candidate by the first statistic that two or more have."""
    for name in (*(f"{each:g}" for each in _STATISTICS), "mean", "value"):
        having = {who: stats[name] for who, stats in figures.items() if name in stats}
        if len(having) > 1:
            return {who: median_low(values) for who, values in having.items()}
    return {}
