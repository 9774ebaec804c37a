"""What a reader of a case page relies on."""

from __future__ import annotations

import re

import pytest
from lxml import html

from meshbook.model.case import Case
from meshbook.pages import case
from meshbook.settings import Settings
from sample_cases import sample_case
from sample_library import library_of, rendered, text_of
from sample_pages import EXPECTED, GOLDEN, library, sources, tree

CASES = sorted(library().catalog.cases)
LANGUAGES = ("", "ja/")
SCRIPT_INSIDE = "//script[not(@src) and not(@type='application/ld+json')]"


def of(slug: str) -> Case:
    return library().catalog.cases[slug]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_is_the_expected_one_to_the_byte(name: str) -> None:
    assert sources()[EXPECTED[name]] == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(sources()))
def test_no_id_stands_twice_and_every_inner_link_lands(path: str) -> None:
    page = tree(path)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    inner = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert inner <= set(ids)


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("slug", CASES)
def test_every_claim_has_an_anchor_a_permalink_and_its_sources(slug: str, prefix: str) -> None:
    page = tree(f"{prefix}cases/{slug}/index.html")
    for _, claim in of(slug).claims():
        element = page.get_element_by_id(claim.id)
        (permalink,) = element.xpath(f".//a[@class='pl'][@href='#{claim.id}']")
        assert permalink.get("aria-label")
        cited = set(element.xpath(".//a[@class='cite']/@href"))
        assert {f"#source-{source}" for source in claim.sources} <= cited


@pytest.mark.parametrize("slug", CASES)
def test_both_languages_have_the_same_anchors_in_the_same_order(slug: str) -> None:
    english = tree(f"cases/{slug}/index.html").xpath("//@id")
    japanese = tree(f"ja/cases/{slug}/index.html").xpath("//@id")
    assert english == japanese


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("slug", CASES)
def test_the_fact_panel_has_the_same_thirteen_rows_and_none_is_empty(
    slug: str, prefix: str
) -> None:
    values = tree(f"{prefix}cases/{slug}/index.html").xpath("//dl[@class='facts']/div/dd")
    assert len(values) == 13
    assert all(text_of(value) for value in values)


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("slug", CASES)
def test_a_source_shows_its_grade_its_relation_and_how_far_it_was_read(
    slug: str, prefix: str
) -> None:
    page = tree(f"{prefix}cases/{slug}/index.html")
    words = library().renderers["ja" if prefix else "en"].term
    for name, source in of(slug).sources.items():
        shown = text_of(page.get_element_by_id(f"source-{name}"))
        assert source.grade in shown
        assert words("relations", source.relation) in shown
        assert words("fixed.read", source.read) in shown


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_text_that_looks_like_code_stays_text(prefix: str) -> None:
    path = f"{prefix}cases/example-hostile/index.html"
    page = tree(path)
    assert [script.get("src") for script in page.xpath("//script[not(@type)]")] == [
        f"{'../' * (3 if prefix else 2)}assets/site.js"
    ]
    assert not page.xpath("//img | //b[text()='Bold'] | //*[@onclick or @onload or @onmouseover]")
    assert not [href for href in page.xpath("//@href") if href.startswith("javascript:")]
    assert "{{ 7*7 }}" in text_of(page.xpath("//h1")[0])
    assert "[x](javascript:alert(1)) {: onclick=alert(1)}" in text_of(page)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", " https://x.jp"])
def test_an_address_that_is_not_of_the_web_is_never_a_link(address: str) -> None:
    changes = {"organisation": {"homepage": address}, "sources": {"blog": {"url": address}}}
    made = library_of({"example": sample_case(changes)})
    page = rendered(case.pages(made), "cases/example/index.html")
    assert address not in page.xpath("//@href")
    assert "How we run Istio" in text_of(page.get_element_by_id("source-blog"))


def test_no_page_has_an_inline_style_or_script() -> None:
    for path in sources():
        page = tree(path)
        assert not page.xpath(f"//style | //*[@style] | {SCRIPT_INSIDE}"), path


def test_an_untranslated_case_is_shown_in_its_language_and_says_so() -> None:
    page = tree("cases/reiji-denki/index.html")
    assert page.xpath("//h1/@lang") == ["ja"]
    assert page.xpath("//p[@class='lead']/@lang") == ["ja"]
    assert page.xpath("//p[@class='notice']")
    assert not tree("ja/cases/reiji-denki/index.html").xpath("//p[@class='notice']")


def test_only_the_translation_says_that_it_is_behind() -> None:
    assert tree("ja/cases/example-rail/index.html").xpath("//p[@class='notice']")
    assert not tree("cases/example-rail/index.html").xpath("//p[@class='notice']")


def test_a_story_told_by_the_vendor_alone_is_flagged_beside_its_status() -> None:
    flagged = "//p[@class='status']/span[@class='flag']"
    assert tree("cases/example-grocer/index.html").xpath(flagged)
    assert not tree("cases/example-bank/index.html").xpath(flagged)


def test_an_exit_is_boxed_and_says_that_no_reason_is_known() -> None:
    page = tree("cases/example-bank/index.html")
    (moment,) = page.xpath("//ol[@class='time']/li[contains(@class, ' exit')]")
    assert moment.get("id") == "linkerd-removed"
    assert "none is known" in text_of(moment)


def test_silence_ends_the_timeline_without_a_claim() -> None:
    last = tree("cases/reiji-denki/index.html").xpath("//ol[@class='time']/li[last()]")[0]
    assert last.get("id") is None
    assert "no later evidence of use" in text_of(last)


def test_an_anonymous_case_names_nobody() -> None:
    page = tree("cases/anonymous-insurer/index.html")
    assert text_of(page.xpath("//nav[@class='crumbs']")[0]) == "Cases / Name withheld"


def test_each_kind_of_absence_has_its_own_mark_and_word() -> None:
    page = tree("cases/example-games/index.html")
    shown = {
        (use.split("#")[1], text_of(absent))
        for absent in page.xpath("//*[@id='scale']/..//span[@class='absent']")
        for use in absent.xpath(".//use/@href")
    }
    assert shown == {
        ("a-not-measured", "Not measured"),
        ("a-undisclosed", "Undisclosed"),
        ("a-unknown", "Unknown"),
    }


def test_an_outcome_without_conditions_says_so_in_its_row() -> None:
    row = tree("cases/example-bank/index.html").get_element_by_id("memory")
    assert text_of(row.xpath("td[@data-label='Conditions']")[0]) == "not given"


def test_the_last_word_stays_with_its_sources() -> None:
    element = tree("cases/example-bank/index.html").get_element_by_id("lesson-order")
    assert text_of(element.xpath("span[@class='nb']")[0]).startswith("memory. source 1")


def test_while_no_address_is_set_none_is_made_up() -> None:
    page = tree("cases/example-bank/index.html", Settings())
    assert not page.xpath("//link[@rel='canonical'] | //meta[starts-with(@property, 'og:')]")
    assert "/cases/example-bank/" in text_of(page.get_element_by_id("citation-text"))
    edit = page.xpath("//p[@class='edit']")[0]
    assert "cases/example-bank.yaml" in text_of(edit)
    assert edit.xpath("a/@href") == ["../../contribute/"]


def test_with_addresses_a_page_names_itself_its_twin_and_its_file() -> None:
    page = tree("ja/cases/example-bank/index.html")
    site = "https://mesh.example.org/book"
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{site}/ja/cases/example-bank/"]
    alternates = page.xpath("//link[@rel='alternate'][@hreflang]")
    assert {link.get("hreflang"): link.get("href") for link in alternates} == {
        "en": f"{site}/cases/example-bank/",
        "ja": f"{site}/ja/cases/example-bank/",
        "x-default": f"{site}/cases/example-bank/",
    }
    edit, objection = page.xpath("//p[@class='edit']/a/@href")
    assert edit == "https://git.example.org/mesh/book/blob/HEAD/cases/example-bank.yaml"
    assert objection.startswith("https://git.example.org/mesh/book/issues/new?title=")


def test_without_a_repository_an_objection_goes_to_the_mailbox() -> None:
    settings = Settings(mailbox="cases@example.org")
    page = tree("cases/example-bank/index.html", settings)
    assert page.xpath("//p[@class='edit']/a/@href")[0].startswith("mailto:cases@example.org?")


def test_a_description_fits_a_search_result() -> None:
    for path in sources():
        (description,) = tree(path).xpath("//meta[@name='description']/@content")
        assert 10 <= len(description) <= 160, path


def test_a_japanese_title_breaks_between_phrases_and_reads_on() -> None:
    page = sources()["ja/cases/example-bank/index.html"]
    heading = re.search(r"<h1>(.*)</h1>", page)
    assert heading is not None
    assert "<wbr>" in heading[1]
    assert heading[1].replace("<wbr>", "") == of("example-bank").title.ja


def panel(changes: dict[str, object], row: str) -> html.HtmlElement:
    """The value of ``row`` in the fact panel of a minimal case with ``changes``."""
    page = rendered(
        case.pages(library_of({"example": sample_case(changes)})), "cases/example/index.html"
    )
    (value,) = page.xpath(f"//dl[@class='facts']/div[dt='{row}']/dd")
    return value


def test_the_panel_shows_the_scale_of_the_mesh_and_leaves_that_of_the_organisation_below() -> None:
    scale = [
        {"id": "pods", "what": "pods", "value": {"value": 40}, "sources": ["blog"]},
        {"id": "nodes", "what": "nodes", "value": {"absent": "unknown"}, "sources": ["blog"]},
        {"id": "stores", "what": "stores", "of": "organisation", "value": {"value": 9000},
         "sources": ["blog"]},
    ]  # fmt: skip
    shown = panel({"scale": scale}, "Scale")
    assert "40" in text_of(shown) and "Unknown" in text_of(shown)
    assert "9,000" not in text_of(shown)
    assert shown.xpath(".//a/@href") == ["#scale"]
    page = shown.getroottree().getroot()
    groups = page.xpath("//h2[@id='scale']/..//th[@class='group']")
    assert [text_of(group) for group in groups] == ["The mesh", "The organisation"]


@pytest.mark.parametrize(
    ("relation", "grade", "flagged"),
    [("vendor", "E4", True), ("project", "E3", True), ("vendor", "E5", False),
     ("press", "E6", False), ("adopter", "E2", False)],
)  # fmt: skip
def test_only_those_who_gain_by_a_story_are_flagged_beside_its_tellers(
    relation: str, grade: str, flagged: bool
) -> None:
    sources = sample_case()["sources"]
    other = {**sources["blog"], "relation": relation, "grade": grade}
    interest = {"en": "One of them worked there.", "ja": "1人は勤務していました。"}
    claim = {"id": "worked-there", "kind": "paid-customer", "text": interest, "sources": ["other"]}
    shown = panel({"sources": {**sources, "other": other}, "interests": [claim]}, "Told by")
    assert bool(shown.xpath("span[@class='flag']")) == flagged
    (told,) = shown.xpath("span[@id='worked-there']")
    assert text_of(told).startswith(interest["en"])
    assert told.xpath("span[@class='nb']/a[@class='pl']/@href") == ["#worked-there"]
    assert told.xpath(".//a[@class='cite']/@href") == ["#source-other"]
    assert "Paying customer" in text_of(shown)


def test_a_place_in_a_source_is_marked_as_in_the_language_of_the_source() -> None:
    source = {**sample_case()["sources"]["blog"], "language": "ja"}
    for place, language in (("はじめに", ["ja"]), ("p. 12", [])):
        stage = {**sample_case()["stages"][0], "locator": place}
        made = library_of(
            {"example": sample_case({"sources": {"blog": source}, "stages": [stage]})}
        )
        page = rendered(case.pages(made), "cases/example/index.html")
        (shown,) = page.get_element_by_id("stage-2021").xpath(".//span[@class='loc']")
        assert text_of(shown) == place
        assert shown.xpath("@lang") == language
