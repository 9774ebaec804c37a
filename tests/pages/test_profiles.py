"""A profile on the page of its mesh: sourced sentence by sentence, its releases against today."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.pages import meshes
from meshbook.pages.library import Library
from meshbook.pages.meshes import SECTIONS
from meshbook.paths import PROFILES
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.rules import check_files
from meshbook.rules.project import check_project
from meshbook.rules.reserved import RESERVED_PREFIXES
from meshbook.search.documents import documents
from meshbook.settings import Settings
from sample_cases import PROJECT, sample_case, write_project
from sample_library import TODAY, rendered, text_of
from sample_profiles import write_profile

every_language = pytest.mark.parametrize("language", LANGUAGES)
ENDED = {
    "id": "where-they-went",
    "date": "2026-09-30",
    "text": {"en": "They went to Linkerd.", "ja": "Linkerdへ移りました。"},
    "sources": ["site"],
}
AMBIENT = {"mode": "ambient", "name": {"en": "Istio ambient", "ja": "Istioアンビエント"}}
RESTING = {"organisation": {"name": {"en": "Other Co", "ja": "他社"}, "kana": "たしゃ",
                            "homepage": "https://www.example.org/"}}  # fmt: skip


def library_of(root: Path, *profiles: dict[str, Any]) -> Library:
    """A project with a case of either mode and ``profiles`` as a library."""
    cases = {
        "example": sample_case(),
        "other": sample_case({**RESTING, "meshes": {"0": {"mode": "ambient"}}}),
    }
    write_project(root, cases)
    for changes in profiles:
        mesh, mode = changes.get("mesh", "istio"), changes.get("mode")
        write_profile(root, changes, f"{mesh}-{mode}" if mode else mesh)
    catalog, problems = check_project(root, TODAY)
    assert problems == []
    return Library(catalog, Settings.of("", "", ""))


def page(library: Library, language: Language = "en", mesh: str = "istio") -> Any:
    """The page of a mesh, or with an empty name the list of all, as a tree."""
    address = f"{prefix(language)}meshes/{mesh}/".replace("//", "/")
    return rendered(meshes.pages(library), f"{address}index.html")


@every_language
def test_every_statement_of_a_profile_leads_to_its_sources_at_the_foot(
    tmp_path: Path, language: Language
) -> None:
    library = library_of(tmp_path, {"ended": ENDED})
    tree = page(library, language)
    for _, claim in library.catalog.profiles["istio"].claims():
        stated = tree.get_element_by_id(claim.id)
        assert stated.xpath(".//a[@class='cite']/@href") == ["#source-site"]
    assert [li.get("id") for li in tree.xpath("//ol[@class='sources']/li")] == ["source-site"]


@every_language
def test_what_a_profile_does_not_say_is_called_unknown(
    tmp_path: Path, language: Language
) -> None:
    facts = page(library_of(tmp_path, {}), language).xpath("//dl/div")
    told = {text_of(row.find("dt")): text_of(row.find("dd")) for row in facts}
    absent = "Unknown" if language == "en" else "不明"
    assert told["Licence" if language == "en" else "ライセンス"] != absent
    assert told["Data plane" if language == "en" else "データプレーン"] == absent


@every_language
def test_support_is_told_as_of_today_and_the_newest_line_comes_first(
    tmp_path: Path, language: Language
) -> None:
    releases = [
        {"version": "1.31", "date": "2026-09-01"},
        {"version": "1.29", "date": "2026-02-16", "end_of_support": "2026-11-23"},
        {"version": "1.30", "date": "2026-05-18", "end_of_support": "2026-11-24"},
    ]
    sourced = [{**release, "sources": ["site"]} for release in releases]
    tree = page(library_of(tmp_path, {"releases": sourced}), language)
    rows = tree.xpath("//table[@class='lines']/tbody/tr")
    assert [(row.get("class"), text_of(row.find("th"))) for row in rows] == [
        ("unknown", "1.31"), ("supported", "1.30"), ("over", "1.29"),
    ]  # fmt: skip
    over = "ended 23 Nov 2026" if language == "en" else "2026年11月23日に終了"
    assert text_of(rows[2].findall("td")[1]) == over


def test_older_lines_are_folded_and_none_is_lost(tmp_path: Path) -> None:
    many = [
        {"version": f"1.{number}", "date": f"2020-0{number}", "sources": ["site"]}
        for number in range(1, 10)
    ]
    tree = page(library_of(tmp_path, {"releases": many}))
    folded = tree.xpath("//details//th[@scope='row']")
    assert [text_of(each) for each in folded] == ["1.3", "1.2", "1.1"]
    assert len(tree.xpath("//table[@class='lines']/tbody/tr")) == len(many)


@pytest.mark.parametrize(("date", "words"), [
    ("2026-09-30", "Ended 30 Sep 2026"), ("2027-03-01", "Ends 1 Mar 2027"),
])  # fmt: skip
def test_an_ended_product_stays_with_its_date_on_its_page_and_in_the_list(
    tmp_path: Path, date: str, words: str
) -> None:
    library = library_of(tmp_path, {"ended": {**ENDED, "date": date}})
    assert words in text_of(page(library).get_element_by_id("where-they-went"))
    assert words in text_of(page(library, mesh="").get_element_by_id("istio").getparent())


def test_a_mode_with_a_profile_has_a_page_with_the_cases_that_run_it(tmp_path: Path) -> None:
    library = library_of(tmp_path, {}, AMBIENT)
    links = page(library, mesh="istio-ambient").xpath("//ul[@class='near']//div/a/@href")
    assert links == ["../../cases/other/"]
    assert len(page(library).xpath("//ul[@class='near']//div/a")) == 2
    assert page(library).xpath("//a[@href='../istio-ambient/']")


def test_a_mesh_without_a_case_has_a_page_when_a_profile_describes_it(tmp_path: Path) -> None:
    library = library_of(tmp_path, {"mesh": "network-service-mesh"})
    tree = page(library, mesh="network-service-mesh")
    assert "No recorded case" in text_of(tree)
    assert page(library, mesh="").get_element_by_id("network-service-mesh") is not None


@every_language
def test_a_profile_is_found_by_the_search(tmp_path: Path, language: Language) -> None:
    found = documents(library_of(tmp_path, {}, AMBIENT), (), language)
    own = {document.url: document for document in found if document.kind == "mesh"}
    names = ("istio", "istio-ambient")
    assert own.keys() == {f"{prefix(language)}meshes/{name}/" for name in names}
    words = "a proxy beside each service" if language == "en" else "プロキシを置きます"
    assert words in own[f"{prefix(language)}meshes/istio/"].facts


@every_language
def test_no_statement_can_take_the_place_of_a_part_of_the_page(
    tmp_path: Path, language: Language
) -> None:
    library = library_of(tmp_path, {"ended": ENDED})
    claims = {claim.id for _, claim in library.catalog.profiles["istio"].claims()}
    ids = {str(each) for each in page(library, language).xpath("//@id")} - claims
    own = {each for each in ids if not each.startswith(RESERVED_PREFIXES)}
    for taken in own | set(SECTIONS):
        write_profile(tmp_path, {"licence": {"id": taken}})
        _, problems = check_files(tmp_path, TODAY, [tmp_path / PROFILES])
        assert [problem.code for problem in problems] == ["P004"], taken


def test_the_profiles_of_this_project_are_without_a_fault_and_use_every_milestone() -> None:
    count, problems = check_files(PROJECT, TODAY, [PROJECT / PROFILES])
    assert count >= 15
    assert problems == []
    words = read_vocabulary(PROJECT / "cases" / "_words")["milestones"]
    texts = "".join(path.read_text() for path in (PROJECT / PROFILES).glob("*.yaml"))
    assert [word for word in words if f"kind: {word}\n" not in texts] == []
