"""The adopters directory as files: ``data/adopters/adopters.csv`` and ``adopters.json``.

The CSV has a row an entry of a list; the JSON has the organisations with their entries, the
lists, and what was left out. The form of the JSON is versioned (``FORMAT``) and described in
``schema/adopters.schema.json``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial
from importlib.resources import files as resources
from typing import Any

from meshbook.adopters.directory import Adopter, Entry, Excluded
from meshbook.artifacts import Artifact
from meshbook.exports.json_text import document
from meshbook.model.catalog import BenchmarkData
from meshbook.model.values import Text
from meshbook.pages.library import Library

FORMAT = "meshbook-adopters/1"
FOLDER = "data/adopters"
SCHEMA = "adopters.schema.json"
COMPILATION = "CC-BY-4.0"
"""The licence of the compilation; what is said of each list stands beside it."""

COLUMNS = (
    "organisation", "list", "name", "item", "claim", "mesh", "url", "first_listed", "last_seen",
    "no_longer_listed_since", "added_by", "removed_by", "note",
)  # fmt: skip


def files(library: Library) -> Iterator[Artifact]:
    """Both files and the schema, where any list has been read."""
    if not library.adopters.adopters:
        return
    schema = resources("meshbook.exports").joinpath(SCHEMA)
    yield Artifact(f"schema/{SCHEMA}", schema.read_bytes)
    yield Artifact(f"{FOLDER}/adopters.csv", partial(_csv, library), "adopters")
    yield Artifact(f"{FOLDER}/adopters.json", partial(_json, library), "adopters")


def _csv(library: Library) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(library))
    return text.getvalue().encode()


def rows(library: Library) -> Iterator[list[str | None]]:
    """The cells of every entry of every list, in the order of ``COLUMNS``."""
    for adopter in library.adopters.adopters:
        for entry in adopter.entries:
            yield [adopter.name, *_cells(entry)]


def _json(library: Library) -> bytes:
    found = library.adopters
    value = {
        "format": FORMAT,
        "grade": "E5",
        "lists": [_list(each) for each in library.catalog.adopters.values()],
        "organisations": [_organisation(adopter) for adopter in found.adopters],
        "left_out": [_excluded(each) for each in found.excluded],
    }
    return document(value)


def _list(data: BenchmarkData) -> dict[str, Any]:
    source = data.source
    return {
        "id": data.source_id,
        "title": _both(source.title),
        "url": source.url,
        "kept_by": source.trust.run_by,
        "licence": {
            "upstream": source.licence,
            "redistribute": source.redistribute,
            "compilation": COMPILATION,
        },
    }


def _organisation(adopter: Adopter) -> dict[str, Any]:
    return {
        "name": adopter.name,
        "name_ja": adopter.name_ja,
        "claims": list(adopter.claims),
        "listed": adopter.is_listed,
        "cases": list(adopter.cases),
        "entries": [_entry(entry) for entry in adopter.entries],
    }


def _excluded(excluded: Excluded) -> dict[str, Any]:
    return {**_entry(excluded.entry), "reason": _both(excluded.decision.reason)}


def _entry(entry: Entry) -> dict[str, str | None]:
    return dict(zip(COLUMNS[1:], _cells(entry), strict=True))


def _cells(entry: Entry) -> list[str | None]:
    row = entry.listing
    return [
        entry.list, row.name, row.item or None, row.claim, row.mesh, row.url, row.first, entry.seen,
        row.removed, row.added_by, row.removed_by, row.note,
    ]  # fmt: skip


def _both(text: Text) -> dict[str, str | None]:
    return {"en": text.get("en"), "ja": text.get("ja")}
