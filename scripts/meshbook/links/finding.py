"""What one run finds at one address, read from its answer alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import urlsplit

from meshbook.net.answer import NetError
from meshbook.net.knock import Answer

Verdict = Literal["alive", "moved", "blocked", "dead", "unsure"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

_REFUSING = frozenset({401, 403, 407, 429, 451, 999})
_GONE = frozenset({404, 410})
_WALLS = ("cf-mitigated", "x-amzn-waf-action", "x-datadome")
"""Headers by which services that keep programs out say that they did."""
_DOORS = re.compile(
    r"(?:^|[./_-])(?:log-?in|sign-?in|sign_in|sso|oauth2?|auth|consent|captcha|challenge)"
    r"(?=$|[./_?-])"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict of one run. ``detail`` is the new address of what has moved, else a reason.

    Reasons are ``status-404`` and the like, ``soft-404``, ``same-for-any``, ``robots``,
    ``rest``, ``wall``, ``door`` and the kinds of NetError; never a text from outside.
    """

    verdict: Verdict
    detail: str = ""

    @property
    def lives(self) -> bool:
        """Whether a page was seen."""
        return self.verdict in ("alive", "moved")


@dataclass(frozen=True, slots=True)
class Way:
    """From an address over its redirects to the last answer.

    ``moved_to`` is how far permanent redirects alone lead: the address to write down instead.
    """

    asked: str
    answer: Answer
    moved_to: str | None = None


def finding(way: Way) -> Finding:
    """What the last answer on the way means. A page that only looks like one: ``soft``."""
    status = way.answer.status
    if any(wall in way.answer.headers for wall in _WALLS):
        return Finding("blocked", "wall")
    if status in _REFUSING:
        return Finding("blocked", f"status-{status}")
    if status in _GONE:
        return Finding("dead", f"status-{status}")
    if not 200 <= status < 300:
        return Finding("unsure", f"status-{status}")
    if _is_door(way.answer.url) and not _is_door(way.asked):
        return Finding("blocked", "door")
    return Finding("moved", way.moved_to) if way.moved_to else Finding("alive")


def of_error(error: NetError) -> Finding:
    """What no answer means: only a name that is gone speaks for the death of a page."""
    match error.kind:
        case "no-name":
            return Finding("dead", "no-name")
        case "robots":
            return Finding("blocked", "robots")
        case "rate-limited":
            return Finding("blocked", "rest")
    return Finding("unsure", error.kind)


def _is_door(url: str) -> bool:
    """Whether it is a page where one has to say who one is, by its address."""
    parts = urlsplit(url)
    return _DOORS.search(f"{parts.hostname}{parts.path}".lower()) is not None
