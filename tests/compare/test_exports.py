"""Screen, CSV, JSON and Markdown say the same."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from compare.compare_page import go, rows

pytestmark = pytest.mark.browser
ITEMS = "case:nav,case:lunar,mesh:linkerd,mesh:aws-app-mesh,study:solo-2024,study:livewyer-2024"


def taken(page: Page, button: str) -> tuple[str, str]:
    with page.expect_download() as download:
        page.click(button)
    return download.value.suggested_filename, Path(download.value.path()).read_text("utf-8")


def letters(text: str) -> str:
    """A text without what only parts its lines."""
    return re.sub(r"[\s;:¶]", "", text)


@pytest.mark.parametrize("view", ["", "&rows=only", "&rows=first"])
def test_screen_csv_and_json_hold_the_same_cells(page: Page, view: str) -> None:
    go(page, ITEMS, more=view)
    on_screen = rows(page)
    name, text = taken(page, "#csv")
    assert name == "meshbook-comparison.csv"
    from_csv = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    name, text = taken(page, "#json")
    data: dict[str, Any] = json.loads(text)
    places = [(cell["row"], cell["name"]) for cell in on_screen]
    assert [(line["row"], line["name"]) for line in from_csv] == places
    assert [(cell["row"], cell["name"]) for cell in data["cells"]] == places
    for line, cell in zip(from_csv, data["cells"], strict=True):
        assert line["value"].removeprefix("'") == cell["value"]
        assert line["sources"] == " ".join(cell["sources"])
        assert line["state"] == cell["state"]
    for seen, cell in zip(on_screen, data["cells"], strict=True):
        if cell["group"] not in ("source", "about", "measured"):  # folds and pictures add labels
            assert letters(seen["text"]) == letters(cell["value"])
    assert data["items"] == ITEMS.split(",")
    assert data["date"] == "2026-11-24"
    assert data["address"] == page.url


def test_the_states_tell_absences_apart(page: Page) -> None:
    go(page, ITEMS)
    cells = json.loads(taken(page, "#json")[1])["cells"]
    states = {cell["state"] for cell in cells}
    assert {"stated", "unknown", "no-statement", "not-measured", "none"} <= states
    assert all(cell["value"] for cell in cells)
    assert all(cell["address"].startswith("http") for cell in cells)


def test_no_cell_of_the_csv_is_run_by_a_spreadsheet(page: Page) -> None:
    go(page, "case:example-hostile,case:nav")
    text = taken(page, "#csv")[1].removeprefix("\ufeff")
    for line in csv.reader(io.StringIO(text, newline="")):
        assert [cell for cell in line if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []


def test_the_markdown_is_a_table_that_no_value_breaks(page: Page) -> None:
    go(page, "case:example-hostile,case:nav")
    name, text = taken(page, "#markdown")
    assert name == "meshbook-comparison.md"
    lines = [line for line in text.splitlines() if line.startswith("|")]
    assert len(lines) > 20
    bars = {len(re.findall(r"(?<!\\)\|", line)) for line in lines}
    assert bars == {4}
    assert not re.search(r"(?<!\\)<(?!http|mailto)", text)
    assert "2026" in text.splitlines()[-1]
