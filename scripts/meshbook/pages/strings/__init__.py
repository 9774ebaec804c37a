"""The string tables: every word of the site's own, by area and key, in both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from meshbook.languages import Language
from meshbook.problems import MeshbookError
from meshbook.reading.tree import read_tree


@cache
def strings(language: Language) -> dict[str, str]:
    """All strings of ``language`` under ``area.key`` (nested keys are joined by dots).

    Raises MeshbookError where a table cannot be read.
    """
    table: dict[str, str] = {}
    for path in sorted((Path(__file__).parent / language).glob("*.yaml")):
        data, problems = read_tree(str(path), path.read_text(encoding="utf-8"))
        if problems or data is None:
            raise MeshbookError(f"{problems[0].place}: {problems[0].code} in a string table")
        _flatten(path.stem, data, table)
    return table


def strings_below(language: Language, prefix: str) -> dict[str, str]:
    """The strings whose key begins with ``prefix``, by the rest of their key."""
    table = strings(language)
    return {key.removeprefix(prefix): table[key] for key in table if key.startswith(prefix)}


def _flatten(name: str, value: Any, table: dict[str, str]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _flatten(f"{name}.{key}", inner, table)
    else:
        table[name] = value or ""
