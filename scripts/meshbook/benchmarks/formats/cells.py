"""What is written into the cells of a table: ids, texts of a bearable length, JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_LONG, _LONGEST, _MOST_NAMES = 4_096, 32_768, 200
_CELL = 500
_OTHER = re.compile(r"[^a-z0-9.]+")


def slug(label: str) -> str:
    """An id of a run: at most 100 lower-case letters, digits, ``.`` and ``-``."""
    return _OTHER.sub("-", label.lower())[:100].strip("-.") or "run"


def cell(text: str) -> str:
    """A text as a cell may hold it: not longer than a paragraph."""
    return text if len(text) <= _CELL else f"{text[:_CELL - 1]}…"


def dimensions(told: Mapping[str, Any]) -> str | None:
    """What tells runs apart, as it is kept: short texts, numbers and truth values."""
    kept = {cell(key): cell(value) if isinstance(value, str) else value
            for key, value in told.items() if isinstance(value, str | int | float)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else None


def written(value: Any) -> str:
    """A value as JSON; of what is too deep to be written, nothing."""
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    except RecursionError:
        return "…" * _LONG


def unread(rest: Mapping[str, Any]) -> str | None:
    """What nobody reads, as it is kept in ``Run.unread``; of what is long, the names alone."""
    if not rest:
        return None
    kept = {key: written(value) for key, value in rest.items()}
    names = [key for key, text in kept.items() if len(text) >= _LONG]
    if sum(map(len, kept.values())) - sum(len(kept[key]) for key in names) > _LONGEST:
        names = list(kept)
    left = {key: rest[key] for key in rest if key not in set(names)}
    if names:
        left["names"] = [cell(name) for name in sorted(names)[:_MOST_NAMES]]
    return json.dumps(left, ensure_ascii=False, sort_keys=True)
