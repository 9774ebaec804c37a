"""Where connections go: to numbers that were checked, under the certificate of the name."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from meshbook.net import connection
from meshbook.net.answer import NetError
from meshbook.net.client import Client
from meshbook.net.connection import Connections, PrivateHost, Timing

URL = httpx.URL("https://data.example.com/results.json?page=1")
QUICK = Timing(connect=0.3, read=0.3, total=1.0)


@dataclass
class Wire(httpx.BaseTransport):
    """Takes down where a request would have gone; ``dead`` numbers take no connection."""

    dead: set[str] = field(default_factory=set)
    sent: list[httpx.Request] = field(default_factory=list)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        if request.url.host in self.dead:
            raise httpx.ConnectError("nobody there")
        return httpx.Response(200, content=b"{}")


def ask(numbers: list[str], wire: Wire) -> None:
    connections = Connections(QUICK, resolve=lambda host, port: numbers, transport=lambda: wire)
    with connections.asking(URL, {"User-Agent": "test"}) as answer:
        answer.read()


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:4700::1111"])
def test_the_connection_is_made_to_the_number_that_was_checked(number: str) -> None:
    wire = Wire()
    ask([number], wire)
    (request,) = wire.sent
    assert request.url.host == number
    assert request.url.raw_path == b"/results.json?page=1"
    assert request.headers["host"] == "data.example.com"
    assert request.extensions["sni_hostname"] == "data.example.com"


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
        "::1", "::", "fe80::1", "fe80::1%1", "fd00::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:192.168.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "fec0::1",
    ],
)  # fmt: skip
def test_a_name_that_leads_to_a_private_machine_is_not_connected_to(number: str) -> None:
    wire = Wire()
    with pytest.raises(PrivateHost):
        ask(["93.184.216.34", number], wire)
    assert not wire.sent


def test_the_client_says_why_such_a_name_is_refused() -> None:
    with (
        Client(resolve=lambda host, port: ["10.0.0.1"], timing=QUICK) as client,
        pytest.raises(NetError) as caught,
    ):
        client.get(str(URL))
    assert caught.value.kind == "refused" and "10.0.0.1" in caught.value.detail


def test_a_name_is_looked_up_once_so_that_it_cannot_lead_elsewhere_later() -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    wire = Wire()
    connections = Connections(
        QUICK, resolve=lambda host, port: next(answers), transport=lambda: wire
    )
    for _ in range(2):
        with connections.asking(URL, {}):
            pass
    assert [request.url.host for request in wire.sent] == ["93.184.216.34"] * 2


def test_a_number_that_takes_no_connection_is_passed_over() -> None:
    wire = Wire(dead={"2606:4700::1111"})
    ask(["2606:4700::1111", "93.184.216.34"], wire)
    assert [request.url.host for request in wire.sent] == ["2606:4700::1111", "93.184.216.34"]


def test_a_name_without_a_number_is_a_transport_error() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    for resolve in (unknown, lambda host, port: []):
        with (
            Client(resolve=resolve, sleep=lambda _: None, timing=QUICK) as client,
            pytest.raises(NetError) as caught,
        ):
            client.get(str(URL))
        assert caught.value.kind == "transport"


def test_a_look_up_that_hangs_ends_with_the_whole_try() -> None:
    release = threading.Event()

    def hang(host: str, port: int) -> list[str]:
        release.wait(5)
        return []

    with (
        Client(resolve=hang, timing=Timing(total=0.2)) as client,
        pytest.raises(NetError) as caught,
    ):
        client.get(str(URL))
    release.set()
    assert caught.value.kind == "timeout"


@dataclass
class Encrypted:
    """A TLS server on loopback with a certificate for one name."""

    port: int
    certificate: Path
    asked_for: list[str | None]


@pytest.fixture
def encrypted(tmp_path: Path) -> Iterator[Encrypted]:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
            "-subj", "/CN=data.example.com", "-addext", "subjectAltName=DNS:data.example.com",
            "-keyout", str(key), "-out", str(certificate),
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    asked_for: list[str | None] = []
    context.sni_callback = lambda _socket, name, _context: asked_for.append(name)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(plain, server_side=True) as client:
                    client.recv(65536)
                    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
            except OSError:
                continue  # the client did not like the certificate

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield Encrypted(listener.getsockname()[1], certificate, asked_for)
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(timeout=1)


def test_the_certificate_must_be_that_of_the_name(
    encrypted: Encrypted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "is_public", lambda address: True)  # it is on loopback
    trust = ssl.create_default_context(cafile=encrypted.certificate)
    connections = Connections(
        QUICK,
        resolve=lambda host, port: ["127.0.0.1"],
        transport=lambda: httpx.HTTPTransport(verify=trust),
    )
    with connections.asking(httpx.URL(f"https://data.example.com:{encrypted.port}/"), {}) as answer:
        assert answer.read() == b"{}"
    with (
        pytest.raises(httpx.ConnectError, match=r"(?i)certificate"),
        connections.asking(httpx.URL(f"https://other.example.com:{encrypted.port}/"), {}),
    ):
        pass
    assert encrypted.asked_for == ["data.example.com", "other.example.com"]
    connections.close()
