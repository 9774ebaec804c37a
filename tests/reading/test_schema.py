"""The JSON Schema and the field texts say the same as the models."""

from __future__ import annotations

import json
import re
from typing import Any, Literal, get_args, get_origin

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

import meshbook.model.case as case_module
from meshbook.model.values import In
from meshbook.model.walk import field_kinds, models
from meshbook.paths import CASES, FEATURES, PROFILES, SCHEMAS, WRITEUPS, FileKind
from meshbook.reading.field_words import all_field_words, field_words
from meshbook.reading.schema import MODELS, schema_name, schema_of, schema_text
from meshbook.reading.tree import read_tree
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.reading.written import read_written
from meshbook.rules.codes import code_book
from sample_cases import PROJECT, as_yaml, sample_case
from sample_features import sample_sheet
from sample_profiles import sample_profile
from sample_writeups import sample_writeup

WORDS = read_vocabulary(PROJECT / "cases" / "_words")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
VALIDATORS = {kind: Draft202012Validator(schema_of(kind, WORDS)) for kind in MODELS}
VALIDATOR = VALIDATORS["case"]
FOLDERS: dict[FileKind, str] = {
    "case": CASES, "writeup": WRITEUPS, "profile": PROFILES, "feature": FEATURES,
}  # fmt: skip
REAL = [
    (kind, path)
    for kind, folder in FOLDERS.items()
    for path in sorted((PROJECT / folder).glob("*.yaml"))
]
DESCRIBED = list(dict.fromkeys(model for whole in MODELS.values() for model in models(whole)))
every_kind = pytest.mark.parametrize("kind", MODELS)
every_model = pytest.mark.parametrize("model", DESCRIBED, ids=lambda model: model.__name__)
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


@every_kind
def test_the_schema_is_one_by_the_metaschema(kind: FileKind) -> None:
    Draft202012Validator.check_schema(schema_of(kind, WORDS))


@every_kind
def test_the_committed_schema_is_current(kind: FileKind) -> None:
    committed = (PROJECT / SCHEMAS / schema_name(kind)).read_text(encoding="utf-8")
    assert committed == schema_text(kind, WORDS)


@every_kind
def test_the_schema_has_a_title_and_names_itself_only_where_it_has_an_address(
    kind: FileKind,
) -> None:
    assert schema_of(kind, WORDS)["title"].startswith("Meshbook ")
    assert "$id" not in schema_of(kind, WORDS)
    address = "https://www.example.org/s.json"
    assert schema_of(kind, WORDS, address)["$id"] == address


@pytest.mark.parametrize("code", OF_CASES, ids=lambda code: code.id)
def test_every_good_example_fits_the_schema(code: Any) -> None:
    VALIDATOR.validate(as_editor_reads(sample_case(code.good.get("change"))))


@pytest.mark.parametrize("code", SHAPE, ids=lambda code: code.id)
def test_faults_of_shape_and_unknown_words_do_not_fit_the_schema(code: Any) -> None:
    assert not VALIDATOR.is_valid(as_editor_reads(sample_case(code.bad["change"])))


@pytest.mark.parametrize(("kind", "path"), REAL, ids=lambda each: getattr(each, "stem", each))
def test_every_real_file_fits_its_schema(kind: FileKind, path: Any) -> None:
    data, _ = read_tree(path.name, path.read_text(encoding="utf-8"))
    errors = [error.message for error in VALIDATORS[kind].iter_errors(as_editor_reads(data))]
    assert errors == []


@pytest.mark.parametrize(("kind", "sample", "changes"), [
    ("writeup", sample_writeup, {"limits": []}),
    ("writeup", sample_writeup, {"sections": {"0": {"passages": {"0": {"claims": ["stage"]}}}}}),
    ("writeup", sample_writeup, {"author": "A. Person"}),
    ("profile", sample_profile, {"history": {"0": {"kind": "birthday"}}}),
    ("profile", sample_profile, {"mesh": "no-such-mesh"}),
    ("profile", sample_profile, {"verified": "yesterday"}),
    ("feature", sample_sheet, {"cells": {"0": {"answer": "perhaps"}}}),
    ("feature", sample_sheet, {"cells": {"0": {"feature": "teleportation"}}}),
    ("feature", sample_sheet, {"cells": {"0": {"source": {"read": "cited"}}}}),
])  # fmt: skip
def test_a_fault_of_a_write_up_or_profile_does_not_fit_the_schema(
    kind: FileKind, sample: Any, changes: dict[str, Any]
) -> None:
    VALIDATORS[kind].validate(as_editor_reads(sample()))
    assert not VALIDATORS[kind].is_valid(as_editor_reads(sample(changes)))


def test_a_file_may_begin_with_the_line_by_which_an_editor_finds_its_schema() -> None:
    for kind, sample in (("writeup", sample_writeup), ("profile", sample_profile)):
        head = f"# yaml-language-server: $schema=../schema/{schema_name(kind)}\n"
        content = (head + as_yaml(sample())).encode()
        file = read_written(MODELS[kind], f"{kind}.yaml", content)
        assert file.record is not None and file.problems == ()


def test_every_profile_leads_an_editor_to_its_schema() -> None:
    for path in (PROJECT / PROFILES).glob("*.yaml"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert schema.resolve() == PROJECT / SCHEMAS / schema_name("profile"), path.name


def test_every_field_of_every_model_is_described_and_nothing_else() -> None:
    described = {
        (model, field) for model, fields in all_field_words().items() for field in fields
    }
    declared = {
        (owner.__name__, field)
        for model in DESCRIBED
        for owner in model.__mro__
        for field in getattr(owner, "__annotations__", {})
        if field in model.model_fields
    }
    assert described == declared


@every_model
def test_every_example_of_a_field_is_a_value_of_it(model: Any) -> None:
    for name, words in field_words(model).items():
        assert words.description["en"].endswith(".") and words.description["ja"].endswith("。")
        info = model.model_fields[name]
        TypeAdapter(info.rebuild_annotation()).validate_python(words.example)


@every_model
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
    text = json.dumps(schema_of("case", WORDS), ensure_ascii=False)
    assert "Linkerd" in text and "本番稼働" in text and "x-words" not in text


@every_kind
def test_the_schema_offers_every_field_of_the_file(kind: FileKind) -> None:
    assert MODELS[kind].model_fields.keys() == schema_of(kind, WORDS)["properties"].keys()
    assert "x-words" not in schema_text(kind, WORDS)
