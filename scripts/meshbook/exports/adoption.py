"""The tables of the page of adoption as files: ``data/adoption/<table>.csv`` and ``.json``.

Every row names the cases that it counts. The form of the JSON is versioned (``FORMAT``) and
described in ``schema/adoption.schema.json``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib.resources import files as resources
from typing import Any

from meshbook.analysis.counts import Flow, Tally
from meshbook.analysis.spans import Span
from meshbook.artifacts import Artifact
from meshbook.exports.explorer_data import facet_label
from meshbook.exports.json_text import document
from meshbook.languages import LANGUAGES
from meshbook.pages.library import Library

FORMAT = "meshbook-adoption/1"
FOLDER = "data/adoption"
SCHEMA = "adoption.schema.json"

TALLIES = {
    "industries": "industry", "countries": "country", "starts": "year", "meshes": "mesh",
    "motives": "motive", "outcomes": "outcome",
}  # fmt: skip
"""The tallies by name, with the facet whose words they count."""

FLOWS = ("flows", "courses")
SPANS = ("to_production", "to_leaving")
Record = dict[str, Any]


def paths() -> dict[str, str]:
    """Where each table stands below the site's root, without its ending, by its name."""
    return {name: f"{FOLDER}/{name.replace('_', '-')}" for name in _TABLES}


def files(library: Library) -> Iterator[Artifact]:
    """Every table in both forms, and the schema."""
    schema = resources("meshbook.exports").joinpath(SCHEMA)
    yield Artifact(f"schema/{SCHEMA}", schema.read_bytes)
    for name, path in paths().items():
        yield Artifact(f"{path}.csv", partial(_csv, library, name), "cases")
        yield Artifact(f"{path}.json", partial(_json, library, name), "cases")


def records(library: Library, name: str) -> list[Record]:
    """The rows of a table; ``cases`` are slugs."""
    rows, _ = _TABLES[name]
    return list(rows(library, name))


def _tally(library: Library, name: str) -> Iterator[Record]:
    tallies: Sequence[Tally] = getattr(library.adoption, name)
    for tally in tallies:
        labels = {
            f"label_{language}": facet_label(TALLIES[name], tally.word, library.renderers[language])
            for language in LANGUAGES
        }
        for column, slugs in tally.columns.items():
            yield {"word": tally.word, **labels, "counted": column, **_counted(slugs)}


def _flows(library: Library, name: str) -> Iterator[Record]:
    flows: Sequence[Flow] = getattr(library.adoption, name)
    for flow in flows:
        yield {"from": flow.source, "to": flow.target, **_counted(flow.cases)}


def _moves(library: Library, name: str) -> Iterator[Record]:
    for move in library.adoption.moves:
        yield {
            "case": move.slug,
            "claim": move.claim,
            "kind": move.kind,
            "from": move.mesh,
            "to": move.target,
            "date": None if move.date is None else str(move.date),
            "date_is": None if move.date is None else move.date_is,
        }


def _spans(library: Library, name: str) -> Iterator[Record]:
    spans: Sequence[Span] = getattr(library.adoption, name)
    for span in spans:
        yield {
            "case": span.slug,
            "mesh": span.mesh,
            "start": str(span.start.date),
            "start_is": span.start.date_is,
            "start_claim": span.start.claim,
            "end": str(span.end.date),
            "end_is": span.end.date_is,
            "end_claim": span.end.claim,
            "allows": span.allows,
            "at_least_days": span.at_least,
            "at_most_days": span.at_most,
        }


_TABLES: dict[str, tuple[Callable[[Library, str], Iterable[Record]], Sequence[str]]] = {
    **dict.fromkeys(FLOWS, (_flows, ("from", "to", "count", "cases"))),
    "moves": (_moves, ("case", "claim", "kind", "from", "to", "date", "date_is")),
    **dict.fromkeys(
        TALLIES, (_tally, ("word", "label_en", "label_ja", "counted", "count", "cases"))
    ),
    **dict.fromkeys(SPANS, (_spans, (
        "case", "mesh", "start", "start_is", "start_claim", "end", "end_is", "end_claim", "allows",
        "at_least_days", "at_most_days",
    ))),
}  # fmt: skip
"""The rows of each table and their columns, in the order of the CSV."""


def _counted(slugs: Sequence[str]) -> Record:
    return {"count": len(slugs), "cases": sorted(slugs)}


def _csv(library: Library, name: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    _, columns = _TABLES[name]
    writer.writerow(columns)
    for record in records(library, name):
        writer.writerow([_cell(record[column]) for column in columns])
    return text.getvalue().encode()


def _cell(value: object) -> object:
    return " ".join(value) if isinstance(value, list) else value


def _json(library: Library, name: str) -> bytes:
    value = {
        "format": FORMAT,
        "table": name.replace("_", "-"),
        "cases": len(library.adoption.cases),
        "rows": records(library, name),
    }
    return document(value)
