"""The API: described as it is, complete, and the same as the files it is made from."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from meshbook.exports.endpoints import ENDPOINTS, ROOT
from meshbook.languages import LANGUAGES
from meshbook.model.case import Case
from meshbook.model.catalog import Catalog
from meshbook.model.profile import Profile
from meshbook.pages.strings import strings
from meshbook.reading.schema import schema_of

every_endpoint = pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda each: each.name)


@pytest.fixture(scope="session")
def answers(files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        path.removeprefix(ROOT): json.loads(content)
        for path, content in files.items()
        if path.startswith(ROOT)
    }


def asked(path: str, answers: Mapping[str, Any]) -> list[str]:
    """The addresses that ``path`` stands for."""
    pattern = re.compile(re.sub(r"\{\w+\}", r"[^/]+", path.replace(".", r"\.")))
    return [each for each in answers if pattern.fullmatch(each)]


def test_the_description_is_openapi_3_1(answers: dict[str, Any]) -> None:
    validate(answers["openapi.json"])
    assert answers["openapi.json"]["openapi"].startswith("3.1")


@every_endpoint
def test_every_answer_is_as_described(endpoint: Any, answers: dict[str, Any]) -> None:
    whole = answers["openapi.json"]
    operation = whole["paths"][f"/{endpoint.path}"]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**schema, "components": whole["components"]})
    found = asked(endpoint.path, answers)
    assert found
    for path in found:
        answer = answers[path]
        if endpoint.name == "study":  # tens of thousands of rows of one form
            answer = {**answer, "data": answer["data"][:50]}
        assert list(validator.iter_errors(answer)) == [], path


def test_a_wrong_answer_would_be_noticed(answers: dict[str, Any]) -> None:
    whole = answers["openapi.json"]
    schema = {"$ref": "#/components/schemas/CaseFile", "components": whole["components"]}
    answer = json.loads(json.dumps(answers["cases/abema.json"]))
    answer["data"]["case"]["sources"] = []
    assert list(Draft202012Validator(schema).iter_errors(answer))


def test_every_file_is_of_an_address_that_is_described(answers: dict[str, Any]) -> None:
    described = {path for each in ENDPOINTS for path in asked(each.path, answers)}
    assert described == answers.keys() - {"openapi.json"}


def test_readers_are_told_nowhere_that_no_field_will_be_added(answers: dict[str, Any]) -> None:
    assert '"additionalProperties": false' not in json.dumps(answers["openapi.json"])


def test_parts_that_two_kinds_of_files_share_are_the_same(catalog: Catalog) -> None:
    seen: dict[str, Any] = {}
    for kind in ("case", "profile", "feature"):
        for name, part in schema_of(kind, catalog.vocabulary)["$defs"].items():
            assert seen.setdefault(name, part) == part, name


def test_a_case_read_back_from_its_answer_is_the_case(
    catalog: Catalog, answers: dict[str, Any]
) -> None:
    for slug, case in catalog.cases.items():
        assert Case.model_validate(answers[f"cases/{slug}.json"]["data"]["case"]) == case, slug


def test_a_profile_read_back_from_its_answer_is_the_profile(
    catalog: Catalog, answers: dict[str, Any]
) -> None:
    for name, profile in catalog.profiles.items():
        assert Profile.model_validate(answers[f"meshes/{name}.json"]["data"]["profile"]) == profile


def test_the_pages_of_claims_hold_every_claim_once(
    catalog: Catalog, answers: dict[str, Any]
) -> None:
    pages = [answers[path.removeprefix(ROOT)] for path in answers["claims.json"]["data"]]
    told = [row["id"] for page in pages for row in page["data"]]
    assert len(told) == answers["claims.json"]["claims"]
    assert told == [
        f"{slug}#{claim.id}" for slug, case in sorted(catalog.cases.items())
        for _, claim in case.claims()
    ]  # fmt: skip


def test_the_index_counts_what_the_lists_have(answers: dict[str, Any]) -> None:
    counts = answers["index.json"]["data"]["counts"]
    assert counts["cases"] == answers["cases.json"]["count"] == len(answers["cases.json"]["data"])
    assert counts["claims"] == answers["claims.json"]["claims"]
    assert counts["meshes"] == answers["meshes.json"]["count"]
    assert counts["studies"] == answers["studies.json"]["count"]


def test_every_path_that_the_api_names_is_there(
    answers: dict[str, Any], files: Mapping[str, bytes]
) -> None:
    index = answers["index.json"]["data"]
    rows = answers["measurements.json"]["data"]
    named = [*index["paths"], index["openapi"], *(row["path"] for row in rows)]
    assert [path for path in named if path not in files] == []
    for row in rows:
        study = answers[f"measurements/{row['study']}.json"]
        assert study["count"] == row["measurements"] == len(study["data"])


@every_endpoint
def test_every_address_is_explained_in_both_languages(endpoint: Any) -> None:
    for language in LANGUAGES:
        assert strings(language)[f"data.api.{endpoint.name}"]
        if endpoint.parameter:
            assert strings(language)[f"data.parameter.{endpoint.parameter}"]
