"""Lists in Markdown with one line a name: ``- [Name](address)``."""

from __future__ import annotations

import re

from meshbook.adopters.entries import numbered, public
from meshbook.model.adopters import Listing

_BULLET = re.compile(r"^\s*[*-]\s*\[([^\]\n]+)\]\s*\(<?([^)>\s]+)>?\)", re.MULTILINE)


def read_bullets(text: str, mesh: str) -> tuple[Listing, ...]:
    """The entries of a list whose names all claim ``mesh``."""
    return numbered(
        Listing(name.strip(), "mesh", mesh=mesh, url=public(url))
        for name, url in _BULLET.findall(text)
    )
