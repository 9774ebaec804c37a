"""Knocking: any status is an answer, and whatever goes wrong has a name."""

from __future__ import annotations

import gzip
import socket

import pytest

from meshbook.net.answer import NetError
from meshbook.net.connection import Timing
from meshbook.net.knock import Knocker
from small_web import QUICK, Call, Web, cut, hang, nonsense, page, reset, sent_on, status

URL = "https://www.example.com/page"


def error_of(web: Web, url: str = URL) -> NetError:
    with (
        Knocker(route=web.route, resolve=web.resolve, timing=QUICK) as knocker,
        pytest.raises(NetError) as caught,
    ):
        knocker.ask(url, "GET", 1000)
    return caught.value


@pytest.mark.parametrize("number", [200, 204, 304, 404, 418, 500, 599, 999])
def test_any_status_is_an_answer(number: int) -> None:
    with Web({URL: status(number)}) as web, Knocker(route=web.route, agent="me/1") as knocker:
        assert knocker.ask(URL, "HEAD").status == number
        assert web.asked(URL) == ["HEAD"]
        assert web.requests[0].headers["user-agent"] == "me/1"


def test_a_redirect_is_told_and_not_followed() -> None:
    with Web({URL: sent_on(301, "/other#part")}) as web, Knocker(route=web.route) as knocker:
        assert knocker.ask(URL, "HEAD").target == "https://www.example.com/other"
        assert len(web.requests) == 1


def test_of_a_page_no_more_is_taken_than_is_wanted() -> None:
    def packed(call: Call) -> None:
        call.answer(200, gzip.compress(b"x" * 10_000_000), {"Content-Encoding": "gzip"})

    pages = {URL: page("y" * 5000), f"{URL}/packed": packed, f"{URL}/cut": cut}
    with Web(pages) as web, Knocker(route=web.route) as knocker:
        assert knocker.ask(URL, "GET").content == b""
        assert knocker.ask(URL, "GET", 1000).content == b"y" * 1000
        assert knocker.ask(f"{URL}/packed", "GET", 1000).content == b"x" * 1000
        assert knocker.ask(f"{URL}/cut", "GET", 1000).content == b"<title>Cut"


@pytest.mark.parametrize(
    ("act", "kind"),
    [(hang, "timeout"), (reset, "transport"), (nonsense, "transport"),
     (status(302), "redirect"), (sent_on(301, "http://[::bad/"), "redirect")],
)  # fmt: skip
def test_what_goes_wrong_has_a_name(act: object, kind: str) -> None:
    with Web({URL: act}) as web:  # type: ignore[dict-item]
        assert error_of(web).kind == kind


def test_who_speaks_no_tls_is_told_from_who_does_not_answer() -> None:
    with Web({}, bare=frozenset({"www.example.com"})) as web:
        assert error_of(web).kind == "tls"


@pytest.mark.parametrize(
    ("led", "kind"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "no-name"),
        (socket.gaierror(socket.EAI_AGAIN, "no resolver"), "transport"),
        (["127.0.0.1"], "refused"),
        (["93.184.216.34", "169.254.169.254"], "refused"),
    ],
)
def test_a_name_is_looked_at_before_anybody_goes_there(
    led: list[str] | OSError, kind: str
) -> None:
    with Web({}, names={"www.example.com": led}) as web:
        assert error_of(web).kind == kind
        assert not web.requests


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "ftp://a.example.com/", "https://a:b@c.example.com/", "/x",
            "http://localhost/", "http://0x7f.1/", "http://a.internal/"],
)  # fmt: skip
def test_an_address_that_is_not_public_is_not_asked(url: str) -> None:
    with Web({}) as web:
        assert error_of(web, url).kind == "refused"
        assert not web.requests


def test_an_http_address_is_asked_at_its_own_port() -> None:
    looked_up: list[tuple[str, int]] = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append((host, port))
        raise OSError("far enough")

    with Knocker(resolve=resolve, timing=Timing(0.1, 0.1, 1.0)) as knocker:
        for url in ("http://a.example.com/", "https://a.example.com/", "http://a.example.com:81/"):
            with pytest.raises(NetError):
                knocker.ask(url, "HEAD")
    assert [port for _, port in looked_up] == [80, 443, 81]
