"""Plain data as the lines of block YAML that a contributor would write."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

LONGEST = 72
"""Characters of a value that is shown; the rest is cut."""

_PLAIN = re.compile(r"[^\W_](?:[^:#]|:(?!\s|$)|(?<!\s)#)*")
"""A text that YAML reads as it stands, without quotation marks."""


def yaml_text(value: Any, left_out: Callable[[str], str] = str) -> str:
    """``value`` as block YAML, for reading: a long value is cut.

    A mapping whose keys are numbers stands for items of a list; for a key that is None
    stands the remark that ``left_out`` makes of its name. What cannot be seen is written
    as an escape, so that it shows on a page and does nothing there.
    """
    return "\n".join(_lines(value, left_out))


def visible(text: str) -> str:
    """``text`` with an escape for each character that cannot be seen."""
    return "".join(
        letter if letter.isprintable() or letter == "\n" else f"\\u{ord(letter):04x}"
        for letter in text
    )


def _lines(value: Any, left_out: Callable[[str], str], indent: str = "") -> Iterator[str]:
    if not _nests(value):
        yield _scalar(value)
        return
    if isinstance(value, dict) and all(str(key).isdigit() for key in value):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            first, *rest = _lines(item, left_out, f"{indent}  ")
            yield f"{indent}- {first.strip()}"
            yield from rest
        return
    for key, inner in value.items():
        if inner is None:
            yield f"{indent}# {left_out(key)}"
        elif _nests(inner):
            yield f"{indent}{key}:"
            yield from _lines(inner, left_out, f"{indent}  ")
        else:
            yield f"{indent}{key}: {_scalar(inner)}"


def _nests(value: Any) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _scalar(value: Any) -> str:
    if isinstance(value, dict | list):
        return "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    if _PLAIN.fullmatch(text) and text.isprintable():
        return text
    return visible(json.dumps(text, ensure_ascii=False))
