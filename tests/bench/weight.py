"""What a first visit costs: bytes and requests of one page of each kind."""

from __future__ import annotations

from tests.bench.browsing import Wire, chromium, hosted
from tests.bench.project import loaded
from tests.bench.report import Report

from meshbook.pages.library import Library

LIMITS = {"case": (40, 8), "written": (60, None), "explorer": (110, None), "compare": (140, None)}
"""Kilobytes and requests of each kind of page."""


def measure(quick: bool) -> Report:
    """Open each page in a fresh profile and count."""
    report = Report("weight")
    size = 250 if quick else 1000
    rows, judged = [], []
    with hosted(size) as host, chromium() as browser:
        for kind, path in _pages(loaded(size).library):
            page = browser.new_context().new_page()
            wire = Wire(page)
            page.goto(f"{host.address}/{path}", wait_until="networkidle")
            page.wait_for_timeout(300)
            document = len(host.packed(f"{path.partition('?')[0]}index.html") or b"")
            rows.append((f"/{path}", kind, len(wire.requests), wire.total / 1000, document / 1000,
                         _largest(wire)))
            judged.append((kind, path, wire.total / 1000, len(wire.requests)))
            page.context.close()
    report.table(
        f"First view, fresh profile, {size} cases (kB over the wire, gzip -9, headers included)",
        ("page", "kind", "requests", "kB", "of it HTML kB", "largest others"), rows,
    )
    for kind, (kilobytes, requests) in LIMITS.items():
        own = [each for each in judged if each[0] == kind]
        report.limit(f"heaviest {kind} page", max(each[2] for each in own), kilobytes, "kB")
        if requests is not None:
            report.limit(f"requests of a {kind} page", max(each[3] for each in own), requests)
    return report


def _pages(library: Library) -> list[tuple[str, str]]:
    """Home, explorer, hand-written pages, the shortest, middle and longest case, comparisons."""
    by_claims = sorted(library.summaries, key=lambda row: sum(1 for _ in row.case.claims()))
    cases = [by_claims[at].slug for at in (0, len(by_claims) // 2, -1)]
    pages = [("home", ""), ("explorer", "cases/"), ("written", "method/")]
    pages += [("written", "call-for-japan/"), ("written", "contribute/")]
    pages += [("case", f"cases/{slug}/") for slug in cases]
    middle = len(by_claims) // 2
    sixes = {"compare": by_claims[middle : middle + 6], "longest compare": by_claims[-6:]}
    pages += [("compare", "compare/")]
    for kind, rows in sixes.items():
        items = ",".join(f"case:{row.slug}" for row in rows)
        pages.append((kind, f"compare/?items={items}"))
    return [(kind, start + path) for kind, path in pages for start in ("", "ja/")]


def _largest(wire: Wire) -> str:
    others = {path: size for path, size in wire.requests.items() if not path.endswith("/")}
    largest = sorted(others.items(), key=lambda each: -each[1])[:3]
    return ", ".join(f"{path.rpartition('/')[2]} {size / 1000:.1f}" for path, size in largest)


