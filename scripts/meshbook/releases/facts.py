"""The facts of a catalogue, flat, so that two states of it can be held against each other.

What says how a record came about (when it was read again, which warnings stand) is no fact.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from meshbook.model.case import Case
from meshbook.model.catalog import BenchmarkData, Catalog
from meshbook.model.plain import plain
from meshbook.model.profile import Profile
from meshbook.model.release import CASE, Facts

NO_FACTS = frozenset({
    "verified", "next_check", "reviewed", "confirmation", "corrections", "renamed", "waivers",
    "accessed",
})  # fmt: skip
"""Fields about the making of a record, wherever they stand."""
MESH, STUDY, FEATURE = "meshes/", "benchmarks/", "features/"


def facts_of(catalog: Catalog) -> dict[str, dict[str, str]]:
    """JSON texts by key by record, in the order of their names."""
    found = dict(_records(catalog))
    return {record: found[record] for record in sorted(found)}


def as_table(facts: Facts) -> bytes:
    """The facts as lines of record, key and value, parted by tabs; packed by gzip."""
    lines = (f"{record}\t{key}\t{value}\n" for record in facts
             for key, value in facts[record].items())  # fmt: skip
    return gzip.compress("".join(lines).encode(), 9, mtime=0)


def _records(catalog: Catalog) -> Iterator[tuple[str, dict[str, str]]]:
    for slug, case in catalog.cases.items():
        yield from facts_with_claims(f"{CASE}{slug}", case)
    for name, profile in catalog.profiles.items():
        yield from facts_with_claims(f"{MESH}{name}", profile)
    for sheet in catalog.features.values():
        yield f"{FEATURE}{sheet.id}", {"cells": json.dumps(len(sheet.cells))}
        for cell in sheet.cells:
            yield f"{FEATURE}{sheet.id}#{cell.feature}", dict(sorted(_flat(plain(cell))))
    for name, data in catalog.benchmarks.items():
        yield f"{STUDY}{name}", _study(data)


def facts_with_claims(
    name: str, record: Case | Profile
) -> Iterator[tuple[str, dict[str, str]]]:
    """The claims of a record as records of their own (``name#id``), then the rest of it."""
    whole = plain(record)
    for loc, claim in reversed(list(record.claims())):  # a claim within another comes after it
        yield f"{name}#{claim.id}", dict(sorted(_flat(_taken_out(whole, loc))))
    yield name, dict(sorted(_flat(whole)))


def _taken_out(whole: Any, loc: Iterable[str | int]) -> Any:
    """The value at ``loc``, whose place is left empty, so that later places stay right."""
    *way, last = loc
    for step in way:
        whole = whole[step]
    value, whole[last] = whole[last], None
    return value


def _study(data: BenchmarkData) -> dict[str, str]:
    """What a person wrote of a study, and of its figures how many there are and their sum."""
    figures = repr(data.tables.measurements).encode()
    counted = {
        "figures.count": json.dumps(len(data.tables.measurements)),
        "figures.sha256": json.dumps(hashlib.sha256(figures).hexdigest()),
    }
    return dict(sorted([*_flat(plain(data.source)), *counted.items()]))


def _flat(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every leaf with the way to it; a list of plain values is one leaf."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in NO_FACTS:
                yield from _flat(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list) and any(isinstance(item, dict | type(None)) for item in value):
        for index, inner in enumerate(value):
            yield from _flat(inner, f"{key}.{index}")
    elif value is not None and value != []:
        yield key, json.dumps(value, ensure_ascii=False)
