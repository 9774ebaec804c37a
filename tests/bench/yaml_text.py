"""Plain data as YAML in the style of the case files: folded prose, dates and ids unquoted."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from typing import Any

WIDTH = 100
_PLAIN = re.compile(r"[A-Za-z0-9ぁ-ヶ一-龥々（「][^#:\n\"'{}\[\]]*(?<! )")
_AMBIGUOUS = re.compile(
    r"[-+.\d_eExX]+|0o?[0-7]+|y|n|yes|no|on|off|true|false|null|~", re.IGNORECASE
)
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def as_yaml(data: dict[str, Any]) -> str:
    """``data`` as block YAML; short lists of words stand on one line."""
    return "\n".join(_mapping(data, 0)) + "\n"


def _mapping(data: dict[str, Any], indent: int) -> Iterator[str]:
    for key, value in data.items():
        yield from _entry(f"{' ' * indent}{_scalar(str(key))}:", value, indent)


def _entry(start: str, value: Any, indent: int) -> Iterator[str]:
    if isinstance(value, dict) and value:
        yield start
        yield from _mapping(value, indent + 2)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield start
        for item in value:
            lines = _mapping(item, indent + 4)
            yield f"{' ' * (indent + 2)}- {next(lines).lstrip()}"
            yield from lines
    elif isinstance(value, list):
        yield f"{start} [{', '.join(_in_flow(item) for item in value)}]"
    elif isinstance(value, str) and value.isascii() and len(start) + len(value) >= WIDTH:
        yield f"{start} >-"
        yield from textwrap.wrap(
            value, WIDTH, break_long_words=False, break_on_hyphens=False,
            initial_indent=" " * (indent + 2), subsequent_indent=" " * (indent + 2),
        )
    else:
        yield f"{start} {_scalar(value)}"


def _in_flow(value: Any) -> str:
    text = _scalar(value)
    return json.dumps(text, ensure_ascii=False) if "," in text and text[0] != '"' else text


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.12g}"
    if _DATE.fullmatch(value) or (_PLAIN.fullmatch(value) and not _AMBIGUOUS.fullmatch(value)):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
