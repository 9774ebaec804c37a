"""Every kind of page in a real browser: axe, the policy, errors, width, print, no script."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import axe_findings, context, violations, watched

pytestmark = pytest.mark.browser

TEMPLATES = (
    "", "cases/", "cases/index/", "cases/nih-ncbi/", "cases/zozo/", "meshes/", "meshes/linkerd/",
    "method/", "corrections/", "contribute/", "call-for-japan/",
    "reference/fields/", "reference/rules/", "reference/rules/C001/", "404.html",
)
LANGUAGES = ("", "ja/")
WIDTHS = (360, 1280)


@pytest.mark.parametrize(("theme", "width"), list(product(("light", "dark"), WIDTHS)))
def test_axe_finds_nothing_on_any_template(
    chromium: Browser, host: str, built: Path, theme: str, width: int
) -> None:
    samples = [f"cases/{path.stem}/" for path in sorted((built.parent / "cases").glob("*.yaml"))]
    with context(
        chromium, color_scheme=theme, viewport={"width": width, "height": 900}
    ) as profile:
        page = profile.new_page()
        faults = watched(page)
        found = []
        for address, language in product({*TEMPLATES, *samples[:3]}, LANGUAGES):
            page.goto(f"{host}/{language}{address}")
            found += [f"{language}{address}: {line}" for line in axe_findings(page)]
            found += [f"{language}{address}: {line}" for line in violations(page)]
        assert found == [], "\n".join(found[:20])
        assert faults == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_no_page_is_wider_than_the_window(chromium: Browser, host: str, width: int) -> None:
    with context(chromium, viewport={"width": width, "height": 900}) as profile:
        page = profile.new_page()
        for address, language in product(TEMPLATES, LANGUAGES):
            page.goto(f"{host}/{language}{address}")
            wide = page.evaluate("() => document.documentElement.scrollWidth")
            assert wide <= width, f"{language}{address} is {wide} px wide in {width}"


def test_the_language_switch_goes_to_the_same_page_and_keeps_query_and_hash(
    chromium: Browser, host: str
) -> None:
    with context(chromium) as profile:
        page = profile.new_page()
        page.goto(f"{host}/cases/?stage=production#list")
        page.locator("header a[hreflang=ja]").click()
        page.wait_for_url("**/ja/cases/?stage=production#list")
        assert page.evaluate("() => document.documentElement.lang") == "ja"
        page.locator("header a[hreflang=en]").click()
        page.wait_for_url(f"{host}/cases/?stage=production#list")


def test_the_theme_can_be_chosen_and_is_kept(chromium: Browser, host: str) -> None:
    with context(chromium, color_scheme="light") as profile:
        page = profile.new_page()
        page.goto(host)
        ground = "() => getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(ground)
        page.locator("#theme").click()
        dark = page.evaluate(ground)
        assert dark != light
        page.goto(f"{host}/ja/method/")
        assert page.evaluate(ground) == dark


def test_every_page_can_be_read_without_script(chromium: Browser, host: str) -> None:
    with context(chromium, java_script_enabled=False) as profile:
        page = profile.new_page()
        for address, language in product(TEMPLATES, LANGUAGES):
            page.goto(f"{host}/{language}{address}")
            assert page.locator("main h1").count() == 1, address
            assert len(page.locator("main").inner_text()) > 60, address


def test_the_first_tab_stop_leads_to_the_content(chromium: Browser, host: str) -> None:
    with context(chromium) as profile:
        page = profile.new_page()
        page.goto(f"{host}/cases/zozo/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("() => location.hash") == "#main"


def test_a_linked_claim_is_marked(chromium: Browser, host: str) -> None:
    with context(chromium) as profile:
        page = profile.new_page()
        page.goto(f"{host}/cases/zozo/")
        link = page.locator(".story").get_by_label("Permalink to this claim").first
        link.click()
        marked = page.locator("[aria-current=location]")
        assert marked.count() == 1
        ground = "(element) => getComputedStyle(element).backgroundColor"
        assert marked.locator(".tx").first.evaluate(ground) != "rgba(0, 0, 0, 0)"
