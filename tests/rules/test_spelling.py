"""One spelling for each Japanese word: told where it differs, and kept in texts of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from meshbook.reading.vocabulary import read_vocabulary
from meshbook.rules import check_files
from meshbook.rules.spelling import misspelt
from sample_cases import PROJECT, rule_codes, sample_case, write_project
from sample_library import TODAY
from sample_sources import example_source, write_source
from sample_writeups import write_writeup

WORDS = read_vocabulary(PROJECT / "cases" / "_words")
OURS = [
    *(PROJECT / "docs" / "ja").rglob("*.md"),
    *(PROJECT / "scripts" / "meshbook" / "pages" / "strings" / "ja").glob("*.yaml"),
    *(PROJECT / "scripts" / "meshbook" / "cli").glob("*.yaml"),
    *(PROJECT / "scripts" / "meshbook" / "model").glob("*.yaml"),
    *(PROJECT / "docs" / "meshes").glob("*.yaml"),
    PROJECT / "docs" / "data" / "adopters" / "_decisions.yaml",
    PROJECT / "CONTRIBUTING.ja.md",
]
SAY_WHAT_IS_WRONG = {"glossary.yaml", "spellings.yaml", "synonyms.yaml"}


def wrong_in(words: str) -> list[str]:
    return [wrong for wrong, _ in misspelt(words, WORDS.avoided)]


@pytest.mark.parametrize(("words", "wrong"), [
    ("プロキシーを置きました。", ["プロキシー"]),
    ("複数のクラスタで動かします。", ["クラスタ"]),
    ("マルチクラスタ構成です。", ["マルチクラスタ"]),
    ("クラスタとユーザが増え、クラスタを分けました。", ["クラスタ", "ユーザ"]),
    ("サービス メッシュの運用", ["サービス メッシュ"]),
    ("レイテンシは上がりません。", ["レイテンシ"]),
])  # fmt: skip
def test_a_spelling_that_is_not_ours_is_found_once(words: str, wrong: list[str]) -> None:
    assert wrong_in(words) == wrong


@pytest.mark.parametrize("words", [
    "クラスターを分けました。",
    "データのクラスタリングです。",
    "ユーザビリティの調査",
    "エンドユーザーとプロキシ",
    "メンテナンスの時間",
    "レイテンシーとメモリー",
])  # fmt: skip
def test_a_longer_word_that_begins_alike_is_none(words: str) -> None:
    assert wrong_in(words) == []


def test_every_spelling_that_we_avoid_is_found_and_leads_to_one_that_we_use() -> None:
    for wrong, right in WORDS.avoided:
        assert (wrong, right) in misspelt(f"「{wrong}」です。", WORDS.avoided)
        assert wrong_in(right) == []


def test_quotations_and_titles_keep_the_spelling_of_their_source() -> None:
    assert rule_codes({"sources": {"blog": {"title": "クラスタとプロキシー"}}}) == []


def test_it_is_told_in_a_write_up_and_in_the_description_of_a_source(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"example": sample_case()})
    write_writeup(root, {"limits": [{"en": "Of one proxy.", "ja": "1つのプロキシーだけです。"}]})
    files, _ = example_source(
        {"data": "source.yaml", "change": {"title": {"en": "A cluster", "ja": "クラスタ"}}}
    )
    write_source(root, files)
    problems = check_files(root, TODAY)[1]
    assert [problem.code for problem in problems] == ["W004", "W004"]
    assert {problem.values["right"] for problem in problems} == {"プロキシ", "クラスター"}
    assert all(problem.place.line > 1 for problem in problems)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_own_texts_keep_to_it(path: Path) -> None:
    assert wrong_in(path.read_text("utf-8")) == []


def test_the_word_lists_keep_to_it() -> None:
    for path in (PROJECT / "cases" / "_words").glob("*.yaml"):
        if path.name not in SAY_WHAT_IS_WRONG:
            assert wrong_in(path.read_text("utf-8")) == [], path.name
    for entry in WORDS.glossary.values():
        assert wrong_in(f"{entry.ja}\n{entry.text.ja}") == [], entry.ja
