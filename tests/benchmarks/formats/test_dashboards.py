from __future__ import annotations

import json

import pytest

from meshbook.benchmarks.formats.prometheus import Quantity, parse_as
from result_files import content, figure, parse, read, run, told, value


def test_the_same_benchmark_several_times_is_its_median() -> None:
    tables = read("gobench.txt")
    found = figure(tables, "duration", "median")
    assert (found.value, found.unit, found.aggregation) == (10_861_437.0, "ns", "median-of-runs")
    assert (found.raw, found.locator) == ("10861437 10961437 10761437", "line 5, line 6, line 7")
    assert figure(tables, "allocation", "median", unit="allocs/op").value == 12
    told_of = json.loads(tables.runs[0].dimensions or "")
    assert (told_of["benchmark"], told_of["procs"], told_of["count"]) == (
        "BenchmarkPush/gateways",
        8,
        3,
    )
    assert told_of["pkg"] == "example.org/mesh/pilot/pkg/xds"


def test_megabytes_a_second_and_units_of_ones_own() -> None:
    tables = read("gobench.txt")
    assert value(tables, "bandwidth", "value") == 7676.48
    copying = next(each for each in tables.runs if each.run == "xds-copy")
    assert json.loads(copying.unread or "") == {"kb/msg": ["3.5"]}


def test_a_benchmark_that_logs_has_its_figures_on_a_later_line() -> None:
    assert figure(read("gobench.txt"), "duration", "value", name="BenchmarkLogs").value == 0.25


def test_a_benchmark_that_failed_is_kept() -> None:
    failed = [each for each in read("gobench.txt").runs if each.failed]
    assert [(each.run, each.failed) for each in failed] == [("xds-bad", "--- FAIL: BenchmarkBad")]


def test_each_set_of_labels_is_a_run_of_perfdash() -> None:
    tables = read("NetworkPerformance_benchmark.json")
    assert [each.run for each in tables.runs] == [
        "same-node-pod-to-pod-netperf-tcp-rr",
        "other-node-pod-to-pod-netperf-tcp-stream",
    ]
    assert value(tables, "latency", "quantile", 0.99) == 0.20125
    assert (value(tables, "throughput", "rate"), value(tables, "bandwidth", "rate")) == (
        8800.5,
        9300.5,
    )
    assert figure(tables, "throughput", "rate").unit == "ops/s"


def test_variants_in_one_item_are_runs_of_their_own() -> None:
    tables = read("GenericPrometheusQuery HTTP Perf Client Latency_l7.json")
    assert figure(tables, "latency", "quantile", 0.99, run="baseline").value == 1.2005
    assert figure(tables, "latency", "quantile", 0.99, run="l7policy").value == 3.0
    assert figure(tables, "throughput", "rate", run="baseline").unit == "rps"
    assert '{"P99 [ratio]": 2.5}' in {each.unread for each in tables.runs}


def test_a_release_of_envoy_gateway() -> None:
    tables = read("envoy-gateway.json")
    first, second = tables.runs
    assert (first.version, first.version_role, first.mode) == ("9.8.7", "measured", "gateway")
    assert (first.target_rps, second.target_rps, first.target_scope) == (500.0, 100.0, "per-worker")
    assert json.loads(first.dimensions or "")["routes"] == 10
    proxy = figure(tables, "cpu", "max", run=first.run, name="envoyProxy")
    assert (proxy.value, proxy.unit, proxy.component, proxy.raw) == (
        0.985,
        "cores",
        "gateway",
        "98.5",
    )
    assert figure(tables, "memory", "mean", run=first.run, name="envoyGateway").value == 129.75
    assert figure(tables, "latency", "quantile", 0.999, run=first.run).value == 7.041
    assert figure(tables, "requests", "count", run=first.run).value == 12127


def test_the_asset_of_a_release_knows_no_version_and_writes_settings_as_texts() -> None:
    first = read("envoy-gateway-asset.json").runs[0]
    assert (first.version, first.version_role, first.started) == (None, "unknown", None)
    assert (first.duration_s, first.connections) == (30.0, 50)


def test_the_dashboards_copy_is_the_same_inside_its_code() -> None:
    assert read("envoy-gateway.ts").measurements == read("envoy-gateway.json").measurements


def test_a_fault_inside_code_is_told_at_its_line() -> None:
    given = content("envoy-gateway.ts").replace(b'"mean": 129.75', b'"mean": -1', 1)
    _, problems = parse("envoy-gateway.ts", given)
    line = given[: given.index(b'"mean": -1')].count(b"\n") + 1
    assert [(each.code, each.place.line) for each in problems] == [("B005", line)]


def test_the_name_of_a_file_tells_what_prometheus_does_not() -> None:
    tables = read("cpu_istio_1000.json")
    proxy = figure(tables, "cpu", "mean", name="container=istio-proxy,pod=echo-1")
    assert (proxy.value, proxy.unit, proxy.component) == (0.5, "cores", "proxy")
    assert proxy.aggregation == "window-mean"
    assert tables.samples[0].time == "2022-05-06T07:14:49Z"
    assert run(tables).started == "2022-05-06T07:14:49Z"


def test_the_name_of_a_metric_tells_its_unit() -> None:
    tables = read("query_range.json")
    assert value(tables, "memory", "mean") == 15.0
    assert figure(tables, "memory", "mean").component == "proxy"


def test_without_a_unit_nothing_is_taken() -> None:
    given = content("cpu_istio_1000.json")
    tables, problems = parse("query_range.json", given)
    assert not tables.samples
    assert {each.code for each in problems} == {"B003"}


def test_whoever_knows_the_query_may_tell_the_unit() -> None:
    tables, problems = parse_as("x.json", content("cpu_istio_1000.json"), Quantity("memory", "B"))
    assert not problems
    assert {each.unit for each in tables.samples} == {"MiB"}


def test_an_error_of_prometheus_is_a_failed_run() -> None:
    tables, _ = parse(
        "query_range.json", '{"status":"error","errorType":"timeout","error":"query timed out"}'
    )
    assert run(tables).failed == "query timed out"


def test_nanocores_and_bytes_are_told_by_the_columns() -> None:
    tables = read("120-1-metrics.csv")
    first = tables.samples[0]
    assert (first.metric, first.name, first.value) == ("cpu", "data-plane", 0.010336165)
    assert {each.component for each in tables.samples if each.name == "color mesh"} == {"proxy"}
    assert not [each for each in tables.samples if each.name == "ztunnel mesh"]
    assert run(tables).started == "2025-03-27T16:08:10"


def test_idle_time_is_no_part_of_the_mean_under_load() -> None:
    tables = read("120-1-metrics.csv")
    found = figure(tables, "cpu", "mean", name="data-plane")
    assert (found.value, found.locator) == (0.1, "column data-plane CPU")


@pytest.mark.parametrize(
    ("name", "run_id", "cpu", "memory"),
    [
        (
            "istio-mixer.csv",
            "0a1b2c3d-qps-1000-c-64-1024-none-base",
            ("telemetry_mixer", 0.001),
            ("ingressgateway_proxy", 246.0),
        ),
        (
            "istio.csv",
            "0a1b2c3d-qps-1000-c-8-1024-v2-stats-nullvm-both",
            ("istio_proxy_fortioclient", 0.27705),
            ("istio_proxy_fortioserver", 103.787),
        ),
    ],
)
def test_generations_of_istios_table(name, run_id, cpu, memory) -> None:
    tables = read(name)
    assert tables.runs[0].run == run_id
    assert figure(tables, "cpu", "mean", run=run_id, name=cpu[0]).value == cpu[1]
    stat = "max" if name == "istio-mixer.csv" else "mean"
    assert figure(tables, "memory", stat, run=run_id, name=memory[0]).value == memory[1]


def test_percentiles_of_istios_table_are_microseconds() -> None:
    tables = read("istio.csv")
    found = figure(tables, "latency", "quantile", 0.99, run=tables.runs[0].run)
    assert (found.value, found.raw, found.raw_unit, found.locator) == (
        3.363,
        "3363",
        "us",
        "row 2, column p99",
    )
    assert figure(tables, "latency", "quantile", 0.999, run=tables.runs[0].run).value == 5.001


def test_missing_is_not_zero_in_istios_table() -> None:
    tables = read("istio.csv")
    _, second, third = (each.run for each in tables.runs)
    assert not [
        each for each in tables.measurements if each.run == second and each.quantile == 0.999
    ]
    assert not [
        each
        for each in tables.measurements
        if each.run == second and each.name == "istio_proxy_istio-ingressgateway"
    ]
    nothing = figure(tables, "cpu", "mean", run=third, name="istio_proxy_fortioclient")
    assert (nothing.value, nothing.raw) == (None, "0")


def test_labels_tell_the_load() -> None:
    first, second, third = read("istio.csv").runs
    assert (first.target_rps, first.connections, first.payload_bytes, first.mode) == (
        1000.0,
        8,
        1024,
        "sidecar",
    )
    assert (first.configuration, first.generator) == ("v2-stats-nullvm", "fortio")
    assert (second.mode, second.mtls) == ("none", True)
    assert (third.generator, third.target, third.target_rps, third.mesh) == (
        "nighthawk",
        "max",
        None,
        "linkerd",
    )


def test_the_comma_that_is_missing_costs_no_more_than_its_column() -> None:
    tables = read("istio-comma.csv")
    assert figure(tables, "cpu", "mean").name == "istio_proxy_fortioserver"
    assert value(tables, "latency", "quantile", 0.99) == 3.363


def test_a_cell_that_is_no_number_is_told_with_row_and_column() -> None:
    given = content("istio.csv").replace(b",2241,2839,", b",2241,fast,", 1)
    _, problems = parse("istio.csv", given)
    column = given.split(b"\n")[1].index(b"fast") + 1
    assert told(problems) == [("B002", f"2:{column}")]


def test_a_table_of_a_german_spreadsheet_is_read() -> None:
    given = content("istio.csv").replace(b",", b";").replace(b"277.05", b"277,05")
    tables = read("istio.csv", given)
    assert (
        figure(tables, "cpu", "mean", run=tables.runs[0].run, name="istio_proxy_fortioclient").value
        == 0.27705
    )


def test_a_row_that_is_cut_off_is_told_and_the_others_are_kept() -> None:
    given = content("istio.csv").rstrip()[:-30]
    tables, problems = parse("istio.csv", given)
    assert len(tables.runs) == 2
    assert [(each.code, each.place.line) for each in problems] == [("B004", 4)]
