"""The part "Cite this", the head of a page, and the page on how to cite."""

from __future__ import annotations

import datetime
import re
from copy import deepcopy
from dataclasses import replace

import pytest
from lxml import html

from citing.catalogues import HOSTILE, SITE, plain, renderers, sample
from meshbook.artifacts import Artifact
from meshbook.exports import citation_files
from meshbook.exports.citables import claims_of_case, of_case
from meshbook.exports.citations import Kind, one_line
from meshbook.model.release import Published, Release
from meshbook.pages import citing
from meshbook.pages.case import case_page
from meshbook.pages.citation import citation_text
from meshbook.pages.citation import citing as cite_part
from meshbook.pages.library import Library
from meshbook.publish.site import assemble
from meshbook.settings import Settings
from sample_cases import sample_case
from sample_library import library_of, text_of
from sample_pages import sources, tree
from site_project import ROOT

SLUGS = sorted(sample().catalog.cases)
STARTS = ("", "ja/")
TAGS = (
    "citation_title", "citation_author", "citation_publication_date", "citation_online_date",
    "citation_publisher", "citation_language", "citation_public_url",
)  # fmt: skip


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("slug", SLUGS)
def test_a_case_page_shows_the_text_that_is_cited(slug: str, start: str) -> None:
    page = tree(f"{start}cases/{slug}/index.html")
    citable = of_case(slug, sample().catalog.cases[slug], "2026-11-24")
    told = plain(citable, renderers()["ja" if start else "en"])
    assert page.get_element_by_id("citation-text").text_content() == told
    assert told.endswith(f"{SITE}/{start}cases/{slug}/")


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("slug", SLUGS)
def test_what_the_script_fills_gives_the_citation_of_every_claim(slug: str, start: str) -> None:
    page = tree(f"{start}cases/{slug}/index.html")
    template = deepcopy(page.get_element_by_id("claim-citation"))
    slots = template.xpath(".//b")
    assert len(slots) == 2
    case = sample().catalog.cases[slug]
    for claim in claims_of_case(slug, case, "2026-11-24"):
        told = plain(claim, renderers()["ja" if start else "en"])
        for slot in slots:
            slot.text = claim.part
        assert template.text_content() == told


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_text_in_both_forms_of_a_citation(title: str, language: str) -> None:
    case = of_case("example-bank", sample().catalog.cases["example-bank"], "1")
    evil = replace(case, titles={"en": title, "ja": title})
    renderer = renderers()["ja" if language == "ja" else "en"]
    put = html.fragment_fromstring(str(citation_text(evil, renderer)), create_parent="p")
    assert not put.xpath(".//script")
    assert put.text_content() == plain(evil, renderer)
    assert one_line(title) in plain(evil, renderer)


def test_a_title_in_another_language_is_marked_as_such() -> None:
    citation = tree("cases/reiji-denki/index.html").get_element_by_id("citation-text")
    assert citation.xpath("span/@lang") == ["ja"]


@pytest.mark.parametrize("start", STARTS)
def test_the_head_names_the_page_for_reference_managers(start: str) -> None:
    page = tree(f"{start}cases/example-bank/index.html")
    found = {
        tag.get("name"): tag.get("content")
        for tag in page.xpath("//head/meta[starts-with(@name, 'citation_')]")
    }
    assert set(found) == set(TAGS)
    case = sample().catalog.cases["example-bank"]
    assert found["citation_title"] == (case.title.ja if start else case.title.en)
    assert found["citation_publication_date"] == str(case.added).replace("-", "/")
    assert found["citation_online_date"] == str(case.verified).replace("-", "/")
    assert found["citation_language"] == ("ja" if start else "en")
    assert found["citation_public_url"] == f"{SITE}/{start}cases/example-bank/"


def test_while_the_site_has_no_host_nothing_pretends_to_be_an_address() -> None:
    page = tree("cases/example-bank/index.html", Settings())
    assert not page.xpath("//meta[@name='citation_public_url']")
    (data,) = page.xpath("//script[@type='application/ld+json']/text()")
    assert "http" not in data.replace("https://schema.org", "").replace(
        "https://creativecommons.org/licenses/by/4.0/", ""
    )
    library = library_of({"example": sample_case()})
    for each in citation_files.files(library):
        assert b"http" not in each.render(), each.path


def test_every_file_that_a_page_offers_is_made() -> None:
    made = {each.path for each in citation_files.files(sample())}
    offered = set()
    for path in sources():
        base = path.count("/")
        for href in tree(path).xpath("//a[@download]/@href"):
            assert href.startswith("../" * base)
            offered.add(href[3 * base :])
    assert offered and offered <= made
    for slug in SLUGS:
        for ending in ("bib", "ris", "json"):
            assert {f"cite/case/{slug}.{ending}", f"cite/claim/{slug}.{ending}"} <= offered


def test_a_file_is_made_once_and_the_same_each_time() -> None:
    first, second = ({a.path: a.render() for a in citation_files.files(sample())}
                     for _ in range(2))
    assert first == second
    paths = [each.path for each in citation_files.files(sample())]
    assert len(paths) == len(set(paths))
    assert all(re.fullmatch(r"cite/[a-z]+/[a-z0-9.-]+\.(bib|ris|json)", path) for path in paths)


def test_the_files_are_left_out_with_the_other_exports_and_served_while_writing() -> None:
    def paths(with_exports: bool) -> set[str]:
        made = assemble(sample(), [], ROOT, with_cards=False, with_exports=with_exports)
        return {each.path for each in made if isinstance(each, Artifact)}

    files = {each.path for each in citation_files.files(sample())}
    assert not files & paths(False)
    assert files <= paths(True)
    assert "cite/index.html" in paths(False)


@pytest.mark.parametrize("start", STARTS)
def test_the_page_on_citing_has_an_example_of_each_kind_that_there_is(start: str) -> None:
    (page,) = [html.document_fromstring(each.render().decode()) for each in citing.pages(sample())
               if each.path == f"{start}cite/index.html"]
    renderer = renderers()["ja" if start else "en"]
    kinds: set[Kind] = {each.kind for each in citing.examples_of(sample())}
    assert {"case", "claim", "mesh", "comparison", "data"} <= kinds
    boxes = page.xpath("//div[@class='citebox']")
    assert len(boxes) == len(kinds)
    for box, example in zip(boxes, citing.examples_of(sample()), strict=True):
        assert text_of(box.xpath("p")[1]) == plain(example, renderer)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_release_of_the_data_is_cited_by_its_version() -> None:
    release = Release("2026.11", datetime.date(2026, 11, 20))
    catalog = replace(sample().catalog, published=Published((release,)))
    library = Library(catalog, sample().settings)
    (cited,) = [each for each in citing.examples_of(library) if each.kind == "release"]
    assert plain(cited, renderers()["en"]) == (
        "Meshbook (2026). “Meshbook: who runs a service mesh in production.” Data release 2026.11, "
        f"20 Nov 2026. Data version 2026.11. {SITE}/data/releases/2026.11/"
    )
    made = {each.path for each in citation_files.files(library)}
    assert {f"cite/release/2026.11.{ending}" for ending in ("bib", "ris", "json")} <= made


def test_the_two_languages_of_a_page_are_cited_with_their_own_words() -> None:
    row = next(row for row in sample().summaries if row.slug == "example-bank")
    citable = of_case(row.slug, row.case, "2026-11-24")
    english, japanese = (
        cite_part(citable, case_page(sample(), row, language), renderers()[language])
        for language in ("en", "ja")
    )
    assert "verified 24 Nov 2026" in english.text
    assert "2026年11月24日確認" in japanese.text
    assert english.claim is None  # only where a page says that it has claims
