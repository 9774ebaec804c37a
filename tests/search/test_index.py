import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from meshbook.problems import MeshbookError
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.search.index import SearchDocument, assemble, build_index, document_keys
from meshbook.search.keys import Lookup, canonical
from meshbook.search.normalise import normalise
from meshbook.search.postings import MAXIMUM_DOCUMENTS, decode, encode
from meshbook.search.synonyms import Synonyms, read_synonyms, synonyms_from_data
from meshbook.search.table import UNION, Fields, Table

Ask = Callable[[Path, str, list[str]], list[dict[str, Any]]]
Write = Callable[[list[SearchDocument], str, Path], Path]


def document(url: str, body: str, head: str = "", facts: str = "") -> SearchDocument:
    return SearchDocument(url, "case", url, head, facts, body)


@given(st.sets(st.integers(0, MAXIMUM_DOCUMENTS - 1)).map(sorted))
def test_postings_come_back_as_they_went_in(documents: list[int]) -> None:
    text = encode(documents)
    assert decode(text) == documents
    assert " " not in text
    assert json.dumps(text, ensure_ascii=False) == f'"{text}"'


@given(st.dictionaries(st.text("abcアカ証明", min_size=1, max_size=9), st.just([0]), min_size=1))
@settings(deadline=None)
def test_a_prefix_finds_the_keys_that_begin_with_it(keys: dict[str, list[int]]) -> None:
    numbered = {key: [number] for number, key in enumerate(keys)}
    table = Table(Fields({}, {}, dict(numbered)), {})
    for key in keys:
        expected = {number for other, [number] in numbered.items() if other.startswith(key)}
        assert table.find(Lookup(key, whole=False)).anywhere == expected
        assert table.find(Lookup(key, whole=True)).anywhere == set(numbered[key])


def test_a_prefix_of_many_shards_has_its_union_ready() -> None:
    keys = {f"サ{number:05}": [number] for number in range(6000)}
    shards = Table(Fields({}, {}, keys), {}).shards()
    entries = {key: postings for shard in shards for key, postings in decoded(shard)}
    assert len(shards) > 2
    assert decode(entries["サ" + UNION].split(" ")[-1]) == list(range(6000))
    for first, second in pairwise(shards):
        shared = next(n for n in range(8, -1, -1) if second.first.startswith(first.first[:n]))
        assert not shared or first.first[:shared] + UNION in entries


def decoded(shard: Any) -> list[tuple[str, str]]:
    entries, key = [], ""
    for coded, postings in zip(*shard, strict=True):
        key = key[: int(coded[0])] + coded[1:]
        entries.append((key, postings))
    return entries


def test_the_same_documents_make_the_same_bytes(
    fixture_documents: dict[str, list[SearchDocument]], synonyms: Synonyms
) -> None:
    documents = fixture_documents["ja"]
    apart = [document_keys(each, synonyms) for each in reversed(documents)]
    once = list(build_index(documents, "ja", synonyms))
    assert once == list(assemble(apart[::-1], "ja", synonyms))


def test_every_part_of_a_run_finds_its_document(
    fixture_documents: dict[str, list[SearchDocument]], fixture_index: Path, ask: Ask
) -> None:
    documents = fixture_documents["ja"]
    asked: list[tuple[str, str]] = []

    @given(st.data())
    @settings(max_examples=400, database=None, deadline=None, derandomize=True)
    def collect(data: st.DataObject) -> None:
        chosen = data.draw(st.sampled_from(documents))
        runs = [run for run in runs_of(normalise(chosen.body)) if len(run) > 1]
        if not runs:
            return
        run = data.draw(st.sampled_from(runs))
        start = data.draw(st.integers(0, len(run) - 2))
        end = data.draw(st.integers(start + 2, len(run)))
        asked.append((chosen.url, run[start:end]))

    collect()
    answers = ask(fixture_index, "ja", [part for _, part in asked])
    lost = [
        (url, part)
        for (url, part), answer in zip(asked, answers, strict=True)
        if url not in answer["urls"]
    ]
    assert len(asked) > 300
    assert lost == []


def runs_of(text: str) -> list[str]:
    """Stretches of kanji or of katakana, found without the engine's own rules."""
    runs, before = [""], ""
    for character in text:
        kind = "kana" if "ァ" <= character <= "ー" else "kanji" if "一" <= character <= "鿿" else ""
        if kind and kind == before:
            runs[-1] += character
        elif kind:
            runs.append(character)
        before = kind
    # 認証局 is set apart from 認証, and a numeral is folded with what it counts.
    return [
        run for run in runs if "認証" not in run and not set(run) & set("一二三四五六七八九十万")
    ]


def test_the_head_comes_before_the_facts_and_the_facts_before_the_body(
    write_index: Write, ask: Ask, tmp_path: Path
) -> None:
    documents = [
        document("body", "東京の話"),
        document("facts", "別の話", facts="東京"),
        document("head", "別の話", head="東京"),
        document("other", "大阪の話"),
    ]
    [answer] = ask(write_index(documents, "ja", tmp_path), "ja", ["東京"])
    assert answer["urls"] == ["head", "facts", "body"]


def test_equal_matches_keep_the_rank_order(write_index: Write, ask: Ask, tmp_path: Path) -> None:
    documents = [document(f"d{number}", "東京の話") for number in (3, 1, 2)]
    [answer] = ask(write_index(documents, "ja", tmp_path), "ja", ["東京"])
    assert answer["urls"] == ["d3", "d1", "d2"]


def test_an_exact_word_comes_before_its_synonym(
    write_index: Write, ask: Ask, tmp_path: Path
) -> None:
    documents = [document("synonym", "", head="遅延"), document("exact", "レイテンシーの話")]
    [answer] = ask(write_index(documents, "ja", tmp_path), "ja", ["レイテンシ"])
    assert answer["urls"] == ["exact", "synonym"]
    assert [form["kind"] for form in answer["forms"]] == ["exact", "synonym"]


def test_runs_that_touch_are_not_found_where_they_stand_apart(
    write_index: Write, ask: Ask, tmp_path: Path
) -> None:
    documents = [document("joined", "独自API基盤"), document("apart", "独自の道。APIと基盤")]
    documents += [document(f"filler{number}", "独自API基盤") for number in range(5)]
    joined, phrase = ask(write_index(documents, "ja", tmp_path), "ja", ["独自API", "app mesh"])
    assert "apart" not in joined["urls"]
    assert phrase["urls"] == []


def test_a_latin_word_is_found_from_its_edge(write_index: Write, ask: Ask, tmp_path: Path) -> None:
    documents = [
        document("asm", "asm"),
        document("wasm", "a wasm filter"),
        document("12", "12 of 120"),
    ]
    index = write_index(documents, "en", tmp_path)
    asm, number, part, short = ask(index, "en", ["asm", "12", "1", "wa"])
    assert asm["urls"] == ["asm"]
    assert number["urls"] == ["12"]
    assert part["urls"] == []
    assert short["urls"] == []


def test_an_empty_index_answers_with_nothing(write_index: Write, ask: Ask, tmp_path: Path) -> None:
    answers = ask(write_index([], "ja", tmp_path), "ja", ["東京", "istio", "", "　、"])
    assert [answer["urls"] for answer in answers] == [[], [], [], []]


def test_the_manifest_tells_the_kind_of_every_document(write_index: Write, tmp_path: Path) -> None:
    documents = [document("a", "x"), document("b", "x"), replace(document("c", "x"), kind="page")]
    folder = write_index(documents, "en", tmp_path)
    manifest = json.loads((folder / "search" / "en" / "manifest.json").read_text("utf-8"))
    assert manifest["kinds"] == [["case", 2], ["page", 1]]


def test_more_documents_than_the_alphabet_are_refused() -> None:
    none = synonyms_from_data({"groups": [], "names": [], "soft": [], "apart": {}})
    one = document_keys(document("x", "x"), none)
    try:
        next(assemble([one] * (MAXIMUM_DOCUMENTS + 1), "en", none))
    except ValueError as error:
        assert str(MAXIMUM_DOCUMENTS) in str(error)
    else:
        raise AssertionError("no error")


def test_every_synonym_says_something_and_stands_once_in_its_group(synonyms: Synonyms) -> None:
    for group in synonyms.groups:
        forms = group.asked
        assert all(forms), group
        assert len(group.found) + len(group.asks) >= 2, group


def test_no_word_stands_in_the_glossary_and_in_the_synonyms() -> None:
    lists = Path(__file__).parents[2] / "cases" / "_words"
    glossary = read_vocabulary(lists).glossary
    listed = yaml.load((lists / "synonyms.yaml").read_text("utf-8"), yaml.CSafeLoader)
    added = {canonical(name) for name in listed["names"]}
    for group in listed["groups"]:
        kinds = group if isinstance(group, dict) else {"words": group}
        added |= {canonical(word) for kind in ("words", "asks") for word in kinds.get(kind, ())}
    named = {
        canonical(name) for entry in glossary.values() for name in (*entry.names, *entry.avoid)
    }
    assert added & named == set()


def test_a_name_in_the_glossary_belongs_to_one_entry() -> None:
    glossary = read_vocabulary(Path(__file__).parents[2] / "cases" / "_words").glossary
    holders: dict[str, set[str]] = {}
    for word, entry in glossary.items():
        for name in entry.names:
            holders.setdefault(canonical(name), set()).add(word)
    assert [name for name, words in holders.items() if len(words) > 1] == []


def test_all_names_of_an_entry_of_the_glossary_find_each_other(synonyms: Synonyms) -> None:
    glossary = read_vocabulary(Path(__file__).parents[2] / "cases" / "_words").glossary
    for entry in glossary.values():
        forms = set(map(canonical, entry.names))
        assert len(forms) == 1 or any(forms <= set(group.found) for group in synonyms.groups)


def test_a_spelling_that_we_avoid_finds_the_entry_all_the_same(synonyms: Synonyms) -> None:
    glossary = read_vocabulary(Path(__file__).parents[2] / "cases" / "_words").glossary
    for entry in glossary.values():
        forms = {canonical(entry.ja), *map(canonical, entry.avoid)}
        assert len(forms) == 1 or any(forms <= set(group.asked) for group in synonyms.groups)


def test_a_group_that_names_no_entry_of_the_glossary_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.yaml"
    path.write_text("groups: [{terms: [nowhere]}]\nnames: []\nsoft: []\napart: {}\n", "utf-8")
    with pytest.raises(MeshbookError, match="nowhere"):
        read_synonyms(path, {})
