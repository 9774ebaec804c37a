"""The worksheet as a reader uses it: choosing, weighing, excluding, and taking the record away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import axe_findings, context
from evaluation.worksheet_sample import asked, weighed_by_node
from meshbook.analysis.criteria import CRITERIA
from meshbook.analysis.weighing import Choice, weigh
from meshbook.exports import evaluation_data
from meshbook.pages.library import Library

pytestmark = pytest.mark.browser

PAIR = "/evaluate/?candidates=linkerd,istio&weights=latency:3,production:3"
TWO = Choice(("linkerd", "istio"), {"latency": 3, "production": 3}, ("maintained",))


def go(page: Page, address: str = "/evaluate/") -> None:
    page.goto(address)
    page.wait_for_selector("#evaluate[data-ready]")


def ranking(page: Page) -> list[str]:
    read = "(all) => all.map((each) => each.dataset.candidate)"
    shown: list[str] = page.eval_on_selector_all("#ranking > li", read)
    return shown


def query(page: Page) -> str:
    search: str = page.evaluate("() => decodeURIComponent(location.search)")
    return search


def scores_of(real: Library, choice: Choice) -> list[str]:
    return [score.candidate for score in weigh(real.evaluation, choice).scores]


def test_the_page_shows_what_the_reference_gives(page: Page, real: Library) -> None:
    go(page, PAIR)
    assert ranking(page) == scores_of(real, TWO)
    for score in weigh(real.evaluation, TWO).scores:
        told = page.locator(f'[data-candidate="{score.candidate}"] .score b').inner_text()
        ends = [f"{end:+.2f}".replace("-", "−") for end in (score.total.low, score.total.high)]
        assert re.findall(r"[+−]?\d\.\d\d", told) == list(dict.fromkeys(ends))


def test_a_weight_is_changed_by_keys_and_stands_in_the_address(page: Page, real: Library) -> None:
    go(page, PAIR)
    page.focus('[name="w-latency"]:checked')
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert "weights=latency:5,production:3" in query(page)
    weights = {"latency": 5, "production": 3}
    assert ranking(page) == scores_of(real, Choice(TWO.candidates, weights, TWO.musts))
    page.go_back()
    page.go_back()
    assert page.is_checked('[name="w-latency"][value="3"]')


def test_every_setting_is_reached_by_keys_alone(page: Page) -> None:
    go(page, PAIR)
    page.focus('[name="candidate"]')
    names = set()
    for _ in range(120):
        names.add(page.evaluate("() => document.activeElement.name || ''"))
        page.keyboard.press("Tab")
    wanted = {"candidate", "must", "vendor", "weakest", *(f"w-{each.id}" for each in CRITERIA)}
    assert wanted <= names


def test_a_requirement_excludes_and_says_whom(page: Page) -> None:
    go(page, "/evaluate/?candidates=linkerd,aws-app-mesh&must=")
    assert set(ranking(page)) == {"linkerd", "aws-app-mesh"}
    page.check('[name="must"][value="maintained"]')
    assert ranking(page) == ["linkerd"]
    assert "AWS App Mesh Ended 30 Sep 2026" in page.inner_text("#excluded")
    assert page.inner_text('[data-of="maintained"]') == "excludes 1"


def test_vendor_told_evidence_is_off_until_it_is_asked_for(page: Page) -> None:
    go(page, PAIR)
    assert not page.is_checked('[name="vendor"]')
    assert page.locator("#ranking .flag").count() == 0
    page.check('[name="vendor"]')
    for fold in page.locator("#ranking details").all():
        fold.locator("summary").click()
    expect(page.locator("#ranking .flag").first).to_be_visible()
    assert "vendor=on" in query(page)


def test_a_mesh_without_evidence_is_not_placed(page: Page) -> None:
    go(page, "/evaluate/?candidates=linkerd,kong-mesh&weights=effort:5,production:5")
    row = page.locator('[data-candidate="kong-mesh"]').first
    expect(row.get_by_text("Not enough evidence to place it")).to_be_visible()
    assert "Kong Mesh cannot be placed" in page.inner_text("#verdict")


def test_every_item_leads_to_its_claim_with_grade_and_teller(page: Page) -> None:
    go(page, PAIR)
    items = page.locator("#ranking .items li:has(a)")
    assert items.count() > 3
    for item in items.all():
        address = item.locator("a").get_attribute("href") or ""
        assert address.startswith("../") and "#" in address
        assert item.locator(".meta").inner_text().strip()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_record_is_the_one_that_node_makes(
    page: Page, real: Library, language: str, tmp_path: Path
) -> None:
    go(page, PAIR if language == "en" else f"/ja{PAIR}")
    with page.expect_download() as download:
        page.click("#export")
    path = tmp_path / "record.md"
    download.value.save_as(path)
    answer = weighed_by_node(real, language, [TWO])[0]  # type: ignore[arg-type]
    home = page.evaluate("() => location.origin")
    expected = answer["record"].replace("https://mesh.example.org/book", home)
    assert path.read_text(encoding="utf-8") == expected


def test_a_copied_link_opens_the_same_state(page: Page) -> None:
    go(page)
    page.uncheck('[name="candidate"]:checked >> nth=0')
    page.check('[name="w-identity"][value="2"]', force=True)
    before = ranking(page)
    page.click("#copy")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    page.goto("about:blank")
    go(page, copied)
    assert ranking(page) == before
    assert page.is_checked('[name="w-identity"][value="2"]')


def test_nothing_is_sent_while_weighing(page: Page) -> None:
    go(page)
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.check('[name="w-latency"][value="5"]', force=True)
    page.check('[name="vendor"]')
    page.click("#reset")
    marks = re.compile(r"http://127\.0\.0\.1:\d+/assets/(marks|favicon)\.svg")
    assert [url for url in asked_for if not marks.fullmatch(url)] == []


def test_a_phone_has_the_result_first_and_the_settings_behind_a_button(phone: Page) -> None:
    go(phone)
    assert phone.locator("#settings").is_hidden()
    button = phone.get_by_role("button", name="Change")
    button.click()
    expect(phone.locator("#settings")).to_be_visible()
    assert button.get_attribute("aria-expanded") == "true"
    assert phone.evaluate("() => document.activeElement.closest('#settings') !== null")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("start", ["", "/ja"])
def test_the_worksheet_does_not_scroll_sideways(page: Page, start: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    go(page, f"{start}/evaluate/?vendor=on")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("start", ["", "/ja"])
def test_axe_finds_nothing(chromium: Browser, host: str, start: str, scheme: str) -> None:
    used = context(chromium, base_url=host, color_scheme=scheme)
    page = used.new_page()
    found: list[str] = []
    for width in (1280, 390):
        # As high as the page: a browser leaves out what is far below the window, and axe with it.
        page.set_viewport_size({"width": width, "height": 16_000})
        go(page, f"{start}/evaluate/?vendor=on&candidates=linkerd,istio,kong-mesh,aws-app-mesh")
        if width == 390:
            page.click("#change")
        page.evaluate("() => document.querySelectorAll('details').forEach((d) => (d.open = true))")
        found += axe_findings(page)
    used.close()
    assert found == []


def test_without_script_rules_and_counts_stand(chromium: Browser, host: str, real: Library) -> None:
    used = context(chromium, base_url=host, java_script_enabled=False)
    page = used.new_page()
    page.goto("/evaluate/")
    assert page.locator("#sheet").is_hidden()
    expect(page.locator("noscript .notice")).to_be_visible()
    assert page.locator(".rules dt").count() == len(CRITERIA)
    rows = page.locator(".counts tbody tr")
    assert rows.count() == len(real.evaluation.candidates)
    linkerd = rows.filter(has_text="Linkerd").locator("td").nth(2).inner_text()
    items = [
        item
        for item in real.evaluation.items
        if (item.candidate, item.criterion) == ("linkerd", "latency") and item.units
    ]
    counts = [sum(item.direction == way for item in items) for way in (1, -1, 0)]
    parts = zip("+−±", counts, strict=True)
    assert linkerd.split() == [f"{sign}{count}" for sign, count in parts if count]
    used.close()


def test_the_settings_say_what_the_data_file_begins_with(page: Page, real: Library) -> None:
    go(page)
    usual = evaluation_data.data(real, "en")["defaults"]
    chosen = Choice(tuple(usual["candidates"]), usual["weights"], tuple(usual["musts"]))
    ticked = page.eval_on_selector_all(
        '[name="candidate"]:checked', "(all) => all.map((each) => each.value)"
    )
    assert ticked == asked(chosen)["candidates"]
    assert query(page) == ""
