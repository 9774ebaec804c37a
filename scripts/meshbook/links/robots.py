"""What a host wants programs to leave alone: robots.txt (RFC 9309), as far as it is about us."""

from __future__ import annotations

import string
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

LIMIT = 512 * 1024
"""Bytes of a robots.txt that are read."""
LONGEST_DELAY = 30.0
"""Seconds between two requests beyond which ``Crawl-delay`` is not followed."""
_LINES, _PATTERN = 20_000, 500


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one program: (whether they allow, the pattern), and the pause it is to make."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether ``url`` may be asked: the longest pattern decides, and of equals the kinder."""
        parts = urlsplit(url)
        path = _plain((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        fitting = [(len(pattern), allow) for allow, pattern in self.rules if fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


EVERYTHING = Robots()


def parse(text: str, agent: str) -> Robots:
    """The groups of ``agent`` (``meshbook``) together, or else those for every program."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    in_rules = True
    for line in text.removeprefix("\ufeff").splitlines()[:_LINES]:
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            names = [] if in_rules else names
            names.append(value.partition("/")[0].strip().lower())
            in_rules = False
            groups.setdefault(names[-1], [])
        elif key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            for name in names:
                groups[name].append((key, value))
    lines = groups.get(agent.lower(), groups.get("*", []))
    rules = [
        (key == "allow", _plain(value))
        for key, value in lines
        if key != "crawl-delay" and value and len(value) <= _PATTERN
    ]
    delays = [_seconds(value) for key, value in lines if key == "crawl-delay"]
    return Robots(tuple(rules), max(delays, default=0.0))


def fits(pattern: str, path: str) -> bool:
    """Whether ``path`` begins as ``pattern`` says: ``*`` is anything, ``$`` at its end the end."""
    whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for index, part in enumerate(others):
        if whole and index == len(others) - 1:
            return path.endswith(part) and len(path) - len(part) >= at
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return at == len(path) or not whole


def _plain(text: str) -> str:
    """Letters beyond ASCII written as an address has them; everything else as it stands."""
    return quote(text, safe=string.printable)


def _seconds(value: str) -> float:
    number = value.partition(".")[0]
    wanted = float(value) if number.isdecimal() and value.replace(".", "", 1).isdecimal() else 0.0
    return wanted if wanted <= LONGEST_DELAY else 0.0
