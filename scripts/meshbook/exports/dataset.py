"""What all exports are made from: the library, and the rows of its tables, filled once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from meshbook.exports.case_tables import CASES, SOURCES
from meshbook.exports.claim_table import CLAIMS
from meshbook.exports.data_tables import ADOPTERS, MEASUREMENTS, RUNS, STUDIES
from meshbook.exports.mesh_tables import FEATURES, MESHES, RELEASES
from meshbook.exports.table import Row, Table
from meshbook.pages.library import Library
from meshbook.pages.meshes import MeshCases, cases_by_mesh

TABLES = {
    table.name: table
    for table in (
        CASES, CLAIMS, SOURCES, MESHES, RELEASES, FEATURES, STUDIES, RUNS, MEASUREMENTS, ADOPTERS,
    )
}  # fmt: skip
"""All tables by name, those that others refer to first. One without rows is published too: an
address that stands once stands always.
"""


class Dataset:
    """A library as tables."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._rows: dict[str, Sequence[Row]] = {}

    @cached_property
    def meshes(self) -> list[MeshCases]:
        """Each mesh that has a page, with its cases."""
        return cases_by_mesh(self.library)

    def rows(self, table: Table) -> Sequence[Row]:
        """The rows of ``table``."""
        if table.name not in self._rows:
            self._rows[table.name] = tuple(table.rows(self.library))
        return self._rows[table.name]

    def records(self, table: Table) -> list[dict[str, object]]:
        """The rows of ``table`` as plain data by column."""
        return [table.record(row) for row in self.rows(table)]
