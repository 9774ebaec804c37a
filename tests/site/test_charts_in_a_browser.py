"""Charts in a real browser: read by pointer and by keyboard, switched, and whole without script."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import context, watched

pytestmark = pytest.mark.browser

STUDY = "benchmarks/studies/linkerd-2025-04/"
LIVE = "benchmarks/live/envoy-gateway/"


def chart(page: Page) -> tuple[str, list[str]]:
    """What the first chart tells at present, and the heads of the rows of its table."""
    frame = page.locator(".frame").first
    heads = frame.locator("tbody th").evaluate_all(
        "(all) => all.map((head) => (head.querySelector('.mesh') ?? head).textContent.trim())"
    )
    return frame.locator(".readout").inner_text(), heads


@pytest.mark.parametrize("address", [STUDY, f"ja/{STUDY}", LIVE, f"ja/{LIVE}"])
def test_the_arrow_keys_read_every_figure_of_a_chart(
    chromium: Browser, host: str, address: str
) -> None:
    with context(chromium) as profile:
        page = profile.new_page()
        faults = watched(page)
        page.goto(f"{host}/{address}")
        page.locator(".canvas").first.focus()
        rows = page.locator(".frame").first.locator("tbody tr").count()
        told = []
        for _ in range(rows):
            page.keyboard.press("ArrowDown")
            told.append(page.locator(".readout").first.inner_text())
        assert len(set(told)) == rows > 3
        assert all("p50" in words and "p99" in words for words in told)
        page.keyboard.press("ArrowDown")
        assert page.locator(".readout").first.inner_text() == told[-1]
        page.keyboard.press("ArrowUp")
        assert page.locator(".readout").first.inner_text() == told[-2]
        assert faults == []


def test_the_pointer_reads_the_lane_it_is_over(chromium: Browser, host: str) -> None:
    with context(chromium, viewport={"width": 1280, "height": 900}) as profile:
        page = profile.new_page()
        page.goto(f"{host}/{STUDY}")
        lanes = page.locator(".frame").first.locator(".lane")
        for at in range(lanes.count()):
            lanes.nth(at).locator(".dot").last.hover(force=True)
            words, heads = chart(page)
            assert words.startswith(heads[at]), (words, heads)
        assert page.locator(".frame").first.locator(".guide").count() == 1


def test_a_series_is_switched_off_and_on_by_keyboard(chromium: Browser, host: str) -> None:
    with context(chromium) as profile:
        page = profile.new_page()
        page.goto(f"{host}/{STUDY}")
        frame = page.locator(".frame").first
        switch = frame.get_by_role("button", name="p90")
        shown = "(mark) => getComputedStyle(mark).display !== 'none'"
        ticks, medians = (frame.locator(f".plot .q-{at}").first for at in (2, 1))
        assert ticks.evaluate(shown)
        switch.focus()
        page.keyboard.press("Enter")
        assert switch.get_attribute("aria-pressed") == "false"
        assert not ticks.evaluate(shown)
        assert medians.evaluate(shown)
        page.keyboard.press("Space")
        assert ticks.evaluate(shown)


def test_without_script_charts_and_tables_are_all_there(chromium: Browser, host: str) -> None:
    with context(chromium, java_script_enabled=False) as profile:
        page = profile.new_page()
        page.goto(f"{host}/{STUDY}")
        assert page.locator(".plot").first.is_visible()
        assert page.locator(".marks button, .readout").count() == 0
        page.locator(".frame details summary").first.click()
        assert page.locator(".frame table").first.is_visible()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_word_of_a_chart_leaves_its_frame(chromium: Browser, host: str, width: int) -> None:
    outside = """(frames) => frames.flatMap((frame) => {
        const room = frame.getBoundingClientRect();
        return [...frame.querySelectorAll(".plot text")].filter((text) => {
            const box = text.getBoundingClientRect();
            return box.left < room.left - 1 || box.right > room.right + 1;
        }).map((text) => text.textContent);
    })"""
    with context(chromium, viewport={"width": width, "height": 900}) as profile:
        page = profile.new_page()
        for address in (STUDY, LIVE, "benchmarks/studies/kinvolk-2019/"):
            for language in ("", "ja/"):
                page.goto(f"{host}/{language}{address}")
                assert page.locator(".frame").evaluate_all(outside) == [], language + address


def test_no_page_of_measurements_is_heavy(built: Path) -> None:
    most = 60 * 1024  # bytes over the wire, all charts and tables of the page included
    sizes = {
        path.relative_to(built).as_posix(): len(gzip.compress(path.read_bytes()))
        for path in built.rglob("benchmarks/**/*.html")
    }
    assert sizes
    assert {path: size for path, size in sizes.items() if size > most} == {}
