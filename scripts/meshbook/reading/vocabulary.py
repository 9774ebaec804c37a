"""Read the word lists. They are reviewed project files: a fault in them stops the work."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from meshbook.model.vocabulary import Term, TermList, Vocabulary
from meshbook.problems import MeshbookError
from meshbook.reading.tree import read_tree

NOT_LISTS = {"synonyms.yaml"}


def read_vocabulary(folder: Path) -> Vocabulary:
    """The lists in ``folder``; ``fixed.yaml`` holds several, named ``fixed.<list>``.

    Raises MeshbookError with the file and line of the first fault.
    """
    lists: dict[str, TermList] = {}
    files = sorted(path for path in folder.glob("*.yaml") if path.name not in NOT_LISTS)
    if not files:
        raise MeshbookError(f"{folder}: no word lists here; expected the folder cases/_words")
    for path in files:
        data, problems = read_tree(str(path), path.read_text(encoding="utf-8"))
        if problems or data is None:
            raise MeshbookError(f"{problems[0].place}: {problems[0].code} in a word list")
        if path.stem != "fixed":
            lists[path.stem] = _terms(path, data)
            continue
        for name, words in data.items():
            lists[f"fixed.{name}"] = _terms(path, words)
    return Vocabulary(lists)


def _terms(path: Path, words: Mapping[str, Any]) -> TermList:
    terms = {}
    for word, entry in words.items():
        if not isinstance(entry, dict) or entry.keys() < {"en", "ja"}:
            raise MeshbookError(f"{path}: {word} needs en and ja")
        if None in entry.values():  # {en: One, two, ja: 一、二} has a key "two" that says nothing
            raise MeshbookError(f"{path}: {word} has an empty key; quote a label with a comma")
        extra = {key: value for key, value in entry.items() if key not in ("en", "ja")}
        terms[word] = Term(word, entry["en"] or "", entry["ja"] or "", extra)
    return terms
