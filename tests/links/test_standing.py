"""The state machine: what runs on several days make of an address."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meshbook.links.finding import VERDICTS, Finding
from meshbook.links.standing import NEW, QUORUM, Standing, is_credible, observe

START = datetime.date(2026, 1, 1)
ALIVE, DEAD = Finding("alive"), Finding("dead", "status-404")
MOVED, ELSEWHERE = Finding("moved", "https://b.example.com/"), Finding("moved", "https://c.example/")
BLOCKED, UNSURE = Finding("blocked", "status-403"), Finding("unsure", "timeout")
FINDINGS = (ALIVE, MOVED, ELSEWHERE, BLOCKED, UNSURE, DEAD, Finding("dead", "no-name"))

Run = tuple[int, Finding]
"""Days after the run before, and what it found."""
runs = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(FINDINGS)), max_size=20)


def after(history: Sequence[Run], standing: Standing | None = None) -> Standing | None:
    day = START
    for days, found in history:
        day += datetime.timedelta(days)
        standing = observe(standing, found, day)
    return standing


def days_dead(history: Sequence[Run]) -> int:
    """On how many days the last run found it dead, since it was last seen."""
    day, last = 0, dict[int, Finding]()
    for days, found in history:
        day += days
        last = {} if found.lives else {**last, day: found}
        if sum(each.verdict == "dead" for each in last.values()) == QUORUM:
            return QUORUM
    return sum(each.verdict == "dead" for each in last.values())


def since_life(history: Sequence[Run]) -> Sequence[Run]:
    lived = [index for index, (_, found) in enumerate(history) if found.lives]
    return history[lived[-1] + 1 :] if lived else history


@given(runs)
def test_dead_is_what_was_found_dead_on_enough_days_since_it_was_last_seen(
    history: list[Run],
) -> None:
    held = after(history)
    called = held is not None and held.verdict == "dead"
    assert called == (days_dead(since_life(history)) == QUORUM)


@given(runs)
def test_the_dead_have_their_evidence(history: list[Run]) -> None:
    held = after(history)
    if held and held.verdict == "dead":
        assert len({each.day for each in held.evidence}) == QUORUM
        assert {each.found.verdict for each in held.evidence} == {"dead"}


@given(runs, st.sampled_from([ALIVE, MOVED]))
def test_who_is_seen_lives_at_once(history: list[Run], found: Finding) -> None:
    held = after([*history, (1, found)])
    assert held and held.verdict in ("alive", "moved")


@given(runs, st.sampled_from(FINDINGS))
def test_a_second_run_of_a_day_that_finds_the_same_changes_nothing(
    history: list[Run], found: Finding
) -> None:
    once = after([*history, (1, found)])
    assert after([*history, (1, found), (0, found)]) == once


@given(st.lists(st.sampled_from(FINDINGS), max_size=20))
def test_one_day_settles_nothing_but_life(found: list[Finding]) -> None:
    held = after([(0, each) for each in found])
    assert held is None or held.verdict in ("alive", "unsure")


@given(st.lists(st.sampled_from([BLOCKED, UNSURE]), max_size=30))
def test_silence_never_kills(found: list[Finding]) -> None:
    held = after([(1, each) for each in found], Standing("alive", START))
    assert held and held.verdict != "dead"


@given(runs)
def test_what_is_kept_does_not_grow(history: list[Run]) -> None:
    held = after(history)
    assert held is None or len(held.evidence) <= 4 * QUORUM


@pytest.mark.parametrize("found", [BLOCKED, UNSURE, MOVED, DEAD])
def test_each_verdict_takes_as_many_days(found: Finding) -> None:
    held = after([(1, found)] * (QUORUM - 1))
    assert held and (held.verdict, held.detail) != (found.verdict, found.detail)
    held = after([(1, found)] * QUORUM)
    assert held and (held.verdict, held.detail) == (found.verdict, found.detail)
    assert held.since == START + datetime.timedelta(QUORUM)
    assert after([(1, found)], held) == held


def test_two_new_addresses_do_not_make_one_move() -> None:
    held = after([(1, MOVED), (1, ELSEWHERE), (1, MOVED), (1, ELSEWHERE)])
    assert held and held.verdict == "alive"
    held = after([*[(1, MOVED)] * QUORUM, *[(1, ELSEWHERE)] * QUORUM])
    assert held and held.detail == ELSEWHERE.detail


def test_a_block_between_does_not_begin_the_count_anew() -> None:
    held = after([(1, DEAD), (1, BLOCKED), (1, DEAD), (1, UNSURE), (1, DEAD)])
    assert held and held.verdict == "dead"


def test_a_clock_that_went_back_tells_no_news() -> None:
    held = after([(5, DEAD)], Standing("unsure", START, NEW))
    assert observe(held, DEAD, START) == held
    assert observe(held, ALIVE, START) == held


def test_a_run_without_a_connection_of_its_own_is_not_believed() -> None:
    urls = [f"https://{number}.example.com/" for number in range(10)]
    lived = {url: Standing("alive", START) for url in urls}
    assert not is_credible(lived, dict.fromkeys(urls, Finding("dead", "no-name")))
    half = {url: ALIVE if index % 2 else DEAD for index, url in enumerate(urls)}
    assert is_credible(lived, half)
    assert not is_credible({}, dict.fromkeys(urls, UNSURE))
    assert is_credible({}, {**dict.fromkeys(urls, UNSURE), urls[0]: MOVED})
    assert is_credible({}, {})


def test_every_verdict_is_met_here() -> None:
    assert {each.verdict for each in FINDINGS} == set(VERDICTS)
