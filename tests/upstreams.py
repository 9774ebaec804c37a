"""What the sources' addresses answer, in the shape that each is documented to have.

Figures and names are made up, and few; where an upstream file is real it is not copied here.
``SHAPES`` is by source; ``FILES`` says under which addresses the files lie that a listing leads
to, for faults that only they have.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from meshbook.benchmarks.pinned import Pin
from meshbook.benchmarks.sources import (
    artifact_hub,
    cilium_ci,
    conformance,
    endoflife,
    envoy_gateway,
    github,
    great_sidecar,
    istio_go,
    istio_tools,
    landscape,
    livewyer,
    mesh_bench,
)
from upstream import Shape

TODAY = datetime.date(2026, 11, 24)
BUILD = "1763944020"



def project_in(folder: Path) -> Path:
    """``folder`` as a project that has the word lists and nothing else."""
    words = folder / "cases" / "_words"
    if not words.exists():
        words.parent.mkdir(parents=True, exist_ok=True)
        words.symlink_to(Path(__file__).resolve().parents[1] / "cases" / "_words")
    return folder


def as_json(data: Any, **headers: str) -> Shape:
    return Shape(json.dumps(data).encode(), headers=headers)


def as_text(text: str) -> Shape:
    return Shape(text.encode(), "text/plain")


def blob(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0%b" % (len(content), content)).hexdigest()


# Envoy Gateway


def envoy_result(routes: int, p99: float) -> dict[str, Any]:
    used = {"min": 1.5, "mean": 2.5, "max": 3.5}
    return {
        "testName": f"scaling up httproutes to {routes} with 2 routes per hostname at 100 rps",
        "routes": routes,
        "routesPerHostname": 2,
        "phase": "scaling-up",
        "throughput": 404.25,
        "totalRequests": 36000,
        "latency": {
            "min": 0.25, "mean": 0.5, "max": 30.5, "pstdev": 0.75,
            "percentiles": {"p50": 0.4, "p90": 0.5, "p95": 0.6, "p99": p99, "p999": 7.25},
        },
        "resources": {
            "envoyGateway": {"memory": used, "cpu": used},
            "envoyProxy": {"memory": used, "cpu": used},
        },
        "poolOverflow": 1,
        "upstreamConnections": 10,
    }  # fmt: skip


def envoy_suite(p99: float = 1.75, **metadata: str) -> dict[str, Any]:
    settings = {"rps": "100", "connections": "100", "duration": "90", "cpuLimit": "1000m"}
    return {
        "metadata": {**metadata, "testConfiguration": settings},
        "results": [envoy_result(10, p99), envoy_result(50, p99 + 1)],
    }


def release(tag: str, day: str, asset: bytes | None = None, number: int = 7) -> dict[str, Any]:
    assets = [{"id": 1, "name": "install.yaml", "browser_download_url": "https://example.com/i"}]
    if asset is not None:
        digest = f"sha256:{hashlib.sha256(asset).hexdigest()}"
        url = asset_url(tag)
        found = {"id": number, "name": envoy_gateway.ASSET, "browser_download_url": url}
        assets.append({**found, "digest": digest})
    return {"tag_name": tag, "published_at": f"{day}T10:00:00Z", "draft": False, "assets": assets}


def asset_url(tag: str) -> str:
    return (
        f"https://github.com/envoyproxy/gateway/releases/download/{tag}/{envoy_gateway.ASSET}"
    )


def history_url(version: str) -> str:
    return (
        "https://raw.githubusercontent.com/envoyproxy/gateway/main/"
        f"{envoy_gateway.DASHBOARD}/{version}.ts"
    )


ASSET = json.dumps(envoy_suite()).encode()
_OLD = envoy_suite(60.5, version="1.1.0", date="2024-07-23", runId="1.1.0-1", environment="CI")
HISTORY = (
    "import { TestSuite } from '../types';\n\n// Extracted from a report\n\n"
    f"export const benchmarkData: TestSuite = {json.dumps(_OLD, indent=2)};\n\n"
    "export default benchmarkData;\n"
).encode()
RELEASES_PAGE_2 = f"{envoy_gateway.REPOSITORY}/releases?per_page=100&page=2"


def _envoy() -> dict[str, Shape]:
    first = [release("v1.9.0", "2026-08-15", ASSET), release("v1.9.0-rc.0", "2026-08-01")]
    second = [release("v1.6.4", "2026-02-10", ASSET, 3), release("v1.1.0", "2024-07-23")]
    listed = [
        {"name": "template.ts", "sha": "0" * 40, "download_url": history_url("template")},
        {"name": "v1.1.0.ts", "sha": blob(HISTORY), "download_url": history_url("v1.1.0")},
        {"name": "v1.9.0.ts", "sha": "1" * 40, "download_url": history_url("v1.9.0")},
    ]
    octets = Shape(ASSET, "application/octet-stream")
    return {
        envoy_gateway.RELEASES: as_json(first, Link=f'<{RELEASES_PAGE_2}>; rel="next"'),
        RELEASES_PAGE_2: as_json(second),
        envoy_gateway.HISTORY: as_json(listed),
        asset_url("v1.9.0"): octets,
        asset_url("v1.6.4"): octets,
        history_url("v1.1.0"): Shape(HISTORY, "text/plain"),
    }


# Cilium

NATIVE = "gke-perf-native-main"
_PERFDASH = {
    "version": "v1",
    "dataItems": [
        {
            "data": {"Perc50": 31.5, "Perc90": 40.25, "Perc99": 55.5},
            "unit": "us",
            "labels": {
                "scenario": "pod-to-pod", "node": "same-node", "test_type": "netperf-TCP_RR",
                "metric": "Latency",
            },
        },
        {
            "data": {"Throughput": 30123.5},
            "unit": "ops/s",
            "labels": {
                "scenario": "pod-to-pod", "node": "same-node", "test_type": "netperf-TCP_RR",
                "metric": "Throughput",
            },
        },
    ],
}  # fmt: skip
CILIUM_NAME = (
    f"logs/{NATIVE}/{BUILD}/artifacts/NetworkPerformance_benchmark_2025-11-24T00:27:30Z.json"
)
CILIUM_FILE = f"{cilium_ci.OBJECT}/{CILIUM_NAME.replace(':', '%3A')}"
CILIUM_JOB = f"{cilium_ci.LIST}?prefix=logs/{NATIVE}/&{cilium_ci.PREFIXES}"


def cilium_objects(build: str) -> str:
    return (
        f"{cilium_ci.LIST}?prefix=logs/{NATIVE}/{build}/"
        "&fields=items(name,md5Hash),nextPageToken"
    )


def _cilium() -> dict[str, Shape]:
    content = json.dumps(_PERFDASH).encode()
    version = f"logs/{NATIVE}/{BUILD}/artifacts/tested_version.txt"
    digest = base64.b64encode(hashlib.md5(content).digest()).decode()
    objects = [
        {"name": CILIUM_NAME, "md5Hash": digest},
        {"name": version},
        {"name": f"logs/{NATIVE}/{BUILD}/artifacts/junit.xml"},
    ]
    older = f"logs/{NATIVE}/1763857620/"
    return {
        cilium_ci.JOBS: as_json({"prefixes": [f"logs/{NATIVE}/", "logs/scale-100-main/"]}),
        CILIUM_JOB: as_json({"prefixes": [older], "nextPageToken": "a/b="}),
        f"{CILIUM_JOB}&pageToken=a%2Fb%3D": as_json({"prefixes": [f"logs/{NATIVE}/{BUILD}/"]}),
        cilium_objects("1763857620"): as_json({}),
        cilium_objects(BUILD): as_json({"items": objects}),
        f"{cilium_ci.OBJECT}/{version}": as_text("1.19.0-dev\n"),
        CILIUM_FILE: Shape(content),
    }


# Istio

SHA, SHA_WITHOUT = "a1" * 20, "b2" * 20
WEEK = datetime.date(2026, 11, 16)
GO_TEXT = "\n".join(
    [
        "goos: linux",
        "goarch: amd64",
        "pkg: istio.io/istio/pilot/pkg/xds",
        *(
            f"BenchmarkInitPushContext/gateways-8 \t 100\t {nanoseconds} ns/op\t 512 B/op"
            for nanoseconds in range(1000, 1005)
        ),
        "PASS",
        "ok  \tistio.io/istio/pilot/pkg/xds\t12.345s",
        "",
    ]
)
GO_FILE = f"{istio_go.RESULTS}/{SHA}.txt"


def commits_url(week: datetime.date) -> str:
    end = week + datetime.timedelta(days=7)
    return f"{istio_go.COMMITS}&since={week}T00:00:00Z&until={end}T00:00:00Z"


def _istio() -> dict[str, Shape]:
    merges = [
        {"sha": sha, "commit": {"committer": {"date": f"2026-11-1{day}T08:00:00Z"}}}
        for sha, day in ((SHA_WITHOUT, 9), (SHA, 8))
    ]
    weeks = [WEEK - datetime.timedelta(weeks=back) for back in range(istio_go.WEEKS)]
    return {
        **{commits_url(week): as_json([]) for week in weeks},
        commits_url(WEEK): as_json(merges),
        GO_FILE: as_text(GO_TEXT),
    }


# Conformance

REPORT = """\
apiVersion: gateway.networking.k8s.io/v1
date: "2026-07-31T11:19:52+02:00"
gatewayAPIChannel: experimental
gatewayAPIVersion: v1.6.1
implementation:
  contact: ['@example/maintainers']
  organization: example
  project: istio
  url: https://example.com/
  version: 1.30.1
kind: ConformanceReport
mode: default
profiles:
- core:
    result: success
    statistics: {Failed: 0, Passed: 33, Skipped: 0}
  name: GATEWAY-HTTP
  summary: Core tests succeeded.
- core:
    result: partial
    skippedTests: [MeshFrontendHostname]
    statistics: {Failed: 0, Passed: 2, Skipped: 1}
  extended:
    result: success
    statistics: {Failed: 0, Passed: 3, Skipped: 0}
    supportedFeatures: [HTTPRoutePathRewrite, MeshConsumerRoute]
    unsupportedFeatures: [MeshClusterIPMatching]
  name: MESH-HTTP
  summary: Core tests partially succeeded.
"""
GATEWAY_REPORT = "kind: ConformanceReport\nprofiles:\n- name: GATEWAY-HTTP\n"
REPORT_PATH = "conformance/reports/v1.6/istio-istio/experimental-1.30.1-default-report.yaml"
GATEWAY_PATH = "conformance/reports/v1.6/some-gateway/standard-1.0-default-report.yaml"


def _conformance() -> dict[str, Shape]:
    reports = {REPORT_PATH: REPORT, GATEWAY_PATH: GATEWAY_REPORT}
    tree = [
        {"path": path, "type": "blob", "sha": blob(text.encode())} for path, text in reports.items()
    ]
    tree += [{"path": "conformance/reports/v1.6", "type": "tree", "sha": "2" * 40}]
    tree += [{"path": "README.md", "type": "blob", "sha": "3" * 40}]
    return {
        conformance.TREE: as_json({"sha": "4" * 40, "tree": tree, "truncated": False}),
        **{f"{conformance.REPORTS}/{path}": as_text(text) for path, text in reports.items()},
    }


# Signals


def _github() -> dict[str, Shape]:
    shapes = {}
    for number, repository in enumerate(github.PROJECTS.values(), 1):
        about = {
            "full_name": repository, "stargazers_count": 1000 + number, "forks_count": 20,
            "open_issues_count": 7, "archived": False,
        }  # fmt: skip
        contributors = f"{github.API}/{repository}/contributors?per_page=1&anon=true"
        last = f'<https://api.github.com/repositories/{number}/contributors?per_page=1&anon=true'
        releases = f"{github.API}/{repository}/releases?per_page=100"
        shapes[f"{github.API}/{repository}"] = as_json(about)
        shapes[contributors] = as_json(
            [{"login": "someone"}], Link=f'{last}&page=2>; rel="next", {last}&page=345>; rel="last"'
        )
        shapes[releases] = as_json(
            github_releases(repository, "v2.0.0", "v2.0.0-rc.1"),
            Link=f'<{releases}&page=2>; rel="next"',
        )
        shapes[f"{releases}&page=2"] = as_json(github_releases(repository, "v1.0.0"))
    return shapes


def github_releases(repository: str, *tags: str) -> list[dict[str, Any]]:
    return [
        {
            "tag_name": tag, "draft": False, "prerelease": "-" in tag,
            "published_at": f"2026-0{index}-02T08:00:00Z",
            "html_url": f"https://github.com/{repository}/releases/tag/{tag}",
        }
        for index, tag in enumerate(tags, 1)
    ]  # fmt: skip


def _endoflife() -> dict[str, Shape]:
    def product(name: str) -> dict[str, Any]:
        ended = {
            "name": "1.28", "releaseDate": "2025-11-05", "isEol": True, "eolFrom": "2026-08-14",
            "latest": {"name": "1.28.9", "date": "2026-08-01"},
        }  # fmt: skip
        current = {
            "name": "1.30", "releaseDate": "2026-05-20", "isEol": False, "eolFrom": None,
            "latest": {"name": "1.30.4", "date": "2026-11-01"},
        }  # fmt: skip
        announced = {
            "name": "1.29", "releaseDate": "2026-02-16", "isEol": False, "eolFrom": "2027-02-28",
            "latest": {"name": "1.29.6", "date": "2026-10-20"},
        }  # fmt: skip
        return {
            "schema_version": "1.2.1",
            "result": {"name": name, "label": name, "releases": [current, announced, ended]},
        }

    return {
        f"{endoflife.API}/{product_name}/": as_json(product(product_name))
        for product_name in endoflife.PRODUCTS.values()
    }


def _artifact_hub() -> dict[str, Shape]:
    return {
        f"{artifact_hub.API}/{chart}": as_json(
            {"package_id": chart, "name": chart, "version": "1.30.4", "app_version": "1.30.4",
             "ts": 1762000000, "deprecated": False}
        )
        for chart in artifact_hub.CHARTS.values()
    }  # fmt: skip


LANDSCAPE = """\
landscape:
  - category:
    name: Orchestration & Management
    subcategories:
      - subcategory:
        name: Service Mesh
        items:
          - item:
            name: Linkerd
            homepage_url: https://linkerd.io/
            project: graduated
            repo_url: https://github.com/linkerd/linkerd2
            logo: linkerd.svg
            extra:
              accepted: '2017-01-23'
              incubating: '2018-04-06'
              graduated: '2021-07-28'
              summary_tags: >-
                service mesh,
                  mTLS
          - item:
            name: Another product
            homepage_url: https://www.example.com/
          - item:
            name: Open Service Mesh
            repo_url: https://github.com/openservicemesh/osm
            extra:
              accepted: '2020-09-22'
              archived: '2023-07-05'
"""


# Studies that are pinned to a commit

OHA = """\
Summary:
  Success rate:\t100.00%
  Total:\t10.0000 secs
  Slowest:\t0.0900 secs
  Fastest:\t0.0010 secs
  Average:\t0.0052 secs
  Requests/sec:\t400.0000

  Total data:\t1.00 MiB
  Size/request:\t262 B
  Size/sec:\t102.40 KiB

Response time histogram:
  0.001 [1]    |
  0.090 [3999] |■■■■

Response time distribution:
  50.00% in 0.0050 secs
  99.00% in 0.0310 secs

Status code distribution:
  [200] 4000 responses
"""
WRK2 = """\
Running 5m test @ http://face/
  8 threads and 200 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency    22.20ms   19.87ms 152.96ms   92.89%
    Req/Sec     2.44     20.59   368.00     98.32%
  Latency Distribution (HdrHistogram - Recorded Latency)
 50.000%   16.25ms
 99.000%  118.08ms
100.000%  153.09ms

  Detailed Percentile spectrum:
       Value   Percentile   TotalCount 1/(1-Percentile)

       7.495     0.000000            1         1.00
      16.247     0.500000         3000         2.00
     153.087     1.000000         6000          inf
#[Mean    =       22.203, StdDeviation   =       19.866]
#[Max     =      152.960, Total count    =         6000]
#[Buckets =           27, SubBuckets     =         2048]
----------------------------------------------------------
  6008 requests in 5.00m, 2.22MB read
Requests/sec:     20.02
Transfer/sec:      7.57KB
"""
RESOURCES = """\
timestamp,data-plane CPU,data-plane mem,control-plane CPU,control-plane mem
2025-03-28 02:52:49,12325989,123441152,15701111,250908672
2025-03-28 02:52:59,12325990,123441153,15701112,250908673
2025-03-28 02:53:10,12325991,123441154,15701113,250908674
"""
ISTIO_CSV = """\
StartTime,ActualDuration,Labels,NumThreads,ActualQPS,p50,p90,p99,\
cpu_mili_avg_istio_proxy_fortioclient,mem_Mi_avg_istio_proxy_fortioclient
2020-08-12T08:44:44.445810184Z,240,abcdef12_qps_1000_c_8_1024_both,8,1000,2241,2839,3363,277.5,70.25
2020-08-12T08:50:44.445810184Z,240,abcdef12_qps_1000_c_16_1024_both,16,1000,2341,2939,3463,287.5,71.25
"""
FORTIO = {
    "RunType": "HTTP", "Labels": "", "StartTime": "2022-06-26T15:47:27.5Z",
    "RequestedQPS": "100", "RequestedDuration": "15m0s", "ActualQPS": 99.5,
    "ActualDuration": 900_000_000_000, "NumThreads": 32, "Version": "1.28.0",
    "DurationHistogram": {
        "Count": 1000, "Min": 0.0001, "Max": 0.1, "Sum": 0.5, "Avg": 0.0005, "StdDev": 0.002,
        "Data": [
            {"Start": 0.0001, "End": 0.0005, "Percent": 97.5, "Count": 975},
            {"Start": 0.0005, "End": 0.1, "Percent": 100, "Count": 25},
        ],
        "Percentiles": None,
    },
    "RetCodes": {"200": 1000}, "URL": "http://target/?size=0",
}  # fmt: skip
PROMETHEUS = [
    {
        "metric": {"container": "linkerd-proxy", "pod": "target-1"},
        "values": [[1656258447 + 30 * step, f"0.0{step}25"] for step in range(1, 9)],
    }
]


def _pinned(pin: Pin, files: Mapping[str, str]) -> dict[str, Shape]:
    """A repository of which ``files`` below the folder are all there is."""
    tree = [
        {"path": f"{pin.folder}/{path}", "type": "blob", "sha": blob(text.encode())}
        for path, text in files.items()
    ]
    listed = {"sha": pin.commit, "tree": [*tree, {"path": "README.md", "type": "blob", "sha": "0"}]}
    return {
        pin.tree: as_json({**listed, "truncated": False}),
        **{pin.file(path).url: as_text(text) for path, text in files.items()},
    }


def _mesh_bench() -> dict[str, Shape]:
    folder, time = "01_http_max_throughput", "2022-06-26T15:47:27Z"
    files = {
        f"{folder}/http_linkerd_MAX_0_1_{time}.json": json.dumps(FORTIO),
        f"{folder}/cpu_linkerd_MAX_2022-06-26T16:02:27Z.json": json.dumps(PROMETHEUS),
    }
    return _pinned(mesh_bench.PIN, files)


def _istio_tools() -> dict[str, Shape]:
    shapes: dict[str, Shape] = {}
    for pin in {pin for pin, _ in istio_tools.FILES}:
        files = {path: ISTIO_CSV for each, path in istio_tools.FILES if each == pin}
        shapes |= _pinned(pin, files)
    return shapes


_LIVEWYER = {
    f"v3/oha-results/{mesh}/pod/test-productpage.svc-32-300000.txt": OHA
    for mesh in ("baseline", "linkerd")
}
_SIDECAR = {
    "linkerd/60-1-metrics.csv": RESOURCES,
    "linkerd/60-1-wrk2-abcde.log": WRK2,
}


SHAPES: Mapping[str, Mapping[str, Shape]] = {
    "envoy-gateway": _envoy(),
    "cilium-ci": _cilium(),
    "istio-go": _istio(),
    "gateway-api-conformance": _conformance(),
    "github": _github(),
    "endoflife": _endoflife(),
    "artifact-hub": _artifact_hub(),
    "cncf-landscape": {landscape.FILE: Shape(LANDSCAPE.encode(), "text/plain")},
    "livewyer-2024": _pinned(livewyer.PIN, _LIVEWYER),
    "great-sidecar-2025": _pinned(great_sidecar.PIN, _SIDECAR),
    "mesh-bench-2022": _mesh_bench(),
    "istio-tools": _istio_tools(),
}


def all_shapes() -> dict[str, Shape]:
    return {url: shape for shapes in SHAPES.values() for url, shape in shapes.items()}


def file_addresses() -> Iterator[str]:
    """The files that listings lead to."""
    yield from (asset_url("v1.9.0"), history_url("v1.1.0"), CILIUM_FILE, GO_FILE)
    yield f"{conformance.REPORTS}/{REPORT_PATH}"
    yield "https://raw.githubusercontent.com/livewyer-ops/"
    yield "https://raw.githubusercontent.com/BuoyantIO/"
    yield "https://raw.githubusercontent.com/RichardBieringa/"
    yield "https://raw.githubusercontent.com/istio/tools/"
