import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nodejs
from meshbook.search.keys import canonical, find_runs, lookups, text_runs
from meshbook.search.normalise import RULES, normalise
from meshbook.search.synonyms import Synonyms

# Pieces whose rules may meet: widths, marks, long vowels, numerals, separators.
PIECES = [
    *"アイウクスタメガギーｱｶﾞﾊﾟ-‐―・ /,，。、のをな的一二三四十百人年台つ1２",
    *"aZéİßＡ９①㈱ﾞ゙",
    "クラスター", "ブレイカー", "ヴァ", "サーバー", "キー", "証明書", "ひらがな", "Istio", "2,000",
    "１万", "\u200b", "\u00ad", "\u3000", "\n", "𠮷",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(texts | st.text())
@settings(max_examples=500)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_ascii_takes_a_short_way_to_the_same_runs(text: str) -> None:
    folded = normalise(text)
    assert text_runs(folded, {}) | {"ö"} == text_runs(f"{folded} ö", {})  # which goes the long way
    assert text_runs(folded, {}) >= set(find_runs(folded))


@given(texts)
def test_the_form_of_a_text_does_not_matter(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert normalise(decomposed) == normalise(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "サービスメッシュ",
            "ｻｰﾋﾞｽﾒｯｼｭ",
            "サービス メッシュ",
            "サービス・メッシュ",
            "サ-ビスメッシュ",
        ),
        ("レイテンシー", "レイテンシ", "ﾚｲﾃﾝｼｰ", "レイテンシ―", "レイ\u00adテンシー"),
        ("サーキットブレーカー", "サーキットブレイカー", "サーキット ブレーカ"),
        ("バージョン", "ヴァージョン"),
        ("認証認可", "認証・認可"),
        ("段階的移行", "段階的な移行"),
        ("2人", "２人", "二人"),
        ("12人", "１２人", "十二人"),
        ("20年", "二十年"),
        ("istio", "Ｉｓｔｉｏ", "ISTIO", "Isti\u200bo"),
        ("2000pod", "2,000Pod", "２，０００Ｐｏｄ"),
        ("22000pod", "2万2,000Pod"),
        ("サーバーレス", "サーバレス"),
        ("ブルー/グリーン", "ブルーグリーン", "ブルー グリーン"),
        ("elkjop", "Elkjøp"),
        ("2 people", "two people", "Two people", "２ people"),
        ("a 2-person team", "a two-person team"),
        ("1.24", "v1.24", "Ｖ１．２４"),
        ("切り戻し", "切戻し"),
        ("切り替え", "切替え", "切替"),
        ("問い合わせ", "問合わせ", "問合せ"),
        ("4か月", "4ヶ月", "４カ月", "四か月"),
        ("ミドルウェア", "ミドルウエア"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_a_word_are_one(spellings: tuple[str, ...]) -> None:
    assert len(set(map(normalise, spellings))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("キー", "キ"),
        ("バス", "パス"),
        ("プレーン", "ブレーン"),
        ("統一", "統1"),
        ("数十人", "10人"),
        ("two of them", "2 of them"),
        ("often users", "of10 users"),
        ("ipv6", "ip6"),
        ("使い方", "使方"),
    ],
)
def test_words_apart_stay_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_python_and_the_browser_fold_and_look_up_alike(
    synonyms: Synonyms, fixture_documents: dict[str, list[object]]
) -> None:
    strings: list[str] = []

    @given(
        texts | st.text(alphabet=st.characters(max_codepoint=0x2FFFF, categories=("L", "N", "P")))
    )
    @settings(max_examples=3000, database=None, deadline=None, derandomize=True)
    def collect(text: str) -> None:
        # A character younger than the older of the two Unicode tables has no agreed folding.
        strings.append("".join(each for each in text if unicodedata.category(each) != "Cn"))

    collect()
    strings += [form for group in synonyms.groups for form in (*group.words, *group.asks)]
    strings += [text for each in fixture_documents["ja"] for text in vars(each).values()]
    groups = [group.manifest() for group in synonyms.groups]
    script = Path(__file__).with_name("fold.js")
    folded = nodejs.answers(script, {"rules": RULES, "groups": groups, "strings": strings})
    assert len(strings) > 3000
    for text, found in zip(strings, folded, strict=True):
        form = canonical(text)
        expected = {
            "normalised": normalise(text),
            "mapped": normalise(text),
            "canonical": form,
            "lookups": sorted(map(list, lookups(form, synonyms.pairs))),
        }
        assert found == expected, text
