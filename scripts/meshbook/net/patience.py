"""When to ask again, and after how long."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

TRIES = 4
LONGEST_WAIT = 90.0
"""Seconds. Who asks for more patience is given up for this time."""

_MAY_PASS = frozenset({429, 500, 502, 503, 504})
_SECONDS = re.compile(r"[0-9]{1,12}")


def may_pass(status: int, headers: Mapping[str, str]) -> bool:
    """Whether the same question may be answered later."""
    return status in _MAY_PASS or is_rate_limited(status, headers)


def is_rate_limited(status: int, headers: Mapping[str, str]) -> bool:
    """Whether a refusal means "too often". GitHub says so with a 403 as well."""
    if status != 403:
        return status == 429
    used_up = "x-ratelimit-reset" in headers and headers.get("x-ratelimit-remaining", "0") == "0"
    return used_up or "retry-after" in headers


def asked_wait(headers: Mapping[str, str], now: float) -> float:
    """The seconds from ``now`` (since the epoch) that the other side asks for; 0 if it does not."""
    after = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(after):
        return float(after)
    if after:
        return max(0.0, _moment(after, now) - now)
    reset = headers.get("x-ratelimit-reset", "").strip()
    if _SECONDS.fullmatch(reset) and headers.get("x-ratelimit-remaining", "0") == "0":
        return max(0.0, float(reset) - now)
    return 0.0


def backoff(attempt: int, chance: float) -> float:
    """Seconds before the next try: twice as long each time, spread by ``chance`` (0 to 1)."""
    return 2.0**attempt * (0.5 + chance / 2)


def _moment(text: str, now: float) -> float:
    try:
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return now
