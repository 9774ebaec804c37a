"""One question to one address, asking no more than whether something is there.

Unlike ``client`` it takes any status for an answer, follows no redirect, tries once, asks http
addresses too, and reads no more of a page than it is told to. Whoever knocks decides how often.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Self

import httpx

from meshbook.net import body, verdict
from meshbook.net.addresses import fault_of
from meshbook.net.answer import Kind, NetError
from meshbook.net.connection import Connections, PrivateHost, Resolve, Route, Timing, look_up
from meshbook.net.deadline import within

Method = Literal["HEAD", "GET"]

TIMING = Timing(connect=10.0, read=20.0, total=40.0)

_UNKNOWN = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
"""A name that nobody has; what a resolver says that is out of order itself is not among them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of any status. ``target`` is the address that it sends on to, if it does."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    """By name in lower case."""
    target: str | None = None
    content: bytes = b""
    """The beginning of the page, unpacked, as far as it was wanted."""


class Knocker:
    """A context manager that asks. Safe to use from threads; how often is not its business.

    ``route`` is for tests: where it changes an address the answer is taken from there, and no
    name is looked up.
    """

    def __init__(
        self,
        *,
        agent: str = "meshbook",
        timing: Timing = TIMING,
        resolve: Resolve = look_up,
        route: Route | None = None,
    ) -> None:
        self._agent = agent
        self._timing = timing
        self._connections = Connections(timing, resolve, route)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connections.close()

    def ask(self, url: str, method: Method, limit: int = 0) -> Answer:
        """What ``url`` answers, with at most ``limit`` bytes of its content.

        Raises NetError: ``refused`` for an address that is not, or leads to a machine that is
        not, on the public web; ``redirect`` for one that sends on to nowhere; ``no-name``,
        ``tls``, ``timeout``, ``transport``.
        """
        fault = fault_of(url)
        if fault is not None:
            raise NetError("refused", url, f"{fault.kind} address {fault.value[:60]}".strip())
        try:
            return within(self._timing.total, lambda: self._ask(url, method, limit))
        except PrivateHost as error:
            raise NetError("refused", url, str(error)) from None
        except (TimeoutError, httpx.TimeoutException):
            raise NetError("timeout", url, "no answer in time") from None
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError) as error:
            detail = " ".join(str(error).split())[:200] or type(error).__name__
            raise NetError(_kind(error), url, detail) from None

    def _ask(self, url: str, method: Method, limit: int) -> Answer:
        address = httpx.URL(url)
        headers = {"User-Agent": self._agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
        with self._connections.asking(address, headers, method) as answer:
            return Answer(
                url,
                answer.status_code,
                dict(answer.headers),
                verdict.location(url, url, answer),
                self._beginning(answer, limit) if limit else b"",
            )

    def _beginning(self, answer: httpx.Response, limit: int) -> bytes:
        packing = answer.headers.get("content-encoding", "")
        return body.beginning(self._patiently(answer), packing, limit)

    def _patiently(self, answer: httpx.Response) -> Iterator[bytes]:
        """The content as it comes, until it breaks off or has taken half of the whole time."""
        end = time.monotonic() + self._timing.total / 2
        try:
            for chunk in answer.iter_raw():
                yield chunk
                if time.monotonic() > end:
                    return
        except (httpx.HTTPError, httpx.StreamError, OSError):
            return  # that there was an answer is what counts


def _kind(error: BaseException) -> Kind:
    """What an error means, told by itself and by what caused it."""
    if isinstance(error, socket.gaierror):
        return "no-name" if error.errno in _UNKNOWN else "transport"
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "tls"
        cause = cause.__cause__ or cause.__context__
    return "transport"
