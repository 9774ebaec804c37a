"""Figures that cannot be what they are called: units, rates, gauges, baselines.

Measures of physics and of arithmetic, not of taste: the number of requests under way is the
rate times the latency (Little), memory does not jump up and down, a mesh adds work.
"""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

from meshbook.analysis.evidence import Evidence, Flagged, target_of
from meshbook.model.benchmark import Measurement, Run

QUICKEST_MS = 0.05
"""Half of all HTTP requests between two processes are not answered in less."""
CALMEST_MS, MANY = 1.0, 10_000
"""Among so many requests one takes longer than this: a scheduler alone sees to it."""
SMALLEST_MIB, LARGEST_MIB = 0.25, 16 * 1024 * 1024
"""No process that serves requests, and no machine that anybody measured, has less or more."""

BUSY = (0.85, 1.1)
"""Requests under way per connection where the load is as much as the connections can carry."""
UNLIKE = 50
"""So many times too few requests under way cannot be: the units are not as told."""

REACHED = 0.95
"""The share of its target that a rate has to reach for the target to be the load."""

LEAP, TURNS = 1.5, 4
"""A working set grows when a load begins and shrinks when it ends, and again for a restart. A
rate leaps up and down by such a factor between two readings, and turns so many times.
"""
NOISE, USUAL = 0.05, (0.5, 0.99)
"""Two runs of the same thing differ by as much, in the percentiles that are compared."""

_BARE = frozenset({"netperf", "iperf", "iperf3", "sockperf"})
"""Generators that measure a connection, not requests of a protocol over it."""


def units_can_be(evidence: Evidence) -> Iterator[Flagged]:
    """impossible-unit: figures that no machine has in the unit that is given."""
    for name, run in evidence.runs.items():
        for each in evidence.figures.get(name, ()):
            if not each.delta and _is_beyond(each, evidence, run):
                yield name, each.metric, "impossible-unit"
        if _is_too_quick(evidence, run) or _is_against_little(evidence, run):
            yield name, "latency", "impossible-unit"


def rates_are_kept(evidence: Evidence) -> Iterator[Flagged]:
    """closed-loop-rate: a throughput that is only the connections divided by the latency."""
    for name, run in evidence.runs.items():
        achieved = evidence.throughput(name)
        if run.loop == "closed" and (achieved is not None or run.target == "rate"):
            yield name, "throughput", "closed-loop-rate"
            continue
        under_way = _under_way(evidence, run)
        is_kept = target_of(run) is not None and not _is_short(evidence, run)
        if under_way is not None and not is_kept and BUSY[0] <= under_way <= BUSY[1]:
            yield name, "throughput", "closed-loop-rate"


def targets_are_reached(evidence: Evidence) -> Iterator[Flagged]:
    """saturated: less came through than was to be sent, so latencies are those of a queue."""
    for name, run in evidence.runs.items():
        if _is_short(evidence, run):
            yield name, "", "saturated"


def gauges_are_gauges(evidence: Evidence) -> Iterator[Flagged]:
    """rate-of-gauge: a memory that leaps up and down is the rate at which a memory changes."""
    for (run, metric, _, _), values in evidence.gauges.items():
        leaps = [
            before < after
            for before, after in pairwise(values)
            if max(before, after) > LEAP * min(before, after)
        ]
        turns = sum(one is not other for one, other in pairwise(leaps))
        if metric == "memory" and turns >= TURNS:
            yield run, "memory", "rate-of-gauge"


def baselines_are_better(evidence: Evidence) -> Iterator[Flagged]:
    """better-than-baseline: less latency, or more throughput, with a mesh than without.

    One of the two is off, and the figures do not tell which: both are flagged.
    """
    groups: dict[tuple[str, str], list[Run]] = defaultdict(list)
    for run in evidence.runs.values():
        if run.group and run.mesh and not run.failed:
            groups[run.group, run.dimensions or ""].append(run)
    for runs in groups.values():
        subjects: dict[tuple[str | None, ...], list[Run]] = defaultdict(list)
        for run in runs:
            subjects[run.mesh, run.mode, run.version, run.configuration].append(run)
        without = [run for run in runs if run.mesh == "none"]
        for subject, among in subjects.items():
            if subject[0] != "none" and without:
                for metric in _beaten(evidence, without, among):
                    for run in (*without, *among):
                        if any(evidence.outside(run.run, metric)):
                            yield run.run, metric, "better-than-baseline"


PLAUSIBILITY: tuple[Callable[[Evidence], Iterator[Flagged]], ...] = (
    units_can_be,
    rates_are_kept,
    targets_are_reached,
    gauges_are_gauges,
    baselines_are_better,
)


def _is_beyond(each: Measurement, evidence: Evidence, run: Run) -> bool:
    """Whether a figure is more, or less, than what it was measured on can have."""
    value = each.value or 0.0
    where = evidence.source.environments.get(run.environment or "")
    nodes = (where.nodes if where else None) or math.inf
    if each.metric == "cpu" and each.unit == "cores":
        return value > nodes * ((where.cpu_per_node if where else None) or math.inf)
    if each.metric == "memory" and each.unit == "MiB" and each.stat not in ("min", "stddev"):
        gib = (where.memory_gib_per_node if where else None) or math.inf
        is_little = 0 < value < SMALLEST_MIB and each.component != "code"
        return is_little or value > min(nodes * gib * 1024, LARGEST_MIB)
    return each.metric == "error-ratio" and value > 1


def _is_too_quick(evidence: Evidence, run: Run) -> bool:
    """Whether requests are said to be answered faster than a request can travel."""
    if (run.generator or "").lower() in _BARE:
        return False
    for each in evidence.outside(run.run, "latency"):
        is_middle = each.quantile == 0.5 or each.stat in ("median", "mean")
        if is_middle and 0 < (each.value or 0) < QUICKEST_MS:
            return True
        if each.stat == "max" and 0 < (each.value or 0) < CALMEST_MS:
            return _count(evidence, run) >= MANY
    return False


def _count(evidence: Evidence, run: Run) -> float:
    """How many requests were made; from the rate and the time where nothing says so."""
    rate, seconds = evidence.throughput(run.run), run.duration_s
    return evidence.requests.get(run.run) or (rate or 0) * (seconds or 0)


def _is_against_little(evidence: Evidence, run: Run) -> bool:
    """Whether connections that always wait for an answer would have been idle most of the time.

    The opposite says nothing: latencies that are corrected for coordinated omission, and
    requests that share a connection, ask for more connections than there are.
    """
    under_way = _under_way(evidence, run)
    is_full = run.target == "max" and run.loop != "open"
    return is_full and under_way is not None and under_way < 1 / UNLIKE


def _under_way(evidence: Evidence, run: Run) -> float | None:
    """Requests under way per connection, on average: the rate times the latency."""
    rate, latency = evidence.throughput(run.run), evidence.latency(run.run)
    if not run.connections or rate is None or latency is None:
        return None
    return rate * latency / 1000 / run.connections


def _beaten(evidence: Evidence, without: list[Run], among: list[Run]) -> set[str]:
    """The metrics in which the middle run with a mesh is better than that without."""
    base, own = _middles(evidence, without), _middles(evidence, among)
    is_full = all(_is_full(evidence, run) for run in (*without, *among))
    beaten = set()
    for key in base.keys() & own.keys():
        if key[0] == "latency" and own[key] < base[key] * (1 - NOISE):
            beaten.add("latency")
        if key[0] == "throughput" and is_full and own[key] > base[key] * (1 + NOISE):
            beaten.add("throughput")
    return beaten


def _is_full(evidence: Evidence, run: Run) -> bool:
    """Whether as much went through as could: else the throughput is only what was asked for."""
    return run.target == "max" or run.loop == "closed" or _is_short(evidence, run)


def _is_short(evidence: Evidence, run: Run) -> bool:
    """Whether less came through than was to be sent."""
    target, achieved = target_of(run), evidence.throughput(run.run)
    return target is not None and achieved is not None and achieved < REACHED * target


def _middles(evidence: Evidence, runs: list[Run]) -> dict[tuple[object, ...], float]:
    """The middle figures of several runs; extremes, which are those of a moment, left out."""
    values: dict[tuple[object, ...], list[float]] = defaultdict(list)
    for run in runs:
        for each in evidence.outside(run.run, "latency", "throughput"):
            is_usual = each.quantile is None or USUAL[0] <= each.quantile <= USUAL[1]
            if each.value is not None and is_usual and each.stat not in ("min", "max", "stddev"):
                key = (each.metric, each.stat, each.quantile, each.unit)
                values[key].append(each.value)
    return {key: statistics.median(found) for key, found in values.items()}
