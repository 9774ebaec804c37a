"""Cases like mine: from a change in the form to the new ranking in the page, at many cases.

The time is that of the whole answer: reading the form, ranking all cases, writing the first cards
with their reasons into the page, its layout included; beside it, that of the ranking alone. The
cases shown are held to the reference in Python.
"""

from __future__ import annotations

import random
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from tests.bench.browsing import chromium
from tests.bench.catalogue import ROOT
from tests.bench.project import loaded
from tests.bench.report import Report, median, p95
from tests.matching.asked import search_of
from tests.site_project import serving

from meshbook.analysis.matching import Query
from meshbook.analysis.traits import MODES, SIZES, WISHES
from meshbook.exports import matching_data
from meshbook.pages import matching
from meshbook.pages.library import Library

CHANGES = 200
WARM_UP = 20
HELD = 20
"""Of so many changes one is held to the reference, which takes long."""
MOST = 50
"""Milliseconds that a change may take."""

# Brings a query into the form, whose last field tells the page, and says how long it needed.
_ASK = """
(search) => {
  const asked = new URLSearchParams(search);
  const fields = [...document.querySelector("#ask").elements].filter((each) => each.name);
  for (const field of fields) {
    const words = (asked.get(field.name) ?? "").split(",");
    if (field.type === "checkbox") field.checked = words.includes(field.value);
    else field.value = words[0];
  }
  const started = performance.now();
  fields[0].dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("#found").getBoundingClientRect();
  return performance.now() - started;
}
"""

# Makes ready what ranks a query string without the page, and says how long it needs.
_READY = """
async () => {
  const read = (name) => import(new URL(`assets/match/${name}.js`, `${location.origin}/`));
  const modules = ["model", "query", "ranking"].map(read);
  const [{ Model }, { parse }, { rank }] = await Promise.all(modules);
  const model = new Model(await (await fetch("../data/match/cases.json")).json());
  window.ranked = (search) => {
    const query = parse(new URLSearchParams(search), (name, word) => model.knows(name, word));
    const started = performance.now();
    rank(model, query);
    return performance.now() - started;
  };
}
"""
_READ = """
() => [document.querySelector("#count").textContent,
  [...document.querySelectorAll("#found > li")].map((each) => each.dataset.case)]
"""


def measure(quick: bool) -> Report:
    """Ask at each size."""
    report = Report("ranking")
    rows = [_measured(size) for size in ((250,) if quick else (1000, 10000))]
    report.table(
        "Change of the form to the new ranking, ms",
        ("cases", "changes", "median", "p95", "largest", "ranking p95", "fields", "wrong"), rows,
    )
    for row in rows:
        report.limit(f"ranking p95 at {row[0]} cases", row[3], MOST, "ms")
        report.limit(f"wrong rankings at {row[0]} cases", row[7], 0)
    return report


def _measured(size: int) -> tuple[Any, ...]:
    library = loaded(size).library
    rng = random.Random(size)
    queries = [_query(rng, library) for _ in range(WARM_UP + CHANGES)]
    times, wrong = [], 0
    with tempfile.TemporaryDirectory() as folder:
        _write(library, Path(folder))
        with serving(Path(folder)) as host, chromium() as browser:
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            page.goto(f"{host}/match/")
            page.wait_for_selector("#match[data-ready]")
            page.evaluate(_READY)
            for number, query in enumerate(queries):
                times.append(page.evaluate(_ASK, search_of(query)))
                if number % HELD == 0:
                    wrong += _is_wrong(page, library, query)
            searches = map(search_of, queries)
            alone = [page.evaluate("(search) => ranked(search)", each) for each in searches]
    times, alone = times[WARM_UP:], alone[WARM_UP:]
    fields = median([len(list(library.matcher.criteria(query))) for query in queries])
    return size, len(times), median(times), p95(times), max(times), p95(alone), fields, wrong


def _query(rng: random.Random, library: Library) -> Query:
    """A query of several fields, as a reader who knows much would enter."""
    lists = library.matcher.ladders
    platforms = [*lists["cloud"], *lists["platform"]]
    motives = [word for word in lists["motive"] if ":" not in word]
    return Query(
        industry=rng.choice(list(lists["industry"])),
        size=rng.choice(SIZES),
        country=rng.choice(sorted({row.facets["country"][0] for row in library.summaries
                                   if row.facets["country"]})),
        environment=tuple(rng.sample(platforms, rng.randint(0, 3))),
        clusters=rng.choice([None, rng.randint(1, 100)]),
        services=rng.randint(1, 5000),
        motives=tuple(rng.sample(motives, rng.randint(1, 4))),
        modes=tuple(rng.sample(MODES, rng.randint(0, 1))),
        left=rng.random() < 0.3,
        wishes=tuple(rng.sample(WISHES, rng.randint(0, 2))),
    )


def _write(library: Library, folder: Path) -> None:
    for artifact in [*matching.pages(library), *matching_data.files(library)]:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.render())
    shutil.copytree(ROOT / "docs" / "theme" / "assets", folder / "assets")


def _is_wrong(page: Page, library: Library, query: Query) -> bool:
    """Whether the page shows other cases than the reference gives."""
    count, slugs = page.evaluate(_READ)
    found = [match.row for match in library.matcher.rank(query) if match.points > 0]
    wanted = [library.summaries[row].slug for row in found[: len(slugs)]]
    told = re.match(r"[\d,]+", count)
    return slugs != wanted or told is None or int(told[0].replace(",", "")) != len(found)
