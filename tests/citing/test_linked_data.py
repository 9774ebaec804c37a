"""JSON-LD: what the pages say of themselves, in terms that schema.org has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import html
from pyld import jsonld  # type: ignore[import-untyped]

from citing.catalogues import HOSTILE, SITE, TEXT, sample
from meshbook.artifacts import Artifact
from meshbook.exports.linked_data import in_html
from meshbook.pages import case, citing, compare, home, live, meshes, study, writeups
from meshbook.pages import data as data_page
from meshbook.pages.library import Library
from sample_benchmarks import empty, measured_library
from sample_benchmarks import live as a_series
from sample_benchmarks import study as a_study

VOCABULARY = Path(__file__).parent / "schemas" / "schemaorg-30.0.json"
SCHEMA_ORG = "http://schema.org/"


@cache
def vocabulary() -> dict[str, dict[str, list[str]]]:
    return json.loads(VOCABULARY.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def load(url: str, options: dict[str, Any]) -> dict[str, Any]:
    """A context with each term of the vocabulary and no other, so that an unknown one is lost."""
    assert url == "https://schema.org"
    known = [*vocabulary()["classes"], *vocabulary()["properties"]]
    context = {term: SCHEMA_ORG + term for term in known}
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}


def kinds_of(name: str) -> set[str]:
    """A class and all that it is a kind of."""
    found = {name}
    for parent in vocabulary()["classes"][name]:
        found |= kinds_of(parent) if parent in vocabulary()["classes"] else {parent}
    return found


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in ``value``."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from nodes(inner)


def check(data: dict[str, Any]) -> None:
    """Every term is known, none is lost by expanding, and each class has its properties."""
    expanded = jsonld.expand(data, {"documentLoader": load})
    terms = [
        name.removeprefix(SCHEMA_ORG) for node in nodes(expanded) for name in node
        if not name.startswith("@")
    ]
    written = [name for node in nodes(data) for name in node if not name.startswith("@")]
    assert sorted(terms) == sorted(written)
    for node in nodes(expanded):
        for kind in node.get("@type", []) if "@value" not in node else []:
            assert kind.startswith(SCHEMA_ORG), kind
            kinds = kinds_of(kind.removeprefix(SCHEMA_ORG))
            for name in node:
                if not name.startswith("@"):
                    domains = vocabulary()["properties"][name.removeprefix(SCHEMA_ORG)]
                    assert kinds & set(domains), f"{name} of {kind}"


def data_in(artifact: Artifact) -> list[dict[str, Any]]:
    """The JSON-LD of a page."""
    page = html.document_fromstring(artifact.render().decode())
    found = page.xpath("//head/script[@type='application/ld+json']/text()")
    return [json.loads(text) for text in found]


def made(library: Library) -> dict[str, list[dict[str, Any]]]:
    makers = (home, case, meshes, study, live, writeups, compare, data_page, citing)
    found = {a.path: data_in(a) for maker in makers for a in maker.pages(library)}
    return {path: data for path, data in found.items() if data}


@cache
def pages() -> dict[str, list[dict[str, Any]]]:
    """The JSON-LD of all pages of the invented cases and of the invented measurements."""
    measured = made(measured_library(a_study(), a_series(), empty()))
    return made(sample()) | {
        path: data for path, data in measured.items() if "benchmarks/" in path
    }


def test_each_page_that_can_be_cited_has_one_description_of_itself() -> None:
    assert all(len(data) == 1 for data in pages().values())
    rooms = {path.removeprefix("ja/").split("/")[0] for path in pages()}
    assert {"index.html", "cases", "meshes", "compare", "benchmarks"} <= rooms
    for path in list(pages()):
        if not path.startswith("ja/"):
            assert f"ja/{path}" in pages()


@pytest.mark.parametrize("room", ["index.html", "cases", "meshes", "compare", "data", "benchmarks"])
def test_every_description_expands_with_no_unknown_term(room: str) -> None:
    found = [data for path, data in pages().items() if path.removeprefix("ja/").startswith(room)]
    assert found
    for (data,) in found:
        check(data)


@pytest.mark.parametrize(
    "wrong", [{"colour": "red"}, {"@type": "Essay"}, {"contentUrl": "https://example.org/"}]
)
def test_an_unknown_term_class_or_place_is_noticed(wrong: dict[str, str]) -> None:
    ((data,), *_) = [data for path, data in pages().items() if "cases/" in path]
    with pytest.raises((AssertionError, KeyError)):
        check({**data, **wrong})


def test_cases_are_articles_studies_datasets_and_the_home_page_the_site() -> None:
    kinds = {path: data[0]["@type"] for path, data in pages().items()}
    assert kinds["index.html"] == kinds["ja/index.html"] == "WebSite"
    for path, kind in kinds.items():
        if "cases/" in path:
            assert kind == "Article"
        if "benchmarks/" in path:
            assert kind == "Dataset"


def test_a_study_names_its_files_and_what_it_was_taken_from() -> None:
    found = [data for path, (data,) in pages().items() if "benchmarks/studies/" in path]
    with_files = [data for data in found if "isBasedOn" in data and "distribution" in data]
    assert with_files
    for data in with_files:
        for download in data["distribution"]:
            assert download["@type"] == "DataDownload"
            assert download["contentUrl"].endswith(".csv")
            assert download["encodingFormat"] == "text/csv"


def test_a_page_points_at_itself_and_at_its_twin() -> None:
    (data,) = pages()["ja/cases/example-bank/index.html"]
    assert data["url"] == f"{SITE}/ja/cases/example-bank/"
    assert data["workTranslation"]["url"] == f"{SITE}/cases/example-bank/"
    assert data["inLanguage"] == "ja"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_ends_the_element_that_it_stands_in(text: str) -> None:
    put = in_html({"headline": text})
    assert "<" not in put and ">" not in put and "&" not in put
    page = html.document_fromstring(f'<script type="application/ld+json">{put}</script><p id="x">')
    assert len(page.xpath("//script")) == 1 and page.get_element_by_id("x") is not None


@settings(deadline=None)
@given(TEXT)
def test_a_text_is_read_back_unchanged(text: str) -> None:
    assert json.loads(in_html({"headline": text})) == {"headline": text}
