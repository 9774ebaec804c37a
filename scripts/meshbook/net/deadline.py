"""A limit on the time that a piece of work takes as a whole, whatever it is waiting for."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")


def within(seconds: float, work: Callable[[], _T]) -> _T:
    """What ``work`` returns or raises; TimeoutError when that takes longer than ``seconds``.

    The limits of single phases do not add up to one: a look-up of a name has none, and an
    answer that comes byte by byte stays below all. Work that is late is left behind in its
    thread, which does not keep the program from ending.
    """
    outcome: queue.SimpleQueue[tuple[_T | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            outcome.put((work(), None))
        except BaseException as error:  # raised again where it was asked for
            outcome.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        value, error = outcome.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if error is not None:
        raise error
    return value  # type: ignore[return-value]  # None only where ``work`` returned it
