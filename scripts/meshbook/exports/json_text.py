"""Plain data as the bytes of a JSON file: compact, in UTF-8, one line for each record wanted."""

from __future__ import annotations

import json
from collections.abc import Iterable


def line(value: object) -> str:
    """One value in one line. Raises ValueError for a number that JSON has no word for."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def document(value: object) -> bytes:
    """A whole file."""
    return (line(value) + "\n").encode()


def lines(values: Iterable[object]) -> bytes:
    """A file of JSON Lines."""
    return "".join(f"{line(value)}\n" for value in values).encode()
