"""Both languages state the same, in words of our own that a reader can follow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from meshbook.cli import app
from meshbook.rules.numerals import english, japanese
from sample_cases import rule_codes, sample_case, write_project


def codes_of(en: str, ja: str) -> list[str]:
    """The codes that the rules give for one motive told in these words."""
    motive = {"id": "motive", "kind": "mtls", "text": {"en": en, "ja": ja}, "sources": ["blog"]}
    return rule_codes({"motives": [motive]})


@pytest.mark.parametrize(("en", "ja"), [
    ("68,000 invites were sent.", "6万8,000通の招待を送りました。"),
    ("It took 1.5 million requests.", "150万リクエストを受けました。"),
    ("In November 2024 there were two clusters.", "2024年11月に2つのクラスターがありました。"),
    ("From 1.21.4 to 1.23.2.", "1.21.4から1.23.2へ。"),
    ("The first of three steps took a week.", "3段階の1つ目は1週間かかりました。"),
    ("Half of the services, at layer 7.", "サービスの半分、L7で。"),
    ("COVID-19 put HTTP/2 and k8s to the test.", "COVID-19でHTTP/2とk8sが試されました。"),
    ("The 99th percentile fell by 40%.", "99パーセンタイルが40%下がりました。"),
    ("It saved 3k cores.", "3,000コアを節約しました。"),
])  # fmt: skip
def test_the_same_numbers_in_both_ways_of_writing_them_are_no_difference(en: str, ja: str) -> None:
    assert codes_of(en, ja) == []


@pytest.mark.parametrize(("en", "ja"), [
    ("40 clusters.", "50のクラスター。"),
    ("In May 2021.", "2021年6月。"),
    ("68,000 invites.", "6万8,500通。"),
    ("Two clusters.", "3つのクラスター。"),
    ("6 clusters.", "6万のクラスター。"),
    ("6 million requests.", "6リクエスト。"),
])  # fmt: skip
def test_numbers_that_differ_are_told(en: str, ja: str) -> None:
    assert set(codes_of(en, ja)) == {"T006"}


@given(st.integers(min_value=2, max_value=999_999_999))
def test_a_number_is_the_same_with_commas_and_in_myriads(number: int) -> None:
    myriads, rest = divmod(number, 10_000)
    upper = f"{myriads}万" if myriads else ""
    lower = f"{rest:,}" if rest else ""
    assert english(f"It was {number:,} in all.")[0] == {str(number)}
    assert japanese(f"計{upper}{lower}件。")[0] == {str(number)}


def test_an_abbreviation_that_english_writes_out_is_the_same_name() -> None:
    assert codes_of("The chief executive said so.", "CEOがそう述べました。") == []
    assert codes_of("The boss said so.", "CEOがそう述べました。") == ["T007"]


def test_english_may_call_the_organisation_by_another_word() -> None:
    assert codes_of("The company began small.", "Example社は小さく始めました。") == []


def copied(folder: Path, said: str, told: dict[str, Any]) -> str:
    """What the command says of a case whose motive is ``told``, the source having ``said`` so."""
    motive = {"id": "motive", "kind": "mtls", "text": told, "sources": ["blog"]}
    root = write_project(folder, {"example": sample_case({"motives": [motive]})})
    texts = root / "texts" / "example"
    texts.mkdir(parents=True)
    (texts / "blog.txt").write_text(said, encoding="utf-8")
    command = ["check", "--texts", str(root / "texts"), "--today", "2026-06-01"]
    return CliRunner().invoke(app, command).output


def test_a_run_of_words_of_the_source_is_told_even_across_its_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = {"en": "They moved all of the shops to the new mesh in May.", "ja": "移行しました。"}
    output = copied(tmp_path, "we moved ALL of the\nshops, to the new mesh", told)
    assert "W005" in output and "moved all of the shops to the new" in output


def test_japanese_words_of_the_source_are_told_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = "私たちはすべてのサービスをまず検証環境のメッシュに入れてから本番に広げました。"
    told = {"en": "Test first.", "ja": "すべてのサービスをまず検証環境のメッシュに入れています。"}
    assert "W005" in copied(tmp_path, said, told)


def test_words_of_our_own_about_the_same_facts_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = {"en": "In May the shops came into the mesh.", "ja": "5月に店舗をメッシュに入れました。"}
    assert "W005" not in copied(tmp_path, "we moved all of the shops to the new mesh", told)


def waived(**waiver: str) -> dict[str, Any]:
    """A case whose one motive has two numbers, with ``waiver``."""
    reason = {"en": "The source says both.", "ja": "出典が両方を挙げています。"}
    text = {"en": "40 clusters.", "ja": "50のクラスター。"}
    return {
        "motives": [{"id": "motive", "kind": "mtls", "text": text, "sources": ["blog"]}],
        "waivers": [{"date": "2026-01-15", "reason": reason, **waiver}],
    }


def test_a_waiver_lets_the_warnings_of_its_code_stand_in_its_claim() -> None:
    assert rule_codes(waived(code="T006", claim="motive")) == []
    assert rule_codes(waived(code="T006")) == []


def test_a_waiver_of_another_claim_or_code_waives_nothing_and_is_told() -> None:
    assert rule_codes(waived(code="T006", claim="stage-2021")) == ["C018", "T006", "T006"]
    assert rule_codes(waived(code="T007", claim="motive")) == ["C018", "T006", "T006"]


def test_an_error_cannot_be_waived() -> None:
    assert rule_codes(waived(code="D001")) == ["C017", "T006", "T006"]
    assert rule_codes(waived(code="Z999")) == ["C017", "T006", "T006"]
