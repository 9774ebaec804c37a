"""What a mesh can do, cell by cell: one sourced, versioned, dated statement each.

The sheet of a mesh stands in ``docs/data/features/<id>.yaml``; the name of the file is the id of
its profile (``istio``, ``istio-ambient``). The rows stand in ``cases/_words/features.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from meshbook.languages import Language
from meshbook.model.case import MeshId
from meshbook.model.values import In, Line, PartialDate, Record, Text, Url, Version, Word
from meshbook.model.vocabulary import Term, Vocabulary

Answer = Annotated[
    Literal["yes", "partial", "no", "text", "not-applicable", "undisclosed", "unknown"],
    In("fixed.answer"),
]
ABSENT: tuple[Answer, ...] = ("not-applicable", "undisclosed", "unknown")
"""The answers that every row allows: which kind of silence it is."""


class CellSource(Record):
    """Where a reader can check a cell."""

    url: Url
    permalink: Url | None = None
    title: Line
    publisher: Line
    read: Literal["full", "part"]


class FeatureCell(Record):
    """What one mesh offers in one row. Only ``unknown`` may stand without words and a source."""

    feature: Annotated[Word, In("features")]
    answer: Answer
    words: Text | None = None
    version: Version | None = None
    date: PartialDate | None = None
    source: CellSource | None = None
    accessed: PartialDate | None = None


class FeatureSheet(Record):
    """All cells of one mesh, or of one mode that is a product of its own."""

    mesh: MeshId
    mode: Annotated[Word, In("modes")] | None = None
    cells: Annotated[list[FeatureCell], Field(max_length=200)]

    @property
    def id(self) -> str:
        """What its file is called: the id of the profile of the mesh."""
        return f"{self.mesh}-{self.mode}" if self.mode else self.mesh

    def cell(self, feature: str) -> FeatureCell | None:
        """The cell in the row ``feature``; None where nobody has written one yet."""
        return next((cell for cell in self.cells if cell.feature == feature), None)

    def cell_id(self, feature: str) -> str:
        """The id of a cell among all claims: ``istio-ambient/mtls``."""
        return f"{self.id}/{feature}"

    def anchor(self, feature: str) -> str:
        """The anchor of a cell on the page of all features: ``istio-ambient.mtls``."""
        return f"{self.id}.{feature}"


@dataclass(frozen=True, slots=True)
class Feature:
    """A row: its group, its label, what is meant by it, and which answers it allows.

    ``derived`` names the data from which its cells are made; such cells are never written.
    """

    term: Term

    @property
    def id(self) -> str:
        """Its id in the list."""
        return self.term.id

    @property
    def group(self) -> str:
        """The id of its group in ``feature-groups``."""
        return str(self.term.extra["group"])

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers that a cell may give."""
        return (*self.term.extra["answers"], *ABSENT)

    @property
    def derived(self) -> str | None:
        """From what its cells are made, where nobody writes them."""
        return self.term.extra.get("derived")

    def meaning(self, language: Language) -> str:
        """What is meant by the row."""
        return str(self.term.extra["what"][language])

    def words(self, answer: Answer, **values: object) -> Text:
        """What a cell that is made from data says, with ``values`` filled in."""
        forms = self.term.extra["words"][answer]
        return Text(**{language: form.format(**values) for language, form in forms.items()})


def features_of(words: Vocabulary) -> Mapping[str, Feature]:
    """The rows by id, in the order of their list."""
    return {term.id: Feature(term) for term in words["features"].values()}
