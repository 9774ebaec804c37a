"""The decision worksheet: from a click on a weight to the new result in the page.

Cases are generated; profiles, features and measurements are the project's own, so that every
criterion has evidence. The time is that of the whole answer to a click: reading the form, weighing
the evidence with all its weightings, and writing the result into the page. The numbers are held
to the reference in Python.
"""

from __future__ import annotations

import datetime
import random
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from tests.bench.browsing import chromium
from tests.bench.catalogue import ROOT, TODAY
from tests.bench.project import loaded
from tests.bench.report import Report, median, p95
from tests.site_project import serving

from meshbook.analysis.criteria import CRITERIA
from meshbook.analysis.weighing import Choice, weigh
from meshbook.exports import evaluation_data
from meshbook.pages import evaluation
from meshbook.pages.library import Library
from meshbook.reading.catalog import read_catalog

WARM_UP = 10
CLICKS = 200
"""Of every ten one lets vendor-told evidence count or not; the others change a weight."""
MOST = 50
"""Milliseconds that a click may take."""

# Clicks a box and says how long the page needed to answer, layout included.
_CLICK = """
(selector) => {
  const box = document.querySelector(selector);
  const started = performance.now();
  box.click();
  document.querySelector("#ranking").getBoundingClientRect();
  return performance.now() - started;
}
"""
_READ = """
() => Object.fromEntries([...document.querySelectorAll("#ranking > li")].map((each) =>
  [each.dataset.candidate, each.querySelector(".score b").textContent]))
"""


def measure(quick: bool) -> Report:
    """Click through the settings at each size."""
    report = Report("worksheet")
    rows = []
    sizes = (250,) if quick else (1000, 10000)
    for size in sizes:
        rows.append(_measured(size))
    report.table(
        "Click in the worksheet to the new result, ms (all candidates, all criteria)",
        ("cases", "items", "clicks", "median", "p95", "largest", "wrong scores"), rows,
    )
    for row in rows:
        report.limit(f"worksheet p95 at {row[0]} cases", row[4], MOST, "ms")
        report.limit(f"wrong scores at {row[0]} cases", row[6], 0)
    return report


def library_of(size: int) -> Library:
    """Generated cases beside the real profiles, features and measurements."""
    real, _ = read_catalog(ROOT, datetime.date.fromisoformat(TODAY))
    made = loaded(size)
    catalog = replace(
        made.catalog, benchmarks=real.benchmarks, profiles=real.profiles, features=real.features
    )
    return Library(catalog, made.library.settings)


def _measured(size: int) -> tuple[Any, ...]:
    library = library_of(size)
    rng = random.Random(size)
    times, wrong = [], 0
    with tempfile.TemporaryDirectory() as folder:
        _write(library, Path(folder))
        with serving(Path(folder)) as host, chromium() as browser:
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            weights = {each.id: rng.randint(1, 5) for each in CRITERIA}
            candidates = tuple(each.id for each in library.evaluation.candidates)
            page.goto(f"{host}/evaluate/?{_query(candidates, weights)}")
            page.wait_for_selector("#evaluate[data-ready]")
            vendor = False
            for number in range(WARM_UP + CLICKS):
                if number % 10 == 9:
                    vendor = not vendor
                    times.append(page.evaluate(_CLICK, '[name="vendor"]'))
                    continue
                criterion = rng.choice(CRITERIA).id
                other = [each for each in range(1, 6) if each != weights[criterion]]
                weights[criterion] = rng.choice(other)
                selector = f'[name="w-{criterion}"][value="{weights[criterion]}"]'
                times.append(page.evaluate(_CLICK, selector))
            wrong = _wrong(page, library, Choice(candidates, weights, vendor=vendor))
    times = times[WARM_UP:]
    items = len(library.evaluation.items)
    return size, items, len(times), median(times), p95(times), max(times), wrong


def _write(library: Library, folder: Path) -> None:
    for artifact in [*evaluation.pages(library), *evaluation_data.files(library)]:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.render())
    shutil.copytree(ROOT / "docs" / "theme" / "assets", folder / "assets")


def _query(candidates: tuple[str, ...], weights: dict[str, int]) -> str:
    spelled = ",".join(f"{name}:{weight}" for name, weight in weights.items())
    return f"candidates={','.join(candidates)}&weights={spelled}&must="


def _wrong(page: Page, library: Library, choice: Choice) -> int:
    """How many scores on the page are not what the reference gives."""
    shown = page.evaluate(_READ)
    wrong = 0
    for score in weigh(library.evaluation, choice).scores:
        ends = {f"{abs(end):.2f}" for end in (score.total.low, score.total.high)}
        wrong += ends != set(re.findall(r"\d\.\d\d", shown.get(score.candidate, "")))
    return wrong
