"""The page of similar cases in a browser: the journey, keyboard, phone, axe, without script."""

from __future__ import annotations

import re
from itertools import product

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import axe_findings, context, violations, watched
from matching.asked import search_of
from meshbook.analysis.matching import Query
from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.pages.library import Library

pytestmark = pytest.mark.browser

BANK = Query(
    industry="banking", country="JP", environment=("gke",), services=300,
    motives=("mtls", "regulation"), wishes=("japanese",),
)


def go(page: Page, search: str = "", language: Language = "en") -> None:
    page.goto(f"/{prefix(language)}match/{search}")
    page.wait_for_selector("#match[data-ready]")


def shown(page: Page) -> list[str]:
    return page.eval_on_selector_all("#found > li", "(all) => all.map((each) => each.dataset.case)")


def expected(library: Library, query: Query, count: int = 10) -> list[str]:
    matches = [match for match in library.matcher.rank(query) if match.points > 0]
    return [library.summaries[match.row].slug for match in matches[:count]]


def reasons(page: Page, slug: str) -> dict[str, list[str]]:
    card = page.locator(f"[data-case={slug}]")
    return {
        str(group.get_attribute("data-verdict")): group.locator("li").all_inner_texts()
        for group in card.locator("[data-verdict]").all()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_entered_ranks_the_cases_and_stands_in_the_address(
    page: Page, library: Library, language: Language
) -> None:
    go(page, language=language)
    assert shown(page) == []
    form = page.locator("#ask")
    form.locator("[name=industry]").select_option("banking")
    form.locator("[name=country]").select_option("JP")
    form.locator("[name=services]").fill("300")
    for fold in form.locator("summary").all():
        fold.click()
    for value in ("mtls", "regulation", "gke", "japanese"):
        form.locator(f"[value={value}]").check()
    expect(page).to_have_url(re.compile(re.escape(search_of(BANK)) + "$"))
    assert shown(page) == expected(library, BANK)
    link = page.locator("#found h3 a").first
    name = link.inner_text()
    link.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.endswith(f"/cases/{expected(library, BANK)[0]}/")
    assert name in page.inner_text("main")


def test_a_card_says_what_agrees_what_differs_and_what_is_not_known(page: Page) -> None:
    go(page, search_of(BANK))
    assert reasons(page, "jcb") == {
        "agrees": [
            "Industry: Banking and payments", "Country: Japan", "Cloud: Google Cloud",
            "Platform: Google Kubernetes Engine (GKE)", "Told in Japanese, at least in one source",
        ],
        "differs": ["Motives: Simplicity (you: mTLS and encryption, Regulation)"],
        "unknown": ["Services"],
    }
    go(page, search_of(BANK), "ja")
    assert reasons(page, "jcb")["differs"] == [
        "動機：単純さ・運用負荷の軽さ（入力：mTLS・通信の暗号化、規制への対応）"
    ]
    add = page.locator("[data-case=jcb] [data-add]")
    assert add.get_attribute("data-add") == "case:jcb"


def test_the_address_can_be_shared_and_taken_back(page: Page, library: Library) -> None:
    go(page, search_of(BANK))
    assert shown(page) == expected(library, BANK)
    assert page.locator("[name=industry]").input_value() == "banking"
    assert page.locator("[value=gke]").is_checked()
    assert page.locator("[value=gke]").is_visible()
    page.locator("[value=japanese]").uncheck()
    expect(page).not_to_have_url(re.compile("wish"))
    page.go_back()
    expect(page.locator("[value=japanese]")).to_be_checked()
    assert shown(page) == expected(library, BANK)
    page.click("#copy")
    expect(page.locator("#copied")).to_have_text("Link copied")
    assert page.evaluate("() => navigator.clipboard.readText()") == page.url
    page.locator("header a[hreflang=ja]").click()
    page.wait_for_selector("#match[data-ready]")
    assert page.url.endswith(f"/ja/match/{search_of(BANK)}")
    assert shown(page) == expected(library, BANK)


def test_typing_a_number_is_one_step_back_and_emptying_the_form_shows_nothing(page: Page) -> None:
    go(page)
    page.locator("[name=services]").press_sequentially("120", delay=60)
    expect(page).to_have_url(re.compile(r"\?services=120$"))
    page.go_back()
    expect(page.locator("[name=services]")).to_have_value("")
    assert shown(page) == []
    page.locator("[name=services]").fill("0")
    assert shown(page) == []
    page.locator("[name=services]").fill("120")
    page.click("[type=reset]")
    expect(page.locator("#count")).to_have_text("Enter something, and the cases appear here.")
    assert shown(page) == []
    expect(page).to_have_url(re.compile("/match/$"))


def test_further_cases_follow_and_take_the_focus(page: Page, library: Library) -> None:
    go(page, "?country=US")
    query = Query(country="US")
    assert shown(page) == expected(library, query)
    page.click("#more")
    assert shown(page) == expected(library, query, 20)
    eleventh = page.evaluate("() => document.activeElement.closest('li').dataset.case")
    assert eleventh == expected(library, query, 20)[10]
    while page.locator("#more").is_visible():
        page.click("#more")
    assert shown(page) == expected(library, query, len(library.summaries))


def test_nothing_that_is_entered_leaves_the_browser(page: Page) -> None:
    go(page)
    sent: list[str] = []
    page.on("request", lambda each: sent.append(each.url + each.headers.get("referer", "")))
    page.locator("[name=industry]").select_option("banking")
    page.locator("[name=clusters]").fill("7")
    page.click("[type=submit]")
    expect(page).to_have_url(re.compile("industry=banking&clusters=7"))
    page.locator("#found h3 a").first.click()
    page.wait_for_url("**/cases/*/")
    assert sent
    assert [each for each in sent if "banking" in each or "clusters" in each] == []
    assert page.evaluate("() => [localStorage.length, document.cookie]") == [0, ""]


def test_the_keyboard_alone_reaches_a_case(page: Page, library: Library) -> None:
    go(page)
    page.focus("[name=industry]")
    page.keyboard.type("Insurance")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.type("200")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # opens the fold of the motives
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    query = Query(industry="insurance", services=200, motives=("mtls",))
    expect(page).to_have_url(re.compile(re.escape(search_of(query)) + "$"))
    page.locator("[name=services]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "found-title"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{expected(library, query)[0]}/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_journey_on_a_phone(phone: Page, library: Library, language: Language) -> None:
    go(phone, language=language)
    phone.locator("[name=industry]").select_option("retail")
    phone.locator("[name=size]").select_option("10000+")
    phone.click("[type=submit]")
    query = Query(industry="retail", size="10000+")
    assert shown(phone) == expected(library, query)
    assert phone.locator("#found > li").first.is_visible()
    top = phone.locator("#found-title").evaluate("(each) => each.getBoundingClientRect().top")
    assert 0 <= top < 100  # the button led to the results
    assert phone.evaluate("() => document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("scheme", "width"), list(product(("light", "dark"), (360, 1280))))
def test_axe_finds_nothing(chromium: Browser, host: str, scheme: str, width: int) -> None:
    with context(
        chromium, base_url=host, color_scheme=scheme, viewport={"width": width, "height": 900}
    ) as used:
        page = used.new_page()
        faults = watched(page)
        for language, search in product(LANGUAGES, ("", search_of(BANK), "?country=AG")):
            go(page, search, language)
            assert axe_findings(page) == []
            assert violations(page) == []
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script_the_page_explains_itself_and_leads_on(
    chromium: Browser, host: str, library: Library, language: Language
) -> None:
    with context(chromium, base_url=host, java_script_enabled=False) as used:
        page = used.new_page()
        page.goto(f"/{prefix(language)}match/")
        assert page.locator("#ask").is_hidden()
        assert page.locator("noscript .notice").is_visible()
        assert page.locator(".m-weights tbody tr").count() == 12
        links = page.locator("noscript li > a")
        hrefs = [str(each.get_attribute("href")) for each in links.all()]
        industries = {row.case.organisation.industry for row in library.summaries}
        countries = {word for row in library.summaries for word in row.facets["country"]}
        wanted = {f"../cases/?industry={word}" for word in industries}
        wanted |= {f"../cases/?country={word}" for word in countries}
        assert set(hrefs) == wanted
        page.locator(".m-named a").first.click()
        expect(page).to_have_url(re.compile("/cases/[a-z0-9-]+/$"))


def test_where_the_cases_cannot_be_loaded_the_page_says_so(chromium: Browser, host: str) -> None:
    with context(chromium, base_url=host) as used:
        page = used.new_page()
        page.route("**/data/match/cases.json", lambda route: route.abort())
        page.goto("/match/")
        page.locator("#unloaded").wait_for()
        page.click("#unloaded a")
        page.wait_for_url("**/cases/")
