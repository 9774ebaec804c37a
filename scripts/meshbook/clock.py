"""The only clock: the day that everything is compared with comes from here.

It is the date of the last commit, so that the same commit gives the same site on
any day. While a case is being written, or figures are fetched, uncommitted, it is the
day of the machine: sources opened today are not in the future. ``--today`` or the
variable MESHBOOK_TODAY overrides it.
"""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from pathlib import Path

from meshbook.paths import CASES, DATA
from meshbook.problems import MeshbookError

TODAY_VARIABLE = "MESHBOOK_TODAY"
"""For commands that cannot be given ``--today``, such as ``mkdocs build``."""

_FAR = 256 * 1024
_VERIFIED = re.compile(rb"(?m)^verified:\s*[\"']?(\d{4}-\d{2}-\d{2})\b")


def today(root: Path, given: str | None = None) -> datetime.date:
    """The day ``given`` as YYYY-MM-DD (or by the environment), else that of the last commit.

    With uncommitted changes in ``cases/`` or ``docs/data/`` it is the day of the machine.
    Without git the newest ``verified`` date in ``cases/`` stands in. Raises MeshbookError
    when ``given`` is no day.
    """
    given = given or os.environ.get(TODAY_VARIABLE)
    if given:
        return _parse(given)
    return _last_commit(root) or _newest_verified(root) or datetime.date.today()


def _parse(given: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(given)
    except ValueError:
        raise MeshbookError(f"today {given!r} is no day; expected YYYY-MM-DD") from None


def _last_commit(root: Path) -> datetime.date | None:
    if _git(root, "status", "--porcelain", "--", CASES, DATA):
        return datetime.date.today()
    text = _git(root, "log", "-1", "--format=%cs")
    return datetime.date.fromisoformat(text) if text else None


def _git(root: Path, *arguments: str) -> str:
    """What git prints; nothing where there is no git or no repository."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except OSError:
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""


def _newest_verified(root: Path) -> datetime.date | None:
    """Read without parsing, and never far: the day is needed before the cases are judged."""
    days = []
    for path in sorted((root / CASES).glob("[!_]*.yaml")):
        if not path.is_file():
            continue
        try:
            with path.open("rb") as file:
                match = _VERIFIED.search(file.read(_FAR))
            if match:
                days.append(datetime.date.fromisoformat(match[1].decode()))
        except (OSError, ValueError):
            continue  # the check of the case says so
    return max(days, default=None)
