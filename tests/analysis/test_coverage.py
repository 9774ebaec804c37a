"""What the book covers, counted over the cases."""

from __future__ import annotations

from typing import Any

from meshbook.analysis.coverage import Coverage, coverage
from sample_cases import sample_case
from sample_library import library_of


def stages(*steps: tuple[str, str, str] | tuple[str, str, str, str]) -> dict[str, Any]:
    """A case with these stages: mesh, stage, date and, of a move, where to."""
    made = []
    for number, (mesh, stage, date, *to) in enumerate(steps):
        one = {"id": f"stage-{number}", "mesh": mesh, "stage": stage, "date": date}
        made.append({**one, "sources": ["blog"], **({"to": to[0]} if to else {})})
    uses = [
        {"id": f"use-{mesh}", "mesh": mesh, "sources": ["blog"]}
        for mesh in dict.fromkeys(step[0] for step in steps)
        if mesh != "none"
    ]
    return {"stages": made, "meshes": uses}


def counted(*changes: dict[str, Any]) -> Coverage:
    """The coverage of the sample case changed in these ways."""
    cases = {f"case-{n}": sample_case(change) for n, change in enumerate(changes)}
    library = library_of(cases)
    return coverage(library.summaries, library.catalog.vocabulary)


def test_a_case_counts_once_under_the_mesh_it_ran_last() -> None:
    moved = stages(
        ("istio", "production", "2019"), ("istio", "moved", "2021", "linkerd"),
        ("linkerd", "production", "2021"),
    )  # fmt: skip
    left = stages(("linkerd", "production", "2019"), ("linkerd", "left", "2023"))
    rejected_beside = stages(("consul", "production", "2018"), ("istio", "rejected", "2022"))
    only_rejected = stages(("istio", "rejected", "2022"))
    found = counted(moved, left, rejected_beside, only_rejected)
    assert {each.word: each.count for each in found.meshes} == {
        "linkerd": 2, "consul": 1, "istio": 1,
    }  # fmt: skip
    assert sum(each.count for each in found.meshes) == found.cases == 4


def test_partial_or_failed_is_told_by_a_stage_or_an_event_alone() -> None:
    incident = {
        "id": "outage", "kind": "incident", "date": "2022", "sources": ["blog"],
        "text": {"en": "It fell over.", "ja": "停止しました。"},
    }  # fmt: skip
    gloomy = {"title": {"en": "A failure, a disaster", "ja": "失敗と混乱"}}
    found = counted(
        {}, gloomy, {"events": [incident]}, stages(("istio", "pilot", "2020")),
        stages(("istio", "production", "2019"), ("istio", "left", "2023")),
    )  # fmt: skip
    assert (found.cases, found.not_whole) == (5, 3)


def test_a_source_that_nobody_read_does_not_count_as_a_second_one() -> None:
    blog = sample_case()["sources"]["blog"]
    two = {"talk": {**blog, "url": "https://www.example.com/talk"}}
    cited = {"talk": {**two["talk"], "read": "cited"}}
    assert counted({"sources": two}).two_sources == 1
    assert counted({"sources": cited}).two_sources == 0


def test_second_readings_are_summed_by_what_was_read() -> None:
    read = {"date": "2026-11-20", "against": "sources", "claims": 20, "corrections": 2}
    again = {**read, "against": "japanese", "claims": 9, "corrections": 1}
    found = counted({"reviewed": [read, again]}, {"reviewed": [read]}, {})
    sources, japanese = found.against_sources, found.as_japanese
    assert (sources.cases, sources.claims, sources.corrections) == (2, 40, 4)
    assert (japanese.cases, japanese.claims, japanese.corrections) == (1, 9, 1)


def test_what_no_case_has_is_listed_as_a_gap() -> None:
    found = counted({})
    assert "istio" not in found.no_mesh_case and "linkerd" in found.no_mesh_case
    assert "software" not in found.no_industry_case and "agriculture" in found.no_industry_case
    assert not {"none", "unnamed", "in-house"} & set(found.no_mesh_case)
