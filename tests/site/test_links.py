"""Every internal link and anchor lands; nothing is asked of any other origin."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest

from site_project import SITE_URL, SUB_PATH_URL

LOADING = {"script": "src", "img": "src", "link": "href", "use": "href", "source": "src"}


def pages(site: Path) -> Iterator[tuple[str, lxml.html.HtmlElement]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), lxml.html.fromstring(path.read_bytes())


@cache
def anchors(path: Path) -> frozenset[str]:
    return frozenset(lxml.html.fromstring(path.read_bytes()).xpath("//@id"))


def broken_links(site: Path, address: str) -> list[str]:
    """The links of all pages that lead nowhere when ``site`` is served at ``address``."""
    broken = []
    for name, page in pages(site):
        base = urljoin(address, name.removesuffix("index.html"))
        for link in [*page.xpath("//@href"), *page.xpath("//@src"), *page.xpath("//@action")]:
            target = urljoin(base, link)
            if not target.startswith(address):
                if urlsplit(link).scheme not in ("https", "http", "mailto"):
                    broken.append(f"{name}: {link} leaves the site")
                continue
            path, _, fragment = target.removeprefix(address).partition("#")
            file = site / unquote(path.partition("?")[0])
            if target.partition("#")[0].partition("?")[0].endswith("/"):
                file = file / "index.html"
            if not file.is_file():
                broken.append(f"{name}: {link}")
            elif fragment and file.suffix == ".html" and unquote(fragment) not in anchors(file):
                broken.append(f"{name}: {link} (no such anchor)")
    return broken


def test_no_internal_link_or_anchor_is_dead_at_the_root(built: Path) -> None:
    assert broken_links(built, SITE_URL) == []


def test_no_internal_link_or_anchor_is_dead_under_a_sub_path(built_below: Path) -> None:
    assert broken_links(built_below, SUB_PATH_URL) == []


def test_no_internal_link_or_anchor_is_dead_without_addresses(built_bare: Path) -> None:
    assert broken_links(built_bare, "http://127.0.0.1:8000/") == []


def test_no_page_loads_anything_from_another_origin(built: Path) -> None:
    for name, page in pages(built):
        for tag, attribute in LOADING.items():
            for element in page.iter(tag):
                value = element.get(attribute) or ""
                if tag == "link" and element.get("rel") in ("canonical", "alternate"):
                    continue
                assert not urlsplit(value).scheme and not value.startswith("//"), (name, value)


def test_languages_point_at_each_other(built: Path) -> None:
    for name, page in pages(built):
        if name.endswith("404.html"):
            continue
        shared = name.removeprefix("ja/").removesuffix("index.html")
        found = {
            link.get("hreflang"): link.get("href")
            for link in page.xpath("//link[@rel='alternate'][@hreflang]")
        }
        assert found == {
            "en": SITE_URL + shared,
            "ja": f"{SITE_URL}ja/{shared}",
            "x-default": SITE_URL + shared,
        }, name


def test_every_page_has_its_own_title_and_a_description(built: Path) -> None:
    titles: dict[tuple[bool, str], str] = {}
    for name, page in pages(built):
        title = page.findtext(".//title")
        assert title and title.strip(), name
        own = (name.startswith("ja/"), title)
        assert own not in titles, (name, titles.get(own), title)
        titles[own] = name
        description = page.xpath("string(//meta[@name='description']/@content)")
        assert len(description) >= 15, (name, description)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_call_is_one_click_from_every_page(built: Path, language: str) -> None:
    for name, page in pages(built):
        if name.startswith("ja/") == (language == "ja"):
            assert any("call-for-japan/" in href for href in page.xpath("//a/@href")), name
