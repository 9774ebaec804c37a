"""Three runs on three days over four hundred addresses of every kind."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from meshbook.links.run import look_at, weigh
from meshbook.links.standing import Standing
from meshbook.links.turns import PAUSE, Turns
from meshbook.links.visit import LOST, PAGE, Visitor
from meshbook.net.knock import Answer, Knocker, Method
from sample_web import COUNT, Sample, sample
from small_web import QUICK, ROBOTS, Request, Web

FIRST = datetime.date(2026, 11, 24)


@dataclass(frozen=True)
class Knock:
    """A request as the one who asks sees it: no other clock knows when it was over."""

    method: str
    url: str
    begun: float
    ended: float


class Watched(Knocker):
    """Takes down when each request began and ended, by host."""

    def __init__(self, web: Web) -> None:
        super().__init__(route=web.route, resolve=web.resolve, timing=QUICK)
        self.web = web
        self.knocks: dict[str, list[Knock]] = defaultdict(list)

    def ask(self, url: str, method: Method, limit: int = 0) -> Answer:
        begun = self.web.clock()
        try:
            return super().ask(url, method, limit)
        finally:
            host = urlsplit(url).hostname or ""
            self.knocks[host].append(Knock(method, url, begun, self.web.clock()))


@dataclass
class Runs:
    sample: Sample
    web: Web
    after: list[dict[str, Standing]]
    requests: list[dict[str, list[Request]]]
    """By day, then by host."""
    knocks: list[dict[str, list[Knock]]]


@pytest.fixture(scope="module")
def runs() -> Iterator[Runs]:
    made = sample()
    after: list[dict[str, Standing]] = []
    requests, knocks = [], []
    with made.web() as web:
        for day in range(3):
            web.day = day
            web.requests.clear()
            with Watched(web) as knocker:
                visitor = Visitor(knocker, Turns(web.clock, web.clock.sleep), web.clock)
                today = FIRST + datetime.timedelta(3 * day)
                found = look_at(made.truth, visitor, today)
            after.append(weigh(after[-1] if after else {}, found, today))
            requests.append(web.by_host())
            knocks.append(knocker.knocks)
            web.clock.sleep(3 * 86400)
        yield Runs(made, web, after, requests, knocks)


def test_there_are_four_hundred_of_every_kind(runs: Runs) -> None:
    assert len(runs.sample.truth) == COUNT
    assert set(runs.sample.truth.values()) == {"alive", "moved", "blocked", "dead", "unsure"}


def test_every_dead_one_is_found_and_no_living_one_is_called_dead(runs: Runs) -> None:
    called = {url for url, held in runs.after[-1].items() if held.verdict == "dead"}
    dead = {url for url, true in runs.sample.truth.items() if true == "dead"}
    assert dead - called == set()
    assert called - dead == set()  # of some 320 that are not dead: 0 %


def test_every_verdict_is_the_true_one(runs: Runs) -> None:
    wrong = {
        url: (true, runs.after[-1][url].verdict, runs.after[-1][url].detail)
        for url, true in runs.sample.truth.items()
        if runs.after[-1][url].verdict != true
    }
    assert wrong == {}


def test_nothing_is_called_dead_before_the_third_day(runs: Runs) -> None:
    for early in runs.after[:-1]:
        assert not [url for url, held in early.items() if held.verdict == "dead"]


def test_what_has_moved_is_told_with_its_new_address(runs: Runs) -> None:
    assert {
        url: held.detail for url, held in runs.after[-1].items() if held.verdict == "moved"
    } == runs.sample.moved_to


def test_a_host_is_asked_one_thing_at_a_time_and_then_left_alone_for_a_while(runs: Runs) -> None:
    for day in runs.knocks:
        assert len(day) >= 60
        for host, knocks in day.items():
            in_order = sorted(knocks, key=lambda each: each.begun)
            for before, after in itertools.pairwise(in_order):
                assert after.begun - before.ended >= PAUSE, (host, before, after)


def test_a_host_that_asks_for_rest_gets_it(runs: Runs) -> None:
    for day in range(3):
        before: dict[str, Knock] = {}
        for knock in runs.knocks[day]["busy.example.com"]:
            if knock.method == "HEAD":
                continue
            if knock.url in before:
                assert knock.begun - before[knock.url].ended >= 7
            before[knock.url] = knock
        # Three addresses, and an hour of rest after the first: robots.txt, HEAD, and no more.
        assert len(runs.requests[day]["strict.example.com"]) == 2


def test_few_things_are_asked_and_nothing_twice(runs: Runs) -> None:
    addresses: dict[str, set[str]] = defaultdict(set)
    for url in runs.sample.pages:
        addresses[urlsplit(url).hostname or ""].add(url)
    for day in runs.requests:
        for host, requests in day.items():
            assert sum(request.url.endswith(ROBOTS) for request in requests) == 1, host
            # HEAD, GET, once more; the page itself where the host says yes to anything.
            assert len(requests) <= 1 + 4 * (len(addresses[host]) + LOST), host
        plain = [len(each) for host, each in day.items() if host.startswith("plain-")]
        # robots.txt, one HEAD an address, HEAD and GET of one that does not exist.
        assert max(plain) <= 1 + 10 + 2
    total = [sum(map(len, day.values())) for day in runs.requests]
    assert max(total) <= 3 * COUNT


def test_what_robots_txt_forbids_is_not_asked(runs: Runs) -> None:
    for day in runs.requests:
        assert {request.url for request in day["robots.example.com"]} == {
            f"https://robots.example.com{ROBOTS}"
        }


def test_of_a_huge_page_no_more_than_its_beginning_is_read(runs: Runs) -> None:
    huge = [sent for url, sent in runs.web.sent.items() if url.startswith("https://huge.")]
    assert huge and max(huge) < 3 * 10 * 1024 * 1024  # what lies in the buffers of sockets
    pages = runs.web.sent["https://soft.example.com/posts/no"]
    assert pages <= PAGE


def test_no_connection_is_made_to_a_private_machine(runs: Runs) -> None:
    for url, held in runs.after[-1].items():
        if "sly.example.com" in url or "inside.example.org" in url:
            assert held.verdict == "unsure" and held.detail in ("refused", "redirect", "status-302")
    asked = {host for day in runs.requests for host in day}
    assert not asked & {"inside.example.org", "localhost", "127.0.0.1", "169.254.169.254"}
