"""Every address in cases, write-ups, profiles and feature sheets, with where it stands.

With it go the copies that may stand in for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag

from meshbook.model.catalog import Catalog
from meshbook.model.values import Record
from meshbook.model.walk import marked
from meshbook.net.addresses import fault_of
from meshbook.paths import CASES, FEATURES, PROFILES, WRITEUPS
from meshbook.problems import Loc

COPIES = ("archived", "permalink")
"""The fields of a source that name a copy of what is at its ``url``, the more lasting first."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where an address stands: a file, the way to the field, and copies of the page.

    ``archivable`` says that the source has a field for an archived copy, ``is_archived`` that
    it is filled in.
    """

    path: str
    field: str
    copies: tuple[str, ...] = ()
    archivable: bool = False
    is_archived: bool = False


def cited(catalog: Catalog) -> dict[str, list[Citation]]:
    """Where each address stands, by address without fragment, in the order of the addresses.

    Addresses that may not be asked at all are left out: the check of the case names them.
    """
    found: dict[str, list[Citation]] = {}
    for path, record in _records(catalog):
        for loc, url in marked(record).urls:
            if fault_of(url) is None:
                found.setdefault(urldefrag(url).url, []).append(_citation(path, record, loc))
    return dict(sorted(found.items()))


def _records(catalog: Catalog) -> Iterator[tuple[str, Record]]:
    folders: tuple[tuple[str, Mapping[str, Record]], ...] = (
        (CASES, catalog.cases),
        (WRITEUPS, catalog.writeups),
        (PROFILES, catalog.profiles),
        (FEATURES, catalog.features),
    )
    for folder, records in folders:
        for name, record in records.items():
            yield f"{folder}/{name}.yaml", record


def _citation(path: str, record: Record, loc: Loc) -> Citation:
    field = ".".join(map(str, loc))
    if loc[-1] != "url":
        return Citation(path, field)
    source = _at(record, loc[:-1])
    copies = [getattr(source, name, None) for name in COPIES]
    return Citation(
        path,
        field,
        copies=tuple(copy for copy in copies if copy),
        archivable=hasattr(source, "archived"),
        is_archived=getattr(source, "archived", None) is not None,
    )


def _at(record: Any, loc: Loc) -> Any:
    for step in loc:
        record = getattr(record, str(step)) if isinstance(record, Record) else record[step]
    return record
