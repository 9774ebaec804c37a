"""The word lists are read strictly: a fault is told with its word, and stops the work."""

from __future__ import annotations

from pathlib import Path

import pytest

from meshbook.problems import MeshbookError
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.rules.numerals import english, japanese
from sample_cases import PROJECT

WORDS = read_vocabulary(PROJECT / "cases" / "_words")
ENTRY = """
mesh:
  en: mesh
  ja: メッシュ
  kana: めっしゅ
  text: {en: A layer between services., ja: サービスの間の層です。}
"""


def read(folder: Path, glossary: str, **lists: str) -> None:
    lists = {"meshes": "linkerd: {en: Linkerd, ja: Linkerd}", **lists, "glossary": glossary}
    for name, text in lists.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    read_vocabulary(folder)


def test_a_whole_entry_is_read(tmp_path: Path) -> None:
    read(tmp_path, f"{ENTRY}  see: [mesh]\n  mesh: linkerd\n  avoid: [メシュ]\n")


@pytest.mark.parametrize(("line", "told"), [
    ("see: [nowhere]", "nowhere"),
    ("mesh: nowhere", "nowhere"),
    ("colour: red", "mesh.colour"),
    ("avoid: メシュ", "mesh.avoid"),
    ("also: [net]", "mesh.also"),
    ("common: perhaps", "mesh.common"),
])  # fmt: skip
def test_an_entry_that_is_wrong_is_told_by_its_word(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(MeshbookError, match=told):
        read(tmp_path, f"{ENTRY}  {line}\n")


@pytest.mark.parametrize(("old", "new"), [
    ("  kana: めっしゅ\n", ""),
    ("kana: めっしゅ", "kana: メッシュ"),
    ("ja: サービスの間の層です。", ""),
])  # fmt: skip
def test_an_entry_that_lacks_something_is_refused(tmp_path: Path, old: str, new: str) -> None:
    assert old in ENTRY
    with pytest.raises(MeshbookError, match="mesh"):
        read(tmp_path, ENTRY.replace(old, new))


def test_a_word_that_names_no_entry_of_the_glossary_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MeshbookError, match="sidecar in modes"):
        read(tmp_path, ENTRY, modes="sidecar: {en: sidecar, ja: サイドカー, glossary: nowhere}")


def test_spellings_have_to_be_a_list(tmp_path: Path) -> None:
    with pytest.raises(MeshbookError, match="user"):
        read(tmp_path, ENTRY, spellings="user: {en: user, ja: ユーザー, avoid: ユーザ}")


def test_the_glossary_says_the_same_numbers_in_both_languages() -> None:
    differing = {}
    for word, entry in WORDS.glossary.items():
        en, en_words = english(entry.text.en)
        ja, ja_words = japanese(entry.text.ja)
        differing[word] = (en - ja - ja_words) | (ja - en - en_words - {"1"})
    assert {word: numbers for word, numbers in differing.items() if numbers} == {}


def test_an_entry_of_the_glossary_has_one_to_three_sentences() -> None:
    for entry in WORDS.glossary.values():
        assert 1 <= entry.text.ja.count("。") <= 3, entry.ja
        assert 1 <= entry.text.en.replace("1.x", "").count(". ") + 1 <= 3, entry.en
        assert entry.text.en.endswith(".") and entry.text.ja.endswith("。")
