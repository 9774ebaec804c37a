"""Plain data as the lines of block YAML that a contributor would write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_PLAIN = re.compile(r"[^\W_](?:[^:#]|:(?!\s|$)|(?<!\s)#)*")
"""A text that YAML reads as it stands, without quotation marks."""


def yaml_text(value: Any) -> str:
    """Strings, lists and mappings as block YAML, quoted only where they must be."""
    return "\n".join(_lines(value))


def _lines(value: Any, indent: str = "") -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            first, *rest = _lines(item, f"{indent}  ")
            yield f"{indent}- {first.strip()}"
            yield from rest
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, dict | list) and inner:
                yield f"{indent}{key}:"
                yield from _lines(inner, f"{indent}  ")
            else:
                yield f"{indent}{key}: {_scalar(inner)}"
    else:
        yield _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() != "null":
        return value
    return json.dumps(value, ensure_ascii=False)
