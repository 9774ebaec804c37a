"""Flags of quality: each where its condition holds and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meshbook.analysis.evidence import is_success
from meshbook.analysis.quality import breaks, flags
from meshbook.model.benchmark import Measurement, ResponseCode, Run, Sample
from meshbook.model.catalog import BenchmarkData
from meshbook.reading.vocabulary import read_vocabulary
from sample_cases import PROJECT
from sample_measurements import latency, made, rate, relabelled, requests, rescaled

SHARES = (0.0, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999)
SCALED = {
    "median-above-p90", "percentiles-out-of-order", "few-samples", "no-success",
    "repeated-figures", "closed-loop-rate", "saturated", "better-than-baseline", "rate-of-gauge",
}  # fmt: skip
"""The flags that rest on no absolute size."""


def of(data: BenchmarkData, run: str = "a", metric: str | None = None) -> set[str]:
    """The flags of a run, or of one metric of it."""
    return {
        flag
        for (name, about), found in flags(data).items()
        for flag in found
        if name == run and metric in (None, about)
    }


def test_every_flag_that_can_be_given_has_its_words() -> None:
    words = read_vocabulary(PROJECT / "cases" / "_words")["flags"]
    assert set(words) == {
        "percentiles-out-of-order", "median-above-p90", "few-samples", "no-success",
        "repeated-figures", "closed-loop-rate", "impossible-unit", "method-break", "failed-run",
        "rate-of-gauge", "better-than-baseline", "authors-disclaim", "averaged-percentiles",
        "kernel-not-counted", "read-off-chart", "secondary-source", "label-only-version",
        "saturated",
    }  # fmt: skip
    for term in words.values():
        assert term.en and term.ja
        assert term.extra["means"]["en"].endswith(".") and term.extra["means"]["ja"].endswith("。")


def test_a_sound_run_has_no_flag() -> None:
    run = Run("a", "f", mesh="istio", loop="open", target="rate", target_rps=100.0, connections=64)
    rows = [*latency("a", (0.5, 2.0), (0.9, 3.0), (0.99, 9.0), mean=2.4, max=30.0), rate("a", 99.9)]
    data = made([run], [*rows, requests("a", 60_000)], codes=[ResponseCode("a", "200", 60_000)])
    assert flags(data) == {}


@settings(deadline=None)
@given(st.lists(st.floats(0.06, 1e6), min_size=len(SHARES), max_size=len(SHARES)))
def test_percentiles_of_one_distribution_are_never_flagged(values: list[float]) -> None:
    data = made([Run("a", "f")], latency("a", *zip(SHARES, sorted(values), strict=True)))
    assert of(data) == set()


@settings(deadline=None)
@given(
    # Whole numbers: neighbours among floats become one when they are scaled.
    st.lists(st.integers(1, 1_000_000), min_size=2, max_size=7, unique=True),
    st.sampled_from([0.001, 1.0, 1000.0]),
)
def test_percentiles_out_of_order_are_flagged_whatever_their_size(
    values: list[int], scale: float
) -> None:
    rising = sorted(value * scale for value in values)
    wrong = [*rising[:-2], rising[-1], rising[-2]]
    shares = SHARES[-len(wrong) :]
    rows = latency("a", *zip(shares, wrong, strict=True))
    assert of(made([Run("a", "f", generator="netperf")], rows)) == {"percentiles-out-of-order"}


def test_differences_to_a_baseline_have_no_order() -> None:
    rows = [replace(row, delta=True) for row in latency("a", (0.9, 2.8), (0.99, 2.7))]
    assert of(made([Run("a", "f")], rows)) == set()


def test_percentiles_of_different_parts_are_not_held_against_each_other() -> None:
    rows = latency("a", (0.5, 9.0))
    rows += [replace(row, component="proxy") for row in latency("a", (0.9, 2.0))]
    assert of(made([Run("a", "f")], rows)) == set()


@pytest.mark.parametrize(
    ("count", "share", "is_few"),
    [(13, 0.5, True), (20, 0.5, False), (999, 0.99, True), (1000, 0.99, False),
     (1000, 0.9999, False), (99, 0.9, True), (100, 0.9, False)],
)  # fmt: skip
def test_a_percentile_needs_ten_requests_beyond_it(
    count: int, share: float, is_few: bool
) -> None:
    rows, codes = latency("a", (share, 2.0)), [ResponseCode("a", "200", count)]
    counted = made([Run("a", "f")], [*rows, requests("a", count)])
    answered = made([Run("a", "f")], rows, codes=codes)
    assert ("few-samples" in of(counted)) is ("few-samples" in of(answered)) is is_few


@pytest.mark.parametrize(
    ("code", "is_right"),
    [("200", True), ("204", True), ("2xx", True), ("SERVING", True), ("OK", True), ("0", True),
     ("503", False), ("301", False), ("2000", False), ("-1", False), ("timeout", False)],
)  # fmt: skip
def test_a_success_is_told_by_its_code(code: str, is_right: bool) -> None:
    assert is_success(code) is is_right
    found = of(made([Run("a", "f")], codes=[ResponseCode("a", code, 50)]))
    assert ("no-success" in found) is not is_right


def test_one_success_among_many_errors_is_one() -> None:
    codes = [ResponseCode("a", "200", 1), ResponseCode("a", "503", 10_000)]
    assert "no-success" not in of(made([Run("a", "f")], codes=codes))


@pytest.mark.parametrize("same", [2, 3, 5])
def test_figures_are_repeated_when_three_are_equal_under_two_labels(same: int) -> None:
    shares = (0.5, 0.75, 0.9, 0.95, 0.99)[:same]
    values = [(share, 1.5 + number) for number, share in enumerate(shares)]
    runs = [Run("a", "f", mesh="istio", version="1.1"), Run("b", "f", mesh="istio", version="1.2")]
    rows = latency("a", *values) + latency("b", *values)
    assert ("repeated-figures" in of(made(runs, rows))) is (same >= 3)
    once = [replace(run, version="1.1") for run in runs]
    assert "repeated-figures" not in of(made(once, rows)), "two runs of one version may agree"


@pytest.mark.parametrize(
    ("changes", "is_short"),
    [({}, False), ({"target_rps": 200.0}, True), ({"target": "max", "target_rps": 200.0}, False),
     ({"target_rps": 50.0, "target_scope": "per-worker", "workers": 4}, True),
     ({"target_rps": 200.0, "target_scope": "per-worker"}, False)],
)  # fmt: skip
def test_a_target_that_is_not_reached_is_saturation(
    changes: dict[str, object], is_short: bool
) -> None:
    run = Run("a", "f", target="rate", target_rps=100.0, target_scope="total")
    data = made([replace(run, **changes)], [rate("a", 99.0)])  # type: ignore[arg-type]
    assert ("saturated" in of(data)) is is_short


def test_memory_below_a_machine_that_has_it_can_be_and_above_it_cannot() -> None:
    has = {"nodes": 3, "memory_gib_per_node": 4, "cpu_per_node": 2}
    label = {"label": {"en": "x", "ja": "x"}, **has}
    for metric, unit, most in (("memory", "MiB", 12_288.0), ("cpu", "cores", 6.0)):
        for value, is_wrong in ((most, False), (most * 1.1, True)):
            row = Measurement("a", metric, "mean", value, unit, component="data-plane")  # type: ignore[arg-type]
            data = made([Run("a", "f", environment="lab")], [row], environments={"lab": label})
            assert ("impossible-unit" in of(data, metric=metric)) is is_wrong


def test_full_connections_that_are_idle_show_seconds_called_milliseconds() -> None:
    run = Run("a", "f", target="max", loop="closed", connections=32)
    for mean, is_wrong in ((320.0, False), (0.32, True)):
        rows = [*latency("a", mean=mean), rate("a", 100.0)]
        assert ("impossible-unit" in of(made([run], rows))) is is_wrong


def test_a_bare_connection_may_be_quicker_than_any_request() -> None:
    assert of(made([Run("a", "f", generator="netperf")], latency("a", (0.5, 0.018)))) == set()


def samples(values: list[float]) -> BenchmarkData:
    rows = [
        Sample("a", f"2024-01-01T00:{number:02}:00Z", "memory", value, "MiB", "proxy")
        for number, value in enumerate(values)
    ]
    return made([Run("a", "f")], samples=rows)


@settings(deadline=None)
@given(st.lists(st.floats(0.9, 1.1), min_size=10, max_size=60), st.floats(1, 1000))
def test_memory_that_breathes_is_a_gauge(values: list[float], size: float) -> None:
    ramp = [0.0, size / 2, *(value * size for value in values), size / 2, 0.0]
    found = of(samples(ramp))
    assert "rate-of-gauge" not in found


@settings(deadline=None)
@given(st.lists(st.sampled_from([0.0, 1.0]), min_size=12, max_size=60), st.floats(0.001, 1000))
def test_memory_that_turns_four_times_is_a_rate(values: list[float], size: float) -> None:
    turns = sum(one != other for one, other in pairwise(values)) - 1
    found = of(samples([value * size for value in values]))
    assert ("rate-of-gauge" in found) is (turns >= 4)


def beaten(own: float, base: float, **changes: object) -> BenchmarkData:
    runs = [Run("a", "f", mesh="linkerd", group="pod"), Run("b", "f", mesh="none", group="pod")]
    runs[0] = replace(runs[0], **changes)  # type: ignore[arg-type]
    return made(runs, latency("a", (0.99, own)) + latency("b", (0.99, base)))


def test_both_sides_of_a_beaten_baseline_are_flagged_and_noise_is_not() -> None:
    assert of(beaten(8.0, 10.0)) == of(beaten(8.0, 10.0), "b") == {"better-than-baseline"}
    assert of(beaten(9.6, 10.0)) == set()
    assert of(beaten(8.0, 10.0, group="vm")) == set(), "another group is no baseline"


@pytest.mark.parametrize(
    ("row", "flag"),
    [
        ({"aggregation": "mean-of-runs"}, "averaged-percentiles"),
        ({"aggregation": "median-of-runs"}, None),
        ({"method": "read-off-chart"}, "read-off-chart"),
        ({"method": "secondary"}, "secondary-source"),
        ({"method": "recomputed-histogram"}, None),
    ],
)
def test_how_a_figure_came_about_is_flagged(row: dict[str, str], flag: str | None) -> None:
    (figure,) = latency("a", (0.99, 9.0))
    data = made([Run("a", "f")], [replace(figure, **row)])  # type: ignore[arg-type]
    assert of(data, metric="latency") == ({flag} if flag else set())


def test_failed_runs_and_mere_labels_are_flagged() -> None:
    data = made([Run("a", "f", failed="timed out"), Run("b", "f", version_role="label-only")])
    assert (of(data), of(data, "b")) == ({"failed-run"}, {"label-only-version"})


def releases(**changes: object) -> BenchmarkData:
    rates = {"1.2.0": 10_000.0, "1.10.0": 10_000.0, "1.11.0": 100.0, "1.12.0": 100.0}
    runs = [
        Run(f"r{version}", "f", version=version, target="rate", target_rps=rps, group=f"at-{rps:g}")
        for version, rps in rates.items()
    ]
    return made(runs, **changes)


def test_a_live_series_breaks_where_no_load_is_the_same() -> None:
    data = releases(kind="live")
    assert breaks(data) == ("1.11.0",)
    assert [run for run, _ in flags(data)] == ["r1.11.0"]
    assert breaks(releases()) == (), "a study is no series"


def test_a_declared_break_is_not_told_twice_and_reaches_its_patches() -> None:
    told = [{"before": "1.11", "text": {"en": "x", "ja": "x"}, "source": "https://www.example.com/"}]
    data = releases(kind="live", breaks=told)
    assert breaks(data) == ("1.11",)
    assert flags(data) == {("r1.11.0", ""): frozenset({"method-break"})}


def test_a_caveat_flags_the_runs_and_the_metric_that_it_names() -> None:
    text = {"id": "x", "text": {"en": "x", "ja": "x"}, "source": "https://www.example.com/"}
    caveats = [{**text, "flag": "authors-disclaim", "mesh": "istio", "metric": "latency"}]
    runs = [Run("a", "f", mesh="istio"), Run("b", "f", mesh="linkerd")]
    found = flags(made(runs, caveats=caveats))
    assert found == {("a", "latency"): frozenset({"authors-disclaim"})}
    assert flags(made(runs, caveats=[{**text}])) == {}, "a caveat need not name a flag"


POSITIVE = st.floats(0.1, 1000.0)


@st.composite
def studies(draw: st.DrawFn) -> BenchmarkData:
    """A few runs of anything, some of them odd."""
    runs, rows, codes = [], [], []
    for number in range(draw(st.integers(1, 4))):
        name = f"r{number}"
        runs.append(
            Run(
                name, "f",
                mesh=draw(st.sampled_from(["none", "istio", "linkerd", None])),
                version=draw(st.sampled_from(["1.0", "2.0", None])),
                loop=draw(st.sampled_from(["open", "closed", "unknown"])),
                target=draw(st.sampled_from(["rate", "max", "unknown"])),
                target_rps=draw(st.none() | POSITIVE),
                connections=draw(st.none() | st.integers(1, 64)),
                group=draw(st.sampled_from(["pod", None])),
            )
        )
        shares = draw(st.lists(st.sampled_from(SHARES), unique=True, max_size=4))
        rows += latency(name, *((share, draw(POSITIVE)) for share in shares))
        if draw(st.booleans()):
            rows.append(rate(name, draw(POSITIVE)))
        if draw(st.booleans()):
            code, count = draw(st.sampled_from(["200", "503"])), draw(st.integers(1, 2000))
            codes.append(ResponseCode(name, code, count))
    return made(runs, rows, codes=codes)


@settings(deadline=None)
@given(studies(), st.sampled_from([0.25, 0.5, 2.0, 4.0]))
def test_flags_do_not_depend_on_names_or_scale(data: BenchmarkData, by: float) -> None:
    copy = rescaled(relabelled(data), by)
    assert by_number(copy) == by_number(data)


def by_number(data: BenchmarkData) -> dict[tuple[int, str], frozenset[str]]:
    """The flags that rest on no absolute size, by the number of the run and the metric."""
    numbers = {run.run: number for number, run in enumerate(data.tables.runs)}
    found = {(numbers[run], metric): of & SCALED for (run, metric), of in flags(data).items()}
    return {key: kept for key, kept in found.items() if kept}
