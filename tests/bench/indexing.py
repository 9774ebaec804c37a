"""Making the search index of both languages, in one process and alone."""

from __future__ import annotations

import gzip
import time

from tests.bench.project import loaded
from tests.bench.report import Report, median, spread

from meshbook.artifacts import Bundle


def measure(quick: bool) -> Report:
    """Time the index and weigh it."""
    report = Report("index")
    rows = []
    for size, rounds in ((250, 2),) if quick else ((1000, 5), (10000, 1)):
        site = loaded(size)
        bundles = [each for each in site.site() if isinstance(each, Bundle)]
        bundles = [each for each in bundles if each.prefix.startswith("search/")]
        for bundle in bundles:
            times = []
            for _ in range(rounds):
                started = time.perf_counter()
                files = list(bundle.render())
                times.append(time.perf_counter() - started)
            packed = sum(len(gzip.compress(content, 9)) for _, content in files)
            whole = sum(len(content) for _, content in files)
            rows.append((size, bundle.prefix, rounds, median(times), spread(times), len(files),
                         whole / 1e6, packed / 1e6))
    report.table(
        "Search index, one process a language",
        ("cases", "part", "rounds", "s", "s, all", "files", "MB", "MB gzipped"), rows,
    )
    return report
