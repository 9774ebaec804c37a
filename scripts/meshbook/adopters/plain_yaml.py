"""Lists in YAML: as plain data, whose size the client and whose depth the reader has bounded."""

from __future__ import annotations

from typing import Any

from meshbook.benchmarks.json_value import JsonValue
from meshbook.benchmarks.visit import SourceError
from meshbook.reading.tree import read_tree


def plain_yaml(url: str, text: str) -> JsonValue:
    """The data of ``text``; raises SourceError where it is not plain YAML."""
    data: Any
    data, problems = read_tree(url, text)
    if problems:
        first = problems[0]
        raise SourceError(url, f"line {first.place.line}: expected plain YAML ({first.code})")
    return JsonValue(url, data)


def plain_list(url: str, text: str) -> JsonValue:
    """The data of a text that is one list."""
    return plain_yaml(url, f"list:\n{text}")["list"]


def front_matter(url: str, text: str) -> JsonValue:
    """The data between the first two lines ``---`` of a page."""
    start, _, rest = text.partition("---\n")
    head, line, _ = rest.partition("\n---")
    if start.strip() or not line:
        raise SourceError(url, "expected a page that begins with its data between two lines ---")
    return plain_yaml(url, head)
