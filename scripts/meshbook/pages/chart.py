"""Several lifelines on one axis: what home and the call show of many cases at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meshbook.analysis.lifeline import Segment
from meshbook.analysis.summary import Summary
from meshbook.pages.environment import Renderer


@dataclass(frozen=True, slots=True)
class Line:
    """A case in a chart."""

    slug: str
    name: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The lines from top to bottom, and the meshes whose marks are in them."""

    lines: Sequence[Line]
    meshes: Sequence[str]


def chart(rows: Iterable[Summary], renderer: Renderer) -> Chart:
    """The chart of ``rows``, in their order. A managed mesh has the mark of what it is made of."""
    lines = [Line(row.slug, renderer.name(row), row.segments) for row in rows]
    vocabulary = renderer.catalog.vocabulary["meshes"]
    drawn = dict.fromkeys(segment.mesh for line in lines for segment in line.segments)
    made_of = {mesh: str(term.extra.get("version_of", mesh)) for mesh, term in vocabulary.items()}
    return Chart(lines, list(dict.fromkeys(made_of.get(mesh, mesh) for mesh in drawn)))
