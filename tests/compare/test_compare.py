"""Records side by side: what is taken over, what differs, and what an address may ask for."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from browser import context
from compare.compare_page import go, query, rows, shown
from meshbook.pages.library import Library

pytestmark = pytest.mark.browser


def test_each_kind_has_a_table_of_its_own_and_each_record_a_column(page: Page) -> None:
    go(page, "case:nav,mesh:linkerd,case:lunar,study:solo-2024")
    heads = page.locator("#tables h2").all_inner_texts()
    assert heads == ["Cases", "Meshes", "Studies"]
    first = page.locator("#tables table").first.locator("> thead th a")
    assert first.all_inner_texts() == ["NAV (nais platform)", "Lunar"]
    title = page.locator("h1").inner_text()
    assert title.startswith("NAV (nais platform), Linkerd, Lunar, Solo.io")


def test_a_cell_says_what_the_page_of_the_record_says(page: Page) -> None:
    go(page, "mesh:linkerd,mesh:istio")
    cells = {(cell["row"], cell["name"]): cell for cell in rows(page)}
    page.goto("/meshes/istio/")
    value = page.locator("[data-row='fact/governance'] dd .tx").all_inner_texts()
    assert cells["fact/governance", "Istio"]["text"] == re.sub(r"\s", "", "".join(value))


def test_every_cell_leads_to_a_source_or_to_its_place_on_the_record_s_page(
    page: Page, host: str
) -> None:
    go(page, "case:nav,case:lunar,mesh:linkerd,study:solo-2024,study:livewyer-2024")
    found = rows(page)
    assert len(found) > 60
    assert [cell for cell in found if not cell["links"]] == []
    numbers = page.locator("#tables td a.cite")
    assert numbers.count() > 40
    for at in (0, 7, 30):
        href = numbers.nth(at).get_attribute("href") or ""
        assert href.startswith(f"{host}/")
        assert page.request.get(href).ok
    href = numbers.first.get_attribute("href") or ""
    page.goto(href)
    assert page.locator(f"[id='{href.partition('#')[2]}']").count() == 1


def test_no_id_is_brought_along_and_no_handler(page: Page) -> None:
    go(page, "case:nav,case:example-hostile,mesh:istio")
    taken = "#tables [id], #tables script, #tables [onclick], #tables [style], #tables button"
    assert page.locator(taken).count() == 0


def test_what_is_absent_says_which_absence_it_is(page: Page) -> None:
    go(page, "case:nav,case:zozo,mesh:linkerd,mesh:aws-app-mesh,study:solo-2024")
    cells = {(cell["row"], cell["name"]): cell["text"] for cell in rows(page)}
    texts = set(cells.values())
    assert cells["fact/size", "NAV (nais platform)"] == "Unknown"
    assert any(text.startswith("Notmeasured") for text in texts)
    assert any(text == "Nosourcedstatementyet" for text in texts)
    assert any("notgiven" in text for text in texts)
    assert cells["about/ended", "Linkerd"] == "Nonerecorded"
    assert "" not in texts


def test_conditions_and_interest_stand_where_figures_stand(page: Page) -> None:
    go(page, "mesh:linkerd,mesh:istio")
    row = page.locator("#tables tr[data-id='measured/solo-2024']")
    for cell in row.locator("> td").all():
        assert "Condition" in cell.inner_text()
        assert "run by one of the makers" in cell.locator(".flag").first.inner_text().lower()
    go(page, "study:solo-2024,study:livewyer-2024")
    ran_by = page.locator("#tables tr[data-id='condition/ran_by'] > td").first
    assert "Run by one of the makers" in ran_by.inner_text()


def test_differences_only_leaves_out_what_is_the_same_and_says_how_much(page: Page) -> None:
    go(page, "mesh:linkerd,mesh:istio")
    everything = rows(page)
    page.check("[name=rows][value=only]")
    assert query(page) == "?items=mesh:linkerd,mesh:istio&rows=only"
    left = rows(page)
    gone = {cell["row"] for cell in everything} - {cell["row"] for cell in left}
    assert "fact/licence" in gone  # both are under Apache-2.0
    assert "fact/governance" not in gone
    note = page.locator(".kind > .sub").inner_text()
    assert note.startswith(f"{len(gone)} row")
    page.check("[name=rows][value=first]")
    ordered = list(dict.fromkeys(cell["row"] for cell in rows(page)))
    assert set(ordered[-len(gone) :]) == gone
    assert set(ordered) == {cell["row"] for cell in everything}


def test_items_are_added_by_name_and_taken_out_and_the_back_button_undoes_both(page: Page) -> None:
    go(page, "mesh:linkerd")
    page.fill("#pick", "istio ambient")
    page.keyboard.press("Enter")
    shown(page, ["Linkerd", "Istio ambient"])
    assert query(page) == "?items=mesh:linkerd,mesh:istio-ambient"
    page.get_by_role("button", name="Remove Linkerd from the comparison").click()
    shown(page, ["Istio ambient"])
    page.go_back()
    shown(page, ["Linkerd", "Istio ambient"])
    page.go_back()
    shown(page, ["Linkerd"])
    page.fill("#pick", "<b>no such thing</b>")
    page.keyboard.press("Enter")
    assert page.locator("#told").inner_text() == "No record is called “<b>no such thing</b>”."


@pytest.mark.parametrize(
    "item",
    [
        "case:no-such-case", "__proto__", "mesh:__proto__", "constructor:x", "mesh:",
        "<img src=x onerror=alert(1)>", "javascript:alert(1)", "case:../../404", "case:%00",
    ],
)
def test_what_is_not_known_is_told_and_left_out(page: Page, item: str) -> None:
    go(page, f"{quote(item)},mesh:linkerd")
    shown(page, ["Linkerd"])
    assert page.locator("#notes").inner_text().startswith("Not known here and left out: ")
    assert item[:20] in page.locator("#notes").inner_text()
    assert page.locator("#notes *:not(li)").count() == 0


def test_of_fifty_items_the_first_six_are_shown(page: Page, library: Library) -> None:
    slugs = list(library.catalog.cases)[:50]
    go(page, ",".join(f"case:{slug}" for slug in slugs))
    assert page.locator("#tables > * > table > thead th").count() == 6
    assert page.locator("#notes").inner_text() == "50 were asked for; the first 6 are shown."
    page.fill("#pick", "linkerd")
    page.keyboard.press("Enter")
    assert "6 are the most" in page.locator("#told").inner_text()


def test_a_hostile_case_stands_as_text(page: Page) -> None:
    go(page, "case:example-hostile,case:nav")
    assert page.locator("#tables img").count() == 0
    for href in page.eval_on_selector_all("#tables a", "(all) => all.map((a) => a.protocol)"):
        assert href in ("http:", "https:", "mailto:")


def test_a_page_that_cannot_be_read_is_told_and_the_others_stand(
    chromium: Browser, host: str
) -> None:
    with context(chromium, base_url=host) as used:  # the browser itself logs the failure
        page = used.new_page()
        page.route("**/cases/nav/", lambda route: route.abort())
        go(page, "case:nav,case:lunar")
        assert "This page could not be read." in page.locator("#tables thead").inner_text()
        assert {cell["name"] for cell in rows(page)} == {"Lunar"}


def test_a_page_that_is_cut_off_leaves_the_others_standing(page: Page) -> None:
    page.route("**/cases/nav/", lambda route: route.fulfill(status=200, body="<p>cut"))
    go(page, "case:nav,case:lunar")
    assert "Lunar" in {cell["name"] for cell in rows(page)}


def test_the_language_switch_keeps_the_comparison(page: Page) -> None:
    go(page, "mesh:linkerd,mesh:istio", more="&rows=only")
    page.click("#language")
    page.wait_for_selector("#compare[data-ready]")
    assert query(page) == "?items=mesh:linkerd,mesh:istio&rows=only"
    assert page.locator("#tables h2").inner_text() == "メッシュ"
    links = page.eval_on_selector_all("#tables td .cite", "(all) => all.map((a) => a.pathname)")
    assert any(path.startswith("/ja/meshes/") for path in links)


def test_the_citation_names_address_and_day_of_the_data(page: Page, host: str) -> None:
    go(page, "mesh:linkerd,mesh:istio")
    text = page.locator("#citation-text").inner_text()
    assert "“Linkerd, Istio.”" in text
    assert "24 Nov 2026" in text
    assert text.endswith(f"{host}/compare/?items=mesh:linkerd,mesh:istio")
    page.click("#copy")
    page.get_by_text("Link copied").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == page.url
