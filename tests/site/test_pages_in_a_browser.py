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
    "benchmarks/", "benchmarks/contradictions/", "benchmarks/studies/linkerd-2025-04/",
    "benchmarks/studies/livewyer-2024/", "benchmarks/studies/istio-tools/",
    "benchmarks/studies/istio-tools/example-2020-08/", "benchmarks/live/envoy-gateway/",
    "benchmarks/live/gateway-api-conformance/", "meshes/cilium/",
    "benchmarks/live/envoy-gateway/phase-scaling-up-routes-100/",
    "reference/fields/", "reference/rules/", "reference/rules/C001/", "404.html", "match/",
    "meshes/features/",
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


@pytest.mark.parametrize("width", [320, 360])
def test_on_a_small_phone_no_source_and_no_permalink_stands_on_a_line_alone(
    chromium: Browser, host: str, built: Path, width: int
) -> None:
    most = 4  # sources of one text: more do not fit on a line
    with context(chromium, viewport={"width": width, "height": 900}) as profile:
        page = profile.new_page()
        heights = []
        for path in sorted((built.parent / "cases").glob("*.yaml")):
            page.goto(f"{host}/ja/cases/{path.stem}/")
            texts = ".nb:has(.cite):not(:has(.mesh))"  # the name of a mesh is never cut
            glued = page.locator(f"{texts}:not(:has(.cite:nth-of-type({most + 1})))")
            heights += glued.evaluate_all(
                "(all) => all.map((e) => [e.textContent, e.offsetHeight / parseFloat("
                "getComputedStyle(e).lineHeight)])"
            )
        assert len(heights) > 100
        assert [text for text, lines in heights if lines > 1.5] == []


@pytest.mark.parametrize("width", [320, 360, 390])
def test_no_japanese_summary_ends_in_half_a_word_on_a_line_alone(
    chromium: Browser, host: str, width: int
) -> None:
    last_line = """(element) => {
        const range = document.createRange();
        const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const tops = [];
        for (let node; (node = text.nextNode()); )
            for (let at = 0; at < node.length; at++) {
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                tops.push([range.getBoundingClientRect().bottom, node.data[at]]);
            }
        const lowest = Math.max(...tops.map(([bottom]) => bottom));
        return tops.filter(([bottom]) => lowest - bottom < 8).map(([, each]) => each).join("");
    }"""
    with context(chromium, viewport={"width": width, "height": 900}) as profile:
        page = profile.new_page()
        for address in TEMPLATES:
            page.goto(f"{host}/ja/{address}")
            for element in page.locator("main :is(.lead, .standfirst, .sub, h1, h2)").all():
                ending = element.evaluate(last_line).strip()
                assert ending not in ("す。", "ます。", "せん。", "した。", "さい。"), address


def test_the_opening_of_the_home_page_leaves_no_blank_beside_the_promise(
    chromium: Browser, host: str, built: Path
) -> None:
    bottom = "(element) => element.getBoundingClientRect().bottom"
    with context(chromium, viewport={"width": 1280, "height": 900}) as profile:
        page = profile.new_page()
        for language in LANGUAGES:
            page.goto(f"{host}/{language}")
            for count in (12, 8, 5):
                page.evaluate(
                    "(most) => document.querySelectorAll('.chart > li')"
                    ".forEach((line, at, all) => at < all.length - most && line.remove())", count,
                )
                chart, promise, reading = (
                    page.locator(f".opening {part}").evaluate(bottom)
                    for part in (".chart", ".promise", ".reading")
                )
                assert reading > max(chart, promise)
                assert abs(chart - promise) < (130 if count > 8 else 8), (language, count)


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
