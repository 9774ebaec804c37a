"""The page from which the data is taken: files, API, feeds, and what every column means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from meshbook.artifacts import Artifact
from meshbook.exports.calendar import PATH as CALENDAR
from meshbook.exports.citables import of_data
from meshbook.exports.database import PATH as DATABASE
from meshbook.exports.dataset import TABLES
from meshbook.exports.endpoints import ENDPOINTS, ROOT
from meshbook.exports.feed_entries import NEWS
from meshbook.exports.linked_data import Download
from meshbook.exports.manifest import PATH as MANIFEST
from meshbook.exports.table import Column, Table, meaning
from meshbook.exports.tables import FOLDER, PACKAGE
from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.pages.citation import citing, data_titles
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.page import Page
from meshbook.pages.strings import strings

ADDRESS = "data/"
FORMS = {"csv": "CSV", "jsonl": "JSON Lines", "parquet": "Parquet", "schema.json": "JSON Schema"}
"""The endings of the files of a table, and what their forms are called."""
MEDIA_TYPES = {
    "csv": "text/csv", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet",
}  # fmt: skip
"""The media types of those forms that hold the rows."""

QUERIES = {
    "sqlite": """SELECT case_slug, mesh, kind, json_extract(record, '$.to') AS went_to, date
FROM claims
WHERE part = 'stages' AND kind IN ('moved', 'left')
ORDER BY date DESC, id
LIMIT 10;""",
    "duckdb": """SELECT kind AS outcome, count(*) AS told,
       count(DISTINCT case_slug) AS cases, min(grade) AS best_grade
FROM 'claims.parquet'
WHERE part = 'outcomes'
GROUP BY kind
ORDER BY told DESC, outcome
LIMIT 10;""",
}
"""A question for each of two programs, which open the files as they are."""


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column in words: its type with its unit, and what it means."""

    name: str
    kind: str
    meaning: str
    is_key: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """A table in words, and the way to its files without their endings."""

    name: str
    holds: str
    path: str
    columns: tuple[ColumnView, ...]


def pages(library: Library) -> Iterator[Artifact]:
    """The page in both languages."""
    for language in LANGUAGES:
        page = _page(library, language)
        yield Artifact(page.path, partial(_render, library, page))


def _page(library: Library, language: Language) -> Page:
    say = library.renderers[language].say
    return Page(ADDRESS, language, say("data.title"), say("data.description"))


def _render(library: Library, page: Page) -> bytes:
    renderer = library.renderers[page.language]
    citable = of_data(data_titles(library.renderers), library.catalog.today)
    return renderer.page(
        "data.html",
        page,
        cite=citing(citable, page, renderer, list(_downloads())),
        tables=[_table(table, renderer) for table in TABLES.values()],
        forms=FORMS,
        database=DATABASE,
        package=PACKAGE,
        manifest=MANIFEST,
        queries=QUERIES,
        endpoints=ENDPOINTS,
        api=ROOT,
        feeds=("all", *NEWS),
        calendar=f"{prefix(page.language)}{CALENDAR}",
        releases=library.catalog.published.releases[::-1],
        llms=f"{prefix(page.language)}llms.txt",
    )


def _downloads() -> Iterator[Download]:
    yield Download(DATABASE, "application/vnd.sqlite3")
    for name in TABLES:
        for ending, media_type in MEDIA_TYPES.items():
            yield Download(f"{FOLDER}/{name}.{ending}", media_type)


def _table(table: Table, renderer: Renderer) -> TableView:
    return TableView(
        table.name,
        renderer.say(f"data.table.{table.name}"),
        f"{FOLDER}/{table.name}",
        tuple(_column(table, column, renderer) for column in table.columns),
    )


def _column(table: Table, column: Column, renderer: Renderer) -> ColumnView:
    say = renderer.say
    parts = [say(f"data.kind.{column.kind}")]
    if column.unit:
        parts.append(say("data.dictionary.unit", unit=column.unit))
    if column.unit_in:
        parts.append(say("data.dictionary.unit_in", column=column.unit_in))
    return ColumnView(
        column.name,
        say("case.join").join(parts),
        meaning(table.name, column.name, strings(renderer.language)),
        column.name in table.key,
    )
