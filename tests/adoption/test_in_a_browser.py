"""The page in a real browser: both languages, both schemes, a phone, the keyboard, no script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browser import axe_findings, context, violations, watched
from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.pages import adoption
from meshbook.pages.library import Library
from meshbook.publish.write import write
from site_project import ROOT, serving

pytestmark = pytest.mark.browser

FOLDED = "details.behind .names"


@pytest.fixture(scope="module")
def address(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page with what it loads, on a plain host."""
    folder = tmp_path_factory.mktemp("adoption")
    write(list(adoption.pages(library)), folder, jobs=1)
    shutil.copytree(ROOT / "docs" / "theme" / "assets", folder / "assets")
    with serving(folder) as host:
        yield host


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_found_by_axe_and_nothing_runs_over_the_edge(
    chromium: Browser, address: str, language: Language, width: int, scheme: str
) -> None:
    with context(
        chromium, viewport={"width": width, "height": 900}, color_scheme=scheme
    ) as opened:
        page = opened.new_page()
        faults = watched(page)
        page.goto(f"{address}/{prefix(language)}adoption/")
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == [] == faults


def test_a_number_opens_the_fold_with_its_cases(chromium: Browser, address: str) -> None:
    with context(chromium) as opened:
        page = opened.new_page()
        page.goto(f"{address}/adoption/")
        link = page.locator("#starts-2024 td.n a[href^='#list-']").first
        place = (link.get_attribute("href") or "")[1:]
        listed = page.locator(f"[id='{place}'] .names > li")
        assert not listed.first.is_visible()
        count = int(link.inner_text())
        link.click()
        listed.first.wait_for()
        assert listed.count() == count
        page.go_back()
        page.goto(f"{address}/adoption/#{place}")
        listed.first.wait_for()


def test_a_band_is_reached_by_the_keyboard_and_leads_to_its_cases(
    chromium: Browser, address: str
) -> None:
    with context(chromium) as opened:
        page = opened.new_page()
        page.goto(f"{address}/adoption/")
        page.locator("svg.flows a.band").first.focus()
        place = page.evaluate("document.activeElement.getAttribute('href')")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/adoption/{place}")
        assert page.locator(f"[id='{place[1:]}'] a").first.is_visible()


def test_a_band_is_reached_by_a_touch(chromium: Browser, address: str) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
    with context(chromium, **phone) as opened:
        page = opened.new_page()
        page.goto(f"{address}/ja/adoption/")
        band = page.locator("svg.flows a.band[href$='rejected']").first
        band.locator("text").tap()
        page.wait_for_url("**/ja/adoption/#flow-*rejected")


def test_without_script_all_numbers_and_lists_are_there(chromium: Browser, address: str) -> None:
    with context(chromium, java_script_enabled=False) as opened:
        page = opened.new_page()
        page.goto(f"{address}/adoption/")
        assert page.locator("svg.flows a.band").count() > 20
        fold = page.locator("details.behind").first
        fold.locator("summary").first.click()
        assert fold.locator(".names a").first.is_visible()
