"""Each live source over real HTTP on loopback: what it gives, and what it asks the next time."""

from __future__ import annotations

import json

import pytest

import upstreams
from meshbook.benchmarks.sources import SOURCES, envoy_gateway
from meshbook.benchmarks.visit import Collected, Snapshot, SourceError, Visit
from meshbook.model.benchmark import SignalValue, Tables
from upstream import Shape, Upstream


def visited(
    source: str, upstream: Upstream, known: Snapshot | None = None, *, fresh: bool = False
) -> tuple[Collected, Snapshot]:
    """One visit, and the snapshot that it leaves for the next."""
    with upstream.client() as client:
        visit = Visit(client, known or Snapshot(), upstreams.TODAY, fresh=fresh)
        collected = SOURCES[source].collect(visit)
    assert not collected.problems
    return collected, Snapshot(collected.tables, visit.manifest)


def first(source: str) -> Tables:
    with Upstream(upstreams.SHAPES[source]) as upstream:
        return visited(source, upstream)[0].tables


def signals(tables: Tables, project: str, signal: str) -> list[SignalValue]:
    return [row for row in tables.signals if (row.project, row.signal) == (project, signal)]


@pytest.mark.parametrize("source", upstreams.SHAPES)
def test_a_second_visit_of_an_unchanged_source_gives_the_same_rows(source: str) -> None:
    with Upstream(upstreams.SHAPES[source]) as upstream:
        _, known = visited(source, upstream)
        before = len(upstream.seen)
        again, after = visited(source, upstream, known)
    assert again.tables == known.tables
    assert after == known
    for seen in upstream.seen[before:]:
        conditional = "if-none-match" in seen.headers
        assert conditional or "nextPageToken" in seen.url, f"asked without a condition: {seen.url}"


@pytest.mark.parametrize("source", upstreams.SHAPES)
def test_a_fresh_visit_asks_again_for_everything(source: str) -> None:
    with Upstream(upstreams.SHAPES[source]) as upstream:
        _, known = visited(source, upstream)
        asked = [seen.url for seen in upstream.seen]
        upstream.seen.clear()
        again, _ = visited(source, upstream, known, fresh=True)
    assert again.tables == known.tables
    assert sorted(seen.url for seen in upstream.seen) == sorted(asked)
    assert not any("if-none-match" in seen.headers for seen in upstream.seen)


@pytest.mark.parametrize("source", upstreams.SHAPES)
def test_redirects_of_every_address_are_followed(source: str) -> None:
    shapes = dict(upstreams.SHAPES[source])
    for url, shape in list(shapes.items()):
        moved = url.replace("https://", "https://moved.example.com/", 1)
        shapes[moved] = shape
        shapes[url] = Shape(b"", status=308, headers={"Location": moved})
    with Upstream(shapes) as upstream:
        assert visited(source, upstream)[0].tables == first(source)


def test_envoy_gateway_reads_assets_from_all_pages_and_older_versions_from_the_dashboard() -> None:
    tables = first("envoy-gateway")
    assert [file.file for file in tables.files] == [
        "history/v1.1.0.ts", "releases/v1.6.4.json", "releases/v1.9.0.json",
    ]  # fmt: skip
    runs = {run.version: run for run in tables.runs}
    assert {version: run.group for version, run in runs.items()} == {
        "v1.1.0": "saturating", "v1.6.4": "stepped", "v1.9.0": "stepped",
    }  # fmt: skip
    assert runs["v1.9.0"].started == "2026-08-15"
    assert runs["v1.1.0"].started == "2024-07-23"
    p99 = {
        row.value for row in tables.measurements
        if row.run.startswith("v1.9.0/") and row.quantile == 0.99 and row.metric == "latency"
    }  # fmt: skip
    assert p99 == {1.75, 2.75}


def test_envoy_gateway_takes_an_asset_that_was_replaced() -> None:
    shapes = dict(upstreams.SHAPES["envoy-gateway"])
    with Upstream(shapes) as upstream:
        _, known = visited("envoy-gateway", upstream)
        corrected = json.dumps(upstreams.envoy_suite(9.5)).encode()
        listed = [upstreams.release("v1.9.0", "2026-08-15", corrected, number=8)]
        upstream.shapes[envoy_gateway.RELEASES] = upstreams.as_json(listed)
        upstream.shapes[upstreams.asset_url("v1.9.0")] = Shape(corrected, "text/plain")
        collected, _ = visited("envoy-gateway", upstream, known)
    p99 = {row.value for row in collected.tables.measurements if row.quantile == 0.99}
    assert 9.5 in p99
    assert len(collected.tables.files) == 3  # what is no longer listed stays


def test_a_file_that_is_not_the_one_that_was_listed_is_refused() -> None:
    shapes = dict(upstreams.SHAPES["envoy-gateway"])
    shapes[upstreams.asset_url("v1.9.0")] = Shape(b'{"results": []}', "text/plain")
    with (
        Upstream(shapes) as upstream,
        pytest.raises(SourceError, match=r"v1\.9\.0/benchmark_result\.json: is not the file"),
    ):
        visited("envoy-gateway", upstream)


def test_cilium_takes_the_newest_builds_of_each_job_from_all_pages() -> None:
    tables = first("cilium-ci")
    (file,) = tables.files
    assert file.url == upstreams.CILIUM_FILE
    assert {run.version for run in tables.runs} == {"1.19.0-dev"}
    assert {(run.group, run.mode, run.environment) for run in tables.runs} == {
        (upstreams.NATIVE, "cni-l4", "gke")
    }
    values = {(row.quantile, row.value, row.unit) for row in tables.measurements}
    assert (0.99, 0.0555, "ms") in values


def test_istio_takes_the_newest_merge_of_a_week_that_has_a_result() -> None:
    tables = first("istio-go")
    (file,) = tables.files
    assert file.file == f"2026-w47/{upstreams.SHA}.txt"
    assert {run.started for run in tables.runs} == {"2026-11-18T08:00:00Z"}
    durations = [row for row in tables.measurements if row.metric == "duration"]
    assert [row.value for row in durations if row.stat == "median"] == [1002]


def test_istio_says_so_when_no_merge_has_a_result() -> None:
    shapes = {**upstreams.SHAPES["istio-go"], upstreams.GO_FILE: Shape(b"", status=404)}
    with Upstream(shapes) as upstream, pytest.raises(SourceError, match="none of 2 merges"):
        visited("istio-go", upstream)


def test_conformance_gives_a_run_for_each_mesh_profile_and_no_other() -> None:
    tables = first("gateway-api-conformance")
    (run,) = tables.runs
    assert (run.mesh, run.version, run.started) == (
        "istio", "1.30.1", "2026-07-31T11:19:52+02:00",
    )  # fmt: skip
    assert json.loads(run.dimensions or "")["profile"] == "MESH-HTTP"
    assert json.loads(run.unread or "")["core/skippedTests"] == ["MeshFrontendHostname"]
    figures = {row.name: row.value for row in tables.measurements}
    assert figures["core-passed"] == 2 and figures["core-skipped"] == 1
    assert figures["supported-features"] == 2 and figures["unsupported-features"] == 1
    assert len(tables.files) == 2  # the gateway's report was read too


def test_github_counts_contributors_by_the_last_page_and_reads_releases_of_all_pages() -> None:
    tables = first("github")
    (contributors,) = signals(tables, "istio", "contributors")
    assert (contributors.value, contributors.date) == ("345", "2026-11-24")
    assert [row.value for row in signals(tables, "istio", "release")] == [
        "v1.0.0", "v2.0.0", "v2.0.0-rc.1",
    ]  # fmt: skip
    assert signals(tables, "istio", "release")[2].detail == "prerelease"


def test_github_follows_a_repository_that_has_moved_and_says_so() -> None:
    shapes = dict(upstreams.SHAPES["github"])
    old, new = "https://api.github.com/repos/kumahq/kuma", "https://api.github.com/repositories/9"
    about = json.loads(shapes[old].content)
    shapes[new] = upstreams.as_json({**about, "full_name": "kuma-project/kuma"})
    shapes[old] = Shape(b"{}", status=301, headers={"Location": new})
    with Upstream(shapes) as upstream, upstream.client() as client:
        visit = Visit(client, Snapshot(), upstreams.TODAY)
        tables = SOURCES["github"].collect(visit).tables
    assert visit.notes == ["kuma: kumahq/kuma is now kuma-project/kuma"]
    assert signals(tables, "kuma", "stars")


def test_a_token_goes_to_github_alone() -> None:
    shapes = upstreams.all_shapes()
    with Upstream(shapes) as upstream, upstream.client(
        tokens={"api.github.com": "secret"}
    ) as client:
        for source in ("github", "endoflife", "envoy-gateway"):
            SOURCES[source].collect(Visit(client, Snapshot(), upstreams.TODAY))
    sent = {
        seen.url.split("/")[2] for seen in upstream.seen if "authorization" in seen.headers
    }
    assert sent == {"api.github.com"}


def test_counts_are_added_when_they_change_and_events_once() -> None:
    shapes = dict(upstreams.SHAPES["github"])
    with Upstream(shapes) as upstream:
        _, known = visited("github", upstream)
        url = "https://api.github.com/repos/istio/istio"
        about = json.loads(shapes[url].content)
        upstream.shapes[url] = upstreams.as_json({**about, "stargazers_count": 5000})
        with upstream.client() as client:
            later = upstreams.TODAY.replace(day=30)
            tables = SOURCES["github"].collect(Visit(client, known, later)).tables
    assert [(row.date, row.value) for row in signals(tables, "istio", "stars")] == [
        ("2026-11-24", "1002"), ("2026-11-30", "5000"),
    ]  # fmt: skip
    assert len(signals(tables, "istio", "forks")) == 1
    assert len(signals(tables, "istio", "release")) == 3


def test_endoflife_gives_the_ends_that_have_a_date() -> None:
    ended, announced = signals(first("endoflife"), "istio", "end-of-life")
    assert (ended.value, ended.date, ended.detail) == ("1.28", "2026-08-14", "1.28.9")
    assert (announced.value, announced.date) == ("1.29", "2027-02-28")


def test_artifact_hub_gives_the_version_that_a_chart_installs() -> None:
    (package,) = signals(first("artifact-hub"), "linkerd", "packages")
    assert (package.value, package.date) == ("1.30.4", "2025-11-01")
    assert package.url == "https://artifacthub.io/packages/helm/linkerd2-edge/linkerd-control-plane"


def test_the_landscape_gives_each_step_of_a_project_with_its_day() -> None:
    steps = signals(first("cncf-landscape"), "linkerd", "landscape")
    assert [(row.date, row.value) for row in steps] == [
        ("2017-01-23", "accepted"), ("2018-04-06", "incubating"), ("2021-07-28", "graduated"),
    ]  # fmt: skip


def test_a_landscape_of_its_real_size_is_read_within_seconds() -> None:
    head, items = upstreams.LANDSCAPE.split("          - item:\n", 1)
    filler = "".join(
        f"          - item:\n            name: Product {index}\n"
        f"            description: >-\n              {'words ' * 60}\n"
        f"            homepage_url: https://www.example.com/{index}\n"
        for index in range(2500)
    )
    content = f"{head}{filler}          - item:\n{items}".encode()
    assert len(content) > 1_100_000
    with Upstream({SOURCES["cncf-landscape"].addresses[0]: Shape(content, "text/plain")}) as up:
        tables = visited("cncf-landscape", up)[0].tables
    assert tables == first("cncf-landscape")


def test_an_asset_takes_the_place_of_what_the_dashboard_said_of_its_release() -> None:
    shapes = dict(upstreams.SHAPES["envoy-gateway"])
    only_old = [upstreams.release("v1.6.4", "2026-02-10", upstreams.ASSET, 3)]
    shapes[envoy_gateway.RELEASES] = upstreams.as_json(only_old)
    suite = json.dumps(upstreams.envoy_suite(8.5, version="1.9.0", date="2026-08-16"))
    module = f"export const benchmarkData: TestSuite = {suite};\n".encode()
    listed = [
        {
            "name": "v1.9.0.ts", "sha": upstreams.blob(module),
            "download_url": upstreams.history_url("v1.9.0"),
        }
    ]  # fmt: skip
    shapes[envoy_gateway.HISTORY] = upstreams.as_json(listed)
    shapes[upstreams.history_url("v1.9.0")] = Shape(module, "text/plain")
    with Upstream(shapes) as upstream:
        _, known = visited("envoy-gateway", upstream)
        upstream.shapes.update(upstreams.SHAPES["envoy-gateway"])
        collected, _ = visited("envoy-gateway", upstream, known)
    assert "history/v1.9.0.ts" in {file.file for file in known.tables.files}
    assert collected.superseded == {"history/v1.9.0.ts"}
    assert collected.tables == first("envoy-gateway")
