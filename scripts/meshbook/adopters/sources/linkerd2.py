"""ADOPTERS.md of Linkerd 2: names and links that organisations, or others, put there."""

from __future__ import annotations

from meshbook.adopters.bullets import read_bullets
from meshbook.adopters.history import ListFile
from meshbook.benchmarks.visit import JSON, Source
from meshbook.model.adopters import Listing


def read(url: str, text: str) -> tuple[Listing, ...]:
    """The entries of the list."""
    return read_bullets(text, "linkerd")


FILE = ListFile("linkerd/linkerd2", "ADOPTERS.md", read)
SOURCE = Source("linkerd2", "adopters", (FILE.commits,), FILE.collect, accept=JSON)
