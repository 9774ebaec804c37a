"""Whose turn it is: one request at a time to a host, a pause after each, and rest on demand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from meshbook.net.answer import NetError
from meshbook.net.patience import LONGEST_WAIT

PAUSE = 2.0
"""Seconds between the end of a request to a host and the beginning of the next."""


@dataclass(slots=True)
class _Host:
    pause: float
    not_before: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Turns:
    """Who asks a host has to take a turn. Safe to use from threads.

    ``clock`` gives seconds since the epoch; ``pause`` is in seconds.
    """

    def __init__(
        self, clock: Callable[[], float], sleep: Callable[[float], None], pause: float = PAUSE
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._pause = pause
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, name: str, url: str) -> Iterator[None]:
        """Wait until nobody else asks the host ``name`` and its pause is over.

        Raises NetError ``rate-limited`` where it wants more rest than anybody waits for.
        """
        host = self._host(name)
        with host.lock:
            wait = host.not_before - self._clock()
            if wait > LONGEST_WAIT:
                raise NetError("rate-limited", url, f"not asked: {name} wants {wait:.0f} s of rest")
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                host.not_before = max(host.not_before, self._clock() + host.pause)

    def rest(self, name: str, seconds: float) -> None:
        """Leave the host alone for so long from now."""
        host = self._host(name)
        host.not_before = max(host.not_before, self._clock() + seconds)

    def slow_down(self, name: str, pause: float) -> None:
        """From now on make a pause at least as long."""
        host = self._host(name)
        host.pause = max(host.pause, pause)

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host(self._pause))
