"""CSL-JSON by its schema, and as a processor of the Citation Style Language renders it."""

from __future__ import annotations

import json
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from citeproc import (  # type: ignore[import-untyped]
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft7Validator

from citing.catalogues import SITE, citables, renderers, sample
from meshbook.exports import citation_files
from meshbook.exports.citables import claims_of_case
from meshbook.exports.citations import Citable, csl_json, one_line

SCHEMA = Path(__file__).parent / "schemas" / "csl-data.json"
STYLE = "harvard-cite-them-right"


@cache
def validator() -> Draft7Validator:
    return Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def rendered(items: list[dict[str, Any]]) -> list[str]:
    """The bibliography of ``items`` in a common style."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the style's locale
        style = CitationStylesStyle(STYLE, validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        return [str(entry) for entry in bibliography.bibliography()]


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(citables())
def test_an_item_is_valid_and_its_title_unchanged(citable: Citable) -> None:
    items = json.loads(csl_json([citable], renderers()).encode())
    assert not list(validator().iter_errors(items))
    assert [item["title"] for item in items] == [
        one_line(citable.titles["en"]), one_line(citable.titles["ja"])
    ]


@pytest.mark.parametrize("slug", sorted(sample().catalog.cases))
def test_all_claims_of_a_case_are_valid(slug: str) -> None:
    claims = claims_of_case(slug, sample().catalog.cases[slug], "2026-11-24")
    items = json.loads(csl_json(claims, renderers()))
    assert not list(validator().iter_errors(items))
    assert len({item["id"] for item in items}) == len(items)


def test_the_schema_refuses_what_it_does_not_know() -> None:
    items = json.loads(csl_json(citables_of("example-bank"), renderers()))
    assert list(validator().iter_errors([{**items[0], "type": "essay"}]))
    assert list(validator().iter_errors([{**items[0], "colour": "red"}]))


def citables_of(slug: str) -> list[Citable]:
    return list(claims_of_case(slug, sample().catalog.cases[slug], "2026-11-24"))


@pytest.mark.parametrize("kind", ["case", "mesh", "comparison", "data"])
def test_a_processor_renders_author_year_title_and_address(kind: str) -> None:
    found = [
        each for each in citation_files.files(sample())
        if each.path.startswith(f"cite/{kind}/") and each.path.endswith(".json")
    ]
    assert found
    for item in json.loads(found[0].render()):
        (line,) = rendered([item])
        assert line.startswith("Meshbook (2026)")
        assert item["title"] in line
        assert item["URL"] in line
        assert item["URL"].startswith(SITE)
