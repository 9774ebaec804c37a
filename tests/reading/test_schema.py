"""The JSON Schema and the field texts say the same as the models."""

from __future__ import annotations

import json
import re
from typing import Any, Literal, get_args, get_origin

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

import meshbook.model.case as case_module
from meshbook.model.case import Case
from meshbook.model.values import In
from meshbook.model.walk import field_kinds, models
from meshbook.paths import SCHEMA
from meshbook.reading.field_words import all_field_words, field_words
from meshbook.reading.schema import case_schema, schema_text
from meshbook.reading.tree import read_tree
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.rules.codes import code_book
from sample_cases import PROJECT, sample_case

WORDS = read_vocabulary(PROJECT / "cases" / "_words")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
VALIDATOR = Draft202012Validator(case_schema(WORDS))
OF_CASES = [code for code in code_book().codes.values() if "data" not in code.good]
SHAPE = [code for code in code_book().codes.values() if code.family in "SV" and code.id != "V002"]


def as_editor_reads(data: Any) -> Any:
    """Numbers and booleans as an editor's YAML reader would give them."""
    if isinstance(data, dict):
        return {key: as_editor_reads(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_editor_reads(value) for value in data]
    if data in ("true", "false"):
        return data == "true"
    if isinstance(data, str) and NUMBER.fullmatch(data):
        return float(data) if "." in data else int(data)
    return data


def test_the_schema_is_one_by_the_metaschema() -> None:
    Draft202012Validator.check_schema(case_schema(WORDS))


def test_the_committed_schema_is_current() -> None:
    assert (PROJECT / SCHEMA).read_text(encoding="utf-8") == schema_text(WORDS)


def test_the_schema_has_a_title_and_names_itself_only_where_it_has_an_address() -> None:
    assert case_schema(WORDS)["title"] == "Meshbook case"
    assert "$id" not in case_schema(WORDS)
    assert case_schema(WORDS, "https://www.example.org/s.json")["$id"].startswith("https://www.")


@pytest.mark.parametrize("code", OF_CASES, ids=lambda code: code.id)
def test_every_good_example_fits_the_schema(code: Any) -> None:
    VALIDATOR.validate(as_editor_reads(sample_case(code.good.get("change"))))


@pytest.mark.parametrize("code", SHAPE, ids=lambda code: code.id)
def test_faults_of_shape_and_unknown_words_do_not_fit_the_schema(code: Any) -> None:
    assert not VALIDATOR.is_valid(as_editor_reads(sample_case(code.bad["change"])))


@pytest.mark.parametrize("path", sorted((PROJECT / "cases").glob("*.yaml")), ids=lambda p: p.stem)
def test_every_real_case_fits_the_schema(path: Any) -> None:
    data, _ = read_tree(path.name, path.read_text(encoding="utf-8"))
    errors = [error.message for error in VALIDATOR.iter_errors(as_editor_reads(data))]
    assert errors == []


def test_every_field_of_every_model_is_described_and_nothing_else() -> None:
    described = {
        (model, field) for model, fields in all_field_words().items() for field in fields
    }
    declared = {
        (owner.__name__, field)
        for model in models()
        for owner in model.__mro__
        for field in getattr(owner, "__annotations__", {})
        if field in model.model_fields
    }
    assert described == declared


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_example_of_a_field_is_a_value_of_it(model: Any) -> None:
    for name, words in field_words(model).items():
        assert words.description["en"].endswith(".") and words.description["ja"].endswith("。")
        info = model.model_fields[name]
        TypeAdapter(info.rebuild_annotation()).validate_python(words.example)


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_word_of_an_example_is_in_its_list(model: Any) -> None:
    for name, (kind, word_list) in field_kinds(model).items():
        example = field_words(model)[name].example
        if kind == "word":
            assert set([example] if isinstance(example, str) else example) <= set(WORDS[word_list])


def test_the_words_that_models_fix_are_the_words_of_their_lists() -> None:
    fixed = 0
    for kind in vars(case_module).values():
        marks = [mark for mark in getattr(kind, "__metadata__", ()) if isinstance(mark, In)]
        if marks and get_origin(get_args(kind)[0]) is Literal:
            fixed += 1
            assert set(get_args(get_args(kind)[0])) == set(WORDS[marks[0].list]), marks[0].list
    assert fixed >= 10


def test_the_schema_offers_labels_in_both_languages() -> None:
    text = json.dumps(case_schema(WORDS), ensure_ascii=False)
    assert "Linkerd" in text and "本番稼働" in text and "x-words" not in text
    assert Case.model_fields.keys() == case_schema(WORDS)["properties"].keys()
