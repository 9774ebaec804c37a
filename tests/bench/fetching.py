"""A fetch in which nothing has changed, against the bare round trips that it cannot do without.

Every address answers 304 after a delay like that of a real network. The round trips are asked
by nothing but a loop: as many at once and a host as the client allows itself. The sources' own
order is in the difference: some have to read one answer before they know what to ask next.
"""

from __future__ import annotations

import socket
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.bench.report import Report, median, spread

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

import upstreams  # noqa: E402
from meshbook.benchmarks.refresh import Outcome, refresh  # noqa: E402
from meshbook.benchmarks.sources import SOURCES  # noqa: E402
from meshbook.net.client import Client  # noqa: E402
from meshbook.net.connection import AT_ONCE, Timing  # noqa: E402
from upstream import Seen, Upstream  # noqa: E402

DELAY = 0.05
"""Seconds until an answer begins."""
PATIENT = Timing(connect=5, read=5, total=60)


class Distant(Upstream):
    """A server that is some way off."""

    def _exchange(self, connection: socket.socket, seen: Seen) -> bool:
        time.sleep(DELAY)
        return super()._exchange(connection, seen)


def measure(quick: bool) -> Report:
    """Fetch all sources again and again, and ask the same questions barely."""
    report = Report("fetch")
    rounds = 3 if quick else 7
    fetches, trips = [], []
    with tempfile.TemporaryDirectory() as folder, Distant(upstreams.all_shapes()) as upstream:
        root = Path(folder)
        _fetch(upstream, root)
        upstream.seen.clear()
        _fetch(upstream, root)
        asked = list(upstream.seen)
        for _ in range(rounds):
            trips.append(_timed(lambda: _ask(upstream, asked)))
            fetches.append(_timed(lambda: _fetch(upstream, root)))
    unchanged = sum("if-none-match" in seen.headers for seen in asked)
    report.table(
        f"`meshbook fetch` of {len(SOURCES)} sources, nothing changed, {DELAY * 1000:.0f} ms away",
        ("what", "requests", "rounds", "s", "s, all"),
        (
            ("fetch", len(asked), rounds, median(fetches), spread(fetches)),
            ("round trips alone", len(asked), rounds, median(trips), spread(trips)),
        ),
    )
    report.note(f"answered 304: {unchanged} of {len(asked)}")
    ratio = median(fetches) / median(trips)
    report.limit("a fetch without change, to its round trips alone", ratio, 1.5, "times")
    return report


def _client(upstream: Upstream) -> Client:
    return upstream.client(timing=PATIENT, clock=time.time, sleep=time.sleep)


def _fetch(upstream: Upstream, root: Path) -> list[Outcome]:
    with _client(upstream) as client:
        outcomes = refresh(
            upstreams.project_in(root), list(SOURCES.values()), client, upstreams.TODAY
        )
    failed = [outcome for outcome in outcomes if outcome.failure]
    assert not failed, failed
    return outcomes


def _ask(upstream: Upstream, asked: Iterable[Seen]) -> None:
    """The same questions, in any order."""
    by_host: dict[str, list[Seen]] = defaultdict(list)
    for seen in asked:
        by_host[seen.url.split("/")[2]].append(seen)
    pools = [ThreadPoolExecutor(AT_ONCE) for _ in by_host]
    with _client(upstream) as client:

        def one(seen: Seen) -> None:
            client.get(seen.url, etag=seen.headers.get("if-none-match"))

        asking = zip(pools, by_host.values(), strict=True)
        for answers in [pool.map(one, seens) for pool, seens in asking]:
            list(answers)
    for pool in pools:
        pool.shutdown()


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
