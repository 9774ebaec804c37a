"""``meshbook fetch adopters``: which sources that is, and what a first fetch leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

import adopter_upstreams
import upstreams
from meshbook.adopters.sources import SOURCES
from meshbook.benchmarks.sources import SOURCES as MEASUREMENTS
from meshbook.cli.fetch import chosen, every_source, fetch_sources
from meshbook.problems import MeshbookError
from meshbook.reading.catalog import read_catalog
from meshbook.rules import check_files
from sample_cases import PROJECT, sample_case, write_project
from sample_sources import ADOPTERS, write_source
from upstream import Upstream

SHAPES = {url: shape for each in adopter_upstreams.SHAPES.values() for url, shape in each.items()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with what people wrote of the lists, and with no table."""
    write_project(tmp_path, {"one": sample_case()})
    for name in SOURCES:
        described = PROJECT / "docs/data/adopters" / name / "source.yaml"
        target = tmp_path / described.relative_to(PROJECT)
        target.parent.mkdir(parents=True)
        target.write_bytes(described.read_bytes())
    return tmp_path


def test_the_name_of_a_shelf_stands_for_all_of_its_sources() -> None:
    assert {each.id for each in chosen(["adopters"])} == set(SOURCES)
    assert {each.id for each in chosen([])} == {*MEASUREMENTS, *SOURCES} == set(every_source())
    assert [each.id for each in chosen(["linkerd2", "adopters"])].count("linkerd2") == 1
    assert {each.folder for each in chosen(["signals"])} == {"signals"}
    with pytest.raises(MeshbookError, match="did you mean adopters"):
        chosen(["adopter"])


def test_a_first_fetch_of_all_lists_leaves_a_project_without_a_fault(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check_files(root, upstreams.TODAY)[1] == []
    with Upstream(SHAPES) as upstream, upstream.client() as client:
        lists = chosen(["adopters"])
        assert fetch_sources(root, lists, client, upstreams.TODAY, "en", fresh=False) == 0
    assert "  + Ada & Sons: mesh linkerd https://ada.example.com" in capsys.readouterr().out
    assert check_files(root, upstreams.TODAY)[1] == []
    assert set(read_catalog(root, upstreams.TODAY)[0].adopters) == set(SOURCES)


def test_every_address_of_a_probe_is_one_that_its_list_asks(root: Path) -> None:
    with Upstream(SHAPES) as upstream, upstream.client() as client:
        fetch_sources(root, list(SOURCES.values()), client, upstreams.TODAY, "en", fresh=False)
        asked = {seen.url for seen in upstream.seen}
    assert {url for each in SOURCES.values() for url in each.addresses} <= asked


@pytest.mark.parametrize("path", ["docs/data/adopters/_decisions.yaml", "docs/data", None])
def test_the_decisions_are_checked_wherever_their_folder_is(tmp_path: Path, path: str) -> None:
    write_project(tmp_path, {"one": sample_case()})
    broken = ADOPTERS["_decisions.yaml"].replace("- Old Co", "- Older Co")
    files = {**ADOPTERS, "_decisions.yaml": broken}
    write_source(tmp_path, {name: text.encode() for name, text in files.items()})
    paths = [tmp_path / path] if path else None
    _, problems = check_files(tmp_path, upstreams.TODAY, paths)
    assert [problem.code for problem in problems] == ["L004"]
    assert check_files(tmp_path, upstreams.TODAY, [tmp_path / "cases"])[1] == []


def test_a_fault_in_the_decisions_is_told_and_the_lists_are_read_all_the_same(
    tmp_path: Path,
) -> None:
    write_project(tmp_path, {"one": sample_case()})
    files = {**ADOPTERS, "_decisions.yaml": "same: nothing\n"}
    write_source(tmp_path, {name: text.encode() for name, text in files.items()})
    catalog, problems = read_catalog(tmp_path, upstreams.TODAY)
    assert [problem.place.path for problem in problems] == ["docs/data/adopters/_decisions.yaml"]
    assert len(catalog.adopters["example"].tables.listings) == 3
