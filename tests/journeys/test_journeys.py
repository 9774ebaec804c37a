"""The ways through the site from end to end, by pointer, by keys alone and on a phone."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sqlite3
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from browser import axe_findings, context, violations
from journeys.conftest import Begin
from journeys.reader import Reader
from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.pages.library import Library
from site_project import SITE_URL

pytestmark = pytest.mark.browser

every_way = pytest.mark.parametrize(
    ("language", "how"),
    [
        ("en", {}), ("ja", {}),
        ("en", {"keys": True}), ("ja", {"width": 390}),
    ],
    ids=["English", "Japanese", "keys alone", "on a phone"],
)  # fmt: skip
PAGES = (
    "match/?industry=banking&motive=mtls",
    "compare/",
    "compare/?items=case:lunar,case:hsbc,mesh:linkerd,study:solo-2024&rows=first",
    "compare/sidecar-ambient/",
    "adoption/",
    "evaluate/?vendor=on",
    "meshes/features/",
    "cases/lunar/#cite",
    "cite/",
    "data/",
)


def table_of(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def place_of(site: Path, address: str) -> bool:
    """Whether the site has the page of an address, and on it the place that the address means."""
    path, _, anchor = address.removeprefix(SITE_URL).partition("#")
    page = site / path / "index.html"
    return page.is_file() and (not anchor or f'id="{anchor}"' in page.read_text(encoding="utf-8"))


@every_way
def test_cases_like_mine_are_found_compared_and_taken_away(
    begin: Begin, library: Library, language: Language, how: dict[str, Any]
) -> None:
    reader = begin(language, **how)
    page = reader.page
    reader.follow("match/")
    reader.choose("industry", "banking")
    found = page.locator("#found > li")
    expect(found).to_have_count(10)
    slugs = [str(found.nth(at).get_attribute("data-case")) for at in range(2)]
    for at, slug in enumerate(slugs):
        assert library.catalog.cases[slug].organisation.industry == "banking"
        reader.press(found.nth(at).locator("[data-add]"))
        expect(page.locator(".tray .chip")).to_have_count(at + 1)
    assert reader.fits()

    items = ",".join(f"case:{slug}" for slug in slugs)
    reader.follow(f"compare/?items={items}")
    shown = page.locator("#tables tr[data-id]")
    everything = set(shown.evaluate_all("(all) => all.map((row) => row.dataset.id)"))
    reader.turn("rows", "only")
    expect(page).to_have_url(re.compile("&rows=only$"))
    left = set(shown.evaluate_all("(all) => all.map((row) => row.dataset.id)"))
    assert set() < left < everything
    assert reader.fits()

    name, content = reader.take(page.locator("#csv"))
    cells = table_of(content)
    assert name.endswith(".csv")
    assert {cell["row"] for cell in cells} == left
    assert {cell["item"] for cell in cells} == {f"case:{slug}" for slug in slugs}
    assert {cell["differs"] for cell in cells} == {"true"}
    assert all(cell["value"] and cell["address"].startswith(reader.home) for cell in cells)


@every_way
def test_a_weight_is_changed_its_evidence_read_and_the_decision_recorded(
    begin: Begin, site: Path, language: Language, how: dict[str, Any]
) -> None:
    reader = begin(language, **how)
    page = reader.page
    reader.follow("evaluate/")
    if page.locator("#change").is_visible():
        reader.press(page.locator("#change"))
    reader.turn("w-latency", "5")
    expect(page).to_have_url(re.compile("weights=[^&]*latency(:|%3A)5"))
    chosen = page.url
    assert reader.fits()

    evidence = page.locator("#ranking [data-criterion=latency] .items a").first
    address = str(evidence.evaluate("(link) => link.href"))
    reader.press(evidence)
    page.wait_for_url(address)
    expect(page.locator(f'[id="{address.partition("#")[2]}"]')).to_be_in_viewport()
    page.go_back()
    page.wait_for_url(chosen)
    expect(page.locator('[name="w-latency"][value="5"]')).to_be_checked()

    name, content = reader.take(page.locator("#export"))
    record = content.decode()
    assert name.endswith(".md")
    data = (site / "evaluate" / f"{language}.json").read_bytes()
    assert hashlib.sha256(data).hexdigest() in record
    claims = re.findall(rf"{SITE_URL}[^\s)>|#]+#[^\s)>|]+", record)
    assert len(claims) > 20
    assert [claim for claim in claims if not place_of(site, claim)] == []
    assert address.replace(reader.home, f"{SITE_URL}{prefix(language)}") in claims


@every_way
def test_a_cell_of_the_features_leads_to_its_source(
    begin: Begin, library: Library, language: Language, how: dict[str, Any]
) -> None:
    reader = begin(language, **how)
    page = reader.page
    page.context.route(
        re.compile("^https:"), lambda route: route.fulfill(content_type="text/html", body="there")
    )
    cell = library.catalog.features["linkerd"].cell("mtls")
    assert cell is not None and cell.words is not None and cell.source is not None
    reader.follow("meshes/")
    reader.follow("meshes/features/")
    assert reader.fits()
    reader.follow("meshes/features/#security")
    shown = page.locator('[id="linkerd.mtls"]')
    expect(shown).to_contain_text(str(cell.words.get(language)))
    assert cell.date is not None
    expect(shown).to_contain_text(library.renderers[language].date(cell.date))
    reader.press(shown.locator("a.cite"))
    page.wait_for_url(cell.source.permalink or cell.source.url)
    expect(page.locator("body")).to_have_text("there")


@every_way
def test_a_case_is_cited_by_copying_and_by_a_file(
    begin: Begin, library: Library, language: Language, how: dict[str, Any]
) -> None:
    reader = begin(language, **how)
    page = reader.page
    reader.search({"en": "Lunar bank multi-cluster", "ja": "Lunar 銀行 マルチクラスター"}[language])
    expect(page.locator('#results [data-case="lunar"]')).to_be_visible()
    reader.follow("cases/lunar/")
    reader.follow("cases/lunar/#cite")
    reader.press(page.locator(".citebox button"))
    expect(page.locator(".citebox button")).to_have_text(
        library.renderers[language].say("cite.part.copied")
    )
    title = library.catalog.cases["lunar"].title.get(language)
    copied = reader.copied()
    assert title is not None and title in copied
    assert f"{SITE_URL}{prefix(language)}cases/lunar/" in copied
    assert str(library.catalog.today) in copied
    assert reader.fits()
    name, content = reader.take(page.locator(".citebox a[href$='.bib']").first)
    assert name.endswith(".bib")
    assert f"{SITE_URL}{prefix(language)}cases/lunar/" in content.decode()


@every_way
def test_the_data_are_taken_as_a_table_and_as_a_database(
    begin: Begin, library: Library, site: Path, tmp_path: Path, language: Language,
    how: dict[str, Any],
) -> None:  # fmt: skip
    reader = begin(language, **how)
    page = reader.page
    reader.follow("data/")
    assert reader.fits()
    name, table = reader.take(page.locator("a[href$='/tables/cases.csv']"))
    assert name == "cases.csv"
    rows = table_of(table)
    assert [row["slug"] for row in rows] == sorted(library.catalog.cases)
    name, database = reader.take(page.locator("a[href$='.sqlite']"))
    (tmp_path / name).write_bytes(database)
    asked = "select slug, organisation_ja from cases order by slug"
    with sqlite3.connect(tmp_path / name) as opened:
        assert opened.execute(asked).fetchall() == [
            (row["slug"], row["organisation_ja"] or None) for row in rows
        ]
    files = json.loads((site / "data" / "manifest.json").read_bytes())["files"]
    sums = {each["path"]: each["sha256"] for each in files}
    assert sums["data/tables/cases.csv"] == hashlib.sha256(table).hexdigest()
    assert sums[f"data/{name}"] == hashlib.sha256(database).hexdigest()


@pytest.mark.parametrize(("language", "scheme"), list(product(LANGUAGES, ("light", "dark"))))
def test_axe_finds_nothing_on_any_page_of_the_journeys(
    chromium: Browser, host: str, language: Language, scheme: Any
) -> None:
    with context(
        chromium, base_url=host, color_scheme=scheme, viewport={"width": 1280, "height": 900}
    ) as used:
        page = used.new_page()
        found = []
        for address in PAGES:
            page.goto(f"/{prefix(language)}{address}")
            page.wait_for_load_state("networkidle")
            found += [f"{address}: {line}" for line in (*axe_findings(page), *violations(page))]
        assert found == [], "\n".join(found[:20])


def test_the_reader_counts_what_it_does(begin: Begin) -> None:
    reader: Reader = begin("en")
    reader.search("lunar")
    reader.follow("cases/lunar/")
    assert reader.interactions == 2
