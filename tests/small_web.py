"""A web of many hosts on loopback: every address acts as it is told, every request is counted.

    with Web({"https://a.example.com/x": page("<title>X</title>")}) as web:
        with Knocker(route=web.route, resolve=web.resolve, timing=QUICK) as knocker: ...

No pause is real: ``web.clock`` is what visitors sleep by.
Unlike ``upstream`` it knows HEAD from GET, hosts from hosts, and names that nobody has.
"""

from __future__ import annotations

import select
import socket
import struct
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import quote, unquote, urlsplit

from meshbook.net.connection import Timing
from upstream import Clock

QUICK = Timing(connect=1.0, read=0.8, total=3.0)
ROBOTS = "/robots.txt"


class SafeClock(Clock):
    """A clock that several threads may sleep by."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()

    def sleep(self, seconds: float) -> None:
        with self._lock:
            super().sleep(seconds)


@dataclass(frozen=True, slots=True)
class Request:
    """A request that arrived."""

    method: str
    url: str
    headers: Mapping[str, str]


@dataclass(slots=True)
class Call:
    """One request under way, as the one who answers it sees it."""

    web: Web
    connection: socket.socket
    method: str
    url: str
    headers: Mapping[str, str]
    turn: int
    """How often this address was asked before by this method."""
    open: bool = True
    sent: int = 0

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)
        self.sent += len(data)

    def head(self, status: int, headers: Mapping[str, str]) -> None:
        lines = [f"{name}: {value}" for name, value in headers.items()]
        self.send("\r\n".join([f"HTTP/1.1 {status} Status", *lines, "", ""]).encode("latin-1"))

    def answer(self, status: int, content: bytes, headers: Mapping[str, str]) -> None:
        length = {} if status in (204, 304) else {"Content-Length": str(len(content))}
        self.head(status, {**length, **headers})
        if self.method != "HEAD" and status not in (204, 304):
            self.send(content)

    def reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.open = False

    def wait(self, seconds: float) -> bool:
        """Whether the other side is still there, after so many real seconds."""
        gone, _, _ = select.select([self.connection], [], [], seconds)
        return not gone and not self.web.closing.is_set()


Act = Callable[[Call], None]


def page(text: str = "<title>Here</title><p>It is.", kind: str = "text/html; charset=utf-8",
         status: int = 200, **headers: str) -> Act:  # fmt: skip
    content = text.encode()
    extra = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda call: call.answer(status, content, {"Content-Type": kind, **extra})


def status(number: int, **headers: str) -> Act:
    return page(f"<title>{number}</title>", status=number, **headers)


def sent_on(number: int, target: str) -> Act:
    return lambda call: call.answer(number, b"", {"Location": target})


def by_method(head: Act, get: Act) -> Act:
    return lambda call: (head if call.method == "HEAD" else get)(call)


def by_turn(*acts: Act) -> Act:
    """One after the other over the GETs; the last for ever. HEAD is not allowed."""

    def act(call: Call) -> None:
        if call.method == "HEAD":
            status(405)(call)
        else:
            acts[min(call.turn, len(acts) - 1)](call)

    return act


def by_day(*acts: Act) -> Act:
    return lambda call: acts[min(call.web.day, len(acts) - 1)](call)


def reset(call: Call) -> None:
    call.reset()


def hang(call: Call) -> None:
    call.open = call.wait(5.0)


def cut(call: Call) -> None:
    call.head(200, {"Content-Type": "text/html", "Content-Length": "5000"})
    call.send(b"<title>Cut")
    call.open = False


def huge(call: Call) -> None:
    call.head(200, {"Content-Type": "text/html", "Content-Length": "10000000000"})
    for _ in range(2_000):
        call.send(b"x" * 65536)
    call.open = False


def drip(call: Call) -> None:
    call.head(200, {"Content-Type": "text/html", "Content-Length": "100000"})
    while call.wait(0.05):
        call.send(b"x")
    call.open = False


def nonsense(call: Call) -> None:
    call.send(b"\x00\xff" * 300 + b"\r\n\r\n")
    call.open = False


@dataclass
class Web:
    """``pages`` are by address; ``lost`` is what a host does with any other (404 by itself).

    ``names`` are hosts that stand for these numbers, or whose look-up fails with this error;
    every other host is here. ``bare`` hosts speak no TLS.
    """

    pages: dict[str, Act]
    lost: dict[str, Act] = field(default_factory=dict)
    names: dict[str, list[str] | OSError] = field(default_factory=dict)
    bare: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.day = 0
        self.clock = SafeClock()
        self.closing = threading.Event()
        self.requests: list[Request] = []
        self.sent: dict[str, int] = defaultdict(int)
        self._turns: dict[tuple[int, str, str], int] = defaultdict(int)
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)

    def __enter__(self) -> Self:
        self._listening = threading.Thread(target=self._accept, daemon=True)
        self._listening.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:  # fmt: skip
        self.closing.set()
        socket.create_connection(self._listener.getsockname()).close()
        self._listening.join(timeout=2)
        self._listener.close()

    def route(self, url: str) -> str:
        """Where on loopback an address is served; the same where its name leads elsewhere."""
        host = urlsplit(url).hostname or ""
        if host in self.names:
            return url
        scheme = "https" if host in self.bare else "http"
        return f"{scheme}://127.0.0.1:{self._listener.getsockname()[1]}/{quote(url, safe='')}"

    def resolve(self, host: str, port: int) -> list[str]:
        led = self.names[host]
        if isinstance(led, OSError):
            raise led
        return led

    def asked(self, url: str) -> list[str]:
        """The methods by which an address was asked, in their order."""
        return [request.method for request in self.requests if request.url == url]

    def by_host(self) -> dict[str, list[Request]]:
        hosts: dict[str, list[Request]] = defaultdict(list)
        for request in self.requests:
            hosts[urlsplit(request.url).hostname or ""].append(request)
        return hosts

    def _accept(self) -> None:
        while not self.closing.is_set():
            connection, _ = self._listener.accept()
            threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with connection:
            try:
                for method, url, headers in _requests(connection):
                    if self.closing.is_set() or not self._answer(connection, method, url, headers):
                        return
            except OSError:
                return  # hung up, as it should on many of these

    def _answer(
        self, connection: socket.socket, method: str, url: str, headers: Mapping[str, str]
    ) -> bool:
        with self._lock:
            self.requests.append(Request(method, url, headers))
            key = (self.day, method, url)
            call = Call(self, connection, method, url, headers, self._turns[key])
            self._turns[key] += 1
        try:
            self._act(url)(call)
        finally:
            with self._lock:
                self.sent[url] = max(self.sent[url], call.sent)
        return call.open

    def _act(self, url: str) -> Act:
        host = urlsplit(url).hostname or ""
        if url in self.pages:
            return self.pages[url]
        return status(404) if urlsplit(url).path == ROBOTS else self.lost.get(host, status(404))


def _requests(connection: socket.socket) -> Iterator[tuple[str, str, dict[str, str]]]:
    data = b""
    while True:
        while b"\r\n\r\n" not in data:
            received = connection.recv(65536)
            if not received:
                return
            data += received
            if data.startswith(b"\x16\x03"):  # TLS: what servers say to who comes by that door
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                return
        head, _, data = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        pairs = (line.partition(":") for line in lines)
        yield method, unquote(target[1:]), {key.lower(): value.strip() for key, _, value in pairs}
