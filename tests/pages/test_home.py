"""The home page shows what the catalogue holds, and nothing that it does not."""

from __future__ import annotations

from typing import Any

import pytest

from meshbook.pages import home
from sample_cases import sample_case
from sample_library import library_of, rendered, text_of

DIFFER = "//section[@class='differ']"


def stage(stage: str, date: str, mesh: str = "istio", **more: str) -> dict[str, Any]:
    name = f"{mesh}-{stage}-{date}"
    return {"id": name, "mesh": mesh, "stage": stage, "date": date, "sources": ["blog"], **more}


def case(*stages: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return sample_case({"stages": list(stages), **changes})


def ends(rows: Any) -> set[str]:
    return {segment.ends for row in rows for segment in row.segments}


@pytest.fixture
def many() -> Any:
    """Thirty cases in use with new evidence, and one old case for each other outcome."""
    cases = {f"used-{n}": case(stage("production", f"2025-{n % 12 + 1:02}")) for n in range(30)}
    cases["silent"] = case(stage("production", "2017"))
    cases["left"] = case(stage("production", "2017"), stage("left", "2018", to="none"))
    cases["moved"] = case(stage("production", "2017"), stage("moved", "2018", to="linkerd"))
    cases["rejected"] = case(stage("rejected", "2018"))
    cases["trial"] = case(stage("pilot", "2018"))
    return library_of(cases)


def test_twelve_lifelines_show_every_way_in_which_a_line_can_end(many: Any) -> None:
    picked = home.pick_lifelines(many.summaries)
    assert len(picked) == 12
    assert ends(picked) == {"in-use", "silent", "left", "moved", "rejected", "trial"}


def test_lifelines_stand_in_the_order_of_the_newest_evidence(many: Any) -> None:
    picked = home.pick_lifelines(many.summaries)
    newest = [row.newest.last for row in picked]
    assert newest == sorted(newest, reverse=True)
    assert picked[0].slug == many.summaries[0].slug


def test_fewer_than_twelve_cases_are_all_drawn() -> None:
    library = library_of({f"case-{n}": case(stage("production", "2020")) for n in range(3)})
    page = rendered(home.pages(library), "index.html")
    assert len(page.xpath("//ol[@class='chart']/li")) == 3


def test_the_counts_are_those_of_the_catalogue(many: Any) -> None:
    page = rendered(home.pages(many), "index.html")
    told = [text_of(item) for item in page.xpath("//ul[@class='counts']/li")]
    assert told == [
        "35 organisations with evidence",
        "1 left a mesh for none",
        "1 moved to another mesh",
        "35 cases from Japan",
    ]


def test_a_move_counts_even_when_the_new_mesh_is_proven_later() -> None:
    stages = [
        stage("production", "2019"),
        stage("moved", "2021", to="linkerd"),
        stage("production", "2023", mesh="linkerd"),
    ]
    page = rendered(home.pages(library_of({"one": case(*stages)})), "index.html")
    assert "1 moved to another mesh" in text_of(page.xpath("//ul[@class='counts']")[0])


def test_only_questions_with_an_answer_are_asked() -> None:
    library = library_of({"one": case(stage("production", "2020"))})
    asked = rendered(home.pages(library), "index.html").xpath(
        "//*[@id='by-question']/following-sibling::ul//a"
    )
    assert [link.get("href") for link in asked] == ["cases/?country=JP"]


def test_the_search_field_leads_to_the_explorer_without_script() -> None:
    page = rendered(home.pages(library_of({"one": case()})), "ja/index.html")
    form = page.xpath("//form[@class='ask']")[0]
    assert (form.get("action"), form.get("method") or "get") == ("cases/", "get")
    assert form.xpath(".//input")[0].get("name") == "q"


def test_a_disagreement_names_both_sides_with_their_grades() -> None:
    conflict = {
        "id": "when",
        "about": {"en": "When", "ja": "いつ"},
        "values": [
            {"text": {"en": "In 2020", "ja": "2020年"}, "sources": ["blog"]},
            {"text": {"en": "In 2021", "ja": "2021年"}, "sources": ["blog"]},
        ],
        "shown": {"en": "The earlier one", "ja": "早い方"},
        "sources": ["blog"],
    }
    library = library_of({"one": case(stage("production", "2020"), conflicts=[conflict])})
    part = rendered(home.pages(library), "index.html").xpath(DIFFER)[0]
    assert [text_of(item) for item in part.xpath(".//li")] == [
        "In 2020 E2 Example Co", "In 2021 E2 Example Co",
    ]
    assert part.xpath(".//a")[0].get("href") == "cases/one/#when"


def test_without_a_disagreement_there_is_no_empty_frame() -> None:
    library = library_of({"one": case(stage("production", "2020"))})
    assert not rendered(home.pages(library), "index.html").xpath(DIFFER)


def test_an_empty_catalogue_has_a_home_page_too() -> None:
    page = rendered(home.pages(library_of({})), "ja/index.html")
    assert "事例はまだありません" in text_of(page.xpath("//section[@class='lines']")[0])
