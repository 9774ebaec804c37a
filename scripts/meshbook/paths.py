"""Where the project's folders are, seen from wherever a command was typed."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from meshbook.problems import MeshbookError

CASES = "cases"
WORDS = "cases/_words"
DATA = "docs/data"
WRITEUPS = "docs/writeups"
PROFILES = "docs/meshes"
FEATURES = "docs/data/features"
RELEASES = "docs/data/releases"
ADDRESSES = "docs/data/addresses.tsv"
MOVED = "docs/data/moved.yaml"
SCHEMAS = "docs/schema"

FileKind = Literal["case", "writeup", "profile", "feature"]
"""What is written by hand with the help of a schema, by the names of the schemas."""


def find_root(start: Path) -> Path:
    """The project that ``start`` is in: the nearest folder that holds ``cases/_words``.

    Raises MeshbookError when there is none up to the root of the disk.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / WORDS).is_dir():
            return folder
    raise MeshbookError(f"{here}: no folder {WORDS} here or above; run this inside the project")
