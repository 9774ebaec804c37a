"""Read what the sources of a case say, where somebody has their texts at hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def source_texts(folder: Path | None, slug: str) -> Mapping[str, str]:
    """The texts in ``<folder>/<slug>/<source>.txt`` by the id of the source."""
    if folder is None:
        return {}
    return {
        path.stem: path.read_text(encoding="utf-8", errors="replace")
        for path in sorted((folder / slug).glob("*.txt"))
    }
