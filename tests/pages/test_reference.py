"""The reference tells every field and every code in both languages."""

from __future__ import annotations

import pytest

from meshbook.model.case import Claim
from meshbook.model.walk import models
from meshbook.pages import reference
from meshbook.pages.fields import anchor
from meshbook.reading.schema import MODELS, schema_name
from meshbook.reading.yaml_text import yaml_text
from meshbook.rules.codes import code_book
from meshbook.rules.example import as_text
from sample_library import library_of, rendered, text_of


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
    for model in {model for whole in MODELS.values() for model in models(whole)}:
        for name in model.model_fields:
            declares = Claim if name in Claim.model_fields and issubclass(model, Claim) else model
            row = told[f"{anchor(declares)}.{name}"]
            assert len(text_of(row.xpath("td[@class='about']")[0])) > 5


@pytest.mark.parametrize("prefix", ["", "ja/"])
def test_each_kind_of_file_has_a_section_with_its_schema_and_no_record_stands_twice(
    prefix: str,
) -> None:
    page = rendered(reference.pages(library_of({})), f"{prefix}reference/fields/index.html")
    for kind in MODELS:
        lead = page.get_element_by_id(f"file-{kind}").getnext()
        assert lead.xpath("a/@href")[0].endswith(f"schema/{schema_name(kind)}")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(page.xpath("//td[@class='holds']/a/@href")) <= {f"#{each}" for each in ids}


@pytest.mark.parametrize("prefix", ["", "ja/"])
def test_a_field_that_takes_a_word_leads_to_its_list_with_both_labels(prefix: str) -> None:
    page = rendered(reference.pages(library_of({})), f"{prefix}reference/fields/index.html")
    link = page.xpath("//tr[@id='source.grade']//a[starts-with(@href, '#words-')]")[0]
    rows = page.xpath(f"//*[@id='{link.get('href')[1:]}']/following-sibling::table[1]//tr")
    told = [[text_of(cell) for cell in row] for row in rows]
    assert ["E1", "primary artefact", "一次資料"] in told


@pytest.mark.parametrize("prefix", ["", "ja/"])
def test_every_code_with_a_failing_example_shows_it(prefix: str) -> None:
    pages = list(reference.pages(library_of({})))
    for code in code_book().codes.values():
        page = rendered(pages, f"{prefix}reference/rules/{code.id}/index.html")
        shown = page.xpath("//*[@id='bad']/following-sibling::pre[1]")
        assert bool(shown) == bool(as_text(code.bad))


def test_what_cannot_be_seen_is_written_as_an_escape() -> None:
    page = rendered(reference.pages(library_of({})), "reference/rules/F005/index.html")
    assert "How we \\u202erun" in text_of(page.xpath("//*[@id='bad']/following-sibling::pre")[0])


def test_a_message_shows_in_single_braces_what_a_fault_fills_in() -> None:
    pages = list(reference.pages(library_of({})))
    quantity = rendered(pages, "reference/rules/S009/index.html")
    assert "{about: 300}" in text_of(quantity.xpath("//article")[0])
    assert not any(
        "{{" in text_of(article) or ":word}" in text_of(article)
        for code in code_book().codes
        for article in rendered(pages, f"reference/rules/{code}/index.html").xpath("//article")
    )


def test_an_example_of_a_field_is_quoted_only_where_it_must_be() -> None:
    assert yaml_text({"date": "2021-05", "value": {"about": "300"}}) == (
        "date: 2021-05\nvalue:\n  about: 300"
    )
    assert yaml_text({"title": "How: we", "url": "https://example.org/a#b"}) == (
        'title: "How: we"\nurl: https://example.org/a#b'
    )
    assert yaml_text([{"id": "a", "sources": ["blog"]}]) == "- id: a\n  sources:\n    - blog"
