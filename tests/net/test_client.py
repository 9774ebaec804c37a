"""Asking over real HTTP on loopback: what is sent, what comes back, what is asked again."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from faults import FAULTS
from meshbook.net.answer import NetError, NotModified, Response
from meshbook.net.client import Client
from meshbook.net.connection import Timing
from upstream import Exchange, Fault, Shape, Upstream

URL = "https://data.example.com/results.json"
OTHER = "https://files.example.org/results.json"
CONTENT = b'{"rps": 5, "name": "baseline", "values": [1.5, 2.5]}'


def answer_of(client: Client, url: str = URL) -> Response:
    answer = client.get(url)
    assert isinstance(answer, Response)
    return answer


def error_of(client: Client, url: str = URL, **settings: object) -> NetError:
    with pytest.raises(NetError) as caught:
        client.get(url, **settings)  # type: ignore[arg-type]
    return caught.value


def test_the_content_arrives_as_it_is_with_where_it_comes_from() -> None:
    shape = Shape(CONTENT, "Application/JSON; charset=utf-8", etag='W/"7"')
    with Upstream({URL: shape}) as upstream, upstream.client() as client:
        answer = answer_of(client)
    assert (answer.url, answer.final_url, answer.status) == (URL, URL, 200)
    assert (answer.content, answer.content_type) == (CONTENT, "application/json")
    assert answer.etag == 'W/"7"'


def test_what_is_known_already_is_not_sent_again() -> None:
    date = "Sun, 01 Jun 2025 00:00:00 GMT"
    shape = Shape(CONTENT, headers={"Last-Modified": date})
    with Upstream({URL: shape}) as upstream, upstream.client() as client:
        answer = answer_of(client)
        assert answer.modified == date
        assert client.get(URL, etag=answer.etag, modified=answer.modified) == NotModified(URL)
        assert client.get(URL, modified=answer.modified) == NotModified(URL)
        assert isinstance(client.get(URL, etag='"older"'), Response)


def test_a_hundred_questions_to_one_host_take_one_connection() -> None:
    with Upstream({URL: Shape(CONTENT)}) as upstream, upstream.client() as client:
        etag = answer_of(client).etag
        for _ in range(99):
            client.get(URL, etag=etag)
        assert (len(upstream.seen), upstream.connections) == (100, 1)


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_comes_to_what_it_is_listed_with(name: str) -> None:
    with Upstream({URL: Shape(CONTENT)}) as upstream, upstream.client() as client:
        upstream.fault = FAULTS[name]
        try:
            *_, answer = client.pages(URL, lambda page: page.links.get("next"))
        except NetError as error:
            assert error.kind == upstream.fault.outcome, error
            assert "data.example.com" in str(error) and "\n" not in str(error)
            return
        assert upstream.fault.outcome == ("good" if answer.content == CONTENT else "content")


def test_a_fault_at_one_address_leaves_the_others_alone() -> None:
    with Upstream({URL: Shape(CONTENT), OTHER: Shape(CONTENT)}) as upstream:
        upstream.fault, upstream.only = FAULTS["gzip-bomb"], URL
        with upstream.client() as client:
            assert error_of(client).kind == "too-large"
            assert answer_of(client, OTHER).content == CONTENT


@pytest.mark.parametrize(
    ("fault", "waits"),
    [
        ("unavailable-three-times-then-good", [1, 2, 4]),
        ("bad-gateway-then-good", [1]),
        ("unavailable-retry-after-then-good", [7]),
        ("too-many-retry-after-seconds-then-good", [30]),
        ("status-503", [1, 2, 4]),
        ("connection-refused", [1, 2, 4]),
        ("too-many-without-retry-after", [1, 2, 4]),
        ("too-many-retry-after-negative", [1, 2, 4]),
        ("too-many-retry-after-words", [1, 2, 4]),
        ("too-many-retry-after-absurd", []),
        ("too-many-retry-after-far-date", []),
        ("rate-limited-403", []),
        ("forbidden-with-rate-left", []),
        ("status-401", []),
        ("status-404", []),
        ("status-410", []),
        ("gzip-bomb", []),
        ("html-login-page", []),
        ("slow-drip-of-body", []),
    ],
)
def test_it_asks_again_where_that_makes_sense_and_after_the_right_pause(
    fault: str, waits: list[float]
) -> None:
    with Upstream({URL: Shape(CONTENT)}) as upstream:
        upstream.fault = FAULTS[fault]
        with upstream.client(chance=lambda: 1.0) as client:
            try:
                client.get(URL)
            except NetError:
                assert upstream.fault.outcome != "good"
        assert upstream.clock.slept == pytest.approx(waits, abs=0.5)
        if fault != "connection-refused":
            assert upstream.asked(URL) == len(waits) + 1


def test_a_rate_limit_that_ends_at_a_moment_is_waited_out_to_that_moment() -> None:
    for name, seconds in {
        "rate-limited-403-then-good": 20,
        "too-many-retry-after-date-then-good": 30,
    }.items():
        with Upstream({URL: Shape(CONTENT)}) as upstream, upstream.client() as client:
            upstream.fault = FAULTS[name]
            assert answer_of(client).content == CONTENT
            assert sum(upstream.clock.slept) == pytest.approx(seconds, abs=2)


def test_a_host_that_asks_for_a_long_rest_is_left_alone_at_all_its_addresses() -> None:
    second = "https://data.example.com/second.json"
    with Upstream({URL: Shape(CONTENT), second: Shape(CONTENT), OTHER: Shape(CONTENT)}) as upstream:
        upstream.fault, upstream.only = FAULTS["rate-limited-403"], URL
        with upstream.client() as client:
            assert error_of(client).kind == "rate-limited"
            assert error_of(client, second).kind == "rate-limited"
            assert upstream.asked(second) == 0
            assert answer_of(client, OTHER).content == CONTENT
            upstream.clock.sleep(3001)
            assert answer_of(client, second).content == CONTENT


def test_no_more_than_four_questions_at_once_reach_a_host() -> None:
    lock, now, most = threading.Lock(), [0], [0]

    def count(exchange: Exchange) -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        exchange.wait(0.05)
        with lock:
            now[0] -= 1
        exchange.good()

    with Upstream({URL: Shape(CONTENT)}) as upstream, upstream.client() as client:
        upstream.fault = Fault("count", "good", count)
        with ThreadPoolExecutor(12) as pool:
            answers = list(pool.map(client.get, [URL] * 16))
    assert len(answers) == 16 and most[0] == 4


@pytest.mark.parametrize("drip", ["slow-drip-of-body", "slow-drip-of-headers"])
def test_files_that_drip_cost_no_other_file_of_their_host_its_time(drip: str) -> None:
    slow = [f"https://data.example.com/slow/{number}.json" for number in range(10)]
    with Upstream({URL: Shape(CONTENT), **dict.fromkeys(slow, Shape(CONTENT))}) as upstream:
        upstream.fault, upstream.only = FAULTS[drip], "https://data.example.com/slow/"
        timing = Timing(connect=0.3, read=0.3, total=0.5)
        with upstream.client(timing=timing) as client, ThreadPoolExecutor(12) as pool:
            dripping = [pool.submit(error_of, client, url) for url in slow]
            while len(upstream.seen) < 4:
                time.sleep(0.01)
            wanted = [pool.submit(answer_of, client) for _ in range(2)]
            assert {each.result().content for each in wanted} == {CONTENT}
            assert {each.result().kind for each in dripping} == {"timeout"}


def test_the_time_of_a_try_is_that_of_all_its_redirects() -> None:
    addresses = [f"https://data.example.com/{number}.json" for number in range(5)]
    shapes = {
        here: Shape(b"", status=302, headers={"Location": there})
        for here, there in pairwise(addresses)
    }

    def late(exchange: Exchange) -> None:
        exchange.wait(0.2)
        exchange.good()

    with Upstream({**shapes, addresses[-1]: Shape(CONTENT)}) as upstream:
        upstream.fault = Fault("late", "timeout", late)
        with upstream.client(timing=Timing(connect=0.3, read=0.3, total=0.5)) as client:
            assert error_of(client, addresses[0]).kind == "timeout"
        assert 2 <= len(upstream.seen) < 5


def test_a_redirect_is_followed_to_another_host_and_named() -> None:
    moved = Shape(b"moved", status=302, headers={"Location": f"{OTHER}#top"})
    with Upstream({URL: moved, OTHER: Shape(CONTENT)}) as upstream, upstream.client() as client:
        answer = answer_of(client)
        assert (answer.url, answer.final_url, answer.content) == (URL, OTHER, CONTENT)
        assert isinstance(client.get(URL, etag=answer.etag), NotModified)


def test_a_relative_redirect_is_followed() -> None:
    target = "https://data.example.com/new/results.json"
    moved = Shape(b"", status=308, headers={"Location": "/new/results.json"})
    with Upstream({URL: moved, target: Shape(CONTENT)}) as upstream, upstream.client() as client:
        assert answer_of(client).final_url == target


@pytest.mark.parametrize("name", [name for name in FAULTS if name.startswith("redirect-to-")])
def test_a_redirect_to_what_would_not_be_asked_is_not_followed(name: str) -> None:
    with Upstream({URL: Shape(CONTENT)}) as upstream, upstream.client() as client:
        upstream.fault = FAULTS[name]
        assert error_of(client).kind == "redirect"
        assert len(upstream.seen) == 1


def test_a_validator_that_cannot_be_sent_back_is_forgotten() -> None:
    with Upstream({URL: Shape(CONTENT)}) as upstream, upstream.client() as client:
        upstream.fault = FAULTS["unusable-etag"]
        assert answer_of(client).etag is None


def test_a_token_goes_to_its_host_and_to_no_other() -> None:
    moved = Shape(b"", status=302, headers={"Location": OTHER})
    with Upstream({URL: moved, OTHER: Shape(CONTENT)}) as upstream:
        with upstream.client(tokens={"data.example.com": "t0ken"}) as client:
            client.get(URL)
        first, second = upstream.seen
    assert first.headers["authorization"] == "Bearer t0ken"
    assert "authorization" not in second.headers


def test_cookies_are_not_kept() -> None:
    shape = Shape(CONTENT, headers={"Set-Cookie": "id=1; Path=/"})
    with Upstream({URL: shape}) as upstream, upstream.client() as client:
        client.get(URL)
        client.get(URL)
        assert not any("cookie" in seen.headers for seen in upstream.seen)


def test_it_says_who_asks_and_for_what() -> None:
    shape = Shape(b"a,b\n", "text/csv")
    with Upstream({URL: shape}) as upstream:
        with upstream.client(agent="meshbook (+https://www.example.com/)") as client:
            client.get(URL, accept=("text/csv", "text/plain"))
        headers = upstream.seen[0].headers
    assert headers["user-agent"] == "meshbook (+https://www.example.com/)"
    assert headers["accept"] == "text/csv, text/plain, */*;q=0.1"


@pytest.mark.parametrize(
    "url",
    [
        "http://data.example.com/", "ftp://data.example.com/", "file:///etc/passwd", "/etc/passwd",
        "https://user:pw@data.example.com/", "https://8.8.8.8/", "https://134744072/",
        "https://0x08.8.8.8/", "https://[2606:4700::1111]/", "https://127.0.0.1/",
        "https://2130706433/", "https://0177.1/", "https://127。0。0。1/", "https://localhost/",
        "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://a.svc/", "https://data.example.com:x/",
        "https://data.example.com/\r\nHost: a", "https://", "https://data.example.com\\@a.example/",
    ],
)  # fmt: skip
def test_an_address_that_is_no_name_on_the_public_web_is_not_asked(url: str) -> None:
    with Upstream({}) as upstream, upstream.client() as client:
        assert error_of(client, url).kind == "refused"
        assert upstream.connections == 0


def test_nothing_larger_than_allowed_is_taken_in() -> None:
    with Upstream({URL: Shape(b"x" * 1000, "text/plain")}) as upstream, upstream.client() as client:
        assert isinstance(client.get(URL, accept=("text/plain",), limit=1000), Response)
        error = error_of(client, accept=("text/plain",), limit=999)
        assert error.kind == "too-large" and "999" in error.detail


def test_an_error_carries_the_status_that_it_is_about() -> None:
    with Upstream({}) as upstream, upstream.client() as client:
        error = error_of(client)
    assert (error.kind, error.status, error.url) == ("status", 404, URL)


def test_an_error_is_one_line_that_a_terminal_can_show() -> None:
    shape = Shape(b"{}", "text/\x9b31m\xad")
    with Upstream({URL: shape}) as upstream, upstream.client() as client:
        for url in (URL, "https://data.example.com/\r\n\x1b[31m"):
            assert str(error_of(client, url)).isprintable()


def test_whatever_bytes_come_the_outcome_is_content_or_a_net_error() -> None:
    chance = random.Random(7)
    good = (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
        b'Link: <https://a.example.com/>; rel="next"\r\nETag: "1"\r\nLocation: /x\r\n'
        b"Retry-After: 1\r\nContent-Encoding: identity\r\n\r\n{}"
    )

    def garbled(exchange: Exchange) -> None:
        data = bytearray(good)
        for _ in range(chance.randrange(1, 12)):
            data[chance.randrange(len(data))] = chance.choice(b"\0\r\n :;,<>=0123459\xff\x80")
        exchange.send(bytes(data[: chance.randrange(1, len(data) + 1)]))
        exchange.hang_up()

    with Upstream({}) as upstream, upstream.client() as client:
        upstream.fault = Fault("garbled", "transport", garbled)
        for index in range(150):
            try:
                assert isinstance(client.get(f"https://h{index}.example.com/"), Response)
            except NetError:
                continue
    assert len(upstream.seen) > 150


@pytest.mark.parametrize(
    "address",
    [
        "https://storage.example.com/storage/v1/b/x/o?prefix=logs/a/&delimiter=/&fields=prefixes,n",
        "https://storage.example.com/bucket/logs%2Fjob%2F1%2FGeneric%20Query%3A1.json",
        "https://raw.example.com/o/r/main/results/a+b,c(1)~@2.json",
        "https://api.example.com/x?a=1&a=2&empty=&q=%E7%B5%90%E6%9E%9C",
    ],
)
def test_an_address_arrives_letter_by_letter(address: str) -> None:
    with Upstream({address: Shape(CONTENT)}) as upstream, upstream.client() as client:
        assert answer_of(client, address).content == CONTENT
