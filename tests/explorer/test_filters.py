"""Facets, counts, chips and the address, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from explorer.explorer_page import count_of, counts, go, query, settled, slugs, tick, told
from meshbook.analysis.alphabet import name_order
from meshbook.analysis.summary import FACETS, Summary
from meshbook.languages import Language
from meshbook.pages.library import Library

pytestmark = pytest.mark.browser

SELECTIONS: list[dict[str, list[str]]] = [
    {},
    {"mesh": ["linkerd"]},
    {"mesh": ["linkerd", "istio"]},
    {"mesh": ["linkerd", "istio"], "country": ["JP"]},
    {"mesh": ["consul"], "country": ["JP", "US"], "size": ["unknown"], "evidence": ["E1", "E2"]},
    {"stage": ["left"], "country": ["NO"], "language": ["en"]},
    {"mesh": ["kuma"], "stage": ["left"]},
]


def matching(library: Library, selection: dict[str, list[str]]) -> list[Summary]:
    return [
        row
        for row in library.summaries
        if all(set(values) & set(row.facets[facet]) for facet, values in selection.items())
    ]


def address_of(selection: dict[str, list[str]]) -> str:
    asked = "&".join(f"{facet}={','.join(values)}" for facet, values in selection.items())
    return f"/cases/?{asked}" if asked else "/cases/"


@pytest.mark.parametrize("selection", SELECTIONS, ids=address_of)
def test_every_count_is_what_the_catalogue_has(
    page: Page, library: Library, selection: dict[str, list[str]]
) -> None:
    go(page, address_of(selection))
    found = matching(library, selection)
    expected = {}
    for facet, value in counts(page):
        others = {name: values for name, values in selection.items() if name != facet}
        expected[facet, value] = sum(
            value in row.facets[facet] for row in matching(library, others)
        )
    assert counts(page) == expected
    everything = len(found) == len(library.summaries)
    total = f"{len(library.summaries)} cases"
    assert told(page) == (total if everything else f"{len(found)} of {total}")
    assert slugs(page) == [row.slug for row in found[:24]]


def test_every_value_of_every_case_has_a_box(page: Page, library: Library) -> None:
    go(page)
    values = {
        (facet, value)
        for row in library.summaries
        for facet in FACETS
        for value in row.facets[facet]
    }
    assert values <= counts(page).keys()


def test_ticking_narrows_and_unticking_widens(page: Page, library: Library) -> None:
    go(page)
    before = told(page)
    tick(page, "mesh", "linkerd")
    narrowed = matching(library, {"mesh": ["linkerd"]})
    assert told(page).startswith(f"{len(narrowed)} of ")
    assert count_of(page, "mesh", "istio") == len(matching(library, {"mesh": ["istio"]}))
    tick(page, "mesh", "linkerd")
    assert told(page) == before


def test_a_value_of_zero_stays_in_sight_and_can_be_chosen(page: Page) -> None:
    go(page, "/cases/?mesh=kuma")
    assert count_of(page, "mesh", "linkerd") > 0
    assert count_of(page, "stage", "left") == 0
    tick(page, "stage", "left")
    assert told(page).startswith("0 of ")


def test_the_address_holds_the_whole_state(page: Page) -> None:
    go(page)
    tick(page, "mesh", "linkerd")
    tick(page, "mesh", "istio")
    tick(page, "country", "JP")
    page.select_option("#sort", "name")
    page.check(".views [value=table]", force=True)
    settled(page)
    assert query(page) == "?mesh=linkerd,istio&country=JP&sort=name&view=table"
    shown = slugs(page)
    go(page, f"/cases/{query(page)}")
    assert slugs(page) == shown
    assert page.is_checked('#facets [value="istio"]')
    assert page.locator("#results table").count() == 1


def test_repeated_and_unknown_parameters_are_read_politely(page: Page) -> None:
    go(page, "/cases/?mesh=linkerd&mesh=istio,nonsense&colour=red&sort=upwards&view=globe")
    assert page.locator("#chips li").count() == 2
    assert page.input_value("#sort") == "evidence"
    assert page.locator("#results ol").count() == 1


def test_back_and_forward_walk_through_the_selections(page: Page) -> None:
    go(page)
    everything = told(page)
    tick(page, "mesh", "linkerd")
    one = told(page)
    tick(page, "country", "JP")
    page.go_back()
    settled(page)
    assert (told(page), query(page)) == (one, "?mesh=linkerd")
    assert not page.is_checked('#facets [value="JP"]')
    page.go_back()
    settled(page)
    assert told(page) == everything
    page.go_forward()
    settled(page)
    assert told(page) == one


def test_chips_show_the_selection_and_take_it_away(page: Page) -> None:
    go(page, "/cases/?mesh=linkerd&country=JP")
    page.get_by_role("button", name="Remove “Japan”").click()
    settled(page)
    assert query(page) == "?mesh=linkerd"
    page.click("#clear")
    settled(page)
    assert query(page) == ""
    assert page.locator("#chips").is_hidden()


def test_only_what_is_shown_is_in_the_page(page: Page, library: Library) -> None:
    go(page)
    assert len(slugs(page)) == 24
    page.click("#more")
    assert slugs(page) == [row.slug for row in library.summaries[:48]]
    assert page.inner_text("#shown") == f"48 of {len(library.summaries)} shown."
    first_new = page.locator("#results [data-case]").nth(24).locator("a")
    assert first_new.evaluate("(link) => link === document.activeElement")


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("sources", lambda row: -len(row.case.sources)),
        ("year", lambda row: -int((row.facets["year"] or ("0",))[0])),
    ],
)
def test_results_stand_in_the_order_asked_for(page: Page, library: Library, sort, key) -> None:
    go(page, f"/cases/?sort={sort}")
    assert slugs(page) == [row.slug for row in sorted(library.summaries, key=key)[:24]]


@pytest.mark.parametrize("start", ["", "/ja"])
def test_names_stand_in_the_order_of_their_language(
    page: Page, library: Library, start: str
) -> None:
    go(page, f"{start}/cases/?sort=name")
    language: Language = "ja" if start else "en"
    rows = sorted(library.summaries, key=lambda row: name_order(row, language))
    assert slugs(page) == [row.slug for row in rows[:24]]


def test_a_card_drawn_by_the_script_is_the_card_of_the_page(page: Page) -> None:
    page.goto("/cases/page/2/")
    static = dict(page.eval_on_selector_all(".x-case", _CARDS))
    go(page, "/cases/?country=DE,KR,NO,US")
    while page.locator("#more").is_visible():
        page.click("#more")
    page.wait_for_function("() => !document.querySelector('.x-case:not([data-filled])')")
    drawn = dict(page.eval_on_selector_all("#results .x-case", _CARDS))
    shared = static.keys() & drawn.keys()
    assert len(shared) > 5
    for slug in shared:
        assert drawn[slug].split("\n") == static[slug].split("\n")


def test_a_card_that_was_written_over_is_the_card_of_the_page(page: Page) -> None:
    go(page)
    static = dict(page.evaluate(_AS_SENT.replace("CARDS", _CARDS)))
    for value in ("linkerd", "istio", "kuma", "linkerd", "istio", "kuma"):
        tick(page, "mesh", value)
    page.wait_for_function("() => !document.querySelector('.x-case:not([data-filled])')")
    page.evaluate("() => document.querySelectorAll('#results .add').forEach((b) => b.remove())")
    drawn = dict(page.eval_on_selector_all("#results .x-case", _CARDS))  # the page sends no button
    assert len(drawn) == 24
    assert drawn == {slug: static[slug] for slug in drawn}


@pytest.mark.parametrize("view", ["cards", "table"])
def test_the_first_frame_has_all_that_the_window_shows(page: Page, view: str) -> None:
    go(page, f"/cases/?view={view}")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("() => scrollTo(0, 300)")
    seen = page.evaluate(_FIRST_FRAME, '#facets input[name="mesh"]')
    settled(page)
    bottom = "(all) => all.filter((each) => each.getBoundingClientRect().top < innerHeight).length"
    assert 0 < page.eval_on_selector_all("#results [data-case]", bottom) <= seen < 24


_AS_SENT = """async () => {
  const sent = await (await fetch("")).text();
  const page = new DOMParser().parseFromString(sent, "text/html");
  return (CARDS)([...page.querySelectorAll(".x-case")]);
}"""

_FIRST_FRAME = """(box) => new Promise((done) => {
  document.querySelector(box).click();
  requestAnimationFrame(() => done(document.querySelectorAll("#results [data-case]").length));
})"""


# What a card is made of, addresses absolute and 47.0 as 47.
_CARDS = """(all) => all.map((card) => {
  const plain = card.cloneNode(true);
  plain.removeAttribute("data-filled");
  for (const each of plain.querySelectorAll("[href]")) {
    each.setAttribute("href", new URL(each.getAttribute("href"), document.baseURI).href);
  }
  const lines = [];
  const walk = (node, depth) => {
    if (node.nodeType === 3) {
      if (node.data.trim()) lines.push(node.data.trim());
      return;
    }
    const attributes = [...node.attributes].map((a) => `${a.name}=${a.value}`).sort();
    lines.push(`${node.localName} ${attributes.join(" ").replaceAll(".0%", "%")}`);
    node.normalize();
    for (const child of node.childNodes) walk(child, depth + 1);
  };
  walk(plain, 0);
  return [card.dataset.case, lines.join("\\n")];
})"""
