"""The first fetch of everything: what is described beforehand is what the sources then write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
import yaml

import upstreams
from meshbook.benchmarks.refresh import refresh
from meshbook.benchmarks.sources import SOURCES, cilium_ci, istio_go
from meshbook.benchmarks.visit import Source
from meshbook.problems import Problem
from meshbook.reading.catalog import read_catalog
from meshbook.rules import check_files
from sample_cases import PROJECT, sample_case, write_project
from upstream import Shape, Upstream

CILIUM = Path("docs/data/benchmarks/cilium-ci/source.yaml")
JOBS = tuple(yaml.safe_load((PROJECT / CILIUM).read_text(encoding="utf-8"))["groups"])
IMPACT = {"data": {"P99": 1.25}, "unit": "ratio", "labels": {}}
"""A figure as the job on L7 has it, in a unit that nobody reads."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The project with what people wrote of its sources, and with no table."""
    write_project(tmp_path, {"one": sample_case()})
    for path in (PROJECT / "docs" / "data").rglob("source.yaml"):
        target = tmp_path / path.relative_to(PROJECT)
        target.parent.mkdir(parents=True)
        target.write_bytes(path.read_bytes())
    return tmp_path


def fetched(
    root: Path, shapes: Mapping[str, Shape], sources: Iterable[Source] = SOURCES.values()
) -> list[Problem]:
    """What is wrong with the project after a fetch, which itself goes well."""
    with Upstream(shapes) as upstream, upstream.client() as client:
        outcomes = refresh(root, list(sources), client, upstreams.TODAY)
    assert {each.source: each.failure for each in outcomes if each.failure} == {}
    return check_files(root, upstreams.TODAY)[1]


def cilium(jobs: Iterable[str]) -> dict[str, Shape]:
    """The bucket with one build of each of ``jobs``."""
    result = json.loads(upstreams.SHAPES["cilium-ci"][upstreams.CILIUM_FILE].content)
    result["dataItems"].append(IMPACT)
    shapes = {}
    for job in jobs:
        build = f"logs/{job}/{upstreams.BUILD}/"
        called = "GenericPrometheusQuery HTTP_l7_1" if job[:2] == "l7" else (
            "NetworkPerformance_benchmark_1"
        )
        listed = f"{cilium_ci.LIST}?prefix=logs/{job}/&{cilium_ci.PREFIXES}"
        objects = f"{cilium_ci.LIST}?prefix={build}&fields=items(name,md5Hash),nextPageToken"
        address = f"{cilium_ci.OBJECT}/{build}{called.replace(' ', '%20')}.json"
        shapes[listed] = upstreams.as_json({"prefixes": [build]})
        shapes[objects] = upstreams.as_json({"items": [{"name": f"{build}{called}.json"}]})
        shapes[address] = upstreams.as_json(result)
    prefixes = [f"logs/{job}/" for job in jobs]
    return {cilium_ci.JOBS: upstreams.as_json({"prefixes": prefixes}), **shapes}


def test_every_source_that_is_fetched_is_described_beforehand() -> None:
    for source in SOURCES.values():
        assert (PROJECT / "docs/data" / source.folder / source.id / "source.yaml").is_file()


def test_sources_that_wait_for_their_first_fetch_are_no_fault(root: Path) -> None:
    assert check_files(root, upstreams.TODAY)[1] == []


def test_a_first_fetch_of_all_sources_leaves_a_project_without_a_fault(root: Path) -> None:
    assert fetched(root, upstreams.all_shapes()) == []
    catalog, _ = read_catalog(root, upstreams.TODAY)
    assert {*catalog.benchmarks, *catalog.signals} == set(SOURCES)


def test_every_job_of_cilium_is_a_group_on_an_environment_of_its_description(root: Path) -> None:
    assert fetched(root, cilium(JOBS), [SOURCES["cilium-ci"]]) == []
    catalog, _ = read_catalog(root, upstreams.TODAY)
    data = catalog.benchmarks["cilium-ci"]
    assert {run.group for run in data.tables.runs} == set(JOBS)
    assert {run.environment for run in data.tables.runs} == set(data.source.environments)


def test_a_job_that_nobody_has_described_stops_its_own_source_alone(root: Path) -> None:
    shapes = {**upstreams.all_shapes(), **cilium(["gke-perf-other-main"])}
    with Upstream(shapes) as upstream, upstream.client() as client:
        outcomes = refresh(root, list(SOURCES.values()), client, upstreams.TODAY)
    (failed,) = [each for each in outcomes if each.failure]
    assert failed.source == "cilium-ci" and "B018" in (failed.failure or "")
    assert check_files(root, upstreams.TODAY)[1] == []


@pytest.mark.parametrize("source", ["cilium-ci", "istio-go"])
def test_of_files_without_a_licence_what_is_unread_keeps_its_names_alone(source: str) -> None:
    if source == "cilium-ci":
        name = f"{JOBS[0]}/{upstreams.BUILD}/a.json"
        content = json.dumps({"dataItems": [IMPACT]}).encode()
        tables, _ = cilium_ci.read_result(name, content, None)
    else:
        line = "BenchmarkPush-8 \t 100\t 1000 ns/op\t 7.5 kb/msg\n"
        commit = istio_go.Commit(upstreams.SHA, "2026-11-18T08:00:00Z")
        tables, _ = istio_go.read_result("2026-w47/a.txt", line.encode(), commit)
    (unread,) = [json.loads(run.unread) for run in tables.runs if run.unread]
    assert unread.keys() == {"names"} and len(unread["names"]) == 1
