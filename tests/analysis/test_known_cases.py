"""The figures known to be wrong are caught by rules that know no name.

Where the project holds the figures they are those of ``docs/data`` with everything taken
away that a person declared of them. The rest are fixtures of the shape that was described,
and say so. Each is caught again under other names and on another scale, and not once it
has been repaired.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import pytest

from meshbook.analysis.quality import flags
from meshbook.model.benchmark import Measurement, ResponseCode, Run
from meshbook.model.catalog import BenchmarkData
from meshbook.reading.source import find_sources, read_sources, shelved
from sample_cases import PROJECT
from sample_measurements import latency, made, rate, relabelled, requests, rescaled, undeclared

Repair = Callable[[BenchmarkData], BenchmarkData]


@cache
def published() -> dict[str, BenchmarkData]:
    return shelved(read_sources(find_sources(PROJECT)), "benchmarks")


def those(name: str, wanted: Callable[[Run], object] = lambda run: True) -> BenchmarkData:
    """The runs of a published source that are ``wanted``, with nothing declared."""
    data = undeclared(published()[name])
    names = {run.run for run in data.tables.runs if wanted(run)}
    tables = data.tables
    kept = {
        table: tuple(row for row in getattr(tables, table) if row.run in names)
        for table in ("runs", "measurements", "buckets", "samples", "codes")
    }
    return replace(data, tables=replace(tables, **kept))


def figures(data: BenchmarkData, change: Callable[[Measurement], Measurement]) -> BenchmarkData:
    rows = tuple(map(change, data.tables.measurements))
    return replace(data, tables=replace(data.tables, measurements=rows))


def flagged(data: BenchmarkData, flag: str) -> set[tuple[int, str]]:
    """Where the flag stands: the number of the run, and the metric."""
    numbers = {run.run: number for number, run in enumerate(data.tables.runs)}
    return {(numbers[run], metric) for (run, metric), found in flags(data).items() if flag in found}


def with_value(row: Measurement, metric: str, value: float) -> Measurement:
    return replace(row, value=value) if row.metric == metric else row


def memory_as_a_gauge(data: BenchmarkData) -> BenchmarkData:
    """What the query would have given without ``rate``: 100 MiB, breathing a little."""
    samples = tuple(
        replace(each, value=100 + number % 7) if each.metric == "memory" else each
        for number, each in enumerate(data.tables.samples)
    )
    return replace(data, tables=replace(data.tables, samples=samples))


def in_order(data: BenchmarkData) -> BenchmarkData:
    """The percentiles of each run handed out anew, the lowest to the lowest."""
    sorted_values: dict[str, list[float]] = {}
    for row in data.tables.measurements:
        if row.quantile is not None and row.value is not None:
            sorted_values.setdefault(row.run, []).append(row.value)
    places = {0.5: 0, 0.9: 1}
    return figures(
        data,
        lambda row: replace(row, value=sorted(sorted_values[row.run])[places[row.quantile]])
        if row.quantile in places
        else row,
    )


def measured_again(data: BenchmarkData) -> BenchmarkData:
    """Each version with figures of its own, as a measurement always has."""
    places = {run.run: number for number, run in enumerate(data.tables.runs)}
    return figures(
        data, lambda row: replace(row, value=(row.value or 0) * (1 + places[row.run] / 1000))
    )


def without_the_bad_luck(data: BenchmarkData) -> BenchmarkData:
    """Every run with a mesh slower than the one without, by a tenth at least."""
    best = {True: 0.5, False: 2.0}
    bare = {run.run: run.mesh == "none" for run in data.tables.runs}
    factor = {"latency": 1, "throughput": -1}
    return figures(
        data,
        lambda row: replace(
            row, value=(row.value or 0) * best[bare[row.run]] ** factor.get(row.metric, 0)
        ),
    )


def answered(data: BenchmarkData) -> BenchmarkData:
    """Ten thousand requests instead of thirteen, answered as they should be."""
    codes = tuple(replace(each, code="200", count=10_000) for each in data.tables.codes)
    right = figures(data, lambda row: with_value(row, "requests", 10_000.0))
    return replace(right, tables=replace(right.tables, codes=codes))


def in_milliseconds(data: BenchmarkData) -> BenchmarkData:
    return figures(data, lambda row: with_value(row, "latency", (row.value or 0) * 1000))


def open_loop_at_its_rate(data: BenchmarkData) -> BenchmarkData:
    """A load that keeps a rate well below what the connections can carry."""
    runs = tuple(
        replace(
            run, loop="open", target="rate", target_rps=10.0, target_scope="total", connections=64
        )
        for run in data.tables.runs
    )
    right = figures(data, lambda row: with_value(row, "throughput", 10.0))
    return replace(right, tables=replace(right.tables, runs=runs))


# Described as: seven-layer runs of 13 requests, of which none was answered with 200. The
# files are not shared; figures and codes here are made up in that shape.
THIRTEEN = made(
    [Run("l7", "a.json", mesh="istio", mode="ambient-waypoint", generator="nighthawk")],
    [*latency("l7", (0.5, 1.2), (0.9, 2.5), (0.99, 2.9), max=3.0), requests("l7", 13)],
    codes=[ResponseCode("l7", "503", 13)],
)

# The figures of the example of the Service Mesh Performance format, whose field
# ``latencies_ms`` holds seconds: one request a second for three hours.
SECONDS = made(
    [Run("smp", "a.yaml", mesh="none", duration_s=10_800.0, connections=1, target="unknown")],
    [
        *latency(
            "smp", (0.5, 0.021899077590884428), (0.9, 0.033029247910863514), (0.99, 0.055),
            min=0.012007082, mean=0.023581708206018594, max=0.350472228,
        ),
        rate("smp", 0.9999971285438009),
    ],
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """One known case: where its figures are, what has to be flagged, and how it is put right."""

    name: str
    flag: str
    metric: str
    data: Callable[[], BenchmarkData]
    repair: Repair
    is_wrong: Callable[[Run], bool] = lambda run: True


KNOWN = (
    Known(
        "1 memory that is the rate of a gauge", "rate-of-gauge", "memory",
        lambda: those("mesh-bench-2022", lambda run: run.run.endswith("/mem")),
        memory_as_a_gauge,
    ),
    Known(
        "3 a median above the 90th percentile", "median-above-p90", "latency",
        lambda: those("linkerd-2025-04"), in_order,
        lambda run: (run.mesh, run.mode, run.target_rps) == ("istio", "sidecar", 2000),
    ),
    Known(
        "4 the same figures under new versions", "repeated-figures", "",
        lambda: those(
            "istio-docs",
            lambda run: run.run.startswith("summary-1.1") and (run.version or "") >= "1.11",
        ),
        measured_again,
    ),
    Known("5 thirteen samples", "few-samples", "latency", lambda: THIRTEEN, answered),
    Known("5 not one answer with 200", "no-success", "", lambda: THIRTEEN, answered),
    Known(
        "6 a mesh that beats no mesh", "better-than-baseline", "throughput",
        lambda: those("livewyer-2024", lambda run: run.run.startswith("v1/")),
        without_the_bad_luck, lambda run: run.mesh in ("linkerd", "none"),
    ),
    Known(
        "6 a baseline out of memory", "better-than-baseline", "latency",
        lambda: those("livewyer-2024", lambda run: run.group == "part-1-vm-128"),
        without_the_bad_luck, lambda run: run.mesh == "none",
    ),
    Known(
        "7 seconds called milliseconds", "impossible-unit", "latency", lambda: SECONDS,
        in_milliseconds,
    ),
    Known(
        "8 a closed loop at a rate", "closed-loop-rate", "throughput",
        lambda: those("pragmagic-2023"), open_loop_at_its_rate,
    ),
    Known(
        "8 a closed loop at full speed", "closed-loop-rate", "throughput",
        lambda: those("livewyer-2024", lambda run: run.target == "max" and run.connections),
        open_loop_at_its_rate,
    ),
)  # fmt: skip
every_case = pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)


@every_case
def test_a_known_case_is_flagged_in_the_figures_alone(known: Known) -> None:
    data = known.data()
    found = flagged(data, known.flag)
    wrong = {n for n, run in enumerate(data.tables.runs) if known.is_wrong(run)}
    assert wrong and {(number, known.metric) for number in wrong} <= found


@every_case
@pytest.mark.parametrize("by", [0.5, 1.0, 1.9])
def test_a_copy_under_other_names_and_on_another_scale_keeps_the_flag(
    known: Known, by: float
) -> None:
    data = known.data()
    copy = rescaled(relabelled(data), by)
    assert flagged(copy, known.flag) == flagged(data, known.flag) != set()


@every_case
def test_a_repaired_copy_loses_the_flag(known: Known) -> None:
    repaired = known.repair(known.data())
    assert {each for each in flagged(repaired, known.flag) if each[1] == known.metric} == set()


def test_a_closed_loop_is_told_from_its_figures_where_nobody_says_so() -> None:
    data = those("pragmagic-2023")
    unsaid = replace(
        data,
        tables=replace(
            data.tables,
            runs=tuple(replace(run, loop="unknown", target="unknown") for run in data.tables.runs),
        ),
    )
    assert len(flagged(unsaid, "closed-loop-rate")) == len(data.tables.runs)


def test_only_the_impossible_median_of_its_study_is_flagged() -> None:
    assert len(flagged(those("linkerd-2025-04"), "median-above-p90")) == 1


def test_a_gauge_of_memory_that_was_read_as_one_is_not_flagged() -> None:
    assert flagged(those("great-sidecar-2025"), "rate-of-gauge") == set()


@pytest.mark.parametrize(
    ("name", "flag"),
    [
        ("great-sidecar-2025", "authors-disclaim"),
        ("linkerd-2021-11", "averaged-percentiles"),
        ("istio-cilium-2024", "kernel-not-counted"),
    ],
)
def test_what_only_a_text_tells_is_declared_and_flagged_from_there(name: str, flag: str) -> None:
    assert flagged(published()[name], flag)
    declared = {caveat.flag for caveat in published()[name].source.caveats}
    assert flag in declared or flag == "averaged-percentiles"
