"""The matrix on screen says what the sheets say, cell by cell, in both languages."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from meshbook.analysis.ageing import measured_age
from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.model.feature import features_of
from meshbook.pages import case, compare, features, meshes, study
from meshbook.pages.ages import age_view
from meshbook.pages.library import Library
from meshbook.reading.catalog import read_catalog
from meshbook.rules.project import check_project
from meshbook.search.documents import documents
from meshbook.settings import Settings
from sample_cases import PROJECT, sample_case, write_project
from sample_features import write_features
from sample_library import rendered, text_of
from sample_profiles import write_profile

TODAY = datetime.date(2026, 11, 24)
ENDED = {
    "id": "where-they-went",
    "date": "2026-09-30",
    "text": {"en": "They went to Linkerd.", "ja": "Linkerdへ移りました。"},
    "sources": ["site"],
}
every_language = pytest.mark.parametrize("language", LANGUAGES)


def sample(root: Path, cells: dict[str, Any] | None = None, **profile: Any) -> Library:
    """The sample case, profile and sheet as a library."""
    version = {"id": "version", "version": "1.0.4", "role": "current", "sources": ["blog"]}
    write_project(root, {"example": sample_case({"meshes": {"0": {"versions": [version]}}})})
    write_profile(root, profile)
    write_features(root, {"cells": cells} if cells else None)
    catalog, problems = check_project(root, TODAY)
    assert [problem for problem in problems if problem.code[0] in "MS"] == []
    return Library(catalog, Settings.of("", "", ""))


@cache
def real() -> Library:
    """This project as it stands."""
    return Library(read_catalog(PROJECT, TODAY)[0], Settings.of("", "", ""))


@cache
def matrix_of_this_project(language: Language) -> html.HtmlElement:
    """The page of all features, which is large: made once."""
    return matrix(real(), language)


def matrix(library: Library, language: Language = "en") -> html.HtmlElement:
    """The page of all features as a tree."""
    path = f"{prefix(language)}meshes/features/index.html"
    return rendered(features.pages(library), path)


@every_language
def test_every_cell_of_every_sheet_stands_once_at_its_address(language: Language) -> None:
    catalog, tree = real().catalog, matrix_of_this_project(language)
    rows = list(features_of(catalog.vocabulary))
    assert tree.xpath("//tr/@data-row") == rows
    expected = [f"{mesh}.{row}" for row in rows for mesh in catalog.features]
    assert sorted(tree.xpath("//td/@id")) == sorted(expected)
    assert sorted(tree.xpath("//td//a[@class='pl']/@href")) == sorted(f"#{at}" for at in expected)


@every_language
@pytest.mark.parametrize("mesh", ["linkerd", "aws-app-mesh"])
def test_a_column_says_what_the_sheet_says(language: Language, mesh: str) -> None:
    tree, sheet = matrix_of_this_project(language), real().catalog.features[mesh]
    say = real().renderers[language]
    for cell in sheet.cells:
        shown = tree.get_element_by_id(sheet.anchor(cell.feature))
        said = text_of(shown)
        if cell.answer != "text":
            assert say.term("fixed.answer", cell.answer) in said
        if cell.words is not None:
            assert " ".join((cell.words.get(language) or "").split()) in said
        if cell.source is not None and cell.date is not None:
            address = cell.source.permalink or cell.source.url
            assert shown.xpath(".//a[@class='cite']/@href") == [address]
            assert say.date(cell.date) in said


@every_language
def test_the_counts_are_those_of_the_sheets(language: Language) -> None:
    catalog, tree = real().catalog, matrix_of_this_project(language)
    cells = [cell for sheet in catalog.features.values() for cell in sheet.cells]
    for answer in ("yes", "partial", "no"):
        marked = tree.xpath(f"//td//use[contains(@href, '#f-{answer}')]")
        assert len(marked) == sum(cell.answer == answer for cell in cells)
    for answer in ("unknown", "not-applicable", "undisclosed"):
        absent = tree.xpath(f"//td//use[contains(@href, '#a-{answer}')]")
        assert len(absent) == sum(cell.answer == answer for cell in cells)
    known = sum(cell.answer != "unknown" for cell in cells)
    assert str(known) in text_of(tree.find_class("lead")[0])


def test_three_kinds_of_silence_and_a_gap_are_told_apart(tmp_path: Path) -> None:
    silent = {"version": None}
    library = sample(tmp_path, {
        "0": {"answer": "undisclosed", **silent}, "1": {"answer": "not-applicable", **silent},
    })  # fmt: skip
    tree = matrix(library)
    said = {
        row: text_of(tree.get_element_by_id(f"istio.{row}").find_class("absent")[0])
        for row in ("mtls", "authorization", "http3", "egress")
    }
    assert said == {
        "mtls": "Undisclosed", "authorization": "Does not apply", "http3": "Unknown",
        "egress": "No sourced statement yet",
    }  # fmt: skip


@every_language
def test_a_cell_tells_what_has_become_of_the_release_that_it_describes(
    tmp_path: Path, language: Language
) -> None:
    tree = matrix(sample(tmp_path), language)
    old, new = (tree.get_element_by_id(f"istio.{row}") for row in ("authorization", "mtls"))
    words = {
        "en": ("describes 1.0, unsupported since 19 Jun 2019", "supported until 31 Jan 2027"),
        "ja": ("1.0の記述。2019年6月19日にサポート終了", "サポートは2027年1月31日まで"),
    }[language]
    assert words[0] in text_of(old) and words[1] in text_of(new)
    clock = ".//use[contains(@href, '#clock')]"
    assert (len(old.xpath(clock)), len(new.xpath(clock))) == (1, 0)


def test_an_ended_product_stays_hatched_with_its_date_after_the_others(tmp_path: Path) -> None:
    tree = matrix(sample(tmp_path, ended=ENDED))
    head = tree.xpath("//thead//th[contains(@class, 'over')]")
    assert ["Ended 30 Sep 2026" in text_of(each) for each in head] == [True]
    assert len(tree.xpath("//td[contains(@class, 'over')]")) == len(tree.xpath("//tr/@data-row"))
    columns = matrix_of_this_project("en").xpath("//thead//th[position() > 1]/@class")
    assert sorted(columns, key=lambda each: "over" in each) == columns


@pytest.mark.parametrize(("day", "has_ended"), [("2026-09-29", False), ("2026-09-30", True)])
def test_an_announced_end_hatches_and_moves_nothing_before_its_day(
    tmp_path: Path, day: str, has_ended: bool
) -> None:
    catalog = sample(tmp_path, ended=ENDED).catalog
    sheet, today = catalog.features["istio"], datetime.date.fromisoformat(day)
    sheets = {"istio": sheet, "cilium": sheet.model_copy(update={"mesh": "cilium"})}
    library = Library(replace(catalog, features=sheets, today=today), Settings.of("", "", ""))
    heads = matrix(library).xpath("//thead//th[position() > 1]")
    assert [each.xpath("a/@href")[0] for each in heads] == (
        ["../cilium/", "../istio/"] if has_ended else ["../istio/", "../cilium/"]
    )
    assert [bool(each.find_class("over")) for each in heads] == [False, has_ended]
    pair = rendered(compare.pages(library), "compare/istio-cilium/index.html")
    assert bool(pair.xpath("//td[contains(@class, 'ended')]")) == has_ended


def test_a_source_with_an_unsafe_address_is_named_and_not_linked(tmp_path: Path) -> None:
    catalog = sample(tmp_path).catalog
    sheet = catalog.features["istio"]
    mtls = sheet.cell("mtls")
    assert mtls is not None and mtls.source is not None
    unsafe = mtls.source.model_copy(update={"url": "javascript:alert(1)"})
    cells = [mtls.model_copy(update={"source": unsafe})]
    changed = {"istio": sheet.model_copy(update={"cells": cells})}
    library = Library(replace(catalog, features=changed), Settings.of("", "", ""))
    shown = matrix(library).get_element_by_id("istio.mtls")
    assert "Mutual TLS" in text_of(shown)
    assert not [href for href in shown.xpath(".//@href") if href.startswith("javascript")]


@every_language
def test_the_page_of_a_mesh_has_its_cells_as_rows_that_can_be_compared(
    tmp_path: Path, language: Language
) -> None:
    library = sample(tmp_path)
    tree = rendered(meshes.pages(library), f"{prefix(language)}meshes/istio/index.html")
    rows = [each for each in tree.xpath("//@data-row") if each.startswith("feature/")]
    of_profile = features.OF_PROFILE
    expected = [
        f"feature/{row.id}"
        for row in features_of(library.catalog.vocabulary).values()
        if row.derived not in of_profile
    ]
    assert rows == expected
    shown = tree.xpath("//*[@data-row='feature/mtls']")[0]
    assert shown.xpath(".//a[@class='pl']/@href") == ["../features/#istio.mtls"]
    assert shown.xpath(".//a[@class='cite']/@href") == ["https://www.example.net/istio/mtls"]


def test_a_site_without_sheets_has_neither_the_page_nor_a_way_to_it(tmp_path: Path) -> None:
    write_project(tmp_path, {"example": sample_case()})
    write_profile(tmp_path)
    library = Library(check_project(tmp_path, TODAY)[0], Settings.of("", "", ""))
    assert list(features.pages(library)) == []
    tree = rendered(meshes.pages(library), "meshes/index.html")
    assert tree.xpath("//a[contains(@href, 'features')]") == []


@every_language
def test_a_case_tells_the_age_of_the_version_that_it_names(
    tmp_path: Path, language: Language
) -> None:
    tree = rendered(case.pages(sample(tmp_path)), f"{prefix(language)}cases/example/index.html")
    said = text_of(tree.xpath("//*[@data-row='fact/version']")[0])
    expected = {
        "en": "1.0: unsupported since 19 Jun 2019",
        "ja": "1.0：2019年6月19日にサポート終了",
    }
    assert expected[language] in said


@every_language
def test_a_study_tells_the_age_of_the_versions_that_it_measured(language: Language) -> None:
    path = f"{prefix(language)}benchmarks/studies/livewyer-2024/index.html"
    versions = rendered(study.pages(real()), path).xpath("//*[@data-row='condition/versions']")[0]
    runs = real().catalog.benchmarks["livewyer-2024"].tables.runs
    profiles = real().catalog.profiles
    ages = {measured_age(run.mesh, run.mode, run.version, profiles, TODAY) for run in runs} - {None}
    assert ages
    for age in ages:
        assert age is not None
        assert age_view(age, real().renderers[language], "plain").words in text_of(versions)


@every_language
def test_the_matrix_is_found_by_what_its_rows_ask(language: Language) -> None:
    address = f"{prefix(language)}meshes/features/"
    found = [each for each in documents(real(), (), language) if each.url == address]
    assert len(found) == 1 and "FIPS 140" in found[0].facts
