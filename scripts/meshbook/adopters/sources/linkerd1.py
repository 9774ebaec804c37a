"""ADOPTERS.md of Linkerd 1, the one on the JVM: a list of 2017 to 2020, kept and not continued."""

from __future__ import annotations

from meshbook.adopters.bullets import read_bullets
from meshbook.adopters.history import ListFile
from meshbook.benchmarks.visit import JSON, Source
from meshbook.model.adopters import Listing


def read(url: str, text: str) -> tuple[Listing, ...]:
    """The entries of the list."""
    return read_bullets(text, "linkerd")


FILE = ListFile("linkerd/linkerd", "ADOPTERS.md", read)
SOURCE = Source("linkerd1", "adopters", (FILE.commits,), FILE.collect, accept=JSON)
