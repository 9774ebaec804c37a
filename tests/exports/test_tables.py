"""The tables say the same in every form, and what every column means."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow.parquet as pq
import pytest
from jsonschema import Draft202012Validator

from meshbook.exports.database import PATH, database
from meshbook.exports.dataset import TABLES, Dataset
from meshbook.exports.table import Column, Table
from meshbook.exports.tables import FOLDER, PACKAGE, as_csv, as_parquet
from meshbook.model.catalog import Catalog
from meshbook.pages.library import Library
from meshbook.pages.strings import strings
from meshbook.settings import Settings

HARM = ("=HYPERLINK(\"https://example.com/\",\"x\")", "-1+1|cmd")
every_table = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)


@pytest.fixture
def opened(files: Mapping[str, bytes]) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(files[PATH])
    yield connection
    connection.close()


def lines(files: Mapping[str, bytes], table: Table) -> list[dict[str, Any]]:
    content = files[f"{FOLDER}/{table.name}.jsonl"].decode()
    return [json.loads(line) for line in content.split("\n") if line]


def as_cell(column: Column, value: Any) -> str:
    """What the CSV has for ``value``."""
    if value is None:
        return ""
    if column.kind == "list":
        return " ".join(value)
    if column.kind == "boolean":
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text[:1] in ("=", "+", "-", "@") else text


@every_table
def test_csv_and_json_lines_have_the_same_rows(table: Table, files: Mapping[str, bytes]) -> None:
    told = list(csv.reader(io.StringIO(files[f"{FOLDER}/{table.name}.csv"].decode(), newline="")))
    assert told[0] == table.names
    rows = lines(files, table)
    assert rows and all(list(row) == table.names for row in rows)
    assert told[1:] == [
        [as_cell(column, row[column.name]) for column in table.columns] for row in rows
    ]


@every_table
def test_parquet_and_json_lines_have_the_same_rows(
    table: Table, files: Mapping[str, bytes]
) -> None:
    read = pq.read_table(io.BytesIO(files[f"{FOLDER}/{table.name}.parquet"]))
    assert read.column_names == table.names
    assert read.to_pylist() == lines(files, table)


@every_table
def test_the_database_and_json_lines_have_the_same_rows(
    table: Table, files: Mapping[str, bytes], opened: sqlite3.Connection
) -> None:
    told = opened.execute(f'SELECT * FROM "{table.name}"').fetchall()
    lists = {column.name for column in table.columns if column.kind == "list"}
    rows = [
        {name: json.loads(value) if name in lists else value
         for name, value in zip(table.names, row, strict=True)}
        for row in told
    ]  # fmt: skip
    assert rows == lines(files, table)


@every_table
def test_every_row_is_as_its_schema_says(table: Table, files: Mapping[str, bytes]) -> None:
    validator = Draft202012Validator(json.loads(files[f"{FOLDER}/{table.name}.schema.json"]))
    for row in lines(files, table)[:2000]:
        assert list(validator.iter_errors(row)) == []
    assert list(validator.iter_errors({name: object for name in table.names[1:]}))


@every_table
def test_no_key_comes_twice_and_every_reference_lands(
    table: Table, files: Mapping[str, bytes]
) -> None:
    rows = lines(files, table)
    keys = [tuple(row[name] for name in table.key) for row in rows]
    assert len(set(keys)) == len(keys)
    for column in table.columns:
        if column.of:
            known = {row[TABLES[column.of].key[0]] for row in lines(files, TABLES[column.of])}
            assert {row[column.name] for row in rows} <= known


def test_the_keys_of_the_database_hold(opened: sqlite3.Connection) -> None:
    assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
    assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@every_table
def test_every_column_is_explained_in_both_languages_everywhere(
    table: Table, files: Mapping[str, bytes], opened: sqlite3.Connection
) -> None:
    package = json.loads(files[PACKAGE])
    resource = next(each for each in package["resources"] if each["name"] == table.name)
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    schema = json.loads(files[f"{FOLDER}/{table.name}.schema.json"])["properties"]
    parquet = pq.read_schema(io.BytesIO(files[f"{FOLDER}/{table.name}.parquet"]))
    query = "SELECT description, description_ja FROM data_dictionary WHERE table_name=? AND "
    assert list(fields) == list(schema) == parquet.names == table.names
    for name in table.names:
        both = fields[name]["description"], fields[name]["description_ja"]
        assert both[0].isascii() or "–" in both[0]
        assert both[1].endswith(("。", "）"))
        assert schema[name]["description"] == "\n\n".join(both)
        told = parquet.field(name).metadata
        assert (told[b"description"].decode(), told[b"description_ja"].decode()) == both
        row = opened.execute(f"{query} column_name=?", (table.name, name)).fetchall()
        assert row == [both]


def test_no_explanation_is_of_a_column_that_no_table_has() -> None:
    used = {f"any.{name}" for table in TABLES.values() for name in table.names}
    used |= {f"{table.name}.{name}" for table in TABLES.values() for name in table.names}
    told = {key.removeprefix("data.column.") for key in strings("en") if "data.column." in key}
    assert told <= used


def test_the_package_names_files_that_are_there(files: Mapping[str, bytes]) -> None:
    package = json.loads(files[PACKAGE])
    folder = PACKAGE.rpartition("/")[0]
    assert {each["name"] for each in package["resources"]} == TABLES.keys()
    for each in package["resources"]:
        assert f"{folder}/{each['path']}" in files
        assert ".." not in each["path"] and not each["path"].startswith("/")
        for foreign in each["schema"].get("foreignKeys", ()):
            target = TABLES[foreign["reference"]["resource"]]
            assert foreign["reference"]["fields"] == target.key[0]
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


def test_a_text_that_a_spreadsheet_would_run_is_text_in_csv_alone(
    files: Mapping[str, bytes],
) -> None:
    table = TABLES["cases"]
    told = csv.DictReader(io.StringIO(files[f"{FOLDER}/cases.csv"].decode(), newline=""))
    row = next(row for row in told if row["slug"] == "zz-hostile")
    assert (row["title_en"], row["title_ja"]) == tuple(f"'{text}" for text in HARM)
    plain = next(row for row in lines(files, table) if row["slug"] == "zz-hostile")
    assert (plain["title_en"], plain["title_ja"]) == HARM


def test_the_forms_of_a_quantity_are_told_apart(files: Mapping[str, bytes]) -> None:
    rows = {row["id"]: row for row in lines(files, TABLES["claims"])}
    found = {
        name: [rows[f"zz-hostile#{name}"][f"value_{part}"] for part in ("is", "number", "low",
                                                                      "high", "en", "ja")]
        for name in ("pods", "few", "silent")
    }  # fmt: skip
    assert found == {
        "pods": ["range", None, 10, 50, "10–50", "10〜50"],
        "few": ["below", None, None, 5, "less than 5", "5未満"],
        "silent": ["undisclosed", None, None, None, "Undisclosed", "非公開"],
    }


def test_the_tables_have_as_many_rows_as_the_files_they_are_made_from(
    catalog: Catalog, files: Mapping[str, bytes]
) -> None:
    cases = catalog.cases.values()
    expected = {
        "cases": len(catalog.cases),
        "claims": sum(len(list(case.claims())) for case in cases),
        "sources": sum(len(case.sources) for case in cases),
        "releases": sum(len(profile.releases) for profile in catalog.profiles.values()),
        "features": sum(len(sheet.cells) for sheet in catalog.features.values()),
        "studies": len(catalog.benchmarks),
        "runs": sum(len(data.tables.runs) for data in catalog.benchmarks.values()),
        "measurements": sum(len(data.tables.measurements) for data in catalog.benchmarks.values()),
    }
    assert {name: len(lines(files, TABLES[name])) for name in expected} == expected


def test_the_same_data_gives_the_same_bytes(catalog: Catalog, files: Mapping[str, bytes]) -> None:
    again = Dataset(Library(catalog, Settings.of("https://meshbook.example", "", "")))
    assert database(again) == files[PATH]
    for name in ("cases", "claims", "measurements"):
        assert as_csv(again, TABLES[name]) == files[f"{FOLDER}/{name}.csv"]
        assert as_parquet(again, TABLES[name]) == files[f"{FOLDER}/{name}.parquet"]
