"""The feeds: what is new, checked again and corrected, valid in both forms and languages."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from lxml import etree, html

from meshbook.exports import feeds
from meshbook.exports.dataset import Dataset
from meshbook.languages import LANGUAGES, prefix
from meshbook.model.catalog import Catalog
from meshbook.pages import meshes, not_found
from meshbook.pages.library import Library
from meshbook.pages.meshes import cases_by_mesh
from meshbook.settings import Settings
from sample_library import rendered

SITE = "https://meshbook.example/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
every_language = pytest.mark.parametrize("language", LANGUAGES)


def atom(files: Mapping[str, bytes], name: str) -> Any:
    return etree.fromstring(files[f"feeds/{name}.xml"])


def texts(tree: Any, path: str) -> list[str]:
    return [str(each) for each in tree.xpath(path, namespaces=ATOM)]


def entries(files: Mapping[str, bytes], name: str) -> list[tuple[str, str, str]]:
    """Kind, title and text of the entries of the case that is made for tests."""
    feed = json.loads(files[f"feeds/{name}.json"])
    return [
        (item["tags"][0], item["title"], item["content_text"])
        for item in feed["items"]
        if "/zz-hostile/" in item["url"]
    ]


def test_every_atom_feed_has_what_the_format_asks_for(files: Mapping[str, bytes]) -> None:
    names = [path for path in files if path.startswith("feeds/") and path.endswith(".xml")]
    assert len(names) > 40
    for name in names:
        tree = etree.fromstring(files[name])
        assert tree.tag == "{http://www.w3.org/2005/Atom}feed"
        for path in ("a:id", "a:title", "a:updated", "a:author/a:name"):
            assert len(texts(tree, f"{path}/text()")) == 1, (name, path)
        assert texts(tree, "a:link[@rel='self']/@href") == [SITE + name]
        assert texts(tree, "a:id/text()") == [SITE + name]
        for entry in tree.findall("a:entry", ATOM):
            for path in ("a:id", "a:title", "a:updated", "a:summary"):
                assert len(texts(entry, f"{path}/text()")) == 1, (name, path)
            [link] = texts(entry, "a:link[@rel='alternate']/@href")
            assert link.startswith(SITE)
        moments = texts(tree, "a:entry/a:updated/text()")
        assert all(MOMENT.fullmatch(moment) for moment in moments)
        assert moments == sorted(moments, reverse=True)
        assert texts(tree, "a:updated/text()")[0] == (moments or ["2026-11-24T00:00:00Z"])[0]
        ids = texts(tree, "a:entry/a:id/text()")
        assert len(set(ids)) == len(ids) <= feeds.MOST
        assert all(each.startswith("urn:uuid:") for each in ids)


def test_every_json_feed_has_what_the_format_asks_for(files: Mapping[str, bytes]) -> None:
    for name in (path for path in files if path.startswith("feeds/") and path.endswith(".json")):
        feed = json.loads(files[name])
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"] and feed["feed_url"] == SITE + name
        assert feed["language"] == name.split("/")[1]
        for item in feed["items"]:
            assert item["id"] and item["url"].startswith(SITE) and item["content_text"]
            datetime.datetime.fromisoformat(item["date_published"].replace("Z", "+00:00"))


def test_both_forms_of_a_feed_tell_the_same(files: Mapping[str, bytes]) -> None:
    for name in ("en/all", "ja/corrected", "en/meshes/istio"):
        items = json.loads(files[f"feeds/{name}.json"])["items"]
        assert texts(atom(files, name), "a:entry/a:id/text()") == [item["id"] for item in items]
        assert texts(atom(files, name), "a:entry/a:title/text()") == [
            item["title"] for item in items
        ]


def test_a_case_is_told_as_new_then_corrected_then_checked_again(dataset: Dataset) -> None:
    library = dataset.library
    told = [each for each in feeds.entries(library, "en") if each.slug == "zz-hostile"]
    assert [(each.news, str(each.day)) for each in told] == [
        ("changed", "2026-03-02"), ("corrected", "2026-02-01"), ("new", "2026-01-15"),
    ]  # fmt: skip
    assert told[1].path == "cases/zz-hostile/#corrections"


def test_each_kind_of_news_has_a_feed_of_its_own(files: Mapping[str, bytes]) -> None:
    for kind in ("new", "changed", "corrected"):
        items = json.loads(files[f"feeds/en/{kind}.json"])["items"]
        assert {item["tags"][0] for item in items} == {kind}


def test_a_correction_is_told_with_its_reason_in_the_language_of_the_feed(
    files: Mapping[str, bytes],
) -> None:
    [(_, title, text)] = entries(files, "en/corrected")
    assert title.startswith("Corrected: =HYPERLINK")
    assert text == "The year & month. They wrote <to us>."
    [(_, title, text)] = entries(files, "ja/corrected")
    assert title.startswith("訂正：")
    assert text == "年と月。<連絡>がありました。"
    told = texts(atom(files, "en/corrected"), "a:entry/a:summary/text()")
    assert "The year & month. They wrote <to us>." in told


def test_a_mesh_has_the_news_of_the_cases_that_name_it(
    files: Mapping[str, bytes], library: Library
) -> None:
    for mesh in cases_by_mesh(library):
        feed = json.loads(files[f"feeds/en/meshes/{mesh.id}.json"])
        told = {item["url"].split("/cases/")[1].split("/")[0] for item in feed["items"]}
        own = {row.slug for row in mesh.cases}
        assert told <= own
        assert told == own or len(feed["items"]) == feeds.MOST


def test_without_an_address_of_the_site_there_is_no_feed(catalog: Catalog) -> None:
    assert list(feeds.files(Dataset(Library(catalog, Settings())))) == []


@every_language
def test_pages_say_where_their_feeds_are(
    library: Library, files: Mapping[str, bytes], language: str
) -> None:
    start = prefix(language)  # type: ignore[arg-type]
    page = rendered(meshes.pages(library), f"{start}meshes/istio/index.html")
    root = "../../" + ("../" if language == "ja" else "")
    found = named(page)
    assert {each.removeprefix(root) for each in found} == {
        f"feeds/{language}/all.xml", f"feeds/{language}/all.json",
        f"feeds/{language}/meshes/istio.xml",
    }  # fmt: skip
    assert all(each.removeprefix(root) in files for each in found)


def test_without_an_address_no_page_names_a_feed(catalog: Catalog) -> None:
    pages = not_found.pages(Library(catalog, Settings()))
    assert named(rendered(pages, "404.html")) == []


def named(page: html.HtmlElement) -> list[str]:
    return [
        str(link.get("href"))
        for link in page.xpath("//head/link[@rel='alternate'][@type]")
        if "feed" in link.get("type") or "atom" in link.get("type")
    ]
