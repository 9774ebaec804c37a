"""What can be compared, by name: the file behind the tray and the picker of the compare page.

``data/compare/<language>.json`` holds ``date`` (the day of the data) and ``day`` (it in words),
``words`` (what the scripts say), ``marks`` ([family, shape] of a mesh) and ``records``: by kind a
list of [id, name, number of its mark or -1, note]; the note is left out where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from meshbook.artifacts import Artifact
from meshbook.exports.json_text import line
from meshbook.languages import LANGUAGES, Language
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.meshes import cases_by_mesh
from meshbook.pages.profiles import ending_words
from meshbook.pages.strings import strings_below

FOLDER = "data/compare"
WORDS = "compare.say."
Record = tuple[str, str, str | None, str]
"""Id, name, mesh and note."""


def files(library: Library) -> Iterator[Artifact]:
    """The index in each language."""
    for language in LANGUAGES:
        yield Artifact(f"{FOLDER}/{language}.json", partial(_index, library, language))


def _index(library: Library, language: Language) -> bytes:
    renderer = library.renderers[language]
    marks: dict[tuple[str, str], int] = {}

    def entry(record: Record) -> list[Any]:
        name, label, mesh, note = record
        mark = -1
        if mesh is not None:
            mark = marks.setdefault((renderer.family(mesh), renderer.shape(mesh)), len(marks))
        return [name, label, mark, note] if note else [name, label, mark]

    records = {
        "case": [entry(each) for each in _cases(library, renderer)],
        "mesh": [entry(each) for each in _meshes(library, renderer)],
        "study": [entry(each) for each in _studies(library, renderer)],
    }
    index = {
        "date": str(library.catalog.today),
        "day": renderer.date(library.catalog.today),
        "words": strings_below(language, WORDS),
        "marks": list(marks),
        "records": records,
    }
    return line(index).encode()


def _cases(library: Library, renderer: Renderer) -> Iterator[Record]:
    """Each with the mesh that it runs or ran last."""
    for row in sorted(library.summaries, key=lambda each: each.slug):
        last = row.status.mesh if row.status else next((use.mesh for use in row.case.meshes), None)
        yield row.slug, renderer.name(row), last, ""


def _meshes(library: Library, renderer: Renderer) -> Iterator[Record]:
    for mesh in cases_by_mesh(library):
        note = ending_words(mesh.profile, renderer) if mesh.profile else ""
        yield mesh.id, mesh.name(renderer), mesh.term.id, note


def _studies(library: Library, renderer: Renderer) -> Iterator[Record]:
    for name, measured in library.benchmarks.items():
        if measured.source.kind == "study":
            yield name, renderer.text(measured.source.title), None, ""
