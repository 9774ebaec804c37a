"""The reference tells every field and every code in both languages."""

from __future__ import annotations

import pytest

from meshbook.model.case import Claim
from meshbook.model.walk import models
from meshbook.pages import reference
from meshbook.pages.fields import anchor
from meshbook.pages.rule_example import example
from meshbook.rules.codes import code_book
from sample_library import library_of, rendered, text_of


def left_out(field: str) -> str:
    return f"{field} is left out"


@pytest.mark.parametrize("prefix", ["", "ja/"])
def test_every_code_has_a_page_and_stands_in_the_list(prefix: str) -> None:
    pages = list(reference.pages(library_of({})))
    paths = {page.path for page in pages}
    listed = rendered(pages, f"{prefix}reference/rules/index.html").xpath("//tbody//th/a")
    codes = list(code_book().codes)
    assert sorted(text_of(link) for link in listed) == sorted(codes)
    assert {f"{prefix}reference/rules/{code}/index.html" for code in codes} <= paths


@pytest.mark.parametrize("prefix", ["", "ja/"])
def test_every_field_of_every_record_is_described(prefix: str) -> None:
    page = rendered(reference.pages(library_of({})), f"{prefix}reference/fields/index.html")
    told = {row.get("id"): row for row in page.xpath("//tr[@id]")}
    for model in models():
        for name in model.model_fields:
            declares = Claim if name in Claim.model_fields and issubclass(model, Claim) else model
            row = told[f"{anchor(declares)}.{name}"]
            assert len(text_of(row.xpath("td[@class='about']")[0])) > 5


@pytest.mark.parametrize("prefix", ["", "ja/"])
def test_a_field_that_takes_a_word_leads_to_its_list_with_both_labels(prefix: str) -> None:
    page = rendered(reference.pages(library_of({})), f"{prefix}reference/fields/index.html")
    link = page.xpath("//tr[@id='source.grade']//a[starts-with(@href, '#words-')]")[0]
    rows = page.xpath(f"//*[@id='{link.get('href')[1:]}']/following-sibling::table[1]//tr")
    assert ["E1", "primary artefact", "一次資料"] in [[text_of(cell) for cell in row] for row in rows]


def test_an_example_is_shown_as_the_yaml_that_it_makes() -> None:
    given = {"change": {"stages": {"0": {"date": "May 2021"}}}}
    assert example(given, left_out) == "stages:\n  - date: May 2021"


def test_a_field_that_the_example_takes_away_is_named() -> None:
    given = {"change": {"organisation": {"kana": None}}}
    assert example(given, left_out) == "organisation:\n  # kana is left out"


def test_what_cannot_be_seen_is_written_as_an_escape() -> None:
    edit = {"from": "How we run", "to": "How we \u202erun"}
    assert example({"edit": edit}, left_out) == "How we \\u202erun"
    assert example({"change": {"title": "a\u0007b"}}, left_out) == 'title: "a\\u0007b"'


def test_a_value_that_yaml_would_misread_is_quoted() -> None:
    assert example({"change": {"title": "How: we"}}, left_out) == 'title: "How: we"'
    assert example({"change": {"url": "https://example.org/a#b"}}, left_out) == (
        "url: https://example.org/a#b"
    )
