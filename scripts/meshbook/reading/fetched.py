"""When each source was last fetched with success: ``docs/data/fetched.csv``."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

from meshbook.paths import DATA
from meshbook.problems import MeshbookError

FETCHED = "fetched.csv"


def fetched(root: Path) -> dict[str, datetime.date]:
    """The day of the last successful fetch of each source of the project at ``root``.

    Raises MeshbookError where the file is not one of sources and days.
    """
    path = root / DATA / FETCHED
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    try:
        return {line["source"]: datetime.date.fromisoformat(line["day"]) for line in lines}
    except (KeyError, TypeError, ValueError) as error:
        raise MeshbookError(f"{DATA}/{FETCHED}: expected columns source and day: {error}") from None
