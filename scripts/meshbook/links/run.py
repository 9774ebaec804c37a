"""One run over all addresses: hosts beside each other, the addresses of a host one by one."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Event
from urllib.parse import urlsplit

from meshbook.links.finding import Finding
from meshbook.links.standing import Standing, is_credible, observe
from meshbook.links.visit import Visitor
from meshbook.problems import MeshbookError

AT_ONCE = 16
"""Hosts that are asked at the same time."""


def look_at(
    urls: Iterable[str],
    visitor: Visitor,
    day: datetime.date,
    done: Callable[[str], None] = lambda _: None,
) -> dict[str, Finding]:
    """What a run finds at each of ``urls``. ``done`` is called with each as it is known."""
    hosts = _by_host(urls, day)
    found: dict[str, Finding] = {}
    stopped = Event()

    def visit(queue: list[str]) -> None:
        for url in queue:
            if stopped.is_set():
                return
            found[url] = visitor.look(url)
            done(url)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        futures = [pool.submit(visit, queue) for queue in hosts]
        try:
            for future in as_completed(futures):
                future.result()
        except BaseException:
            stopped.set()
            pool.shutdown(cancel_futures=True)
            raise
    return found


def weigh(
    before: Mapping[str, Standing], found: Mapping[str, Finding], day: datetime.date
) -> dict[str, Standing]:
    """The standings after a run; of what is no longer cited nothing is kept.

    Raises MeshbookError for a run that is not credible: what was known then stays as it is.
    """
    if not is_credible(before, found):
        raise MeshbookError(
            "most pages that answered before do not answer now: this looks like a fault of our "
            "own connection; nothing was written"
        )
    return {url: observe(before.get(url), each, day) for url, each in found.items()}


def _by_host(urls: Iterable[str], day: datetime.date) -> list[list[str]]:
    """The addresses of each host, the longest list first.

    Their order changes from day to day: where a host wants rest before all were asked, it is
    not always the same ones that are left out.
    """
    hosts: dict[str, list[str]] = {}
    for url in sorted(urls, key=lambda url: hashlib.sha256(f"{day}{url}".encode()).digest()):
        hosts.setdefault(urlsplit(url).hostname or "", []).append(url)
    return sorted(hosts.values(), key=len, reverse=True)
