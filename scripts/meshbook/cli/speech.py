"""What a command prints in the language that was asked for: strings of the site, or its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from meshbook.languages import Language
from meshbook.pages.strings import strings
from meshbook.problems import MeshbookError
from meshbook.reading.tree import read_tree


def say_in(language: Language, key: str, **values: Any) -> str:
    """The string ``key`` with ``values`` filled in. Raises KeyError for an unknown key."""
    return strings(language)[key].format(**values)


@cache
def words_of(path: Path) -> dict[str, Any]:
    """The words that a command has in a file of its own, by language.

    Raises MeshbookError where the file cannot be read.
    """
    words: dict[str, Any] | None
    words, problems = read_tree(str(path), path.read_text(encoding="utf-8"))
    if problems or words is None:
        raise MeshbookError(f"{problems[0].place}: {problems[0].code} in the words of a command")
    return words
