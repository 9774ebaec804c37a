"""What is held of an address after several runs: a pure function from one run to the next.

One sight of the page is enough to call it alive. Anything else has to be found on QUORUM
different days before it is believed; ``unsure`` and ``blocked`` speak neither for life nor for
death, and what was called dead stays so until somebody sees it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from meshbook.links.finding import Finding, Verdict

QUORUM = 3
"""Different days on which runs must agree."""
NEW = "new"
"""The detail of an address of which no run has settled anything yet."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """What the last run of a day found."""

    day: datetime.date
    found: Finding


@dataclass(frozen=True, slots=True)
class Standing:
    """A settled verdict, since when, why or where to, and what was found since that may change it.

    For a dead address ``evidence`` is what it was called dead on.
    """

    verdict: Verdict
    since: datetime.date
    detail: str = ""
    evidence: tuple[Testimony, ...] = ()


def observe(before: Standing | None, found: Finding, day: datetime.date) -> Standing:
    """What is held after a run on ``day`` has ``found`` this. A day before the last is no news."""
    held = before or Standing("unsure", day, NEW)
    if day < max([held.since, *(each.day for each in held.evidence)]):
        return held
    if found.verdict == "alive":
        return Standing("alive", held.since if held.verdict == "alive" else day)
    if found.verdict == "moved":
        return _moved(held, found, day)
    if held.verdict == "dead" or (held.verdict == found.verdict and held.detail != NEW):
        return held
    return _counted(held, found, day)


def is_credible(before: Mapping[str, Standing], found: Mapping[str, Finding]) -> bool:
    """Whether a run tells of the web and not of a broken connection of our own.

    Of what lived before, half must live still; on a first run, something.
    """
    lived = [url for url in found if url in before and before[url].verdict in ("alive", "moved")]
    if lived:
        return 2 * sum(found[url].lives for url in lived) >= len(lived)
    return not found or any(each.lives for each in found.values())


def _moved(held: Standing, found: Finding, day: datetime.date) -> Standing:
    """It is alive, and if enough runs are sent to the same place it has moved there."""
    if held.verdict not in ("alive", "moved"):
        held = Standing("alive", day)
    if (held.verdict, held.detail) == ("moved", found.detail):
        return replace(held, evidence=())
    same = tuple(each for each in held.evidence if each.found == found)
    return _counted(replace(held, evidence=same), found, day)


def _counted(held: Standing, found: Finding, day: datetime.date) -> Standing:
    """``held`` with one more testimony, which may be the one that settles it."""
    others = tuple(each for each in held.evidence if each.day != day)
    evidence = (*others, Testimony(day, found))
    agreeing = tuple(each for each in evidence if each.found.verdict == found.verdict)
    if len(agreeing) < QUORUM:
        return replace(held, evidence=evidence)
    rest = tuple(each for each in evidence if each.found.verdict == "dead")
    return Standing(found.verdict, day, found.detail, rest)
