from __future__ import annotations

import json

import pytest

from result_files import codes, content, figure, parse, read, run, told, value


def test_old_oha_tells_seconds() -> None:
    tables, problems = parse("oha-old.txt")
    assert value(tables, "latency", "mean") == 831.9
    assert value(tables, "latency", "quantile", 0.999) == 19.8
    assert value(tables, "throughput", "rate") == 1962.8008
    assert value(tables, "error-ratio", "value") == 0.01
    assert codes(tables) == {"200": 985, "503": 5, "aborted due to deadline": 10}
    assert (run(tables).started, run(tables).duration_s) == ("2024-05-06", 10.0021)
    assert told(problems) == [("B005", "25:13")]


def test_new_oha_tells_the_unit_on_every_line() -> None:
    tables = read("oha-new.txt")
    assert value(tables, "latency", "max") == 21.3
    assert value(tables, "latency", "quantile", 0.5) == 1.0
    assert run(tables).duration_s == 5.0015
    assert [(each.start, each.end, each.count) for each in tables.buckets] == [
        (0.4, 0.4, 1),
        (0.4, 10.85, 990),
        (10.85, 21.3, 9),
    ]
    assert tables.buckets[1].percent == 99.1


def test_oha_writes_json_in_seconds() -> None:
    tables = read("oha.json")
    assert value(tables, "latency", "quantile", 0.999) == 19.8
    assert value(tables, "throughput", "rate") == 99.979
    assert [each.end for each in tables.buckets] == [0.4, 2.5, 10.8, 21.3]
    assert codes(tables)["connection closed before message completed"] == 10
    assert not [each for each in tables.measurements if each.quantile == 0.9999]
    assert "rps" in json.loads(run(tables).unread or "")


@pytest.mark.parametrize(
    ("name", "count", "slowest"), [("oha.csv", 4, 4.0), ("hey.csv", 3, 4.0), ("ab.tsv", 2, 80.0)]
)
def test_of_a_row_a_request_the_figures_are_computed(name: str, count: int, slowest: float) -> None:
    tables = read(name)
    assert value(tables, "requests", "count") == count
    assert value(tables, "latency", "max") == slowest
    assert value(tables, "latency", "quantile", 0.99) == slowest


def test_half_of_all_requests_are_not_slower_than_the_median() -> None:
    assert value(read("oha.csv"), "latency", "quantile", 0.5) == 2.0
    assert codes(read("oha.csv")) == {"200": 3, "503": 1}


def test_hey_is_read_like_oha_but_is_not_taken_for_it() -> None:
    tables = read("hey.txt")
    assert (run(tables).generator, run(tables).loop) == ("hey", "closed")
    assert value(tables, "latency", "quantile", 0.99) == 10.2
    assert value(tables, "throughput", "rate") == 99.8951
    assert tables.buckets[-1].end == 21.0
    assert codes(tables) == {"200": 198, 'Get "http://echo:8080/": EOF': 2}


def test_the_report_of_ab() -> None:
    tables = read("ab.txt")
    assert (run(tables).connections, run(tables).duration_s, run(tables).keepalive) == (
        10,
        0.523,
        True,
    )
    assert value(tables, "throughput", "rate") == 1912.05
    assert value(tables, "latency", "stddev") == 2.1
    assert value(tables, "latency", "quantile", 0.99) == 13
    assert value(tables, "latency", "max") == 20
    assert (value(tables, "requests", "count"), value(tables, "errors", "count")) == (1000, 3)


def test_the_percentiles_that_ab_exports() -> None:
    tables = read("ab.csv")
    assert value(tables, "latency", "min") == 1.155
    assert value(tables, "latency", "quantile", 0.99) == 13.763
    assert value(tables, "latency", "max") == 20.5


def test_units_differ_inside_one_block_of_wrk2() -> None:
    tables = read("wrk2.log")
    found = run(tables)
    assert (found.generator, found.loop, found.co_corrected) == ("wrk2", "open", True)
    assert (found.target, found.target_rps) == ("rate", 2000.0)
    assert (found.workers, found.connections, found.duration_s) == (2, 100, 30.0)
    assert value(tables, "latency", "quantile", 0.5) == 0.662
    assert value(tables, "latency", "quantile", 0.75) == 7.67
    assert value(tables, "latency", "quantile", 1.0) == 1200.0
    assert value(tables, "latency", "max") == 1200.0
    assert figure(tables, "latency", "quantile", 0.5).raw_unit == "us"
    assert value(tables, "errors", "count") == 20
    assert codes(tables) == {"read": 2, "timeout": 11, "non-2xx-3xx": 7}


def test_the_spectrum_of_wrk2_becomes_buckets() -> None:
    buckets = read("wrk2.log").buckets
    assert [each.count for each in buckets] == [1, 19999, 16000, 3950, 50]
    assert (buckets[1].start, buckets[1].end, buckets[1].percent) == (0.277, 0.662, 50.0)


def test_a_spectrum_that_does_not_agree_with_the_percentiles_is_not_taken() -> None:
    tables, problems = parse(
        "wrk2.log", content("wrk2.log").replace(b"1199.103     1.0", b"1.199     1.0")
    )
    assert not tables.buckets
    assert [each.code for each in problems] == ["B003"]


def test_uncorrected_latencies_are_a_run_of_their_own() -> None:
    whole = content("wrk2.log").decode()
    first = whole.index("  Latency Distribution")
    end = whole.index("------")
    again = (
        whole[first:end]
        .replace(
            "Recorded Latency)",
            "Uncorrected Latency (measured without taking delayed starts into account))",
        )
        .replace("662.00us", "331.00us")
    )
    tables = read("wrk2.log", whole[:end] + again + whole[end:])
    assert [(each.run, each.co_corrected) for each in tables.runs] == [
        ("run", True),
        ("run-uncorrected", False),
    ]
    assert figure(tables, "latency", "quantile", 0.5, run="run").value == 0.662
    assert figure(tables, "latency", "quantile", 0.5, run="run-uncorrected").value == 0.331


def test_wrk_sends_as_fast_as_answers_come() -> None:
    tables = read("wrk.txt")
    found = run(tables)
    assert (found.generator, found.loop, found.target, found.co_corrected) == (
        "wrk",
        "closed",
        "max",
        False,
    )
    assert (found.duration_s, found.connections) == (60.0, 64)
    assert value(tables, "latency", "stddev") == 0.45211
    assert value(tables, "latency", "quantile", 0.99) == 2.89


def test_a_test_without_a_request_measured_no_latency() -> None:
    given = content("wrk.txt").replace(b"3602345 requests", b"0 requests")
    tables = read("wrk.txt", given)
    assert run(tables).failed == "0 requests"
    assert not [each for each in tables.measurements if each.metric == "latency"]


def test_a_test_that_was_cut_off_is_incomplete() -> None:
    whole = content("wrk2.log")
    tables, problems = parse("wrk2.log", whole[: whole.index(b"99.900%")])
    assert [(each.code, each.values["detail"]) for each in problems] == [("B004", "Requests/sec:")]
    assert value(tables, "latency", "quantile", 0.99) == 11.16


def test_vegeta_reports_follow_each_other() -> None:
    tables = read("vegeta.txt")
    assert [(each.run, each.dimensions, each.duration_s) for each in tables.runs] == [
        ("run", '{"Namespace": "ns-1", "Pod": "load-1"}', 60.0),
        ("run-2", '{"Namespace": "ns-2", "Pod": "load-2"}', 9.98),
    ]
    assert figure(tables, "latency", "min", run="run").value == 0.4125
    slowest = figure(tables, "latency", "max", run="run")
    assert (slowest.value, slowest.raw) == (61_500.0, "1m1.5s")
    assert figure(tables, "latency", "quantile", 0.99, run="run-2").value == 3.5
    assert figure(tables, "throughput", "rate").value == 99
    assert figure(tables, "requests", "rate", run="run-2").value == 50
    assert codes(tables) == {"0": 4, "503": 6, "200": 500}


def test_vegeta_writes_json_in_nanoseconds() -> None:
    tables = read("vegeta.json")
    assert (run(tables).loop, run(tables).duration_s) == ("open", 9.99)
    assert value(tables, "latency", "quantile", 0.99) == 4.4
    assert value(tables, "latency", "max") == 9.9
    assert value(tables, "error-ratio", "value") == 0.01
    assert [(each.start, each.end, each.count) for each in tables.buckets] == [
        (0, 2, 900),
        (2, 5, 90),
        (5, 9.9, 10),
    ]


def test_the_plot_of_vegeta_names_its_unit_in_the_header() -> None:
    tables = read("vegeta.hdr")
    assert value(tables, "latency", "quantile", 0.5) == 1.1
    assert value(tables, "latency", "quantile", 0.99) == 4.4
    assert [each.count for each in tables.buckets] == [500, 400, 50, 40, 10]


@pytest.mark.parametrize(
    "name", ["k6-export.json", "k6-handle-summary.json", "k6-machine-readable.json"]
)
def test_the_three_summaries_of_k6_say_the_same(name: str) -> None:
    tables = read(name)
    assert value(tables, "latency", "mean") == 12.34
    assert value(tables, "latency", "median") == 10.5
    assert value(tables, "latency", "quantile", 0.95) == 31.5
    assert value(tables, "requests", "count") == 1000
    assert value(tables, "error-ratio", "value") == 0.01
    assert (run(tables).workers, run(tables).loop, run(tables).protocol) == (10, "unknown", "http")


def test_a_summary_of_k6_tells_its_time_and_version_where_it_knows_them() -> None:
    assert run(read("k6-handle-summary.json")).duration_s == 10.05025
    newest = run(read("k6-machine-readable.json"))
    assert (newest.duration_s, newest.generator_version) == (10.05, "1.5.0")
    assert run(read("k6-export.json")).duration_s is None


def test_nighthawk_tells_of_all_workers_together() -> None:
    tables = read("nighthawk.json")
    found = run(tables)
    assert (found.generator_version, found.loop, found.protocol) == ("0.6.0", "closed", "http2")
    assert (found.target_rps, found.target_scope, found.connections, found.workers) == (
        10.0,
        "per-worker",
        4,
        2,
    )
    assert value(tables, "throughput", "rate") == 20.0
    assert value(tables, "latency", "mean") == 0.9
    assert value(tables, "latency", "quantile", 0.99) == 3.1
    assert not [each for each in tables.measurements if each.quantile == 0.999]
    assert codes(tables) == {"2xx": 98, "5xx": 2}
    assert [each.count for each in tables.buckets] == [1, 51, 24, 5, 10, 5, 4, 0]


def test_a_result_of_service_mesh_performance_is_taken_at_its_word() -> None:
    tables = read("smp.yaml")
    assert (run(tables).started, run(tables).connections) == ("2024-05-06T07:08:09Z", 2)
    assert value(tables, "throughput", "rate") == 9.75
    assert value(tables, "latency", "mean") == 2.5
    assert figure(tables, "latency", "quantile", 0.999).locator == "line 16"
