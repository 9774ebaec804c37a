"""What lies in ``docs/data/benchmarks``: every source is whole, and its figures are sourced."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from meshbook.analysis.quality import flags
from meshbook.benchmarks.sources import SOURCES
from meshbook.model.catalog import BenchmarkData
from meshbook.model.source import BenchmarkSource
from meshbook.reading.tables import read_tables

DATA = Path(__file__).resolve().parents[3] / "docs" / "data" / "benchmarks"
READ_BY_A_PERSON = {"transcribed", "read-off-chart", "secondary"}


def committed(name: str) -> BenchmarkData:
    tables, problems = read_tables(DATA / name)
    assert problems == []
    text = (DATA / name / "source.yaml").read_text(encoding="utf-8")
    source = BenchmarkSource.model_validate(yaml.load(text, yaml.BaseLoader))
    return BenchmarkData(name, source, tables)


FETCHED = sorted(path.parent.name for path in DATA.glob("*/runs.csv"))
"""All but those that are described and wait for their first fetch."""


@pytest.fixture(scope="module", params=FETCHED)
def data(request: pytest.FixtureRequest) -> BenchmarkData:
    return committed(request.param)


def test_every_source_has_figures_and_conditions(data: BenchmarkData) -> None:
    assert data.tables.measurements
    assert data.source.conditions
    assert data.source.caveats


def test_every_run_has_an_environment_and_all_groups_are_used(data: BenchmarkData) -> None:
    measured = {each.run for each in data.tables.measurements if each.metric != "features"}
    environments = {run.environment for run in data.tables.runs if run.run in measured}
    assert environments <= set(data.source.environments)
    used = {run.group for run in data.tables.runs if run.group}
    assert used <= set(data.source.groups)
    assert data.source.kind == "live" or used == set(data.source.groups)


def test_every_figure_says_where_it_stands(data: BenchmarkData) -> None:
    for each in data.tables.measurements:
        assert each.locator, each
        assert each.raw or each.method != "transcribed", each


def test_only_pages_that_a_person_read_have_no_digest(data: BenchmarkData) -> None:
    unkept = {file.file for file in data.tables.files if not file.sha256}
    runs = {run.run for run in data.tables.runs if run.file in unkept}
    methods = {each.method for each in data.tables.measurements if each.run in runs}
    assert methods <= READ_BY_A_PERSON


def test_every_pinned_file_lies_at_the_commit_of_the_study(data: BenchmarkData) -> None:
    if data.source.pin is None or data.source_id == "istio-tools":  # three commits of one project
        return
    assert {file.revision for file in data.tables.files} == {data.source.pin.commit}


def test_facts_alone_are_kept_where_the_licence_says_so(data: BenchmarkData) -> None:
    if data.source.redistribute == "yes":
        return
    kept = [json.loads(run.unread) for run in data.tables.runs if run.unread]
    assert all(each.keys() == {"names"} for each in kept)


def test_whatever_is_no_live_series_has_rows() -> None:
    waiting = {path.name for path in DATA.iterdir()} - set(FETCHED)
    assert {committed(name).source.kind for name in waiting} <= {"live"}


def test_the_studies_that_are_collected_have_a_folder() -> None:
    studies = {"livewyer-2024", "great-sidecar-2025", "mesh-bench-2022", "istio-tools"}
    assert studies <= SOURCES.keys()
    assert studies <= {path.name for path in DATA.iterdir()}


def test_most_topics_are_answered_by_more_than_one_source() -> None:
    answers: dict[str, set[str]] = {}
    for path in DATA.iterdir():
        for conclusion in committed(path.name).source.conclusions:
            answers.setdefault(conclusion.topic, set()).add(path.name)
    several = [topic for topic, names in answers.items() if len(names) > 1]
    assert len(several) >= 8
    assert len(answers["latency-linkerd-vs-istio-sidecar"]) >= 6


@pytest.mark.parametrize(
    ("source", "run", "metric", "flag"),
    [
        ("linkerd-2025-04", "istio-sidecar-2000", "latency", "median-above-p90"),
        ("istio-docs", "summary-1.10.3", "", "repeated-figures"),
        ("istio-docs", "summary-1.16.2", "", "label-only-version"),
        ("mesh-bench-2022", "http-max/istio/mem", "memory", "rate-of-gauge"),
        ("mesh-bench-2022", "grpc-max/traefik", "", "failed-run"),
        ("livewyer-2024", "v3/cilium/vm/128-300000", "", "failed-run"),
        ("livewyer-2024", "v1/linkerd/vm/128-500", "", "authors-disclaim"),
        ("livewyer-2024", "v3/linkerd/pod/32-300000", "throughput", "closed-loop-rate"),
        ("great-sidecar-2025", "linkerd-2/60-1/wrk2-p2wqh", "latency", "authors-disclaim"),
        ("linkerd-2021-05", "linkerd-2000", "latency", "averaged-percentiles"),
        ("arxiv-2411-02267", "cilium", "latency", "secondary-source"),
        ("istio-cilium-2024", "cilium", "", "kernel-not-counted"),
    ],
)
def test_a_known_fault_is_flagged(source: str, run: str, metric: str, flag: str) -> None:
    assert flag in flags(committed(source))[run, metric]


@pytest.mark.parametrize(
    ("source", "run", "metric"),
    [
        ("linkerd-2025-04", "linkerd-2000", "latency"),
        ("istio-docs", "summary-1.4.6", ""),
        ("mesh-bench-2022", "http-max/istio/cpu", "memory"),
        ("great-sidecar-2025", "linkerd/60-1/resources", ""),
        ("livewyer-2024", "v3/istio/vm/128-300000", ""),
    ],
)
def test_what_is_sound_beside_a_known_fault_is_not_flagged(
    source: str, run: str, metric: str
) -> None:
    assert flags(committed(source)).get((run, metric), frozenset()) == frozenset()
