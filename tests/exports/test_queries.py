"""The queries on the page run in the programs that they are for, on the files as they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest
from lxml import html

from meshbook.exports.database import PATH
from meshbook.exports.tables import FOLDER
from meshbook.languages import LANGUAGES, prefix
from meshbook.model.catalog import Catalog
from meshbook.pages import data
from meshbook.pages.library import Library
from sample_library import rendered


def page(library: Library, language: str) -> html.HtmlElement:
    return rendered(data.pages(library), f"{prefix(language)}data/index.html")  # type: ignore[arg-type]


def query(library: Library, name: str) -> str:
    """What the page shows under the heading of a query."""
    [code] = page(library, "en").xpath(f"//h3[@id='query-{name}']/following-sibling::pre[1]/code")
    return str(code.text_content())


def test_sqlite_tells_the_latest_cases_that_left_a_mesh(
    library: Library, catalog: Catalog, files: Mapping[str, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "meshbook.sqlite"
    file.write_bytes(files[PATH])
    with sqlite3.connect(file) as connection:
        found = connection.execute(query(library, "sqlite")).fetchall()
    left = [
        (str(stage.date), f"{slug}#{stage.id}", (slug, stage.mesh, stage.stage, stage.to))
        for slug, case in catalog.cases.items()
        for stage in case.stages
        if stage.stage in ("moved", "left")
    ]
    left.sort(key=lambda each: each[1])
    left.sort(key=lambda each: each[0], reverse=True)
    assert [(row[:4], row[4]) for row in found] == [(each[2], each[0]) for each in left[:10]]
    assert len(found) == 10


def test_duckdb_counts_the_outcomes(
    library: Library, catalog: Catalog, files: Mapping[str, bytes], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (tmp_path / "claims.parquet").write_bytes(files[f"{FOLDER}/claims.parquet"])
    monkeypatch.chdir(tmp_path)
    found = duckdb.sql(query(library, "duckdb")).fetchall()
    for outcome, told, cases, grade in found:
        claims = [
            (slug, claim, case)
            for slug, case in catalog.cases.items()
            for claim in case.outcomes
            if claim.metric == outcome
        ]
        assert told == len(claims)
        assert cases == len({slug for slug, _, _ in claims})
        assert grade == min(case.sources[s].grade for _, claim, case in claims
                            for s in claim.sources)  # fmt: skip
    assert len(found) == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_that_the_page_names_is_there(
    library: Library, files: Mapping[str, bytes], language: str
) -> None:
    start = "../" + ("../" if language == "ja" else "")
    links = page(library, language).xpath("//main//a/@href")
    named = {
        path
        for link in links
        if "." in (path := link.removeprefix(start)) and not path.startswith((".", "cite/"))
    }
    known = {*files, "data/manifest.json"}
    assert named and named <= known
    assert {path for path in known if path.startswith("data/")} <= named
