"""What a reader of the adopters directory relies on."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest
from lxml import html

from meshbook.exports import adopters as files_of
from meshbook.exports import sitemap
from meshbook.pages import adopters, explorer, home
from meshbook.search.documents import documents
from sample_adopters import EXPECTED, HOST, adopters_library, files, tree
from sample_library import text_of
from sample_pages import GOLDEN
from sample_pages import library as library_without

EN, JA = "adopters/index.html", "ja/adopters/index.html"
both = pytest.mark.parametrize("path", [EN, JA])


def rows(path: str = EN) -> dict[str, html.HtmlElement]:
    """The rows of the directory by the id of their organisation."""
    found = tree(path).xpath("//table[@id='rows']/tbody/tr")
    return {row.get("id").removeprefix("org-"): row for row in found}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_page_is_the_expected_one_to_the_byte(name: str) -> None:
    assert files()[EXPECTED[name]] == (GOLDEN / name).read_bytes()


@both
def test_a_listing_never_looks_like_a_case(path: str) -> None:
    page = tree(path)
    notice = page.xpath("//main//section")[0]
    assert "E5" in text_of(notice) and not notice.xpath("./preceding::table")
    assert not page.xpath("//*[contains(@class, 'x-case')] | //main//svg[contains(@class, 'life')]")
    for row in rows(path).values():
        assert "E5" in text_of(row[0])


@both
def test_an_organisation_leads_to_its_full_case_or_invites_one(path: str) -> None:
    links = {key: row.xpath("./td[last()]//a/@href") for key, row in rows(path).items()}
    assert links.pop("examplebank") == ["../cases/example-bank/"]
    assert links and all(found == ["../contribute/"] for found in links.values())


def test_days_lead_to_the_changes_that_show_them() -> None:
    entry = rows()["leftgone"].xpath(".//li")[0]
    assert text_of(entry) == (
        "Dated list since 2 Jan 2019, no longer listed since 4 Mar 2021"
    )
    assert entry.xpath(".//a/@href") == [f"{HOST}/1", f"{HOST}/2"]
    listed = rows()["examplebank"].xpath(".//li")
    assert "since 6 May 2020, last seen 21 Aug 2026" in text_of(listed[0])
    assert text_of(listed[1]) == "Plain list since when is unknown"


def test_one_organisation_is_one_row_with_every_name_that_lists_give_it() -> None:
    assert set(rows()) == {"examplebank", "leftgone", "newname", "proxied", "例示"}
    assert "listed as EXAMPLE-BANK Inc." in text_of(rows()["examplebank"][0])
    assert "listed as Old Name" in text_of(rows()["newname"][0])


def test_a_talk_is_shown_by_its_title_and_marked_as_japanese() -> None:
    (entry,) = rows()["例示"].xpath(".//li")
    assert entry.xpath(".//a[@href=$slides]//span/@lang", slides=f"{HOST}/slides") == ["ja"]
    assert text_of(entry) == "Istioの話 Talks · 5 Aug 2022"


def test_each_row_has_the_values_of_the_facets_and_their_counts_are_right() -> None:
    page = tree(EN)
    for facet in adopters.FACETS:
        for box in page.xpath("//input[@name=$facet]", facet=facet):
            have = [row for row in rows().values()
                    if box.get("value") in (row.get(f"data-{facet}") or "").split()]  # fmt: skip
            assert text_of(box.getparent().xpath("./span[@class='n']")[0]) == str(len(have))
    assert rows()["newname"].get("data-state") == "listed gone"
    assert rows()["examplebank"].get("data-claim") == "mesh cni"


def test_what_is_left_out_and_where_there_is_no_list_is_told_with_its_reason() -> None:
    page = tree(EN)
    (out,) = page.xpath("//section[@aria-labelledby='left-out']")
    assert "Joke" in text_of(out) and "A joke." in text_of(out) and "Not of a user." in text_of(out)
    assert "Kuma Has no list." in text_of(page.xpath("//h3[@id='no-list']/following::ul")[0])
    (lists,) = page.xpath("//section[@aria-labelledby='lists']")
    assert "1 listed, 2 gone" in text_of(lists) and "21 Aug 2026" in text_of(lists)
    assert "Mind the days." in text_of(lists)


def test_both_languages_have_the_same_rows_anchors_and_values() -> None:
    def facts(path: str) -> list[tuple[str, ...]]:
        names = [f"data-{facet}" for facet in adopters.FACETS]
        return [(key, *(row.get(name) or "" for name in names)) for key, row in rows(path).items()]

    assert facts(EN) == facts(JA)
    assert tree(EN).xpath("//@id") == tree(JA).xpath("//@id")


@both
def test_the_page_has_no_style_of_its_own_and_no_id_twice(path: str) -> None:
    page = tree(path)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not page.xpath("//@style | //style | //script[not(@src)]")
    assert b"Left &amp; &lt;Gone&gt;" in files()[path]


def test_the_files_have_every_entry_and_the_json_is_what_its_schema_says() -> None:
    table = list(csv.DictReader(io.StringIO(files()["data/adopters/adopters.csv"].decode())))
    assert [row["name"] for row in table if row["organisation"] == "New Name"] == [
        "Old Name", "New Name",
    ]  # fmt: skip
    assert [row["last_seen"] for row in table if row["name"] == "Example Bank"] == ["2026-08-21"]
    data = json.loads(files()["data/adopters/adopters.json"])
    schema = json.loads(files()["schema/adopters.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema)
    entries = [entry for each in data["organisations"] for entry in each["entries"]]
    assert len(entries) == len(table) == 7 and len(data["left_out"]) == 2
    assert [each["cases"] for each in data["organisations"] if each["cases"]] == [["example-bank"]]
    data["organisations"][0]["entries"][0]["claim"] = "case"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema)


def test_the_directory_is_reached_from_the_cases_the_foot_the_search_and_the_sitemap() -> None:
    made = adopters_library()
    first = next(each for each in explorer.pages(made) if each.path == "cases/index.html")
    assert b'href="../adopters/"' in first.render()
    (start,) = [each for each in home.pages(made) if each.path == "index.html"]
    assert b'<li><a href="adopters/">' in start.render()
    assert "adopters/" in {each.url for each in documents(made, (), "en")}
    site = {each.path: each for each in sitemap.files(made, [EN, JA], ())}
    assert b"/ja/adopters/" in site["sitemap.xml"].render()


def test_without_a_list_there_is_no_directory_and_no_way_to_it() -> None:
    bare = library_without()
    assert not [*adopters.pages(bare), *files_of.files(bare)]
    (start,) = [each for each in home.pages(bare) if each.path == "index.html"]
    assert b"adopters/" not in start.render()
