"""The description of the API in OpenAPI 3.1, made from the models and the tables.

What a case, a profile or a sheet of features holds is the schema of their files; what a row of a
list holds is the schema of its table.
"""

from __future__ import annotations

from typing import Any

from meshbook.exports.dataset import TABLES, Dataset
from meshbook.exports.dictionary import LICENCE, object_schema
from meshbook.exports.endpoints import ENDPOINTS, ROOT, Endpoint
from meshbook.exports.table import Table
from meshbook.languages import LANGUAGES
from meshbook.model.vocabulary import Vocabulary
from meshbook.pages.strings import strings
from meshbook.paths import FileKind
from meshbook.reading.schema import DIALECT, MODELS, schema_of

_PREFIX = "#/$defs/"
_COMPONENTS = "#/components/schemas/"
_KINDS: tuple[FileKind, ...] = ("case", "profile", "feature")
"""The hand-written files that the API gives whole."""


def openapi(dataset: Dataset) -> dict[str, Any]:
    """The whole description as plain data."""
    library = dataset.library
    site_url = library.settings.site_url
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": {
            "title": "Meshbook",
            "version": "1.0.0",
            "summary": strings("en")["data.package.title"],
            "description": _said("api.promise_text"),
            "license": {"name": LICENCE["title"], "identifier": LICENCE["name"]},
        },
        "servers": [{"url": f"{site_url}/{ROOT.rstrip('/')}" if site_url else "."}],
        "paths": {f"/{each.path}": {"get": _operation(each)} for each in ENDPOINTS},
        "components": {"schemas": _schemas(library.catalog.vocabulary)},
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    content = {"application/json": {"schema": _answer(endpoint)}}
    operation = {
        "operationId": endpoint.name,
        "summary": strings("en")[f"data.api.{endpoint.name}"],
        "description": _said(f"api.{endpoint.name}"),
        "responses": {"200": {"description": _said(f"api.{endpoint.name}"), "content": content}},
    }
    return {**operation, "parameters": [_parameter(endpoint.parameter)]} if (
        endpoint.parameter
    ) else operation


def _parameter(name: str) -> dict[str, Any]:
    kind = {"type": "integer", "minimum": 1} if name == "page" else {"type": "string"}
    return {
        "name": name, "in": "path", "required": True,
        "description": _said(f"parameter.{name}"), "schema": kind,
    }  # fmt: skip


def _answer(endpoint: Endpoint) -> dict[str, Any]:
    gives = endpoint.gives
    if isinstance(gives, Table):
        page = {"page": {"type": "integer"}} if endpoint.parameter == "page" else {}
        return _list({"$ref": f"{_COMPONENTS}{row_name(gives)}"}, page)
    return {"$ref": f"{_COMPONENTS}{gives}"}


def row_name(table: Table) -> str:
    """What the schema of a row of ``table`` is called."""
    return f"{table.name.title()}Row"


def _schemas(words: Vocabulary) -> dict[str, Any]:
    schemas: dict[str, Any] = {}
    for kind in _KINDS:
        whole = _rebased(schema_of(kind, words))
        schemas |= whole.pop("$defs")
        schemas[MODELS[kind].__name__] = {k: v for k, v in whole.items() if k != "$schema"}
    schemas |= {row_name(table): object_schema(table) for table in TABLES.values()}
    text, count = {"type": "string"}, {"type": "integer", "minimum": 0}
    texts = {"type": "array", "items": text}
    case, mesh = {"slug": text, "path": text, "case": _ref("Case")}, {
        "id": text, "path": text, "cases": texts,
        "profile": _ref("Profile"), "features": _ref("FeatureSheet"),
    }  # fmt: skip
    term = _object({"id": text, "en": text, "ja": text})
    study = _object({"study": text, "path": text, "measurements": count})
    index = {
        "version": {"const": "v1"}, "as_of": {"type": "string", "format": "date"},
        "licence": text, "documentation": text, "openapi": text,
        "counts": {"type": "object", "additionalProperties": count},
        "paths": texts, "templates": texts,
    }  # fmt: skip
    lists = {"type": "object", "additionalProperties": {"type": "array", "items": term}}
    return schemas | {
        "Index": _object({"data": _object(index)}),
        "CaseFile": _object({"data": _object(case)}),
        "MeshFile": _object({"data": _object(mesh, optional=("profile", "features"))}),
        "ClaimPages": _list(text, {"claims": count, "per_page": count}),
        "MeasurementFiles": _list(study),
        "Vocabulary": _object({"data": lists}),
    }


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"{_COMPONENTS}{name}"}


def _list(item: dict[str, Any], beside: dict[str, Any] | None = None) -> dict[str, Any]:
    count, data = {"type": "integer", "minimum": 0}, {"type": "array", "items": item}
    return _object({"count": count, "data": data, **(beside or {})})


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """An object that readers have to expect more fields in."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def _rebased(schema: Any) -> Any:
    """``schema`` with its parts where the components of the description are.

    What refuses unknown fields in a file that somebody writes would break readers of the API.
    """
    if isinstance(schema, list):
        return [_rebased(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: value.replace(_PREFIX, _COMPONENTS, 1) if name == "$ref" else _rebased(value)
        for name, value in schema.items()
        if (name, value) != ("additionalProperties", False)
    }


def _said(key: str) -> str:
    return "\n\n".join(strings(language)[f"data.{key}"] for language in LANGUAGES)
