"""The examples of a code as a text to show: what somebody would write in a file."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from meshbook.reading.yaml_text import yaml_text

_WRITTEN = {
    "writeup": "docs/writeups/example.yaml",
    "profile": "docs/meshes/istio.yaml",
    "features": "docs/data/features/istio.yaml",
}
"""The files of records that an example may change instead of a case."""


def as_text(example: Mapping[str, Any]) -> str:
    """The part of a file that makes ``example`` what it is; empty where there is none.

    A field that the example takes away is shown as a comment. Of a source of measurements
    the first line names the file.
    """
    for key, path in _WRITTEN.items():
        if key in example:
            return f"# {path}\n{_fields(example[key])}" if example[key] else ""
    lines = _lines(example)
    return f"# {example['data']}\n{lines}" if lines and "data" in example else lines


def _lines(example: Mapping[str, Any]) -> str:
    if "edit" in example:
        return str(example["edit"]["to"])
    if "base64" in example:
        return str(base64.b64decode(example["base64"]))
    for key in ("append", "text"):
        if key in example:
            return str(example[key]).rstrip("\n")
    if "name" in example:
        return f"cases/{example['name']}"
    if "others" in example:
        return "\n".join(
            f"# cases/{name}.yaml\n{as_text(other)}" for name, other in example["others"].items()
        )
    return _fields(example["change"]) if "change" in example else ""


def _fields(change: Mapping[str, Any]) -> str:
    lines = []
    for line in yaml_text(_shown(change)).splitlines():
        shown = line if len(line) <= 100 else f"{line[:97]}..."
        if shown.endswith(": null"):
            name = shown.removesuffix(" null").lstrip()
            shown = f"{shown[: len(shown) - len(shown.lstrip())]}# {name}"
        lines.append(shown)
    return "\n".join(lines)


def _shown(value: Any) -> Any:
    """``value`` with lists where the example changes single items of one."""
    if isinstance(value, list):
        return [_shown(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value and all(str(key).isdigit() for key in value):
        return [_shown(item) for item in value.values()]
    return {key: _shown(item) for key, item in value.items()}
