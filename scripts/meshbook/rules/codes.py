"""The codes of ``codes.yaml``: how grave each is, and its words in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from meshbook.languages import LANGUAGES, Language
from meshbook.problems import MeshbookError, Severity
from meshbook.reading.tree import read_tree

CODES_FILE = Path(__file__).with_name("codes.yaml")


@dataclass(frozen=True, slots=True)
class Words:
    """What is said about a code in one language. ``near`` is empty where it has no such hint."""

    title: str
    message: str
    hint: str
    why: str
    near: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """One code. ``bad`` and ``good`` are examples as described at the top of ``codes.yaml``."""

    id: str
    severity: Severity
    words: Mapping[Language, Words]
    bad: Mapping[str, Any]
    good: Mapping[str, Any]

    @property
    def family(self) -> str:
        """The letter of the family."""
        return self.id[0]


@dataclass(frozen=True, slots=True)
class CodeBook:
    """All codes by id, the names of the families, and words that values stand for."""

    codes: Mapping[str, Code]
    families: Mapping[str, Mapping[Language, str]]
    words: Mapping[str, Mapping[Language, str]]


@cache
def code_book() -> CodeBook:
    """The codes as read from the file beside this module.

    Raises MeshbookError when that file is broken.
    """
    data, problems = read_tree(str(CODES_FILE), CODES_FILE.read_text(encoding="utf-8"))
    if problems or data is None:
        raise MeshbookError(f"{problems[0].place}: {problems[0].code} in the codes")
    codes = {name: _code(name, entry) for name, entry in data["codes"].items()}
    return CodeBook(codes, data["families"], data["words"])


def _code(name: str, entry: dict[str, Any]) -> Code:
    words = {language: Words(**entry[language]) for language in LANGUAGES}
    return Code(name, entry["severity"], words, entry["bad"], entry["good"])
