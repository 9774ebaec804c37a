"""The current selection as CSV, as JSON and as a link."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from explorer.explorer_page import go
from meshbook.pages.library import Library
from search.conftest import node as node  # the fixture that finds Node

COLUMNS = (
    "slug,name,url,country,industry,size,mesh,mode,stage,last_evidence,evidence,sources,"
    "year,motive,outcome,language,added"
)


def downloaded(page: Page, button: str) -> tuple[str, str]:
    with page.expect_download() as download:
        page.click(button)
    return download.value.suggested_filename, Path(download.value.path()).read_text("utf-8")


@pytest.mark.browser
def test_the_csv_holds_the_selection_in_columns_that_stay(page: Page, library: Library) -> None:
    go(page, "/cases/?mesh=linkerd&sort=name")
    name, text = downloaded(page, "#csv")
    assert name == "meshbook-cases.csv"
    assert text.startswith(f"\ufeff{COLUMNS}\n")  # a text file is read with plain line ends
    rows = {row.slug: row for row in library.summaries if "linkerd" in row.facets["mesh"]}
    read = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert {line["slug"] for line in read} == rows.keys()
    for line in read:
        row = rows[line["slug"]]
        assert line["mesh"] == "; ".join(row.facets["mesh"])
        assert line["sources"] == str(len(row.case.sources))
        assert line["url"].endswith(f"/cases/{row.slug}/")


@pytest.mark.browser
def test_the_json_says_what_was_asked_for(page: Page, library: Library) -> None:
    go(page, "/cases/?country=JP,KR&view=table")
    name, text = downloaded(page, "#json")
    data = json.loads(text)
    expected = [row for row in library.summaries if {"JP", "KR"} & set(row.facets["country"])]
    assert name == "meshbook-cases.json"
    assert data["selection"] == {"country": ["JP", "KR"], "sort": "evidence"}
    assert [case["slug"] for case in data["cases"]] == [row.slug for row in expected]
    assert data["count"] == len(expected)
    assert data["cases"][0]["mesh"] == list(expected[0].facets["mesh"])


@pytest.mark.browser
def test_the_link_is_the_address_of_the_selection(page: Page) -> None:
    go(page, "/cases/?mesh=linkerd")
    page.click("#copy")
    page.get_by_text("Link copied").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == page.url


def test_the_engines_pass_their_own_tests(node: str) -> None:
    scripts = sorted(Path(__file__).parent.glob("*.test.js"))
    assert scripts
    done = subprocess.run(
        [node, "--test", *scripts], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
