"""The tables as files: CSV and JSON agree, have the numbers of the page, and keep their schema."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from meshbook.analysis.counts import Adoption
from meshbook.exports import adoption as exports
from meshbook.pages.library import Library
from sample_library import library_of

TABLES = tuple(exports.paths())


@pytest.fixture(scope="module")
def files(library: Library) -> dict[str, bytes]:
    """Every file by its path."""
    return {each.path: each.render() for each in exports.files(library)}


def table(files: dict[str, bytes], name: str) -> list[dict[str, Any]]:
    return json.loads(files[f"{exports.paths()[name]}.json"])["rows"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_json_say_the_same(files: dict[str, bytes], name: str) -> None:
    text = files[f"{exports.paths()[name]}.csv"].decode()
    told = list(csv.DictReader(io.StringIO(text)))
    rows = table(files, name)
    assert len(told) == len(rows) > 0
    for line, row in zip(told, rows, strict=True):
        spelt = {
            key: " ".join(value) if isinstance(value, list) else "" if value is None else str(value)
            for key, value in row.items()
        }
        assert line == spelt


@pytest.mark.parametrize("name", TABLES)
def test_json_keeps_its_schema(files: dict[str, bytes], name: str) -> None:
    schema = json.loads(files[f"schema/{exports.SCHEMA}"])
    Draft202012Validator.check_schema(schema)
    value = json.loads(files[f"{exports.paths()[name]}.json"])
    assert list(Draft202012Validator(schema).iter_errors(value)) == []


@pytest.mark.parametrize("name", TABLES)
def test_a_count_is_the_number_of_its_cases(files: dict[str, bytes], name: str) -> None:
    for row in table(files, name):
        if "count" in row:
            assert row["count"] == len(row["cases"])


def test_files_and_page_have_the_same_numbers(
    files: dict[str, bytes], adoption: Adoption
) -> None:
    flows = {(row["from"], row["to"]): row["count"] for row in table(files, "flows")}
    assert flows == {(flow.source, flow.target): len(flow.cases) for flow in adoption.flows}
    for name in exports.TALLIES:
        told = {(row["word"], row["counted"]): row["count"] for row in table(files, name)}
        assert told == {
            (tally.word, column): len(slugs)
            for tally in getattr(adoption, name)
            for column, slugs in tally.columns.items()
        }


def test_an_empty_catalogue_has_empty_tables() -> None:
    files = {each.path: each.render() for each in exports.files(library_of({}))}
    for path in exports.paths().values():
        assert json.loads(files[f"{path}.json"])["rows"] == []
        assert files[f"{path}.csv"].count(b"\n") == 1
