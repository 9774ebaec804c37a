"""A source that is described and was never fetched: nothing of it is published yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from meshbook.artifacts import Bundle
from meshbook.pages.library import Library
from meshbook.publish.site import assemble
from meshbook.reading.catalog import read_catalog
from meshbook.rules import check_project
from meshbook.settings import Settings
from sample_cases import sample_case, write_project
from sample_library import TODAY
from sample_sources import TABLES, source_files, write_source

NAME = {"title": {"en": "Unfetched series", "ja": "Unfetchedの系列"}}
SIGNALS = {
    "signals.csv": "project,signal,date,value,detail,url\n"
    "istio,landscape,2022-09-30,accepted,,https://www.example.com/istio\n"
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a study, a live series and a feed of signals that all wait."""
    write_project(tmp_path, {"one": sample_case()})
    for place, kind in (
        ("benchmarks/waiting-study", "study"), ("benchmarks/waiting-series", "live"),
        ("signals/waiting-feed", "signals"),
    ):  # fmt: skip
        described = source_files({**NAME, "kind": kind})["source.yaml"]
        write_source(tmp_path, {"source.yaml": described}, place)
    return tmp_path


def published(root: Path) -> dict[str, bytes]:
    """The files of the whole site by path."""
    catalog, problems = read_catalog(root, TODAY)
    assert problems == []
    library = Library(catalog, Settings.of("https://mesh.example.org/", "", ""))
    files: dict[str, bytes] = {}
    for each in assemble(library, (), root, with_cards=False, with_exports=True):
        if isinstance(each, Bundle):
            files |= dict(each.render())
        else:
            files[each.path] = each.render()
    return files


def traces(files: dict[str, bytes]) -> set[str]:
    """The files that name a source that waits, by its id or its title."""
    return {
        path for path, content in files.items()
        if "waiting-" in path or b"waiting-" in content or b"nfetched" in content
    }  # fmt: skip


def test_a_source_that_waits_is_no_fault_and_not_in_the_catalogue(root: Path) -> None:
    for catalog, problems in (check_project(root, TODAY), read_catalog(root, TODAY)):
        assert (catalog.benchmarks, catalog.signals, problems) == ({}, {}, [])


def test_where_all_sources_wait_there_is_no_room_for_them(root: Path) -> None:
    files = published(root)
    assert "index.html" in files and "sitemap.xml" in files
    assert not traces(files)
    assert not [path for path in files if path.removeprefix("ja/").startswith("benchmarks/")]
    assert b"benchmarks/" not in files["index.html"] + files["sitemap.xml"]


def test_beside_sources_with_figures_those_that_wait_stay_out(root: Path) -> None:
    write_source(root, source_files())
    files = published(root)
    assert "benchmarks/studies/example/index.html" in files
    assert not traces(files)


def test_with_its_first_rows_a_source_is_everywhere(root: Path) -> None:
    for name, text in TABLES.items():
        (root / "docs/data/benchmarks/waiting-study" / name).write_text(text, encoding="utf-8")
    for name, text in SIGNALS.items():
        (root / "docs/data/signals/waiting-feed" / name).write_text(text, encoding="utf-8")
    found = traces(published(root))
    assert {
        "benchmarks/index.html", "ja/benchmarks/index.html", "sitemap.xml",
        "benchmarks/studies/waiting-study/index.html", "data/benchmarks/index.json",
        "meshes/istio/index.html",
    } <= found  # fmt: skip
    assert any(path.startswith("search/") for path in found)
    assert not any("waiting-series" in path for path in found)
