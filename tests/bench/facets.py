"""Facet clicks in the explorer: from the click to the presented result, held to our own counts.

The time is the browser's own: its Event Timing of a real click, from the moment of the input to
the moment when the first frame after it was presented, as the trace has it to the microsecond
(the page's own entries are rounded to 8 ms). That is what a reader waits for: the dispatch of the
event, script, style, layout, paint, raster and the drawing of the frame, but no second frame,
which two animation frames in a row would count. That the frame has the whole answer is checked:
every count, and that no card in the window came after it.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from typing import Any

from playwright.sync_api import Page
from tests.bench.browsing import UNBOUND, chromium, hosted
from tests.bench.project import loaded
from tests.bench.report import Report, median, p95

from meshbook.analysis.summary import FACETS, Summary

CLICKS = 80
WARM_UP = 10
HELD = 3
"""Values that are chosen at once at most; a further click takes the oldest away."""
REST = 150
"""Milliseconds before and after a click in which the page comes to rest."""

# Notes which cards are there as soon as the frame after a click is painted.
_WATCH = """
() => document.querySelector("#facets").addEventListener("change", () => {
  requestAnimationFrame(() => setTimeout(() => {
    window.painted = new Set(
      [...document.querySelectorAll("#results [data-case]")].map((card) => card.dataset.case));
  }));
})
"""

# Brings a box into sight as a reader has to, and says where it is when the page has come to rest.
_FIND = """
async ([facet, value, rest]) => {
  const box = [...document.querySelectorAll("#facets input")]
    .find((each) => each.name === facet && each.value === value);
  for (let fold = box.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  const seen = () => box.getBoundingClientRect();
  if (seen().top < 0 || seen().bottom > innerHeight) box.scrollIntoView({ block: "center" });
  await new Promise((resolve) => setTimeout(resolve, rest));
  return [seen().x + seen().width / 2, seen().y + seen().height / 2];
}
"""

_READ = """
() => {
  const countOf = (input) => input.closest("label").querySelector(".n").textContent;
  const number = (text) => Number(text.replace(/[^0-9]/g, ""));
  const inWindow = (card) => {
    const { top, bottom } = card.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  return {
    rows: number(document.querySelector("#count").textContent.match(/[0-9,]+/)[0]),
    counts: [...document.querySelectorAll("#facets input")]
      .map((each) => [each.name, each.value, number(countOf(each))]),
    late: [...document.querySelectorAll("#results [data-case]")]
      .filter((card) => inWindow(card) && !window.painted.has(card.dataset.case)).length,
  };
}
"""


def measure(quick: bool) -> Report:
    """Click through the facets at each size."""
    report = Report("facets")
    rows = []
    limits = {250: 16} if quick else {1000: 16, 10000: 50}
    for size in limits:
        times, wrong, late = _clicks(size)
        rows.append((size, len(times), median(times), p95(times), max(times), wrong, late))
    report.table(
        "Facet click to presented result, ms (Event Timing of real clicks; frames unbound)",
        ("cases", "clicks", "median", "p95", "largest", "wrong counts", "late cards"), rows,
    )
    for (size, most), row in zip(limits.items(), rows, strict=True):
        report.limit(f"facet p95 at {size} cases", row[3], most, "ms")
        report.limit(f"wrong facet counts at {size} cases", row[5], 0)
        report.limit(f"cards that came after their frame at {size} cases", row[6], 0)
    return report


def _clicks(size: int) -> tuple[list[float], int, int]:
    """Milliseconds of each click, how many counts differ from a count in Python, cards too late."""
    summaries = loaded(size).library.summaries
    values = sorted(
        {(name, each) for row in summaries for name in FACETS for each in row.facets[name]}
    )
    rng = random.Random(size)
    chosen: list[tuple[str, str]] = []
    wrong = late = 0
    with hosted(size) as host, chromium(*UNBOUND) as browser:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(f"{host.address}/cases/")
        page.wait_for_selector("#explorer[data-ready]", state="attached")
        page.evaluate(_WATCH)
        browser.start_tracing(page=page, categories=["devtools.timeline"])
        for _ in range(WARM_UP + CLICKS):
            if len(chosen) == HELD:
                clicked = chosen.pop(0)
            else:
                clicked = rng.choice([each for each in values if each not in chosen])
                chosen.append(clicked)
            _click(page, clicked)
            seen = page.evaluate(_READ)
            wrong += _wrong(seen, summaries, chosen)
            late += seen["late"]
        times = _event_times(json.loads(browser.stop_tracing())["traceEvents"])
    if len(times) != WARM_UP + CLICKS:
        raise RuntimeError(f"{len(times)} clicks in the trace, not {WARM_UP + CLICKS}")
    return times[WARM_UP:], wrong, late


def _click(page: Page, value: tuple[str, str]) -> None:
    place = page.evaluate(_FIND, [*value, REST])
    page.mouse.move(*place)
    page.wait_for_timeout(REST)
    page.mouse.click(*place, delay=60)
    page.wait_for_timeout(REST)


def _event_times(events: list[dict[str, Any]]) -> list[float]:
    """Milliseconds from each click to the presentation of the frame after it."""
    begun: dict[tuple[int, str], float] = {}
    times = []
    for event in sorted(
        (each for each in events if each["name"] == "EventTiming"), key=lambda each: each["ts"]
    ):
        key = event["pid"], event["id2"]["local"] if "id2" in event else event["id"]
        if event["ph"] == "b" and event["args"]["data"]["type"] == "click":
            begun[key] = event["ts"]
        elif event["ph"] == "e" and key in begun:
            times.append((event["ts"] - begun.pop(key)) / 1000)
    return times


def _wrong(
    seen: dict[str, Any], summaries: tuple[Summary, ...], chosen: list[tuple[str, str]]
) -> int:
    """How many of the counts on the page are not what counting the cases gives."""
    selection: dict[str, set[str]] = {}
    for name, value in chosen:
        selection.setdefault(name, set()).add(value)
    counts: Counter[tuple[str, str]] = Counter()
    total = 0
    for row in summaries:
        missed = [name for name, wanted in selection.items() if not wanted & set(row.facets[name])]
        total += not missed
        for name in FACETS:
            if missed in ([], [name]):
                counts.update((name, value) for value in row.facets[name])
    wrong = [name for name, value, count in seen["counts"] if counts[name, value] != count]
    return len(wrong) + int(seen["rows"] != total)
