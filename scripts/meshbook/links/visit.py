"""Look whether a page is there, as a considerate guest would.

HEAD comes first, GET where HEAD tells nothing, and of a page no more than its beginning. Nothing
is asked that the robots.txt of its host forbids, nothing twice in one run, and each redirect is
looked at as if it were an address of its own.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from meshbook.links import robots, soft
from meshbook.links.finding import Finding, Way, finding, of_error
from meshbook.links.robots import Robots
from meshbook.links.turns import Turns
from meshbook.net import patience
from meshbook.net.addresses import fault_of
from meshbook.net.answer import NetError
from meshbook.net.knock import Answer, Knocker, Method

_T = TypeVar("_T")

NAME = "meshbook"
"""Under which a robots.txt may speak to this program."""
REDIRECTS = 10
PAGE = 48 * 1024
"""Bytes of a page that are read where it has to be read at all."""
LOST = 3
"""Addresses that cannot exist, asked of one host at most."""

_PERMANENT = frozenset({301, 308})


class _Once:
    """What was found out in this run, a fault included. Safe to use from threads."""

    def __init__(self) -> None:
        self._known: dict[str, object] = {}
        self._lock = threading.Lock()

    def get(self, key: str, work: Callable[[], _T]) -> _T:
        """What ``work`` gave, or raised, when it was first asked for ``key``."""
        with self._lock:
            known = self._known.get(key)
        if known is None:
            try:
                known = work()
            except NetError as error:
                known = error
            with self._lock:
                self._known[key] = known
        if isinstance(known, NetError):
            raise known
        return known  # type: ignore[return-value]  # each key belongs to one kind of work


class Visitor:
    """Looks at addresses, each once in a run. ``clock`` is that of ``turns``."""

    def __init__(self, knocker: Knocker, turns: Turns, clock: Callable[[], float]) -> None:
        self._knocker = knocker
        self._turns = turns
        self._clock = clock
        self._steps, self._rules, self._pages = _Once(), _Once(), _Once()
        self._folders: dict[str, list[str]] = {}

    def look(self, url: str) -> Finding:
        """What there is at ``url`` (without fragment) today. Never raises NetError."""
        try:
            way = self._follow(url)
        except NetError as error:
            return of_error(error)
        found = finding(way)
        if not found.lives or not soft.is_suspect(way):
            return found
        return self._held_against_nothing(way, found)

    def _held_against_nothing(self, way: Way, found: Finding) -> Finding:
        """``found``, unless an address that cannot exist gives the same page."""
        try:
            lost = self._follow(self._lost_beside(way.asked))
            if not 200 <= lost.answer.status < 300:
                return found
            lost, way = self._read(lost), self._read(way)
        except NetError:
            return found
        told = finding(way)
        return (soft.judge(way, lost) or told) if told.lives else told

    def _lost_beside(self, url: str) -> str:
        """An address that nobody has made, if possible in the folder of ``url``."""
        host, folder = _origin(url), urljoin(url, ".")
        folders = self._folders.setdefault(host, [])
        if folder not in folders:
            if len(folders) < LOST:
                folders.append(folder)
            else:
                folder = folders[0]
        return f"{folder}{NAME}-{hashlib.sha256(folder.encode()).hexdigest()[:16]}"

    def _read(self, way: Way) -> Way:
        """``way`` with the beginning of the page at its end."""
        url = way.answer.url
        return replace(way, answer=self._pages.get(url, lambda: self._ask(url, "GET", PAGE)))

    def _follow(self, url: str) -> Way:
        here, moved_to, is_permanent = url, None, True
        seen = {url}
        for _ in range(REDIRECTS + 1):
            answer = self._step(here)
            if answer.target is None:
                return Way(url, answer, moved_to)
            is_permanent = is_permanent and answer.status in _PERMANENT
            here = answer.target
            if fault_of(here) is not None:
                raise NetError("refused", url, "sent on to an address that is not public")
            if here in seen:
                break
            seen.add(here)
            moved_to = here if is_permanent else moved_to
        raise NetError("redirect", url, "sent in circles")

    def _step(self, url: str) -> Answer:
        """The answer of ``url`` itself. Raises NetError, ``robots`` where it may not be asked."""

        def ask() -> Answer:
            rules = self._rules_of(url)
            if not rules.allows(url):
                raise NetError("robots", url, "its robots.txt forbids it")
            return self._patiently(url)

        return self._steps.get(url, ask)

    def _patiently(self, url: str) -> Answer:
        """HEAD, then GET, then once more GET: until one of them tells something."""
        try:
            answer = self._ask(url, "HEAD")
            if 200 <= answer.status < 300 or answer.target is not None:
                return answer
        except NetError as error:
            if error.kind not in ("transport", "timeout"):
                raise
        try:
            answer = self._ask(url, "GET")
            if not patience.may_pass(answer.status, answer.headers):
                return answer
        except NetError as error:
            if error.kind != "transport":
                raise
        return self._ask(url, "GET")

    def _ask(self, url: str, method: Method, limit: int = 0) -> Answer:
        """One request, when it is its turn; whoever asks for rest gets it."""
        host = urlsplit(url).hostname or ""
        with self._turns.turn(host, url):
            answer = self._knocker.ask(url, method, limit)
        if patience.may_pass(answer.status, answer.headers):
            wait = patience.asked_wait(answer.headers, self._clock())
            self._turns.rest(host, max(wait, patience.backoff(0, 1.0)))
        return answer

    def _rules_of(self, url: str) -> Robots:
        return self._rules.get(_origin(url), lambda: self._read_rules(url))

    def _read_rules(self, url: str) -> Robots:
        """The robots.txt for ``url``. A host that cannot give it may not be asked (RFC 9309)."""
        here = urljoin(url, "/robots.txt")
        for _ in range(REDIRECTS):
            answer = self._ask(here, "GET", robots.LIMIT)
            if answer.target is None:
                break
            here = answer.target
        if patience.may_pass(answer.status, answer.headers):
            kind = patience.is_rate_limited(answer.status, answer.headers)
            raise NetError("rate-limited" if kind else "transport", url, "no robots.txt to be had")
        if not 200 <= answer.status < 300:
            return robots.EVERYTHING
        rules = robots.parse(answer.content.decode("utf-8", "replace"), NAME)
        self._turns.slow_down(urlsplit(url).hostname or "", rules.delay)
        return rules


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
