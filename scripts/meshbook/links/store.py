"""The standings on disk: one line an address, a file that is replaced as a whole or not at all."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from pathlib import Path

from meshbook.links.finding import VERDICTS, Finding, Verdict
from meshbook.links.standing import Standing, Testimony
from meshbook.paths import DATA
from meshbook.problems import MeshbookError

FILE = f"{DATA}/links/standing.tsv"
_HEADER = "url\tverdict\tsince\tdetail\tevidence"


def read(root: Path) -> dict[str, Standing]:
    """The standings by address; none where no run has been.

    Raises MeshbookError for a file that is not as it was written: nothing is built upon it.
    """
    path = root / FILE
    if not path.is_file():
        return {}
    try:
        header, *lines = path.read_text(encoding="utf-8").splitlines()
        if header != _HEADER:
            raise ValueError("another header")
        return dict(_parsed(line) for line in lines)
    except ValueError as error:
        raise MeshbookError(f"{FILE}: not as it was written ({error}); bring back an earlier copy, "
                            "or remove it to begin anew") from None  # fmt: skip


def write(root: Path, standings: Mapping[str, Standing]) -> bool:
    """Put ``standings`` in the place of what is there; False when they are the same."""
    path = root / FILE
    lines = [_line(url, each) for url, each in sorted(standings.items())]
    content = "\n".join([_HEADER, *lines, ""]).encode()
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.new")
    with staged.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    staged.replace(path)
    return True


def _line(url: str, held: Standing) -> str:
    evidence = " ".join(
        f"{each.day.isoformat()}={each.found.verdict}={each.found.detail}" for each in held.evidence
    )
    return "\t".join([url, held.verdict, held.since.isoformat(), held.detail, evidence])


def _parsed(line: str) -> tuple[str, Standing]:
    cells = line.split("\t")
    if len(cells) != 5:
        raise ValueError(f"{len(cells)} cells in {line[:60]!r}")
    url, verdict, since, detail, evidence = cells
    testimonies = tuple(_testimony(each) for each in evidence.split(" ") if each)
    return url, Standing(_verdict(verdict), _day(since), detail, testimonies)


def _testimony(text: str) -> Testimony:
    day, verdict, detail = text.split("=", 2)
    return Testimony(_day(day), Finding(_verdict(verdict), detail))


def _verdict(text: str) -> Verdict:
    if text not in VERDICTS:
        raise ValueError(f"no verdict {text[:20]!r}")
    return text


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
