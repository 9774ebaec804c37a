"""A limit on a piece of work as a whole."""

from __future__ import annotations

import threading
import time

import pytest

from meshbook.net.deadline import within


def test_work_that_is_done_in_time_gives_its_value() -> None:
    assert within(1.0, lambda: 5) == 5


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        within(1.0, lambda: 1 // 0)


def test_work_that_is_late_is_left_behind() -> None:
    release = threading.Event()
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        within(0.05, lambda: release.wait(5))
    release.set()
    assert time.monotonic() - begun < 2
