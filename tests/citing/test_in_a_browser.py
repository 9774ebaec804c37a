"""Citing in a real browser: the strict policy, the copied text, keyboard and phone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import axe_findings, context, violations, window
from citing.catalogues import plain, renderers, sample
from meshbook.exports.citables import claims_of_case
from meshbook.pages import citing, home
from sample_pages import sources
from site_project import ROOT, serving

pytestmark = pytest.mark.browser

STARTS = ("", "ja/")
HOSTILE, BANK = "cases/example-hostile/", "cases/example-bank/"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site: Path = tmp_path_factory.mktemp("citing")
    shutil.copytree(ROOT / "docs" / "theme" / "assets", site / "assets")
    made = {each.path: each.render().decode() for maker in (home, citing)
            for each in maker.pages(sample())}
    for path, text in {**sources(), **made}.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    with serving(site) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, host: str) -> Iterator[Page]:
    yield from window(chromium, host, 390, 700)


def copied(page: Page) -> str:
    return str(page.evaluate("() => navigator.clipboard.readText()"))


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("path", ["", BANK, HOSTILE, "meshes/linkerd/", "cite/"])
def test_the_strict_policy_lets_the_data_stand_and_runs_nothing(
    page: Page, start: str, path: str
) -> None:
    page.goto(f"/{start}{path}")
    page.wait_for_load_state("networkidle")
    data = page.locator("head script[type='application/ld+json']")
    assert data.count() == (0 if path == "cite/" else 1)
    if data.count():
        read = page.evaluate(
            "() => JSON.parse(document.querySelector('script[type*=ld]').textContent)"
        )
        assert read["@context"] == "https://schema.org"
    assert violations(page) == []
    assert axe_findings(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_the_same_policy_does_report_a_script_inside_a_page(chromium: Browser, host: str) -> None:
    used = context(chromium, base_url=host)
    opened = used.new_page()
    opened.goto(f"/{BANK}")
    opened.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.head.append(script);
    }""")
    assert violations(opened) == ["script-src-elem inline"]
    assert opened.evaluate("() => window.ran") is None
    used.close()


@pytest.mark.parametrize("start", STARTS)
def test_the_button_copies_the_citation_of_the_page(page: Page, start: str) -> None:
    page.goto(f"/{start}{BANK}#cite")
    button = page.locator(".citebox button")
    button.click()
    expect(button).to_have_text(renderers()["ja" if start else "en"].say("cite.part.copied"))
    assert copied(page) == page.locator("#citation-text").text_content()


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("path", [BANK, HOSTILE])
def test_the_script_and_the_reference_cite_every_claim_in_the_same_words(
    page: Page, start: str, path: str
) -> None:
    page.goto(f"/{start}{path}")
    slug = path.split("/")[1]
    claims = list(claims_of_case(slug, sample().catalog.cases[slug], "2026-11-24"))
    renderer = renderers()["ja" if start else "en"]
    told = page.evaluate(
        """async ([root, ids]) => {
          const { textOf } = await import(`${root}/assets/citing.js`);
          return ids.map(textOf);
        }""",
        [page.url.split(f"/{start}cases")[0], [claim.part for claim in claims]],
    )
    assert told == [plain(claim, renderer) for claim in claims]


@pytest.mark.parametrize("start", STARTS)
def test_a_followed_permalink_offers_the_citation_of_its_claim_to_the_keyboard(
    page: Page, start: str
) -> None:
    page.goto(f"/{start}{BANK}")
    renderer = renderers()["ja" if start else "en"]
    case = sample().catalog.cases["example-bank"]
    claims = {each.part: each for each in claims_of_case("example-bank", case, "2026-11-24")}
    for permalink in page.locator(".story .pl").all()[:4]:
        permalink.focus()
        page.keyboard.press("Enter")
        button = page.locator("button.cite-claim")
        expect(button).to_have_count(1)
        expect(button).to_be_visible()
        part = page.url.partition("#")[2]
        assert permalink.get_attribute("href") == f"#{part}"
        permalink.focus()
        page.keyboard.press("Tab")
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        expect(button).to_have_text(renderer.say("cite.part.copied"))
        assert copied(page) == plain(claims[part], renderer)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert axe_findings(page) == []


def test_an_address_with_a_claim_offers_it_at_once_and_an_address_of_a_section_does_not(
    page: Page,
) -> None:
    page.goto(f"/{BANK}#linkerd-removed")
    expect(page.locator("#linkerd-removed button.cite-claim")).to_be_visible()
    page.goto(f"/{BANK}?fresh#sources")
    page.wait_for_load_state("networkidle")
    expect(page.locator("button.cite-claim")).to_have_count(0)


def test_the_script_is_not_loaded_before_a_permalink_is_followed(page: Page) -> None:
    count = "performance.getEntriesByType('resource').filter(e => /citing.js$/.test(e.name)).length"
    page.goto(f"/{BANK}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(count) == 0
    page.locator(".story .pl").first.click()
    expect(page.locator("button.cite-claim")).to_be_visible()
    assert page.evaluate(count) == 1
