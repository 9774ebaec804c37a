"""Every fault at every source: the last good data survives, and the exit code is right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import upstreams
from faults import FAULTS
from meshbook.benchmarks import store
from meshbook.benchmarks.refresh import Outcome, refresh
from meshbook.benchmarks.sources import SOURCES
from meshbook.benchmarks.visit import Snapshot
from upstream import Upstream

PAGED = {"envoy-gateway", "github", "cilium-ci"}
"""The sources that follow pages."""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which every source has been fetched."""
    root = upstreams.project_in(tmp_path_factory.mktemp("good"))
    with Upstream(upstreams.all_shapes()) as upstream, upstream.client() as client:
        outcomes = refresh(root, list(SOURCES.values()), client, upstreams.TODAY)
    assert not [each for each in outcomes if each.failure]
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*")) if path.is_file()
    }  # fmt: skip


def faulty(
    good: Path, root: Path, fault: str, only: tuple[str, ...], *, fresh: bool
) -> list[Outcome]:
    shutil.copytree(good, root, dirs_exist_ok=True)
    with Upstream(upstreams.all_shapes()) as upstream, upstream.client() as client:
        upstream.fault = FAULTS[fault]
        upstream.only = only  # type: ignore[assignment]  # a tuple is several beginnings
        return refresh(root, list(SOURCES.values()), client, upstreams.TODAY, fresh=fresh)


def judge(good: Path, root: Path, outcomes: list[Outcome], fault: str) -> None:
    """A source that failed is as it was; one that did not has nothing but what is true."""
    for outcome in outcomes:
        folder = f"docs/data/{SOURCES[outcome.source].folder}/{outcome.source}"
        before, after = contents(good / folder), contents(root / folder)
        if outcome.failure is not None:
            assert after == before, f"{outcome.source}: {outcome.failure}"
            assert "fault of Meshbook" not in outcome.failure, outcome
        else:
            assert facts(root / folder) == facts(good / folder), outcome.source
    assert [path for path in root.rglob(".*")] == []


def facts(folder: Path) -> Snapshot:
    return Snapshot(store.read(folder).tables)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_every_address(good: Path, tmp_path: Path, fault: str) -> None:
    outcomes = faulty(good, tmp_path, fault, ("https://",), fresh=True)
    judge(good, tmp_path, outcomes, fault)
    failed = {outcome.source for outcome in outcomes if outcome.failure}
    if FAULTS[fault].outcome == "good":
        assert not failed
    elif fault.startswith("next-page"):
        assert failed & PAGED
    elif FAULTS[fault].outcome != "content":
        assert failed == set(SOURCES)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_the_files_that_lists_lead_to(good: Path, tmp_path: Path, fault: str) -> None:
    outcomes = faulty(good, tmp_path, fault, tuple(upstreams.file_addresses()), fresh=True)
    judge(good, tmp_path, outcomes, fault)
    failed = {outcome.source for outcome in outcomes if outcome.failure}
    assert failed.isdisjoint({"github", "endoflife", "artifact-hub"})  # of other hosts
