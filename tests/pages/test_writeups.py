"""Write-ups: every passage leads to what it rests on, and what cannot be known is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.pages import writeups
from meshbook.pages.environment import rooms_of
from meshbook.pages.library import Library
from meshbook.rules import check_files
from meshbook.rules.project import check_project
from meshbook.search.documents import documents
from meshbook.settings import Settings
from sample_cases import sample_case, write_project
from sample_library import TODAY
from sample_writeups import write_writeup

NO_SETTINGS = Settings.of("", "", "")
BOTH = {"en": "Both run Istio.", "ja": "どちらもIstioを使います。"}
BLOG = sample_case()["sources"]["blog"]
every_language = pytest.mark.parametrize("language", LANGUAGES)


def library_of(root: Path, changes: dict[str, Any] | None = None) -> Library:
    """A project with two cases and one write-up as a library."""
    other = {"organisation": {"name": {"en": "Other Co", "ja": "他社"}, "kana": "たしゃ"}}
    other |= {"organisation": {**other["organisation"], "homepage": "https://www.example.org/"}}
    cases = {"example": sample_case(), "other": sample_case({**other, "told_by": ["vendor"]})}
    write_project(root, cases)
    write_writeup(root, changes)
    catalog, problems = check_project(root, TODAY)
    assert problems == []
    return Library(catalog, NO_SETTINGS)


def page(library: Library, language: Language, address: str = "writeups/example/") -> Any:
    """A page of the write-ups as a tree."""
    path = f"{prefix(language)}{address}index.html"
    made = {artifact.path: artifact for artifact in writeups.pages(library)}
    return html.document_fromstring(made[path].render().decode())


def passages(*more: dict[str, Any]) -> dict[str, Any]:
    """Changes that make the one section of the sample hold ``more`` passages."""
    return {"sections": {"0": {"passages": [{"text": dict(BOTH), **each} for each in more]}}}


@every_language
def test_a_passage_ends_with_links_to_the_very_claims_it_rests_on(
    tmp_path: Path, language: Language
) -> None:
    both = ["example#stage-2021", "other#mesh-istio"]
    tree = page(library_of(tmp_path, passages({"claims": both})), language)
    links = [a.get("href") for a in tree.xpath("//article//a[@class='cite']")]
    assert links == ["../../cases/example/#stage-2021", "../../cases/other/#mesh-istio"]


@every_language
def test_the_evidence_is_counted_from_the_passages_and_a_vendors_voice_is_flagged(
    tmp_path: Path, language: Language
) -> None:
    both = ["example#stage-2021", "other#mesh-istio", "other#stage-2021"]
    library = library_of(tmp_path, passages({"claims": both}, {"claims": ["other#stage-2021"]}))
    words = page(library, language).find(".//aside").text_content()
    assert ("Cases 2, claims 3" if language == "en" else "事例2件、記述3件") in words
    assert ("1 of the cases a vendor" if language == "en" else "うち1件") in words


@every_language
def test_sources_of_its_own_are_numbered_after_the_cases(
    tmp_path: Path, language: Language
) -> None:
    mixed = {"claims": ["example#stage-2021"], "sources": ["post"]}
    source = {**BLOG, "url": "https://www.example.net/post"}
    tree = page(library_of(tmp_path, {**passages(mixed), "sources": {"post": source}}), language)
    cites = [a.text_content().split()[-1] for a in tree.xpath("//article//p/a[@class='cite']")]
    assert cites == ["1", "2"]
    assert [li.get("id") for li in tree.xpath("//ol[@class='sources']/li")] == [None, "source-post"]


@every_language
def test_the_limits_stand_on_the_page_and_the_list_leads_to_it(
    tmp_path: Path, language: Language
) -> None:
    library = library_of(tmp_path)
    limits = page(library, language).get_element_by_id("limits").getnext().text_content()
    assert ("It is one case." if language == "en" else "1つの事例にすぎません。") in limits
    listed = page(library, language, "writeups/").xpath("//ol[@class='writeups']//a")
    assert [a.get("href") for a in listed] == ["example/"]


@every_language
def test_a_write_up_is_found_by_the_search(tmp_path: Path, language: Language) -> None:
    found = [document.url for document in documents(library_of(tmp_path), (), language)]
    assert f"{prefix(language)}writeups/example/" in found


def test_without_any_write_up_there_is_no_room_for_them(tmp_path: Path) -> None:
    write_project(tmp_path, {"example": sample_case()})
    catalog, _ = check_project(tmp_path, TODAY)
    library = Library(catalog, NO_SETTINGS)
    assert list(writeups.pages(library)) == []
    assert "writeups" not in rooms_of(catalog)


def test_a_write_up_can_be_checked_alone_and_holds_against_the_cases_as_they_are(
    tmp_path: Path,
) -> None:
    library_of(tmp_path)
    path = tmp_path / "docs" / "writeups" / "example.yaml"
    assert check_files(tmp_path, TODAY, [path]) == (1, [])
    case = tmp_path / "cases" / "example.yaml"
    case.write_text(case.read_text().replace("stage-2021", "stage-2020"), encoding="utf-8")
    _, problems = check_files(tmp_path, TODAY, [path])
    assert [problem.code for problem in problems] == ["A001"]
    assert problems[0].values["near"] == "stage-2020"


def test_numbers_that_differ_between_the_languages_are_told_in_a_write_up_too(
    tmp_path: Path,
) -> None:
    write_project(tmp_path, {"example": sample_case()})
    write_writeup(tmp_path, {"limits": [{"en": "There are 9 more.", "ja": "他に8件あります。"}]})
    codes = {problem.code for problem in check_files(tmp_path, TODAY)[1]}
    assert codes == {"T006"}
