"""Facet clicks in the explorer: from the click to the painted result, counts held to our own."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

from tests.bench.browsing import UNBOUND, chromium, hosted
from tests.bench.project import loaded
from tests.bench.report import Report, median, p95

from meshbook.analysis.summary import FACETS, Summary

CLICKS = 80
WARM_UP = 10
HELD = 3
"""Values that are chosen at once at most; a further click takes the oldest away."""

_CLICK = """
async ([facet, value]) => {
  const box = [...document.querySelectorAll("#facets input")]
    .find((each) => each.name === facet && each.value === value);
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await frame();
  const changed = new Promise((resolve) => {
    const observer = new MutationObserver(() => { observer.disconnect(); resolve(); });
    observer.observe(document.querySelector("#results"), { childList: true, subtree: true });
  });
  const start = performance.now();
  box.click();
  await changed;
  await frame();
  await frame();
  const took = performance.now() - start;
  const countOf = (input) => input.closest("label").querySelector(".n").textContent;
  const number = (text) => Number(text.replace(/[^0-9]/g, ""));
  return {
    took,
    rows: number(document.querySelector("#count").textContent.match(/[0-9,]+/)[0]),
    counts: [...document.querySelectorAll("#facets input")]
      .map((each) => [each.name, each.value, number(countOf(each))]),
  };
}
"""


def measure(quick: bool) -> Report:
    """Click through the facets at each size."""
    report = Report("facets")
    rows = []
    limits = {250: 16} if quick else {1000: 16, 10000: 50}
    for size in limits:
        times, wrong = _clicks(size)
        rows.append((size, len(times), median(times), p95(times), max(times), wrong))
    report.table(
        "Facet click to painted result, ms (two frames after the page has changed; frames unbound)",
        ("cases", "clicks", "median", "p95", "largest", "wrong counts"), rows,
    )
    for (size, most), row in zip(limits.items(), rows, strict=True):
        report.limit(f"facet p95 at {size} cases", row[3], most, "ms")
        report.limit(f"wrong facet counts at {size} cases", row[5], 0)
    return report


def _clicks(size: int) -> tuple[list[float], int]:
    """Milliseconds of each click, and how many of all counts differ from a count in Python."""
    summaries = loaded(size).library.summaries
    values = sorted(
        {(name, each) for row in summaries for name in FACETS for each in row.facets[name]}
    )
    rng = random.Random(size)
    chosen: list[tuple[str, str]] = []
    times, wrong = [], 0
    with hosted(size) as host, chromium(*UNBOUND) as browser:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(f"{host.address}/cases/")
        page.wait_for_selector("#explorer[data-ready]", state="attached")
        for number in range(WARM_UP + CLICKS):
            if len(chosen) == HELD:
                clicked = chosen.pop(0)
            else:
                clicked = rng.choice([each for each in values if each not in chosen])
                chosen.append(clicked)
            seen = page.evaluate(_CLICK, list(clicked))
            wrong += _wrong(seen, summaries, chosen)
            if number >= WARM_UP:
                times.append(float(seen["took"]))
    return times, wrong


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
