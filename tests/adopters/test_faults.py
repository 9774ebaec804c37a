"""Every fault at every list: the last good rows survive, as those of the measurements do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import adopter_upstreams
import upstreams
from faults import FAULTS
from meshbook.adopters.sources import SOURCES
from meshbook.benchmarks import store
from meshbook.benchmarks.refresh import Outcome, refresh
from meshbook.model.benchmark import Tables
from upstream import Upstream

SHAPES = {url: shape for each in adopter_upstreams.SHAPES.values() for url, shape in each.items()}
PAGED = set(adopter_upstreams.STATES) | {"cncf-case-studies"}
LISTS = list(SOURCES.values())


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which every list has been fetched."""
    root = upstreams.project_in(tmp_path_factory.mktemp("good"))
    assert not [each for each in fetched(root) if each.failure]
    return root


def fetched(root: Path, fault: str = "", only: tuple[str, ...] = ("https://",)) -> list[Outcome]:
    with Upstream(SHAPES) as upstream, upstream.client() as client:
        upstream.fault = FAULTS.get(fault)
        upstream.only = only  # type: ignore[assignment]  # a tuple is several beginnings
        return refresh(root, LISTS, client, upstreams.TODAY, fresh=bool(fault))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def facts(folder: Path) -> Tables:
    return store.read(folder).tables


def judge(good: Path, root: Path, outcomes: list[Outcome]) -> set[str]:
    """The lists that failed, which are as they were; the others have nothing but what is true."""
    for outcome in outcomes:
        folder = f"docs/data/adopters/{outcome.source}"
        if outcome.failure is None:
            assert facts(root / folder) == facts(good / folder), outcome.source
            continue
        assert contents(root / folder) == contents(good / folder), outcome
        assert "fault of Meshbook" not in outcome.failure, outcome
    return {outcome.source for outcome in outcomes if outcome.failure}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_every_address(good: Path, tmp_path: Path, fault: str) -> None:
    shutil.copytree(good, tmp_path, dirs_exist_ok=True)
    failed = judge(good, tmp_path, fetched(tmp_path, fault))
    if FAULTS[fault].outcome == "good":
        assert not failed
    elif fault.startswith("next-page"):
        assert failed == PAGED
    elif FAULTS[fault].outcome != "content":
        assert failed == set(SOURCES)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_the_files_that_lists_lead_to(good: Path, tmp_path: Path, fault: str) -> None:
    shutil.copytree(good, tmp_path, dirs_exist_ok=True)
    failed = judge(good, tmp_path, fetched(tmp_path, fault, adopter_upstreams.FILES))
    assert "cncf-case-studies" not in failed  # of another host
