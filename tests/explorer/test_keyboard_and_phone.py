"""Keyboard alone, the sheet of a phone, and what axe finds with everything open."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from browser import axe_findings, context
from explorer.explorer_page import go, query, settled, slugs, told

pytestmark = pytest.mark.browser


def test_a_filter_is_reached_ticked_and_removed_by_keys_alone(page: Page) -> None:
    go(page)
    page.focus("#facets input")
    page.keyboard.press("Space")
    settled(page)
    chosen = page.evaluate("() => document.activeElement.value")
    assert query(page) == f"?mesh={chosen}"
    for _ in range(120):
        if page.evaluate("() => document.activeElement.matches('#chips button')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    settled(page)
    assert query(page) == ""
    assert page.evaluate("() => document.activeElement.name") == "q"


def test_the_view_is_changed_by_keys_alone(page: Page) -> None:
    go(page)
    page.focus(".views [value=cards]")
    page.keyboard.press("ArrowRight")
    settled(page)
    assert query(page) == "?view=table"
    assert page.locator("#results tbody tr").count() == 24


def test_the_result_count_is_a_live_region(page: Page) -> None:
    go(page)
    assert page.get_by_role("status").filter(has_text="cases").inner_text() == told(page)


def test_the_sheet_of_a_phone_filters_and_closes_on_what_it_shows(phone: Page) -> None:
    go(phone)
    assert phone.locator("#facets").is_hidden()
    phone.get_by_role("button", name="Filters (0)").click()
    sheet = phone.get_by_role("dialog", name="Filters")
    box = sheet.bounding_box()
    assert box is not None and (box["width"], box["height"]) == (390, 900)
    phone.check('#facets [value="linkerd"]')
    settled(phone)
    count = told(phone).split(" of ")[0]
    sheet.get_by_role("button", name=f"Show {count} cases").click()
    assert sheet.count() == 0
    opener = phone.get_by_role("button", name="Filters (1)")
    assert opener.evaluate("(button) => button === document.activeElement")
    assert len(slugs(phone)) > 0


def test_escape_closes_the_sheet(phone: Page) -> None:
    go(phone)
    phone.click("#filters-open")
    phone.keyboard.press("Escape")
    assert phone.get_by_role("dialog").count() == 0


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("address", ["/cases/", "/cases/?view=table", "/ja/cases/?mesh=linkerd"])
def test_no_page_scrolls_sideways(page: Page, width: int, address: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    go(page, address)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("start", ["", "/ja"])
def test_axe_finds_nothing_in_any_state_of_the_explorer(
    chromium: Browser, host: str, start: str, scheme: str
) -> None:
    used = context(
        chromium, base_url=host, color_scheme=scheme, viewport={"width": 1280, "height": 900}
    )
    page = used.new_page()
    found: list[str] = []
    for address in ("cases/", "cases/?view=table&mesh=istio", "cases/?mesh=kuma&stage=left"):
        go(page, f"{start}/{address}")
        page.evaluate("() => document.querySelectorAll('details').forEach((d) => (d.open = true))")
        found += axe_findings(page)
    for address in ("cases/page/2/", "cases/index/"):
        page.goto(f"{start}/{address}")
        found += axe_findings(page)
    page.set_viewport_size({"width": 360, "height": 800})
    go(page, f"{start}/cases/")
    found += axe_findings(page)
    page.click("#filters-open")
    found += axe_findings(page)
    used.close()
    assert found == []
