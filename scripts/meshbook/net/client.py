"""Asking for addresses on the public web, and believing little of what comes back."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Self

import httpx

from meshbook.net import paging, patience, verdict
from meshbook.net.addresses import fault_of, ip_literal
from meshbook.net.answer import Kind, NetError, NotModified, Response
from meshbook.net.connection import Connections, PrivateHost, Resolve, Route, Timing, look_up
from meshbook.net.deadline import within
from meshbook.net.verdict import MayPass

JSON = ("application/json",)
LIMIT = 5 * 1024 * 1024
"""Bytes of content, packed or not, unless the caller allows more."""
REDIRECTS = 5

_CONDITIONS = {"If-None-Match", "If-Modified-Since"}


class Client:
    """A context manager that asks, waits, follows and checks. Safe to use from threads.

    ``tokens`` holds a bearer token by host name, sent to that host alone. ``clock`` gives
    seconds since the epoch, ``chance`` a number from 0 to 1. ``route`` is for tests: where
    it changes an address the answer is taken from there, and no name is looked up.
    """

    def __init__(
        self,
        *,
        agent: str = "meshbook",
        tokens: Mapping[str, str] | None = None,
        timing: Timing | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
        resolve: Resolve = look_up,
        route: Route | None = None,
    ) -> None:
        self._agent = agent
        self._tokens = dict(tokens or {})
        self._timing = timing or Timing()
        self._clock = clock
        self._sleep = sleep
        self._chance = chance
        self._connections = Connections(self._timing, resolve, route)
        self._not_before: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connections.close()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        accept: tuple[str, ...] = JSON,
        limit: int = LIMIT,
    ) -> Response | NotModified:
        """The content of ``url`` in one of the media types ``accept``, at most ``limit`` bytes.

        NotModified only where ``etag`` or ``modified``, as an earlier answer gave them, was
        passed. Raises NetError, after several tries where another try makes sense.
        """
        _check(url)
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {
            "User-Agent": self._agent,
            "Accept": ", ".join((*accept, "*/*;q=0.1")),
            "Accept-Encoding": "gzip",
            **{name: value for name, value in conditions.items() if value},
        }
        return self._patiently(url, lambda: self._follow(url, headers, accept, limit))

    def pages(
        self,
        start: str | Response,
        next: Callable[[Response], str | None],
        *,
        accept: tuple[str, ...] = JSON,
        limit: int = LIMIT,
    ) -> Iterator[Response]:
        """The page ``start`` (its address, or its answer) and all that follow.

        ``limit`` is that of each page; ``next`` reads the address of the following page from
        a page. Raises NetError in the middle where a page fails: what was given before is
        then not the whole list.
        """

        def ask(url: str) -> Response:
            answer = self.get(url, accept=accept, limit=limit)
            assert isinstance(answer, Response)  # nothing was asked conditionally
            return answer

        first = ask(start) if isinstance(start, str) else start
        return paging.follow(first, next, ask)

    def _patiently(
        self, url: str, work: Callable[[], Response | NotModified]
    ) -> Response | NotModified:
        """``work``, again after a pause as long as its fault may pass."""
        host = httpx.URL(url).host
        attempt = 0
        while True:
            self._hold(host, url)
            try:
                return work()
            except MayPass as fault:
                wait = max(fault.wait, patience.backoff(attempt, self._chance()))
                if fault.error.kind == "rate-limited":
                    self._not_before[host] = self._clock() + wait
                attempt += 1
                if attempt == patience.TRIES or wait > patience.LONGEST_WAIT:
                    raise fault.error from None
                self._sleep(wait)

    def _hold(self, host: str, url: str) -> None:
        """Leave a host alone that said "too often", whichever address it said it for."""
        wait = self._not_before.get(host, 0.0) - self._clock()
        if wait > patience.LONGEST_WAIT:
            raise NetError("rate-limited", url, f"not asked: {host} wants {wait:.0f} s of rest")
        if wait > 0:
            self._sleep(wait)

    def _follow(
        self, url: str, headers: Mapping[str, str], accept: tuple[str, ...], limit: int
    ) -> Response | NotModified:
        """One try, through at most REDIRECTS redirects. Raises NetError and MayPass.

        Its time runs only while it has a turn at a host, not while it waits for one.
        """
        here, left = url, self._timing.total
        for _ in range(REDIRECTS + 1):
            step = functools.partial(self._step, url, here, headers, accept, limit)
            with self._connections.turn(httpx.URL(here)):
                begun = time.monotonic()
                try:
                    outcome = within(max(left, 0.0), step)
                except TimeoutError:
                    detail = f"not done after {self._timing.total:g} s"
                    raise NetError("timeout", url, detail) from None
                left -= time.monotonic() - begun
            if not isinstance(outcome, str):
                return outcome
            _check(outcome, "redirect", url)
            here = outcome
        raise NetError("redirect", url, f"more than {REDIRECTS} redirects")

    def _step(
        self, url: str, here: str, headers: Mapping[str, str], accept: tuple[str, ...], limit: int
    ) -> Response | NotModified | str:
        """What ``here`` answers, or the address that it sends on to."""
        try:
            return self._answer(url, here, headers, accept, limit)
        except PrivateHost as fault:
            raise NetError("refused", url, str(fault)) from None
        except httpx.TimeoutException as fault:
            detail = f"no answer in time ({type(fault).__name__})"
            raise MayPass(NetError("timeout", url, detail)) from None
        except (httpx.HTTPError, httpx.StreamError, OSError) as fault:
            detail = " ".join(str(fault).split())[:200] or type(fault).__name__
            raise MayPass(NetError("transport", url, detail)) from None

    def _answer(
        self, url: str, here: str, headers: Mapping[str, str], accept: tuple[str, ...], limit: int
    ) -> Response | NotModified | str:
        address = httpx.URL(here)
        with self._connections.asking(address, self._with_token(address, headers)) as answer:
            if answer.status_code == 200:
                return verdict.content(url, here, answer, accept, limit)
            verdict.leave(answer)
            if answer.status_code == 304 and not _CONDITIONS.isdisjoint(headers):
                return NotModified(url)
            target = verdict.location(url, here, answer)
            return target or verdict.refuse(url, answer, self._clock())

    def _with_token(self, address: httpx.URL, headers: Mapping[str, str]) -> dict[str, str]:
        token = self._tokens.get(address.host)
        return {**headers, "Authorization": f"Bearer {token}"} if token else dict(headers)


def _check(url: str, kind: Kind = "refused", asked: str | None = None) -> None:
    """Raise NetError ``kind`` unless ``url`` is https to a name of the public web."""
    reason = _reason_against(url)
    if reason is not None:
        sent_on = f"sent on to {url[:200]!r}: " if asked else ""
        raise NetError(kind, asked or url, sent_on + reason)


def _reason_against(url: str) -> str | None:
    fault = fault_of(url)
    if fault is not None:
        return f"{fault.kind} address" + (f" ({fault.value[:60]})" if fault.value else "")
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL:
        return "malformed address"
    if address.scheme != "https":
        return "not https"
    if ip_literal(address.host) is not None:
        return "a number instead of a name"
    return None
