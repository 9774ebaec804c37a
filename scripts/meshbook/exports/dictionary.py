"""What every column is: the data dictionary as a data package, JSON Schemas and plain texts.

The package follows Frictionless Data Package 1, which asks for paths beside or below its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meshbook.exports.dataset import TABLES, Dataset
from meshbook.exports.table import Column, Kind, Table, meaning
from meshbook.pages.strings import strings
from meshbook.reading.schema import DIALECT

LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}
PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
LIST_MARK = " "
"""What parts the ids of a list in CSV."""

_FRICTIONLESS: Mapping[Kind, str] = {
    "integer": "integer", "number": "number", "boolean": "boolean",
}  # fmt: skip
_JSON: Mapping[Kind, Mapping[str, Any]] = {
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "list": {"type": "array", "items": {"type": "string"}},
    "date": {"type": "string", "pattern": PARTIAL_DATE},
}


def described(table: Table, column: Column) -> dict[str, str]:
    """What a column means in both languages, its unit and its word list, where it has them."""
    told = {
        "description": meaning(table.name, column.name, strings("en")),
        "description_ja": meaning(table.name, column.name, strings("ja")),
        "unit": column.unit,
        "unit_in": column.unit_in,
        "vocabulary": column.words,
    }
    return {name: words for name, words in told.items() if words}


def title(table: Table) -> dict[str, str]:
    """What a table has a row for, in both languages."""
    key = f"data.table.{table.name}"
    return {"description": strings("en")[key], "description_ja": strings("ja")[key]}


def row_schema(table: Table, site_url: str | None = None) -> dict[str, Any]:
    """The JSON Schema of a line of the table in JSON Lines, and of a row in the API."""
    name = f"data/tables/{table.name}.schema.json"
    own = {"$id": f"{site_url}/{name}"} if site_url else {}
    return {"$schema": DIALECT, **own, "title": table.name, **object_schema(table)}


def object_schema(table: Table) -> dict[str, Any]:
    """The same as a part of another document."""
    return {
        "type": "object",
        "description": _both(title(table)),
        "properties": {column.name: _property(table, column) for column in table.columns},
        "required": table.names,
    }


def data_package(dataset: Dataset) -> dict[str, Any]:
    """``datapackage.json``: every table as a resource, with its columns and keys."""
    site_url = dataset.library.settings.site_url
    home = {"homepage": f"{site_url}/data/"} if site_url else {}
    return {
        "profile": "tabular-data-package",
        "name": "meshbook",
        "title": strings("en")["data.package.title"],
        "description": strings("en")["data.package.description"],
        "title_ja": strings("ja")["data.package.title"],
        "description_ja": strings("ja")["data.package.description"],
        "version": dataset.library.catalog.today.isoformat(),
        "licenses": [LICENCE],
        **home,
        "resources": [_resource(table) for table in TABLES.values()],
    }


def _resource(table: Table) -> dict[str, Any]:
    foreign = [
        {
            "fields": column.name,
            "reference": {"resource": column.of, "fields": TABLES[column.of].key[0]},
        }
        for column in table.columns
        if column.of
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        **title(table),
        "path": f"tables/{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(table, column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    field = {"name": column.name, "type": _FRICTIONLESS.get(column.kind, "string")}
    constraints: dict[str, Any] = {"required": True} if column.name in table.key else {}
    if column.kind == "date":
        constraints["pattern"] = PARTIAL_DATE[1:-1]
    told = {**field, **described(table, column)}
    if column.kind == "list":
        told["separator"] = LIST_MARK
    return {**told, "constraints": constraints} if constraints else told


def _property(table: Table, column: Column) -> dict[str, Any]:
    told = described(table, column)
    form = dict(_JSON.get(column.kind, {"type": "string"}))
    if column.name not in table.key and column.kind != "list":
        form["type"] = [form["type"], "null"]
    marks = {f"x-{name}": told[name] for name in ("unit", "unit_in", "vocabulary") if name in told}
    return {**form, "description": _both(told), **marks}


def _both(told: Mapping[str, str]) -> str:
    return f"{told['description']}\n\n{told['description_ja']}"
