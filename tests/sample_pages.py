"""The pages of the catalogue of invented organisations.

Run as a program, it writes the expected files anew, to be reviewed as a diff.
"""

from __future__ import annotations

from functools import cache

from lxml import html

from meshbook.artifacts import Artifact
from meshbook.model.catalog import Catalog
from meshbook.pages import case, meshes, not_found
from meshbook.pages.library import Library
from meshbook.reading.case import read_case
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.settings import Settings
from sample_cases import PROJECT
from sample_library import TODAY

CATALOGUE = PROJECT / "tests" / "catalogue"
GOLDEN = PROJECT / "tests" / "golden" / "pages"
EXPECTED = {
    "case-en.html": "cases/example-bank/index.html",
    "case-ja.html": "ja/cases/example-bank/index.html",
    "mesh-en.html": "meshes/linkerd/index.html",
    "mesh-ja.html": "ja/meshes/linkerd/index.html",
}
"""The pages that are compared to the byte, by the names of their files."""

ADDRESSES = Settings.of(
    "https://mesh.example.org/book/", "https://git.example.org/mesh/book", "cases@example.org"
)


@cache
def library(settings: Settings = ADDRESSES) -> Library:
    """The invented organisations as a library."""
    files = [
        read_case(f"cases/{path.name}", path.read_bytes())
        for path in sorted(CATALOGUE.glob("*.yaml"))
    ]
    cases = {file.slug: file.case for file in files if file.case is not None}
    assert len(cases) == len(files), [file.problems for file in files]
    return Library(Catalog(cases, read_vocabulary(PROJECT / "cases" / "_words"), TODAY), settings)


def artifacts(settings: Settings = ADDRESSES) -> list[Artifact]:
    """Every case page, mesh page and 404 page, in both languages."""
    made = library(settings)
    return [*case.pages(made), *meshes.pages(made), *not_found.pages(made)]


@cache
def sources(settings: Settings = ADDRESSES) -> dict[str, str]:
    """The text of each page by its path."""
    return {artifact.path: artifact.render().decode() for artifact in artifacts(settings)}


@cache
def tree(path: str, settings: Settings = ADDRESSES) -> html.HtmlElement:
    """The page at ``path`` as a tree."""
    return html.document_fromstring(sources(settings)[path])


if __name__ == "__main__":
    for name, page in EXPECTED.items():
        (GOLDEN / name).write_text(sources()[page], encoding="utf-8")
