"""The card that a cite opens, in a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import axe_findings, context, violations, watched
from sample_pages import sources
from site_project import ROOT, serving

PAGES = ("cases/example-bank/index.html", "ja/cases/example-bank/index.html")
CARD = "[role=tooltip]"
PLACES = f"""() => ["{CARD}", ":focus"].map(
  (each) => document.querySelector(each).getBoundingClientRect().toJSON())"""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = tmp_path_factory.mktemp("cites")
    shutil.copytree(ROOT / "docs" / "theme" / "assets", site / "assets")
    for path in PAGES:
        (site / path).parent.mkdir(parents=True)
        (site / path).write_text(sources()[path], encoding="utf-8")
    with serving(site) as address:
        yield address


@pytest.fixture(params=PAGES)
def page(chromium: Browser, host: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    used = context(chromium, viewport={"width": 390, "height": 700})
    opened = used.new_page()
    faults = watched(opened)
    opened.goto(f"{host}/{request.param}")
    yield opened
    assert faults == []
    assert violations(opened) == []
    used.close()


def test_it_says_what_the_list_of_sources_says(page: Page) -> None:
    cite = page.locator(".story .cite").first
    cite.hover()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    source = page.locator(f"li[id='{(cite.get_attribute('href') or '')[1:]}']")
    for text in (source.locator("[lang]").first, source.locator(".meta").first):
        assert text.inner_text() in card.inner_text()
    assert cite.get_attribute("aria-describedby") == card.get_attribute("id")
    assert axe_findings(page) == []


def test_it_stays_under_the_pointer_and_escape_closes_it(page: Page) -> None:
    page.locator(".story .cite").first.hover()
    card = page.locator(CARD)
    card.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_it_follows_the_focus_and_never_covers_it(page: Page) -> None:
    page.locator(".story a").first.focus()
    seen = 0
    for _ in range(12):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if "cite" not in (focused.get_attribute("class") or ""):
            expect(page.locator(CARD)).to_have_count(0)
            continue
        expect(page.locator(CARD)).to_be_visible()
        card, place = page.evaluate(PLACES)  # at once: the page may still be scrolling
        assert card["y"] >= place["bottom"] or card["bottom"] <= place["y"]
        assert card["x"] >= 0 and card["right"] <= 390
        seen += 1
    assert seen > 2


def test_its_script_is_not_loaded_before_somebody_comes_to_a_cite(page: Page) -> None:
    loaded = "performance.getEntriesByType('resource').filter(e => /cite.js$/.test(e.name)).length"
    assert page.evaluate(loaded) == 0
    page.locator(".story .cite").first.hover()
    expect(page.locator(CARD)).to_be_visible()
    assert page.evaluate(loaded) == 1


def test_a_term_of_the_glossary_says_what_it_means_to_pointer_and_keyboard(page: Page) -> None:
    term = page.locator(".facts .term").first
    meaning = term.get_attribute("title") or ""
    assert meaning
    term.hover()
    card = page.locator(CARD)
    expect(card).to_have_text(meaning)
    page.mouse.move(0, 0)
    expect(card).to_have_count(0)
    page.locator(".facts a").first.focus()
    while "term" not in (page.locator(":focus").get_attribute("class") or ""):
        page.keyboard.press("Tab")
    expect(page.locator(CARD)).to_have_text(meaning)
    assert axe_findings(page) == []
