"""What a study's file says becomes runs with a subject, a load and a group, on small files.

The figures are made up. The real files are read in ``test_real_files.py``.
"""

from __future__ import annotations

import json

import pytest

from meshbook.benchmarks.pinned import Pin, facts_only
from meshbook.benchmarks.sources import great_sidecar, istio_tools, livewyer, mesh_bench
from meshbook.benchmarks.visit import Read
from meshbook.model.benchmark import Measurement, Run, Tables

OHA = b"""Started at 2024-04-10-13-27
Summary:
  Success rate:\t100.00%
  Total:\t10.0000 secs
  Slowest:\t0.5000 secs
  Fastest:\t0.0500 secs
  Average:\t0.2500 secs
  Requests/sec:\t120.5000

Response time histogram:
  0.050 [5]    |
  0.500 [1200] |#

Response time distribution:
  50.00% in 0.2400 secs
  99.00% in 0.4000 secs

Status code distribution:
  [200] 1205 responses
"""

METRICS = b"""timestamp,data-plane CPU,data-plane mem,color mesh CPU,color mesh mem
2025-03-27 16:08:10,0,104857600,0,1048576
2025-03-27 16:08:20,2000000000,209715200,1000000,2097152
2025-03-27 16:08:30,3000000000,209715200,3000000,2097152
"""

WRK2 = b"""Running 5m test @ http://face/
  8 threads and 200 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     9.25ms    2.49ms  23.47ms   73.97%
  Latency Distribution (HdrHistogram - Recorded Latency)
 50.000%  540.00us
 99.000%   16.42ms
100.000%    1.25s
----------------------------------------------------------
  6007 requests in 5.00m, 5.85MB read
  Socket errors: connect 0, read 0, write 0, timeout 18000
Requests/sec:     20.02
Transfer/sec:     19.95KB
"""

CSV = (
    b"StartTime,ActualDuration,Labels,NumThreads,ActualQPS,p50,p90,p99,"
    b"cpu_mili_avg_istio_proxy_fortioclient\n"
    b"2020-08-12T08:44:44Z,240,0a1b2c3d_qps_1000_c_8_1024_v2-stats-nullvm_both,8,1000,"
    b"2241,2839,3363,277.5\n"
    b"2020-08-12T08:49:44Z,240,0a1b2c3e_qps_1000_c_8_1024_none_mtls_baseline,8,1000,"
    b"517,634,698,0\n"
    b"2020-08-12T08:54:44Z,240,0a1b2c3f_qps_500_c_16_1024_mixer_serveronly,16,500,"
    b"900,1000,1100,12\n"
)


def fortio(**changes: object) -> bytes:
    result = {
        "RunType": "HTTP", "StartTime": "2022-06-26T22:09:18Z", "RequestedQPS": "100",
        "RequestedDuration": "15m0s", "ActualQPS": 99.5, "ActualDuration": 900005194258,
        "NumThreads": 32, "Version": "1.28.0", "Jitter": False,
        "DurationHistogram": {
            "Count": 100, "Min": 0.001, "Max": 0.004, "Sum": 0.25, "Avg": 0.0025,
            "StdDev": 0.001, "Data": [
                {"Start": 0.001, "End": 0.002, "Percent": 50, "Count": 50},
                {"Start": 0.002, "End": 0.004, "Percent": 100, "Count": 50},
            ],
        },
        "RetCodes": {"200": 100}, "URL": "http://target:8080?size=1000", **changes,
    }  # fmt: skip
    return json.dumps(result).encode()


def prometheus(container: str, values: list[float]) -> bytes:
    points = [[1656275944 + 30 * index, str(value)] for index, value in enumerate(values)]
    return json.dumps(
        [{"metric": {"container": container, "pod": "target-1"}, "values": points}]
    ).encode()


def rows(read: Read, name: str, content: bytes) -> Tables:
    tables, problems = read(name, content)
    assert problems == []
    return tables


def only(tables: Tables) -> Run:
    (run,) = tables.runs
    return run


def figure(tables: Tables, metric: str, **where: object) -> Measurement:
    wanted = {"metric": metric, **where}.items()
    found = [
        each for each in tables.measurements
        if all(getattr(each, key) == value for key, value in wanted)
    ]  # fmt: skip
    assert len(found) == 1, found
    return found[0]


# LiveWyer


def test_seconds_of_oha_are_milliseconds() -> None:
    name = "v3/oha-results/linkerd/pod/test-productpage.bookinfo-basic.svc-32-300000.txt"
    tables = rows(livewyer.read, name, OHA)
    assert figure(tables, "latency", quantile=0.99).value == 400
    assert figure(tables, "latency", quantile=0.99).raw == "0.4000"


def test_a_run_of_the_first_part_is_a_closed_loop_at_full_speed() -> None:
    name = "v3/oha-results/linkerd/vm/test-bookinfo-basic-128-300000.txt"
    run = only(rows(livewyer.read, name, OHA))
    assert (run.run, run.mesh, run.mode) == ("v3/linkerd/vm/128-300000", "linkerd", "sidecar")
    assert (run.version, run.version_role) == ("stable-2.14.9", "measured")
    assert (run.loop, run.co_corrected, run.target) == ("closed", False, "max")
    assert (run.connections, run.keepalive, run.path) == (128, False, "vm-ingress")
    assert (run.group, run.environment) == ("part-1-vm-128", "eks")


def test_the_first_iteration_asked_for_rates_and_corrected_its_latency() -> None:
    name = "v1/oha-results/non-colorized/istio/vm/bookinfo-basic/test-vm-bookinfo-basic-16-500.txt"
    run = only(rows(livewyer.read, name, OHA))
    assert (run.loop, run.co_corrected, run.target, run.target_rps) == ("open", True, "rate", 500)
    assert (run.group, run.environment) == ("trial-vm", "eks-first")
    assert run.version is None, "which version the first iteration had is not told"
    assert json.loads(run.dimensions or "") == {"connections": 16, "rate": 500}


def test_a_warm_up_of_the_second_part_is_a_group_of_its_own() -> None:
    name = "v4/oha-results/istio-ambient/pod/test-productpage.bookinfo-basic.svc-32-10000.txt"
    run = only(rows(livewyer.read, name, OHA))
    assert (run.mode, run.version, run.group) == ("ambient-l4", "1.22.0", "part-2-pod-warm-up")


def test_runs_with_more_replicas_are_told_apart_by_their_number() -> None:
    place = "v5/oha-results/istio-sidecar/replica-4"
    run = only(
        rows(livewyer.read, f"{place}/test-productpage.bookinfo-basic.svc-64-30000.txt", OHA)
    )
    assert (run.group, run.environment) == ("replicas-64", "eks-replicas")
    assert json.loads(run.dimensions or "") == {"replicas": 4}


@pytest.mark.parametrize(
    "path",
    [
        "v2/oha-results/non-colorized/istio-service-mesh-poc-vm-meshed-tests/test-vm-meshed-32.txt",
        "v3/s3-bucket/linkerd-service-mesh-poc-pod-meshed/test-svc-128-300000.txt",
        "v1/oha-results/non-colorized/istio/pod/podinfo-ha/test-pod-172.20.0.1-16-500.txt",
        "v3/diagrams/istio/pod/app-cpu.png",
        "v3/oha-results/istio/pod/../pod/test-svc-32-300000.txt",
    ],
)
def test_trials_copies_and_pictures_are_no_results(path: str) -> None:
    assert not livewyer.wanted(path)


# The Great Sidecar Debate


def test_the_use_of_resources_is_the_mean_under_load_of_all_pods_together() -> None:
    tables = rows(great_sidecar.read, "ambient/60-1-metrics.csv", METRICS)
    run = only(tables)
    assert (run.run, run.mesh, run.mode) == ("ambient/60-1/resources", "istio", "ambient-waypoint")
    cpu = figure(tables, "cpu", name="data-plane")
    assert (cpu.value, cpu.scope, cpu.component) == (2.5, "sum", "data-plane")
    assert figure(tables, "memory", name="data-plane").value == 200


def test_readings_are_kept_of_the_planes_and_not_of_every_pod() -> None:
    tables = rows(great_sidecar.read, "ambient/60-1-metrics.csv", METRICS)
    assert {each.name for each in tables.samples} == {"data-plane"}
    assert len(tables.samples) == 6


def test_a_time_of_day_without_a_zone_is_not_kept() -> None:
    run = only(rows(great_sidecar.read, "linkerd/60-1-metrics.csv", METRICS))
    assert run.started == "2025-03-27"


def test_each_of_three_generators_has_a_third_of_the_rate() -> None:
    run = only(rows(great_sidecar.read, "linkerd-2/1200-5-wrk2-jzd2g.log", WRK2))
    assert (run.run, run.target_rps, run.repeat) == ("linkerd-2/1200-5/wrk2-jzd2g", 400, 5)
    assert (run.group, run.configuration) == ("rps-1200", "linkerd-2")


def test_units_of_wrk2_may_differ_from_line_to_line() -> None:
    tables = rows(great_sidecar.read, "linkerd/60-1-wrk2-abcde.log", WRK2)
    assert figure(tables, "latency", quantile=0.5).value == 0.54
    assert figure(tables, "latency", quantile=1).value == 1250


def test_timeouts_that_outnumber_the_requests_are_no_answers() -> None:
    assert rows(great_sidecar.read, "linkerd/60-1-wrk2-abcde.log", WRK2).codes == ()


# mesh-bench


LOAD = "03_http_payload/http_istio_100_1000_1_2022-06-26T22.09.18Z.json"
USE = "03_http_payload/cpu_istio_100_2022-06-26T22.24.18Z.json"


def test_percentiles_are_recomputed_from_the_histogram() -> None:
    tables = rows(mesh_bench.reader([LOAD]), LOAD, fortio())
    median, tail = (figure(tables, "latency", quantile=each) for each in (0.5, 0.99))
    assert (median.value, median.method) == (2, "recomputed-histogram")
    assert tail.value == pytest.approx(3.96)


def test_only_names_are_kept_of_what_the_licence_covers() -> None:
    run = only(rows(mesh_bench.reader([LOAD]), LOAD, fortio(Jitter=True)))
    kept = json.loads(run.unread or "")
    assert kept.keys() == {"names"}
    assert "Jitter" in kept["names"] or "URL" in kept["names"]


def test_the_use_of_cpu_belongs_to_the_load_that_had_just_ended() -> None:
    other = "03_http_payload/http_istio_100_0_1_2022-06-26T21.54.17Z.json"
    read = mesh_bench.reader([LOAD, other, USE])
    run = only(rows(read, USE, prometheus("istio-proxy", [0.1, 0.2, 0.3])))
    assert (run.run, run.group) == ("payload-1000/istio/cpu", "payload-1000")
    assert run.payload_bytes == 1000


def test_the_first_minute_is_not_in_the_mean_of_cpu() -> None:
    tables = rows(mesh_bench.reader([LOAD]), USE, prometheus("istio-proxy", [9, 9, 0.25, 0.75]))
    assert figure(tables, "cpu").value == 0.5
    assert len(tables.samples) == 4


def test_readings_of_the_application_stay_out_where_there_is_a_proxy() -> None:
    tables = rows(mesh_bench.reader([LOAD]), USE, prometheus("fortio", [0.1, 0.2, 0.3]))
    assert tables.samples == ()
    assert figure(tables, "cpu", name="fortio").value == 0.3


def test_a_use_that_no_load_claims_is_in_no_group() -> None:
    name = "03_http_payload/cpu_baseline_100.json"
    run = only(rows(mesh_bench.reader([LOAD]), name, prometheus("fortio", [0.1])))
    assert (run.mesh, run.group, run.payload_bytes) == ("none", None, None)


def test_an_aborted_run_is_kept_as_failed() -> None:
    name = "04_grpc_max_throughput/grpc_traefik_MAX_0_1_2022-06-27T11.13.12Z.json"
    content = b'{"Error": "Aborting because of error", "Exception": {}}'
    tables = rows(mesh_bench.reader([]), name, content)
    assert only(tables).failed
    assert tables.measurements == ()


# Istio's tools


def test_each_row_of_istio_is_a_run_of_its_build() -> None:
    tables = rows(istio_tools.read, "example-2020-08.csv", CSV)
    both, bare, server = (
        next(run for run in tables.runs if run.run.startswith(f"example-2020-08/{start}"))
        for start in ("0a1b2c3d", "0a1b2c3e", "0a1b2c3f")
    )
    assert (both.mesh, both.mode, both.group) == ("istio", "sidecar", "example-2020-08")
    assert (bare.mesh, bare.mode) == ("none", "none")
    assert server.configuration == "mixer, server only"
    assert json.loads(server.dimensions or "") == {"connections": 16, "rate": 500}


def test_microseconds_of_istio_are_milliseconds() -> None:
    tables = rows(istio_tools.read, "example-2020-08.csv", CSV)
    values = {each.value for each in tables.measurements if each.quantile == 0.99}
    assert values == {3.363, 0.698, 1.1}


def test_a_proxy_that_used_nothing_was_not_there() -> None:
    tables = rows(istio_tools.read, "example-2020-08.csv", CSV)
    missing = [each for each in tables.measurements if each.metric == "cpu" and each.raw == "0"]
    assert [each.value for each in missing] == [None]


def test_a_branch_is_a_name_and_no_measured_version() -> None:
    run = rows(istio_tools.read, "release-1-4-2019-12.csv", CSV).runs[0]
    assert (run.version, run.version_role) == ("release-1.4", "unknown")


# Pins


def test_what_a_file_name_must_not_hold_becomes_a_dot() -> None:
    file = Pin("owner/name", "0" * 40, "results").file("01/http_2022-06-26T22:09:18Z.json")
    assert file.file == "01/http_2022-06-26T22.09.18Z.json"
    assert file.url.endswith("/results/01/http_2022-06-26T22%3A09%3A18Z.json")


def test_facts_alone_keep_the_names_of_the_fields_left_out() -> None:
    runs = (Run("a", "f", unread='{"b": 1, "a": {"c": 2}}'), Run("b", "f"))
    named, bare = facts_only(Tables(runs=runs)).runs
    assert named.unread == '{"names": ["a", "b"]}'
    assert bare.unread is None
