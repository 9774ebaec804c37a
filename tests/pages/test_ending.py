"""Where a text is cut so that no line of a page begins with the number of a source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meshbook.pages.ending import cut, cut_label


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("メッシュにはIstioを選んでいます。", "選んでいます。"),
        ("本番環境のIstioをアップグレードしました。", "アップグレードしました。"),
        ("効果を示す数値はありません。", "数値はありません。"),
        ("注入されたサイドカー（istio-proxy）です。", "（istio-proxy）です。"),
        ("1.21から1.23.2へ。", "1.23.2へ。"),
        ("ました。", "ました。"),
    ],
)
def test_japanese_keeps_its_last_phrase(text: str, kept: str) -> None:
    assert cut(text, "ja") == (text.removesuffix(kept), kept)


def test_japanese_keeps_the_less_the_more_sources_follow_and_never_a_mark_alone() -> None:
    text = "多くの記述の元になったのは、アップグレードの記事の翻訳です。"
    kept = [cut(text, "ja", sources)[1] for sources in range(9)]
    assert kept == sorted(kept, key=len, reverse=True)
    assert (kept[0], kept[1], kept[8]) == ("記事の翻訳です。", "記事の翻訳です。", "す。")


def test_a_long_name_in_brackets_is_not_kept_with_several_sources() -> None:
    text = "ベンダーのサイトに掲載された文章です（HashiCorpの事例）。"
    assert cut(text, "ja", sources=2)[1] == "の事例）。"


def test_english_keeps_its_last_word_unless_it_is_very_long() -> None:
    assert cut("They left the mesh.", "en") == ("They left the ", "mesh.")
    assert cut("see example.com/a/very/long/address", "en")[1] == ""


def test_a_label_is_cut_as_its_own_language_asks() -> None:
    assert cut_label("Ada Example (SRE)") == ("Ada Example ", "(SRE)")
    assert cut_label("例示太郎（例示銀行の技術者）") == ("例示太郎", "（例示銀行の技術者）")


@given(st.text(alphabet="漢字かなカナー、。（）abc 12っッ", max_size=60))
def test_nothing_is_lost_and_no_mark_that_ends_a_phrase_begins_the_kept_part(text: str) -> None:
    head, kept = cut(text, "ja")
    assert head + kept == text
    if head and kept:
        assert kept[0] not in "、。）ーっッ"
        assert head[-1] != "（"
