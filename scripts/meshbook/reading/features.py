"""Read the sheets of features, and add the cells that are made from data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from meshbook.model.catalog import Catalog
from meshbook.model.feature import Feature, FeatureCell, FeatureSheet, features_of
from meshbook.model.profile import Profile
from meshbook.reading.conformance_cells import SERIES, conformance_cell
from meshbook.reading.profile_cells import release_cell, statement_cell, support_cell
from meshbook.reading.written import WrittenFile, whole

_OF_PROFILE: Mapping[str, Callable[[Feature, Profile], FeatureCell | None]] = {
    "statement": statement_cell,
    "release": release_cell,
    "support": support_cell,
}
"""What makes the cells of a row from a profile, by what the word list says of the row."""


def with_features(catalog: Catalog, files: Iterable[WrittenFile[FeatureSheet]]) -> Catalog:
    """``catalog`` with the sheets that were read without a fault, by their id.

    Each has the cells that are made from the profiles and measurements of ``catalog``, too,
    and its cells stand in the order of the rows.
    """
    rows = features_of(catalog.vocabulary)
    sheets = {
        name: _completed(sheet, rows, catalog) for name, sheet in sorted(whole(files).items())
    }
    return replace(catalog, features=sheets)


def _completed(sheet: FeatureSheet, rows: Mapping[str, Feature], catalog: Catalog) -> FeatureSheet:
    made = (_made(row, sheet, catalog) for row in rows.values() if row.derived)
    cells = [*sheet.cells, *(cell for cell in made if cell is not None)]
    place = {name: number for number, name in enumerate(rows)}
    cells.sort(key=lambda cell: place.get(cell.feature, len(place)))
    return sheet.model_copy(update={"cells": cells})


def _made(row: Feature, sheet: FeatureSheet, catalog: Catalog) -> FeatureCell | None:
    profile = catalog.profiles.get(sheet.id)
    if row.derived == "conformance":
        return conformance_cell(row, sheet, catalog.benchmarks.get(SERIES), profile)
    return _OF_PROFILE[row.derived or ""](row, profile) if profile is not None else None
