"""When to ask again, and after how long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meshbook.net import patience

NOW = 1_750_000_000.0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"retry-after": "12"}, 12),
        ({"retry-after": " 12 "}, 12),
        ({"retry-after": "-12"}, 0),
        ({"retry-after": "1e3"}, 0),
        ({"retry-after": "soon"}, 0),
        ({"retry-after": "Sun, 15 Jun 2025 15:07:40 GMT"}, 60),
        ({"retry-after": "Sun, 15 Jun 2025 15:07:40"}, 60),
        ({"retry-after": "Sun, 15 Jun 2025 17:07:40 +0200"}, 60),
        ({"retry-after": "Sun, 15 Jun 2020 15:07:40 GMT"}, 0),
        ({"x-ratelimit-reset": "1750000045"}, 45),
        ({"x-ratelimit-reset": "1750000045", "x-ratelimit-remaining": "0"}, 45),
        ({"x-ratelimit-reset": "1750000045", "x-ratelimit-remaining": "9"}, 0),
        ({"x-ratelimit-reset": "1740000000"}, 0),
        ({"x-ratelimit-reset": "1750000045", "retry-after": "3"}, 3),
    ],
)
def test_the_pause_is_the_one_that_the_other_side_asks_for(
    headers: dict[str, str], seconds: float
) -> None:
    assert patience.asked_wait(headers, NOW) == seconds


@given(st.text(), st.text())
def test_any_header_makes_a_pause_that_is_a_number_from_zero_up(after: str, reset: str) -> None:
    assert patience.asked_wait({"retry-after": after, "x-ratelimit-reset": reset}, NOW) >= 0


@pytest.mark.parametrize(
    ("status", "headers", "passes"),
    [
        (429, {}, True),
        (500, {}, True),
        (502, {}, True),
        (503, {}, True),
        (504, {}, True),
        (501, {}, False),
        (400, {"retry-after": "1"}, False),
        (401, {}, False),
        (404, {}, False),
        (410, {}, False),
        (403, {}, False),
        (403, {"retry-after": "60"}, True),
        (403, {"x-ratelimit-reset": "1750000045", "x-ratelimit-remaining": "0"}, True),
        (403, {"x-ratelimit-reset": "1750000045", "x-ratelimit-remaining": "9"}, False),
    ],
)
def test_only_what_may_pass_is_asked_again(
    status: int, headers: dict[str, str], passes: bool
) -> None:
    assert patience.may_pass(status, headers) is passes


def test_each_pause_is_twice_as_long_and_spread() -> None:
    assert [patience.backoff(attempt, 1.0) for attempt in range(3)] == [1, 2, 4]
    assert [patience.backoff(attempt, 0.0) for attempt in range(3)] == [0.5, 1, 2]
