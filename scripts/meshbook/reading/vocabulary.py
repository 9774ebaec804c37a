"""Read the word lists. They are reviewed project files: a fault in them stops the work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from meshbook.model.glossary import Entry
from meshbook.model.vocabulary import Term, TermList, Vocabulary
from meshbook.problems import MeshbookError
from meshbook.reading.tree import read_tree

NOT_LISTS = {"synonyms.yaml"}


def read_vocabulary(folder: Path) -> Vocabulary:
    """The lists in ``folder``; ``fixed.yaml`` holds several, named ``fixed.<list>``.

    Raises MeshbookError with the file, and the line or word, of the first fault.
    """
    lists: dict[str, TermList] = {}
    glossary: dict[str, Entry] = {}
    files = sorted(path for path in folder.glob("*.yaml") if path.name not in NOT_LISTS)
    if not files:
        raise MeshbookError(f"{folder}: no word lists here; expected the folder cases/_words")
    for path in files:
        data, problems = read_tree(str(path), path.read_text(encoding="utf-8"))
        if problems or data is None:
            raise MeshbookError(f"{problems[0].place}: {problems[0].code} in a word list")
        if path.stem == "glossary":
            glossary = {word: _entry(path, word, entry) for word, entry in data.items()}
        if path.stem != "fixed":
            lists[path.stem] = _terms(path, data)
            continue
        for name, words in data.items():
            lists[f"fixed.{name}"] = _terms(path, words)
    for fault in _unknown(lists, glossary):
        raise MeshbookError(f"{folder}: {fault}")
    return Vocabulary(lists, glossary)


def _terms(path: Path, words: Mapping[str, Any]) -> TermList:
    terms = {}
    for word, entry in words.items():
        if not isinstance(entry, dict) or entry.keys() < {"en", "ja"}:
            raise MeshbookError(f"{path}: {word} needs en and ja")
        if None in entry.values():  # {en: One, two, ja: 一、二} has a key "two" that says nothing
            raise MeshbookError(f"{path}: {word} has an empty key; quote a label with a comma")
        if not isinstance(entry.get("avoid", []), list):
            raise MeshbookError(f"{path}: avoid of {word} is no list of spellings")
        extra = {key: value for key, value in entry.items() if key not in ("en", "ja")}
        terms[word] = Term(word, entry["en"] or "", entry["ja"] or "", extra)
    return terms


def _entry(path: Path, word: str, entry: Any) -> Entry:
    try:
        return Entry.model_validate(entry)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, (word, *fault["loc"])))
        raise MeshbookError(f"{path}: {where}: {fault['msg']}") from error


def _unknown(lists: Mapping[str, TermList], glossary: Mapping[str, Entry]) -> Iterator[str]:
    """What is named in one place and is not there in the other."""
    for word, entry in glossary.items():
        for other in entry.see:
            if other not in glossary:
                yield f"{word} in the glossary refers to {other}, which is not there"
        if entry.mesh is not None and entry.mesh not in lists["meshes"]:
            yield f"{word} in the glossary names the mesh {entry.mesh}, which is not listed"
    for name, words in lists.items():
        for term in words.values():
            if term.extra.get("glossary", "") not in {"", *glossary}:
                yield f"{term.id} in {name} names an entry of the glossary that is not there"
