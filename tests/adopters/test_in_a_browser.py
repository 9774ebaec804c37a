"""The adopters directory in a real browser: facets, search, the address, no script, weight."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from browser import axe_findings, context
from meshbook.pages import adopters
from meshbook.pages.library import Library
from meshbook.publish.write import write
from meshbook.reading.catalog import read_catalog
from meshbook.settings import Settings
from sample_library import TODAY
from site_project import ROOT, serving

pytestmark = pytest.mark.browser

ROWS = "#rows > tbody > tr"
SHOWN = f"{ROWS}:not([hidden])"
HEAVIEST = 110_000
"""Bytes of a first view, each file packed."""
SLOWEST = 100
"""Milliseconds from a click to the frame that shows its answer."""

CLICK = """async (box) => {
    const start = performance.now();
    box.click();
    await new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
    return performance.now() - start;
}"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of the committed lists, with what it loads."""
    folder = tmp_path_factory.mktemp("directory")
    library = Library(read_catalog(ROOT, TODAY)[0], Settings())
    write(list(adopters.pages(library)), folder, jobs=1)
    shutil.copytree(ROOT / "docs" / "theme" / "assets", folder / "assets")
    return folder


@pytest.fixture(scope="module")
def host(built: Path) -> Iterator[str]:
    with serving(built) as address:
        yield address


def opened(page: Page, address: str = "/adopters/") -> Page:
    page.goto(address)
    page.locator("#directory[data-ready]").wait_for()
    return page


def test_a_facet_leaves_the_rows_that_have_it_and_counts_what_each_other_would_leave(
    page: Page,
) -> None:
    opened(page)
    every = page.locator(ROWS).count()
    page.get_by_label("Linkerd 1: ADOPTERS.md").check()
    left = page.locator(SHOWN)
    assert 0 < left.count() < every
    lists = left.evaluate_all("(rows) => rows.map((row) => row.dataset.list)")
    assert all("linkerd1" in each.split(" ") for each in lists)
    assert page.locator("#count").inner_text() == f"{left.count()} of {every} organisations"
    gone = page.locator("input[name=state][value=gone]")
    promised = gone.locator("xpath=..").locator(".n").inner_text()
    gone.check()
    assert page.locator(SHOWN).count() == int(promised) > 0
    page.get_by_role("button", name="Clear all").click()
    assert page.locator(SHOWN).count() == every


@pytest.mark.parametrize("asked", ["ozon", "ＯＺＯＮ", "OZON.ru"])
def test_a_text_finds_a_name_in_any_case_and_width(page: Page, asked: str) -> None:
    opened(page)
    page.get_by_role("searchbox").fill(asked)
    assert page.locator(f"{SHOWN} > th").all_inner_texts()[0].startswith("OZON.ru")
    assert page.locator(SHOWN).count() == 1


def test_nothing_found_is_said_to_be_about_the_lists(page: Page) -> None:
    opened(page).get_by_role("searchbox").fill("no such organisation")
    assert page.locator(SHOWN).count() == 0
    assert "about the lists" in page.locator("#nobody").inner_text()


def test_the_address_holds_what_was_asked_for(page: Page) -> None:
    opened(page, "/ja/adopters/?q=ex&claim=mesh,proxy&state=gone")
    assert page.locator("input:checked").count() == 3
    shown = page.locator(SHOWN).count()
    page.locator("input[name=state][value=gone]").uncheck()
    assert page.locator(SHOWN).count() > shown
    page.wait_for_url("**/ja/adopters/?q=ex&claim=mesh,proxy")
    page.get_by_role("searchbox").fill("")
    page.wait_for_url("**/ja/adopters/?claim=mesh,proxy")
    page.reload()
    assert page.locator("input:checked").count() == 2


def test_a_click_on_a_facet_is_answered_at_once(page: Page) -> None:
    opened(page)
    boxes = page.locator("#facets input").all()
    times = sorted(box.evaluate(CLICK) for box in (*boxes[:8], *boxes[:8]))
    assert times[len(times) // 2] < SLOWEST, times


def test_the_filters_of_a_phone_fold_and_open(chromium: Browser, host: str) -> None:
    with context(chromium, base_url=host, viewport={"width": 390, "height": 780}) as used:
        page = opened(used.new_page())
        assert page.locator("#facets").is_hidden()
        page.get_by_text("Filters", exact=True).click()
        page.get_by_label("No longer listed").check()
        assert 0 < page.locator(SHOWN).count() < page.locator(ROWS).count()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/adopters/?claim=talk", "/ja/adopters/?claim=talk"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    chromium: Browser, host: str, width: int, theme: str, address: str
) -> None:
    view = {"width": width, "height": 900}
    with context(chromium, base_url=host, color_scheme=theme, viewport=view) as used:
        page = opened(used.new_page(), address)
        assert axe_findings(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_without_a_script_the_whole_table_stands_and_no_dead_control(
    chromium: Browser, host: str
) -> None:
    with context(chromium, base_url=host, java_script_enabled=False) as used:
        page = used.new_page()
        page.goto("/adopters/")
        assert page.locator(ROWS).count() > 300
        assert page.locator(ROWS).last.is_visible()
        for control in ("#facets", "#text", "#clear"):
            assert page.locator(control).is_hidden(), control
        assert "Filters need JavaScript" in page.locator("noscript .x-note").inner_text()


@pytest.mark.parametrize("address", ["/adopters/", "/ja/adopters/"])
def test_a_first_view_is_light(page: Page, built: Path, address: str) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).path))
    opened(page, address)
    files = [built / (path + "index.html" if path.endswith("/") else path).lstrip("/")
             for path in asked]  # fmt: skip
    weight = sum(len(gzip.compress(file.read_bytes())) for file in files)
    assert weight < HEAVIEST
