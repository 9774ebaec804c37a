from __future__ import annotations

import json

import pytest

from meshbook.benchmarks.formats.histogram import percentile
from result_files import codes, content, figure, parse, read, run, told, value

QUANTILES = (0.5, 0.75, 0.9, 0.99, 0.999)


def changed(name: str, **fields: object) -> bytes:
    return json.dumps({**json.loads(content(name)), **fields}).encode()


def test_load_and_figures_are_read_in_their_units() -> None:
    tables = read("fortio-http.json")
    found = run(tables)
    assert (found.generator, found.generator_version) == ("fortio", "1.63.7")
    assert (found.started, found.duration_s) == ("2024-05-06T07:08:09.123456789Z", 10.001877123)
    assert (found.target, found.target_rps, found.connections) == ("rate", 100.0, 8)
    assert (found.loop, found.co_corrected, found.keepalive) == ("closed", False, True)
    assert value(tables, "throughput", "rate") == 99.98123
    assert value(tables, "latency", "min") == 0.71
    assert value(tables, "latency", "max") == 6.1
    assert value(tables, "requests", "count") == 1000
    assert value(tables, "errors", "count") == 3
    assert codes(tables) == {"200": 997, "503": 3}


def test_a_figure_keeps_its_text_and_where_it_stands() -> None:
    mean = figure(read("fortio-http.json"), "latency", "mean")
    assert (mean.raw, mean.raw_unit, mean.locator) == ("0.00097", "s", "/DurationHistogram/Avg")
    median = figure(read("fortio-http.json"), "latency", "quantile", 0.5)
    assert (median.locator, median.method) == ("/DurationHistogram/Percentiles/0/Value", "parsed")


def test_percentiles_that_are_missing_equal_those_that_fortio_tells() -> None:
    asked, unasked = read("fortio-http.json"), read("fortio-grpc-max.json")
    for quantile in QUANTILES:
        found = figure(unasked, "latency", "quantile", quantile)
        assert found.value == figure(asked, "latency", "quantile", quantile).value
        assert (found.method, found.raw) == ("recomputed-histogram", None)


@pytest.mark.parametrize(
    ("wanted", "expected"), [(0.1, 1.0), (25, 1.0), (50, 2.0), (75, 3.0), (100, 9.0)]
)
def test_a_percentile_lies_on_a_line_inside_its_bucket(wanted, expected) -> None:
    assert percentile(wanted, 1.0, 9.0, 4, [(1.0, 2.0, 50.0), (2.0, 4.0, 100.0)]) == expected


def test_the_histogram_is_kept_in_milliseconds() -> None:
    buckets = read("fortio-http.json").buckets
    assert (buckets[0].start, buckets[0].end, buckets[0].count) == (0.71, 0.8, 12)
    assert sum(each.count for each in buckets) == 1000
    assert buckets[-1].percent == 100


def test_as_fast_as_it_could_is_no_rate() -> None:
    found = run(read("fortio-grpc-max.json"))
    assert (found.target, found.target_rps, found.protocol) == ("max", None, "grpc")


def test_what_nobody_reads_is_kept() -> None:
    rest = json.loads(run(read("fortio-http.json")).unread or "")
    assert rest["URL"] == "http://echo:8080/"
    assert rest["Sizes"]["Max"] == 220
    assert "ActualQPS" not in rest


def test_a_run_that_was_given_up_is_kept_without_figures() -> None:
    tables = read("fortio-failed.json")
    assert run(tables).failed == "Aborting because of error"
    assert not tables.measurements


def test_a_newer_server_tells_its_error_beside_an_empty_result() -> None:
    given = changed(
        "fortio-http.json", DurationHistogram=None, error=True, exception="no such host"
    )
    tables, problems = parse("fortio-http.json", given)
    assert run(tables).failed == "no such host"
    assert not tables.measurements
    assert not problems


def test_the_results_that_meshery_keeps_are_unwrapped() -> None:
    tables = read("fortio-smp.json")
    assert [(each.run, each.mesh, each.generator) for each in tables.runs] == [
        ("run", "linkerd", "fortio"),
        ("run-2", None, "wrk2"),
    ]
    assert tables.measurements[0].locator == "/0/runner_results/0/ActualQPS"


def test_results_one_after_the_other_are_runs_of_their_own() -> None:
    one = content("fortio-http.json")
    tables = read(
        "fortio-http.json", b"$ fortio load\n" + one + b'\n{"ts":1,"level":"info"}\n' + one
    )
    assert [each.run for each in tables.runs] == ["run", "run-2"]
    assert tables.measurements[-1].locator.startswith("document 3, /")


def test_of_two_results_the_second_cut_off_the_first_is_kept() -> None:
    one = content("fortio-http.json")
    tables, problems = parse("fortio-http.json", one + b"\n" + one[:500])
    assert len(tables.runs) == 1
    assert [each.code for each in problems] == ["B004"]


def test_counts_of_nighthawk_are_texts_and_its_rate_is_a_number() -> None:
    tables = read("fortio-nighthawk.json")
    found = run(tables)
    assert (found.generator, found.loop, found.target_rps) == ("nighthawk", "unknown", 20.0)
    assert found.duration_s == 5.0
    assert value(tables, "requests", "count") == 100
    assert value(tables, "latency", "quantile", 0.99) == 3.1


def test_the_first_releases_of_nighthawk_told_seconds_where_fortio_tells_nanoseconds() -> None:
    tables = read("fortio-nighthawk-first.json")
    assert run(tables).duration_s == 5.0
    assert value(tables, "latency", "quantile", 0.999) == 3.1


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("NaN", "B005"),
        ("-0.5", "B005"),
        ("1e999", "B005"),
        ('"fast"', "B002"),
        ("[1]", "B002"),
    ],
)
def test_a_figure_that_cannot_be_is_told_where_it_stands(raw: str, code: str) -> None:
    given = content("fortio-http.json").replace(b'"Avg": 0.00097', b'"Avg": ' + raw.encode())
    tables, problems = parse("fortio-http.json", given)
    line = given[: given.index(b'"Avg"')].count(b"\n") + 1
    assert told(problems) == [(code, f"{line}:12")]
    assert not [each for each in tables.measurements if each.stat == "mean"]
    assert value(tables, "latency", "max") == 6.1


def test_a_missing_histogram_is_incomplete() -> None:
    tables, problems = parse("fortio-http.json", changed("fortio-http.json", DurationHistogram={}))
    assert [(each.code, each.values["detail"]) for each in problems] == [
        ("B004", "DurationHistogram")
    ]
    assert not [each for each in tables.measurements if each.metric == "latency"]


def test_a_decimal_comma_in_a_histogram_is_read() -> None:
    given = content("fortio-http.json").replace(b'"Start": 0.00071', b'"Start": "0,00071"')
    assert read("fortio-http.json", given).buckets == read("fortio-http.json").buckets


def test_less_than_one_request_has_no_percentiles() -> None:
    given = content("fortio-grpc-max.json").replace(b'"Count": 1000, "Min"', b'"Count": 0.5, "Min"')
    assert not [each for each in read("fortio-grpc-max.json", given).measurements if each.quantile]
