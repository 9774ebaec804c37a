"""The page: its numbers lead to as many cases, its pictures have the numbers of its tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from lxml import html

from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.model.case import Stage
from meshbook.pages import adoption as page
from meshbook.pages.courses import lived, moved
from meshbook.pages.library import Library
from sample_cases import sample_case
from sample_library import library_of, rendered, text_of

NUMBER = re.compile(r"\d[\d,]*")
OF_A_CASE = re.compile(r"cases/[a-z0-9-]+/")
"""The address of a case; a link there that looks like a number is a year."""

LISTED = ".//ul[@class='names']/li"


def shown(library: Library, language: Language = "en") -> html.HtmlElement:
    return rendered(page.pages(library), f"{prefix(language)}adoption/index.html")


@pytest.fixture(scope="module", params=LANGUAGES)
def tree(request: pytest.FixtureRequest, library: Library) -> html.HtmlElement:
    """The page over the committed cases, in each language."""
    return shown(library, request.param)


def numbers(tree: html.HtmlElement) -> list[tuple[int, str]]:
    """Each number that is a link, with where it leads."""
    main = tree.get_element_by_id("main")
    links = [(text_of(link), link.get("href")) for link in main.iter("a")]
    counts = [(text, href) for text, href in links if not OF_A_CASE.search(href)]
    return [(int(text), href) for text, href in counts if NUMBER.fullmatch(text)]


def test_a_number_that_leads_to_the_explorer_is_what_the_filters_give(
    tree: html.HtmlElement, library: Library
) -> None:
    led = [(count, urlsplit(href)) for count, href in numbers(tree) if "cases/" in href]
    assert len(led) > 150
    for count, href in led:
        wanted = parse_qsl(href.query)
        found = [
            row for row in library.summaries
            if all(value in row.facets[facet] for facet, value in wanted)
        ]  # fmt: skip
        assert len(found) == count, href.query


def test_a_number_that_leads_to_a_place_on_the_page_finds_as_many_cases_there(
    tree: html.HtmlElement,
) -> None:
    led = [(count, href[1:]) for count, href in numbers(tree) if href.startswith("#")]
    assert len(led) > 100
    for count, place in led:
        target = tree.get_element_by_id(place)
        items = target.findall("li") if target.tag == "ul" else target.findall(LISTED)
        rows = target.findall(".//tr/th[@scope='row']")
        below = place.replace("-all", "-nothing")  # what allows no length stands under the table
        for each in tree.xpath(f"//p[@id='{below}']"):
            rows += each.getnext().findall("li") if each.getnext().tag == "ul" else []
        assert count == (len(items) or len(rows)), place


def test_every_other_anchor_and_every_case_is_there(
    tree: html.HtmlElement, library: Library
) -> None:
    identities = Counter(each.get("id") for each in tree.iter() if each.get("id"))
    assert max(identities.values()) == 1
    claims = {slug: library.catalog.claim_ids(slug) for slug in library.catalog.cases}
    for link in tree.get_element_by_id("main").iter("a", "{http://www.w3.org/2000/svg}a"):
        href = link.get("href")
        if href.startswith("#"):
            assert href[1:] in identities
        case = re.search(r"cases/([a-z0-9-]+)/(?:#(.+))?$", href)
        if case:
            assert case[1] in claims
            assert case[2] is None or case[2] in (claims[case[1]] or ())


def pictures(tree: html.HtmlElement) -> list[html.HtmlElement]:
    return tree.xpath("//*[@class='flows']")  # type: ignore[no-any-return]


def bands(tree: html.HtmlElement, picture: int) -> dict[str, int]:
    return {
        band.get("href")[1:]: int("".join(band.xpath(".//*[local-name()='text']/text()")))
        for band in pictures(tree)[picture].xpath(".//*[starts-with(@class, 'band')]")
    }


@pytest.mark.parametrize("picture", [0, 1])
def test_the_picture_has_the_numbers_of_its_table(tree: html.HtmlElement, picture: int) -> None:
    name = ("flow", "course")[picture]
    rows = tree.xpath(f"//table[@id='{name}-table']/tbody/tr/td[@class='n']/a")
    assert bands(tree, picture) == {row.get("href")[1:]: int(text_of(row)) for row in rows}


@pytest.mark.parametrize("picture", [0, 1])
def test_the_ends_of_the_picture_sum_its_bands(tree: html.HtmlElement, picture: int) -> None:
    name = ("flow", "course")[picture]
    sums: Counter[str] = Counter()
    for identity, count in bands(tree, picture).items():
        source, target = identity.removeprefix(f"{name}-").split("--")
        sums[f"from-{name}-{source}"] += count
        sums[f"to-{name}-{target}"] += count
    ends = {
        end.get("href")[1:]: end.get("aria-label")
        for end in pictures(tree)[picture].xpath("./*[local-name()='a'][not(@class)]")
    }
    assert {place: int(NUMBER.findall(label)[-1]) for place, label in ends.items()} == dict(sums)
    out = sum(count for place, count in sums.items() if place.startswith("from-"))
    into = sum(count for place, count in sums.items() if place.startswith("to-"))
    assert out == into == sum(bands(tree, picture).values())


def test_the_thickness_of_a_band_is_its_number(tree: html.HtmlElement) -> None:
    for picture in (0, 1):
        drawn = pictures(tree)[picture].xpath(".//*[local-name()='path']/@d")
        counts = list(bands(tree, picture).values())
        thick = []
        for path in drawn:
            start, end = re.match(r"M0 ([\d.]+).* 0 ([\d.]+)Z", path).groups()  # type: ignore[union-attr]
            thick.append(float(end) - float(start))
        unit = sum(thick) / sum(counts)
        assert thick == pytest.approx([unit * count for count in counts], abs=0.2)


def test_both_languages_have_the_same_numbers_and_places(library: Library) -> None:
    def told(language: Language) -> tuple[list[Any], list[str]]:
        tree = shown(library, language)
        led = sorted((count, href.split("cases/")[-1]) for count, href in numbers(tree))
        return led, sorted(each.get("id") for each in tree.iter() if each.get("id"))

    assert told("en") == told("ja")


def test_it_says_that_it_is_no_cause_and_no_market(library: Library) -> None:
    words = text_of(shown(library))
    assert "never of the market" in words
    assert "no cause" in words
    assert "%" not in text_of(shown(library).get_element_by_id("main"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_no_case_at_all_it_says_so(language: Language) -> None:
    tree = shown(library_of({}), language)
    assert not pictures(tree) and not tree.findall(".//table")
    assert numbers(tree) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", ["production", "evaluating", "left", "rejected"])
def test_one_case_renders(language: Language, stage: Stage) -> None:
    one = sample_case({"stages": {"0": {"stage": stage}}})
    tree = shown(library_of({"only": one}), language)
    assert (1, "#list-moving") in numbers(tree) or stage in ("production", "evaluating")
    assert sum(bands(tree, -1).values()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_case_stays_text(language: Language) -> None:
    nasty = "<script>alert(1)</script>\"'&{t}"
    changes: Mapping[str, Any] = {
        "organisation": {"name": {"en": nasty, "ja": nasty}, "country": "ZZ"},
        "stages": [
            {"id": "a", "mesh": "no-such", "stage": "moved", "date": "0000", "sources": ["blog"]},
            {"id": "b", "mesh": "none", "stage": "moved", "date": "9999", "to": "none",
             "sources": ["blog"]},
        ],
        "motives": [{"id": "m", "kind": "no-such", "sources": ["blog"]}],
        "outcomes": [{"id": "o", "metric": "no-such", "after": "1", "unit": "count",
                      "direction": "better", "basis": "measured", "attribution": "unclear",
                      "measured_by": "adopter", "sources": ["blog"]}],
    }  # fmt: skip
    library = library_of({"nasty": sample_case(dict(changes)), "other": sample_case()})
    tree = shown(library, language)
    main = tree.get_element_by_id("main")
    assert not main.findall(".//script")
    assert nasty in text_of(main)


def test_a_case_without_a_name_is_called_by_its_industry() -> None:
    nameless = sample_case({"organisation": {"name": None, "anonymous": True}})
    assert "nameless" not in text_of(shown(library_of({"nameless": nameless})))


def every_end(words: tuple[str, ...], modes: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Cases that leave each mesh for each way out, and go through each stage."""
    replaced = {"en": "The old one.", "ja": "以前の方式。"}
    onwards = ("istio", "production", "")
    cases = {f"to-{word}": told(("istio", "moved", word), onwards) for word in words}
    cases |= {f"of-{word}": told((word, "rejected", ""), (word, "left", "")) for word in words}
    cases |= {f"in-{stage}": told(("istio", stage, "")) for stage in ("pilot", "evaluating")}
    for mode in modes:
        uses = [
            {"id": "old", "mesh": "istio", "mode": "own-control-plane", "sources": ["blog"]},
            {"id": "new", "mesh": "istio", "mode": mode, "replaced": replaced, "sources": ["blog"]},
        ]
        cases[f"mode-{mode}"] = sample_case({"meshes": uses})
    return cases


def told(*stages: tuple[str, str, str]) -> dict[str, Any]:
    lines = [
        {"id": f"s{at}", "mesh": mesh, "stage": stage, "date": "2020", "sources": ["blog"]}
        | ({"to": to} if to else {})
        for at, (mesh, stage, to) in enumerate(stages)
    ]
    return sample_case({"stages": lines})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_fits_beside_the_bands(library: Library, language: Language) -> None:
    words = library.catalog.vocabulary
    meshes = tuple(mesh for mesh in words["meshes"] if mesh != "none")
    made = library_of(every_end(meshes, tuple(words["modes"])))
    names, renderer = dict.fromkeys(made.catalog.cases, ""), made.renderers[language]
    for picture in (moved(made.adoption, names, renderer), lived(made.adoption, names, renderer)):
        for node in (*picture.drawn.sources, *picture.drawn.targets):
            for line in node.names:
                assert "…" not in line.words
                assert len(line.words) <= (17 if line.words.isascii() else 9), node.key
