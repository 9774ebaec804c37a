"""A server on loopback that stands in for any upstream, whole or broken.

    with Upstream({"https://api.example.com/x": Shape(b"{}")}) as upstream:
        with upstream.client() as client:
            client.get("https://api.example.com/x")
        upstream.fault = FAULTS["gzip-bomb"]  # from `faults`; from now on, at every address
        upstream.only = "https://..."         # or at those alone that begin so

No pause is real: ``upstream.clock`` is what the client sleeps by. Faults that are about time
use the short limits of ``QUICK``.
"""

from __future__ import annotations

import hashlib
import select
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, unquote

from meshbook.net.client import Client
from meshbook.net.connection import Timing

QUICK = Timing(connect=0.3, read=0.25, total=1.5)
_PATIENCE = 5.0
"""Seconds after which a fault that hangs or drips gives up by itself."""


class Clock:
    """A clock that runs on with the real one and jumps ahead instead of sleeping."""

    def __init__(self, start: float = 1_750_000_000.0) -> None:
        self._offset = start - time.monotonic()
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self._offset + time.monotonic()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._offset += seconds


@dataclass(frozen=True, slots=True)
class Shape:
    """What a healthy upstream answers. The ETag follows from the content where none is given."""

    content: bytes
    content_type: str = "application/json"
    status: int = 200
    etag: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def validator(self) -> str:
        return self.etag or f'"{hashlib.sha256(self.content).hexdigest()[:16]}"'


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that arrived: the upstream address that it was for, headers in lower case."""

    url: str
    headers: Mapping[str, str]


class Exchange:
    """One request and the connection that its answer goes to."""

    def __init__(self, upstream: Upstream, connection: socket.socket, seen: Seen) -> None:
        self.upstream = upstream
        self.connection = connection
        self.url = seen.url
        self.headers = seen.headers
        self.shape = upstream.shape(seen.url)
        self.turn = 0
        """How often the fault has been met at this address before."""
        self.open = True

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def head(self, status: int | str, headers: Mapping[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} Status" if isinstance(status, int) else status]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.send("\r\n".join([*lines, "", ""]).encode("latin-1"))

    def answer(
        self, status: int = 200, content: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> None:
        """A whole answer of the shape's type, unless ``headers`` say otherwise."""
        own = {"Content-Type": self.shape.content_type, "Content-Length": str(len(content))}
        self.head(status, {**own, **(headers or {})})
        self.send(content)

    def good(self, headers: Mapping[str, str] | None = None, content: bytes | None = None) -> None:
        """The recorded answer, or 304 where the client has it already."""
        shape = self.shape
        own = {"ETag": shape.validator, **shape.headers, **(headers or {})}
        if shape.status == 200 and self._has(own):
            self.head(304, {"ETag": own["ETag"]})
            return
        self.answer(shape.status, shape.content if content is None else content, own)

    def _has(self, own: Mapping[str, str]) -> bool:
        if "if-none-match" in self.headers:  # then the date does not count (RFC 9110)
            return self.headers["if-none-match"] == own["ETag"]
        return self.headers.get("if-modified-since", "") == own.get("Last-Modified", "never")

    def hang_up(self) -> None:
        self.open = False

    def reset(self) -> None:
        """End the connection as a crash does, not as a program does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.open = False

    def wait(self, seconds: float) -> bool:
        """Whether the client is still there, after so many real seconds."""
        gone, _, _ = select.select([self.connection], [], [], seconds)
        return not gone and not self.upstream.closing.is_set()


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to fail. ``act`` answers one request; without one, nobody takes the call."""

    name: str
    outcome: str
    act: Callable[[Exchange], None] | None = None


class Upstream:
    """The server. ``shapes`` are by upstream address, query included; others answer 404."""

    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        self.shapes = dict(shapes)
        self.fault: Fault | None = None
        self.only = ""
        self.seen: list[Seen] = []
        self.connections = 0
        self.clock = Clock()
        self.closing = threading.Event()
        self._turns: dict[tuple[str, str], int] = {}
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._closed_port = socket.socket()
        self._closed_port.bind(("127.0.0.1", 0))  # nobody listens there
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closing.set()
        socket.create_connection(self._listener.getsockname()).close()  # wakes the listener
        for thread in self._threads:
            thread.join(timeout=1)
        self._listener.close()
        self._closed_port.close()

    def client(self, **changes: Any) -> Client:
        """A client whose every address leads here, which does not really sleep."""
        settings = {
            "route": self.route, "clock": self.clock, "sleep": self.clock.sleep, "timing": QUICK,
        }  # fmt: skip
        return Client(**{**settings, **changes})

    def route(self, url: str) -> str:
        """Where on loopback an upstream address is served."""
        fault = self._fault_at(url)
        refused = fault is not None and fault.act is None
        port = (self._closed_port if refused else self._listener).getsockname()[1]
        return f"http://127.0.0.1:{port}/{quote(url, safe='')}"

    def shape(self, url: str) -> Shape:
        missing = b"<!doctype html><title>404</title><p>Not here."
        return self.shapes.get(url, Shape(missing, "text/html; charset=utf-8", 404))

    def asked(self, url: str) -> int:
        """How many requests for ``url`` arrived."""
        return sum(seen.url == url for seen in self.seen)

    def _fault_at(self, url: str) -> Fault | None:
        return self.fault if url.startswith(self.only) else None

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self.closing.is_set():
            connection, _ = self._listener.accept()
            self.connections += 1
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.settimeout(_PATIENCE)
        with connection:
            try:
                for seen in _requests(connection):
                    self.seen.append(seen)
                    if self.closing.is_set() or not self._exchange(connection, seen):
                        return
            except OSError:
                return  # the client has hung up, as it should on many of these

    def _exchange(self, connection: socket.socket, seen: Seen) -> bool:
        """Answer one request; whether another may follow on the same connection."""
        exchange = Exchange(self, connection, seen)
        fault = self._fault_at(seen.url)
        if fault is None or fault.act is None:
            exchange.good()
            return True
        key = (fault.name, seen.url)
        exchange.turn = self._turns.get(key, 0)
        self._turns[key] = exchange.turn + 1
        fault.act(exchange)
        return exchange.open


def _requests(connection: socket.socket) -> Iterator[Seen]:
    data = b""
    while True:
        while b"\r\n\r\n" not in data:
            received = connection.recv(65536)
            if not received:
                return
            data += received
        head, _, data = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in lines)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        yield Seen(unquote(first.split(" ")[1][1:]), headers)
