"""All exports of a catalogue: API, tables, database, feeds, calendar, citations and their sums.

The cases are generated; measurements, profiles, features and lists of adopters are the project's
own. One process renders everything, each round from a library that has made nothing ready yet.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tests.bench.catalogue import ROOT, TODAY
from tests.bench.project import ENVIRONMENT, loaded
from tests.bench.report import Report, median, spread

from meshbook.artifacts import Artifact, Bundle
from meshbook.model.catalog import Catalog
from meshbook.pages.library import Library
from meshbook.publish.site import assemble
from meshbook.reading.catalog import read_catalog
from meshbook.settings import Settings

SECONDS = 10.0


def measure(quick: bool) -> Report:
    """Render all exports, round after round."""
    report = Report("exports")
    size, rounds = (250, 1) if quick else (1000, 5)
    catalog = _catalog(size)
    walls: list[float] = []
    worked: list[float] = []
    for _ in range(rounds):
        settings = Settings.of(ENVIRONMENT["MESHBOOK_SITE_URL"], "", "")
        artifacts = _exports(Library(catalog, settings))
        started, work = time.perf_counter(), time.process_time()
        made = _rendered(artifacts)
        walls.append(time.perf_counter() - started)
        worked.append(time.process_time() - work)
    report.table(
        f"All exports of {size} cases, one process",
        ("part", "files", "MB"),
        [(part, len(sizes), sum(sizes) / 1e6) for part, sizes in made.items()],
    )
    report.note(f"s: {median(walls):.2f} ({spread(walls)}), {rounds} rounds")
    report.note(f"CPU s: {median(worked):.2f} ({spread(worked)})")
    report.limit(f"all exports of {size} cases", median(walls), SECONDS, "s")
    return report


@cache
def _catalog(size: int) -> Catalog:
    own = read_catalog(ROOT, datetime.date.fromisoformat(TODAY))[0]
    return replace(own, cases=loaded(size).catalog.cases)


def _exports(library: Library) -> list[Artifact | Bundle]:
    """What a build has only with exports."""

    def site(with_exports: bool) -> dict[str, Artifact | Bundle]:
        made = assemble(library, [], ROOT, with_cards=False, with_exports=with_exports)
        return {each.path if isinstance(each, Artifact) else each.prefix: each for each in made}

    without = site(False)
    return [each for path, each in site(True).items() if path not in without]


def _rendered(artifacts: Sequence[Artifact | Bundle]) -> dict[str, list[int]]:
    """The sizes of all files by the first part of their path."""
    made: dict[str, list[int]] = {}
    for each in artifacts:
        files = [(each.path, each.render())] if isinstance(each, Artifact) else each.render()
        for path, content in files:
            part = path.removeprefix("ja/").partition("/")[0]
            made.setdefault(part, []).append(len(content))
    return made
