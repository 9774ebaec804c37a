"""The page that says how to cite what, with a real example of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from meshbook.artifacts import Artifact
from meshbook.exports.citables import (
    cells_of_features,
    claims_of_case,
    data_version,
    of_case,
    of_data,
    of_measured,
    of_release,
    of_writeup,
)
from meshbook.exports.citations import Citable
from meshbook.languages import LANGUAGES, Language
from meshbook.pages.citation import FORMATS, citation_text, data_titles, file_of
from meshbook.pages.compare import PAIRS
from meshbook.pages.compare import citable_of as citable_of_pair
from meshbook.pages.features import citable_of as citable_of_features
from meshbook.pages.library import Library
from meshbook.pages.meshes import cases_by_mesh
from meshbook.pages.meshes import citable_of as citable_of_mesh
from meshbook.pages.page import Page
from meshbook.pages.writeups import newest_first


@dataclass(frozen=True, slots=True)
class Example:
    """How one kind of thing is cited: a real citation, where it stands, and its files."""

    kind: str
    text: Markup
    href: str
    file: str


def pages(library: Library) -> Iterator[Artifact]:
    """The page in both languages."""
    for language in LANGUAGES:
        page = _page(library, language)
        yield Artifact(page.path, partial(_render, library, page), "cite")


def _page(library: Library, language: Language) -> Page:
    say = library.renderers[language].say
    return Page(
        address="cite/",
        language=language,
        title=say("cite.title"),
        description=say("cite.description"),
    )


def _render(library: Library, page: Page) -> bytes:
    renderer = library.renderers[page.language]
    examples = [
        Example(
            each.kind,
            citation_text(each, renderer),
            page.home + each.address,
            file_of(each.kind, each.id),
        )
        for each in examples_of(library)
    ]
    return renderer.page("cite.html", page, examples=examples, formats=FORMATS)


def examples_of(library: Library) -> Iterator[Citable]:
    """One of each kind that there is: the newest case, the mesh with most users, and so on."""
    version = data_version(library.catalog.today)
    for row in library.summaries[:1]:
        yield of_case(row.slug, row.case, version)
        yield from list(claims_of_case(row.slug, row.case, version))[:1]
    for mesh in cases_by_mesh(library)[:1]:
        yield citable_of_mesh(library, mesh)
    if library.catalog.features:
        matrix = citable_of_features(library)
        yield matrix
        yield from list(cells_of_features(matrix, library.catalog.features.values()))[:1]
    for kind in ("study", "live"):
        of_kind = [each for each in library.benchmarks.values() if each.source.kind == kind]
        for measured in sorted(of_kind, key=lambda each: each.retrieved, reverse=True)[:1]:
            yield of_measured(measured, version)
    for slug, writeup in newest_first(library)[:1]:
        yield of_writeup(slug, writeup, version)
    for pair in list(PAIRS)[:1]:
        yield citable_of_pair(library, pair)
    titles = data_titles(library.renderers)
    yield of_data(titles, library.catalog.today)
    if library.catalog.published.last is not None:
        yield of_release(library.catalog.published.last, titles)
