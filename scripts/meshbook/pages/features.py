"""The feature matrix: every mesh, every row, one sourced statement a cell with its age."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from meshbook.analysis.ageing import Age
from meshbook.artifacts import Artifact
from meshbook.exports.citables import of_features
from meshbook.exports.citations import Citable
from meshbook.languages import LANGUAGES, Language
from meshbook.model.feature import ABSENT, Feature, FeatureCell, FeatureSheet, features_of
from meshbook.pages.ages import AgeView, age_view
from meshbook.pages.citation import citing
from meshbook.pages.claims import Words, split, web
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.page import Page
from meshbook.pages.profiles import ending_words, name_of
from meshbook.paths import FEATURES

ADDRESS = "meshes/features/"
OF_PROFILE = ("statement", "release", "support")
"""The rows that a profile makes, which the page of the mesh shows in other places."""


@dataclass(frozen=True, slots=True)
class SourceLink:
    """Where a cell can be checked; ``href`` is None where the address is not one of the web."""

    href: str | None
    title: str
    publisher: str


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell ready for a page.

    ``mark`` is the symbol of the answer, empty where the words are the answer; ``absent`` the kind
    of silence, where it is one. ``about`` says of which date it is and how far it was read.
    """

    anchor: str
    answer: str
    mark: str = ""
    absent: str = ""
    words: Words | None = None
    source: SourceLink | None = None
    about: tuple[str, ...] = ()
    age: AgeView | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A mesh: its cells by row, how many have an answer, and its end where it has one.

    ``over`` tells whether that end has come.
    """

    id: str
    mesh: str
    name: str
    ended: str
    over: bool
    cells: Mapping[str, CellView]
    known: int


@dataclass(frozen=True, slots=True)
class RowView:
    """A row head: its id, its label and what is meant."""

    id: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together."""

    id: str
    label: str
    rows: Sequence[RowView]


def pages(library: Library) -> Iterator[Artifact]:
    """The matrix in both languages; none where no mesh has cells."""
    if not library.catalog.features:
        return
    for language in LANGUAGES:
        page = _page(library, language)
        yield Artifact(page.path, partial(_render, library, page), FEATURES)


def column_of(library: Library, sheet: FeatureSheet, renderer: Renderer) -> Column:
    """The cells of one mesh in the language of ``renderer``."""
    profile = library.catalog.profiles.get(sheet.id)
    ages = library.cell_ages[sheet.id]
    written = {cell.feature: cell for cell in sheet.cells}
    cells = {
        row: _cell(sheet.anchor(row), written.get(row), ages.get(row), renderer)
        for row in features_of(library.catalog.vocabulary)
    }
    return Column(
        id=sheet.id,
        mesh=sheet.mesh,
        name=name_of(profile, sheet.mesh, renderer),
        ended=ending_words(profile, renderer) if profile is not None else "",
        over=profile is not None and profile.has_ended(library.catalog.today),
        cells=cells,
        known=sum(cell.answer not in ("unknown", "") for cell in cells.values()),
    )


def groups_of(renderer: Renderer, left_out: Sequence[str] = ()) -> list[Group]:
    """The rows in their groups, without those that are ``derived`` in a way that is left out."""
    vocabulary = renderer.catalog.vocabulary
    rows = [row for row in features_of(vocabulary).values() if row.derived not in left_out]
    return [
        Group(
            group,
            renderer.term("feature-groups", group),
            [_row(row, renderer) for row in found],
        )
        for group, found in groupby(rows, key=lambda row: row.group)
    ]


def citable_of(library: Library) -> Citable:
    """The matrix as something to cite."""
    titles = {language: _page(library, language).title for language in LANGUAGES}
    return of_features(titles, library.catalog.today)


def _page(library: Library, language: Language) -> Page:
    say, catalog = library.renderers[language].say, library.catalog
    rows = len(features_of(catalog.vocabulary))
    return Page(
        address=ADDRESS,
        language=language,
        title=say("features.title"),
        description=say("features.description", rows=rows, meshes=len(catalog.features)),
        section="meshes",
    )


def _render(library: Library, page: Page) -> bytes:
    renderer = library.renderers[page.language]
    columns = [column_of(library, sheet, renderer) for sheet in _ordered(library)]
    groups = groups_of(renderer)
    return renderer.page(
        "features.html",
        page,
        cite=citing(citable_of(library), page, renderer, has_parts=True),
        columns=columns,
        groups=groups,
        rows=sum(len(group.rows) for group in groups),
        known=sum(column.known for column in columns),
    )


def _ordered(library: Library) -> list[FeatureSheet]:
    """In the order of the word list, a mode after its mesh, ended products last."""
    place = {mesh: number for number, mesh in enumerate(library.catalog.vocabulary["meshes"])}
    profiles, today = library.catalog.profiles, library.catalog.today

    def key(sheet: FeatureSheet) -> tuple[bool, int, str]:
        profile = profiles.get(sheet.id)
        ended = profile is not None and profile.has_ended(today)
        return ended, place.get(sheet.mesh, len(place)), sheet.mode or ""

    return sorted(library.catalog.features.values(), key=key)


def _row(row: Feature, renderer: Renderer) -> RowView:
    return RowView(row.id, row.term.label(renderer.language), row.meaning(renderer.language))


def _cell(anchor: str, cell: FeatureCell | None, age: Age | None, renderer: Renderer) -> CellView:
    if cell is None:
        return CellView(anchor, "", absent="no-statement")
    is_absent = cell.answer in ABSENT
    return CellView(
        anchor=anchor,
        answer=cell.answer,
        mark="" if is_absent or cell.answer == "text" else f"f-{cell.answer}",
        absent=cell.answer if is_absent else "",
        words=split(cell.words, renderer.language, 1) if cell.words is not None else None,
        source=_source(cell),
        about=tuple(_about(cell, renderer)),
        age=age_view(age, renderer) if age is not None else None,
    )


def _source(cell: FeatureCell) -> SourceLink | None:
    source = cell.source
    if source is None:
        return None
    return SourceLink(web(source.permalink or source.url), source.title, source.publisher)


def _about(cell: FeatureCell, renderer: Renderer) -> Iterator[str]:
    if cell.date is not None:
        date = renderer.date(cell.date)
        yield date if cell.date != cell.accessed else renderer.say("features.as_read", date=date)
    if cell.source is not None and cell.source.read == "part":
        yield renderer.say("features.part")
