"""The complete list and the index as plain HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from browser import context
from meshbook.analysis.alphabet import heading, name_order
from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.pages import case_index, explorer
from meshbook.pages.explorer import PER_PAGE
from meshbook.pages.library import Library


def tree(library: Library, path: str) -> html.HtmlElement:
    artifacts: dict[str, Artifact] = {each.path: each for each in explorer.pages(library)}
    return html.document_fromstring(artifacts[path].render().decode())


def listed(page: html.HtmlElement) -> list[str]:
    return [str(slug) for slug in page.xpath("//ol/li/@data-case")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_complete_in_pages_that_lead_to_each_other(
    library: Library, language: Language
) -> None:
    start = prefix(language)
    count = -(-len(library.summaries) // PER_PAGE)
    assert count > 1
    numbered = [f"{start}cases/page/{number}/index.html" for number in range(2, count + 1)]
    pages = [tree(library, path) for path in (f"{start}cases/index.html", *numbered)]
    assert len(listed(pages[0])) == PER_PAGE
    shown = [slug for page in pages for slug in listed(page)]
    assert shown == [row.slug for row in library.summaries]
    assert pages[0].xpath("//a[@rel='next']/@href") == ["../cases/page/2/"]
    assert pages[0].xpath("//a[@rel='prev']") == []
    assert pages[1].xpath("//a[@rel='prev']/@href") == ["../../../cases/"]
    assert pages[-1].xpath("//a[@rel='next']") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_has_every_case_under_its_letter(library: Library, language: Language) -> None:
    page = tree(library, f"{prefix(language)}cases/index/index.html")
    expected: dict[str, list[str]] = {}
    for row in sorted(library.summaries, key=lambda row: name_order(row, language)):
        expected.setdefault(heading(row, language), []).append(row.slug)
    found = {
        str(section.xpath("./h2/@id")[0]): [
            str(href).split("/")[-2] for href in section.xpath(".//li/a/@href")
        ]
        for section in page.xpath("//main//section")
    }
    assert found == expected
    assert [str(href)[1:] for href in page.xpath("//nav[@class='letters']//a/@href")] == [*found]


def test_japanese_names_stand_under_the_row_of_their_reading(library: Library) -> None:
    rows = {row.slug: row for row in library.summaries}
    assert heading(rows["zozo"], "ja") == "さ"
    assert heading(rows["reiji-denki"], "ja") == "ら"
    assert heading(rows["heb"], "en") == "H"
    assert heading(rows["anonymous-insurer"], "ja") == "nameless"


@pytest.mark.browser
def test_the_explorer_without_a_script_shows_the_list_and_no_dead_control(
    still: Page, library: Library
) -> None:
    still.goto("/cases/")
    assert still.locator("li.x-case").count() == PER_PAGE
    assert still.locator("li.x-case").nth(PER_PAGE - 1).is_visible()
    for control in ("#facets", "#text", "#sort", "#csv", "#filters-open"):
        assert still.locator(control).is_hidden(), control
    notice = still.locator("noscript .x-note")
    assert notice.inner_text() == "Filters need JavaScript. The complete list is below."
    still.get_by_role("link", name="Next").click()
    expect(still).to_have_url(re.compile("/page/2/$"))
    rest = min(PER_PAGE, len(library.summaries) - PER_PAGE)
    expect(still.locator("li.x-case")).to_have_count(rest)
    still.get_by_role("link", name="All cases, A–Z").click()
    expect(still).to_have_url(re.compile("/index/$"))
    expect(still.locator("main section li a")).to_have_count(len(library.summaries))


@pytest.fixture
def still(chromium: Browser, host: str) -> Iterator[Page]:
    used = context(chromium, base_url=host, java_script_enabled=False)
    yield used.new_page()
    used.close()


@pytest.mark.browser
def test_the_list_stands_where_the_data_of_the_filters_cannot_be_read(
    chromium: Browser, host: str
) -> None:
    used = context(chromium, base_url=host)
    page = used.new_page()
    page.route("**/rows.json", lambda route: route.abort())
    page.goto("/cases/")
    page.locator("#told", has_text="could not be loaded").wait_for()
    assert page.locator("li.x-case").count() == PER_PAGE
    used.close()


def test_a_long_index_goes_on_on_further_pages(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_index, "PER_INDEX", 50)
    pages = {
        each.path: html.document_fromstring(each.render().decode())
        for each in case_index.pages(library, "en")
    }
    assert [*pages] == [
        "cases/index/index.html", "cases/index/2/index.html", "cases/index/3/index.html",
    ]
    entries = [href for page in pages.values() for href in page.xpath("//main//li/a/@href")]
    named = {str(href).split("/")[-2] for href in entries if "#" not in href}
    assert named == {row.slug for row in library.summaries}
    for href in pages["cases/index/index.html"].xpath("//nav[@class='letters']//a/@href"):
        address, anchor = str(href).split("#")
        target = address.removeprefix("../../") or "cases/index/"
        assert pages[f"{target}index.html"].xpath(f"//h2[@id='{anchor}']"), href
