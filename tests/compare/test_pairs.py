"""The ready comparisons: pages without script, every figure with its source or its list."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from browser import axe_findings, context
from compare.compare_page import go
from meshbook.pages.compare import PAIRS
from meshbook.pages.library import Library

STATES = (
    "",
    "case:nav,case:lunar,case:zozo,mesh:linkerd,mesh:aws-app-mesh,study:solo-2024",
    "study:livewyer-2024,study:solo-2024",
)


def tree(site: Path, pair: str, start: str = "") -> html.HtmlElement:
    return html.document_fromstring((site / f"{start}compare/{pair}/index.html").read_bytes())


def cells(page: html.HtmlElement) -> list[html.HtmlElement]:
    """The cells of the comparison."""
    return page.xpath("//table[@class='cmp']/tbody/tr/td/div")


def test_the_common_pairs_are_there_in_both_languages(site: Path) -> None:
    wanted = {
        "linkerd-istio", "sidecar-ambient", "istio-cilium", "linkerd-cilium", "istio-consul",
        "kuma-istio",
    }
    assert wanted <= PAIRS.keys()
    for start in ("", "ja/"):
        listed = html.document_fromstring((site / f"{start}compare/index.html").read_bytes())
        ready = listed.find_class("ready")[0]
        assert {link.get("href").strip("/") for link in ready.xpath(".//a")} == PAIRS.keys()
        for pair in PAIRS:
            assert len(tree(site, pair, start).xpath("//table[@class='cmp']/thead//th")) == 2


@pytest.mark.parametrize("pair", PAIRS)
def test_a_count_is_the_number_of_what_it_leads_to(site: Path, library: Library, pair: str) -> None:
    for side, cell in zip(
        PAIRS[pair], tree(site, pair).xpath("//tr[th='Cases here']/td//a"), strict=True
    ):
        found = [
            row
            for row in library.summaries
            if side.mesh in row.facets["mesh"] and side.mode in (None, *row.facets["mode"])
        ]
        assert cell.text.split()[0] == str(len(found))
        assert cell.get("href").endswith(f"cases/?{side.query}")
    for counted in (each for cell in cells(tree(site, pair)) for each in cell.find_class("count")):
        assert counted.text.split()[0] == str(len(counted.getparent().xpath(".//li")))


def test_who_left_says_when_and_where_to_and_leads_to_the_claim(
    site: Path, library: Library
) -> None:
    page = tree(site, "linkerd-istio")
    lines = page.xpath("//tr[th='Left' or th='Moved to another mesh']/td//li")
    assert len(lines) >= 5
    for line in lines:
        slug, _, claim = line.find("a").get("href").rpartition("cases/")[2].partition("/#")
        assert claim in library.catalog.claim_ids(slug)
        assert line.find_class("note")[0].text


def test_a_measured_row_has_figures_of_both_sides_and_its_conditions(site: Path) -> None:
    page = tree(site, "linkerd-istio")
    rows = page.xpath("//table[@class='cmp']//tr[.//a[contains(@href, '#conditions')]]")
    assert len(rows) >= 5
    for row in rows:
        for cell in row.xpath("td"):
            assert cell.xpath(".//a/b"), html.tostring(cell)
            assert "benchmarks/" in cell.xpath(".//a")[0].get("href")
    assert any(row.find("th").find_class("flag") for row in rows)


@pytest.mark.parametrize("pair", PAIRS)
def test_every_cell_says_something_and_every_boxed_number_leads_to_a_source(
    site: Path, pair: str
) -> None:
    for start in ("", "ja/"):
        page = tree(site, pair, start)
        assert [cell for cell in cells(page) if not cell.text_content().strip()] == []
        base = site / start / "compare" / pair
        for cite in (each for cell in cells(page) for each in cell.find_class("cite")):
            path, _, anchor = cite.get("href").partition("#")
            if path.startswith("http"):
                continue
            target = html.document_fromstring((base / path / "index.html").resolve().read_bytes())
            assert target.get_element_by_id(anchor) is not None


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("start", ["", "/ja"])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    chromium: Browser, host: str, start: str, scheme: str
) -> None:
    used = context(chromium, base_url=host, color_scheme=scheme)
    page = used.new_page()
    found = []
    for width in (1280, 900, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for items in STATES:
            go(page, items, start)
            if width in (1280, 390):
                found += axe_findings(page)
            found += _sideways(page, width)
        for pair in ("linkerd-istio", "sidecar-ambient"):
            page.goto(f"{start}/compare/{pair}/")
            if width in (1280, 390):
                found += axe_findings(page)
            found += _sideways(page, width)
    used.close()
    assert found == []


def _sideways(page: Page, width: int) -> list[str]:
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    return [f"{page.url} is {wide} wide at {width}"] if wide > width else []


@pytest.mark.browser
def test_on_a_phone_a_row_is_a_block_of_labelled_lines(phone: Page) -> None:
    go(phone, "mesh:linkerd,mesh:istio")
    cell = phone.locator("#tables tr[data-id='fact/licence'] > td").first
    label = cell.evaluate("(cell) => getComputedStyle(cell, '::before').content")
    assert label == '"Linkerd"'
    assert cell.evaluate("(cell) => getComputedStyle(cell).borderLeftWidth") == "4px"
    second = phone.locator("#tables tr[data-id='fact/licence'] > td").nth(1)
    assert (second.bounding_box() or {})["y"] > (cell.bounding_box() or {})["y"]
