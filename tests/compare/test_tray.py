"""The tray: filled from any list or page, kept, said aloud, and never in the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from browser import axe_findings
from compare.compare_page import shown

pytestmark = pytest.mark.browser


def add(page: Page, item: str) -> None:
    page.click(f"[data-add='{item}'] >> nth=0")
    page.wait_for_selector(f"[data-add='{item}'][aria-pressed=true]")


def test_records_of_all_kinds_are_picked_on_their_pages_and_compared(page: Page) -> None:
    page.goto("/cases/nav/")
    add(page, "case:nav")
    tray = page.get_by_role("complementary", name="Comparison")
    assert tray.locator(".chip").count() == 1
    assert "NAV (nais platform) added, 1 of 6" in tray.get_by_role("status").inner_text()
    assert tray.get_by_role("link").count() == 0  # one alone is no comparison
    page.goto("/meshes/linkerd/")
    add(page, "mesh:linkerd")
    page.goto("/benchmarks/studies/solo-2024/")
    add(page, "study:solo-2024")
    tray.get_by_role("link", name="Compare").click()
    page.wait_for_selector("#compare[data-ready]")
    assert page.evaluate("() => location.search") == "?items=case:nav,mesh:linkerd,study:solo-2024"
    assert page.get_by_role("complementary", name="Comparison").count() == 0


def test_cards_and_rows_of_the_explorer_fill_the_tray_after_any_filter(page: Page) -> None:
    page.goto("/cases/?mesh=linkerd")
    page.wait_for_selector("#explorer[data-ready]")
    buttons = page.locator("#results .x-case .add")
    assert buttons.count() == page.locator("#results .x-case").count()
    buttons.first.click()
    page.wait_for_selector("#results .add[aria-pressed=true]")
    item = buttons.first.get_attribute("data-add")
    slug = page.locator("#results .x-case").first.get_attribute("data-case")
    assert item == f"case:{slug}"
    page.check(".views [value=table]", force=True)
    page.wait_for_selector(f"#results tr [data-add='{item}'][aria-pressed=true]")
    assert page.locator("#results tr .add[aria-pressed=true]").count() == 1


def test_a_seventh_record_is_refused_politely(page: Page) -> None:
    page.goto("/cases/")
    page.wait_for_selector("#explorer[data-ready]")
    for at in range(6):
        page.locator("#results .add").nth(at).click()
        page.locator(".tray .chip").nth(at).wait_for()
    page.locator("#results .add").nth(6).click()
    page.get_by_text("6 are the most that can stand side by side").wait_for()
    assert page.locator(".tray .chip").count() == 6


def test_nothing_of_the_tray_is_fetched_before_somebody_picks(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/cases/nav/", wait_until="networkidle")
    assert [url for url in asked if "compare" in url] == []
    assert len(asked) <= 8


@pytest.mark.parametrize("kept", ["[1,null,{}]", "{", '["case:gone","__proto__"]', '"x"'])
def test_a_broken_memory_is_an_empty_tray(page: Page, kept: str) -> None:
    page.goto("/cases/nav/")
    page.evaluate("(kept) => localStorage.setItem('compare', kept)", kept)
    page.reload(wait_until="networkidle")
    assert page.locator(".tray .chip").count() == 0
    assert page.locator(".tray").is_hidden()


def test_the_focus_is_never_under_the_tray(phone: Page) -> None:
    phone.goto("/cases/nav/")
    add(phone, "case:nav")
    hidden = []
    for _ in range(60):
        phone.keyboard.press("Tab")
        under = phone.evaluate(
            """() => {
              const [own, tray] = [document.activeElement, document.querySelector('.tray')];
              if (tray.contains(own) || own === document.body) return '';
              const [a, b] = [own.getBoundingClientRect(), tray.getBoundingClientRect()];
              const stuck = b.bottom >= innerHeight - 1;
              return stuck && a.top < innerHeight && a.bottom > b.top + 1 ? own.outerHTML : '';
            }"""
        )
        hidden += [under] if under else []
    assert hidden == []


def test_the_tray_is_filled_emptied_and_left_by_keys_alone(page: Page) -> None:
    page.goto("/meshes/linkerd/")
    page.focus("[data-add]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".tray .chip")
    page.focus(".tray .chip")
    page.keyboard.press("Enter")
    page.wait_for_selector(".tray", state="hidden")
    assert page.evaluate("() => document.activeElement.id") == "main"
    assert page.locator("[data-add]").first.get_attribute("aria-pressed") == "false"


def test_the_tray_follows_what_is_changed_on_the_compare_page_that_shows_it(page: Page) -> None:
    page.goto("/meshes/linkerd/")
    add(page, "mesh:linkerd")
    page.goto("/meshes/istio/")
    add(page, "mesh:istio")
    page.goto("/compare/")
    page.wait_for_selector("#compare[data-ready]")
    page.locator("#told a").click()
    shown(page, ["Linkerd", "Istio"])
    page.get_by_role("button", name="Remove Linkerd").click()
    shown(page, ["Istio"])
    assert page.evaluate("() => localStorage.getItem('compare')") == '["mesh:istio"]'
    page.goto("/compare/?items=mesh:kuma,mesh:consul")  # somebody else's link
    page.wait_for_selector("#compare[data-ready]")
    page.get_by_role("button", name="Remove Kuma").click()
    assert page.evaluate("() => localStorage.getItem('compare')") == '["mesh:istio"]'


def test_axe_finds_nothing_with_the_tray_open(page: Page, phone: Page) -> None:
    for used in (page, phone):
        used.goto("/ja/cases/nav/")
        add(used, "case:nav")
        assert axe_findings(used) == []


def test_without_script_there_is_no_button(chromium: Browser, host: str) -> None:
    used = chromium.new_context(base_url=host, java_script_enabled=False)
    page = used.new_page()
    plain = ("/cases/nav/", "/meshes/linkerd/", "/benchmarks/studies/solo-2024/", "/cases/page/2/")
    for address in plain:
        page.goto(address)
        assert page.get_by_role("button").count() == 0
        assert page.locator(".add:visible").count() == 0
    used.close()
