"""Connections that go to a checked machine and nowhere else, at most four in use at a host.

A name is looked up once for the life of the connections. All its numbers must be public,
and the connection is made to the number that was checked, not to the name a second time:
what the name leads to a moment later does not matter. The certificate is still that of
the name. A proxy that the environment names is not used: it would look names up by itself.
"""

from __future__ import annotations

import functools
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address

import httpx

from meshbook.net.addresses import is_public

AT_ONCE = 4
"""Connections to one host that are in use. One that was given up as too slow is not."""

_KEPT = httpx.Limits(max_connections=None, max_keepalive_connections=AT_ONCE)

Resolve = Callable[[str, int], list[str]]
"""The numbers that a host name stands for, for connections to a port. Raises OSError."""

Route = Callable[[str], str]
"""Where to really ask for an address. Tests lead it to a server of their own."""


class PrivateHost(Exception):
    """A name of the public web that leads to a machine that is not on it."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds until giving up: on a connection, on the next bytes, on one whole try.

    A try begins when it is its turn at the host: how long others take there does not count.
    """

    connect: float = 10.0
    read: float = 30.0
    total: float = 120.0

    def phases(self) -> dict[str, float | None]:
        """The limits as httpx wants them."""
        return httpx.Timeout(
            connect=self.connect, read=self.read, write=self.read, pool=self.total
        ).as_dict()


def look_up(host: str, port: int) -> list[str]:
    """Ask the machine's resolver. Raises OSError where the name is unknown."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


def _encrypted(trust: ssl.SSLContext) -> httpx.BaseTransport:
    return httpx.HTTPTransport(verify=trust, limits=_KEPT)


@functools.cache
def _trust() -> ssl.SSLContext:
    """The certificates that this machine trusts: slow to read, so only once."""
    return httpx.create_ssl_context()


@dataclass(slots=True)
class _Host:
    transport: httpx.BaseTransport
    numbers: list[str] = field(default_factory=list)
    places: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))


class Connections:
    """One set of connections a host, made when first needed. Safe to use from threads."""

    def __init__(
        self,
        timing: Timing,
        resolve: Resolve = look_up,
        route: Route | None = None,
        transport: Callable[[], httpx.BaseTransport] | None = None,
    ) -> None:
        self._phases = timing.phases()
        self._resolve = resolve
        self._route = route
        self._transport = transport or functools.partial(_encrypted, _trust())
        self._hosts: dict[tuple[str, int], _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, url: httpx.URL) -> Iterator[None]:
        """Wait until fewer than AT_ONCE others ask the host of ``url``, and count among them."""
        with self._host(url).places:
            yield

    @contextmanager
    def asking(
        self, url: httpx.URL, headers: Mapping[str, str], method: str = "GET"
    ) -> Iterator[httpx.Response]:
        """The answer to one request, its body not yet read; no redirect is followed.

        Raises PrivateHost, httpx.TransportError, and OSError for a name that is unknown.
        """
        response = self._ask(self._host(url), url, headers, method)
        try:
            yield response
        finally:
            response.close()

    def close(self) -> None:
        """Hang up."""
        for host in self._hosts.values():
            host.transport.close()

    def _host(self, url: httpx.URL) -> _Host:
        with self._lock:
            if _name(url) not in self._hosts:
                self._hosts[_name(url)] = _Host(self._transport())
            return self._hosts[_name(url)]

    def _ask(
        self, host: _Host, url: httpx.URL, headers: Mapping[str, str], method: str
    ) -> httpx.Response:
        name, port = _name(url)
        rerouted = self._route(str(url)) if self._route else str(url)
        if rerouted != str(url):
            request = httpx.Request(method, rerouted, headers=headers)
            request.extensions["timeout"] = self._phases
            return host.transport.handle_request(request)
        host.numbers = numbers = host.numbers or self._checked(name, port)
        failure: httpx.TransportError | None = None
        for number in numbers:
            request = httpx.Request(
                method,
                url.copy_with(host=number),
                headers={**headers, "Host": url.netloc.decode("ascii")},
                extensions={"timeout": self._phases, "sni_hostname": name},
            )
            try:
                return host.transport.handle_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        host.numbers = []  # they may be out of date
        raise failure or httpx.ConnectError(f"{name} stands for no address")

    def _checked(self, name: str, port: int) -> list[str]:
        numbers = self._resolve(name, port)
        for number in numbers:
            if not is_public(ip_address(number)):
                raise PrivateHost(f"{name} leads to {number}, which is not public")
        return numbers


def _name(url: httpx.URL) -> tuple[str, int]:
    return url.raw_host.decode("ascii"), url.port or (80 if url.scheme == "http" else 443)
