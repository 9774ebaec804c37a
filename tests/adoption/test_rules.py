"""How it is counted: what a step is, whose dates allow a length, on made-up cases."""

from __future__ import annotations

from typing import Any

import pytest

from meshbook.analysis.counts import Adoption
from meshbook.analysis.spans import Span
from sample_cases import sample_case
from sample_library import library_of

Step = tuple[str, str, str] | tuple[str, str, str, dict[str, Any]]


def case(*steps: Step, uses: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """A case with these stages: mesh, stage, date, and what else there is to say."""
    made = []
    for number, (mesh, stage, date, *more) in enumerate(steps):
        one = {"id": f"stage-{number}", "mesh": mesh, "stage": stage, "date": date}
        made.append({**one, "sources": ["blog"], **(more[0] if more else {})})
    named = dict.fromkeys(step[0] for step in steps)
    plain = [{"id": f"use-{mesh}", "mesh": mesh, "sources": ["blog"]} for mesh in named]
    return sample_case({"stages": made, "meshes": uses or plain})


def use(mesh: str, mode: str, **more: Any) -> dict[str, Any]:
    """A use of a mesh in a mode."""
    return {"id": f"{mesh}-{mode}", "mesh": mesh, "mode": mode, "sources": ["blog"], **more}


def counted(*cases: dict[str, Any]) -> Adoption:
    """The numbers over ``cases``."""
    return library_of({f"case-{n}": each for n, each in enumerate(cases)}).adoption


def flows(found: Adoption) -> dict[tuple[str, str], int]:
    return {(flow.source, flow.target): len(flow.cases) for flow in found.flows}


def test_a_step_told_twice_counts_once_and_two_steps_count_twice() -> None:
    twice = case(("istio", "rejected", "2017"), ("istio", "rejected", "2019"))
    two = case(("istio", "rejected", "2017"), ("linkerd", "rejected", "2017"))
    found = counted(twice, two)
    assert flows(found) == {("istio", "rejected"): 2, ("linkerd", "rejected"): 1}
    assert len(found.moves) == 4


def test_a_mesh_that_was_only_tried_ends_in_a_trial_and_one_that_ran_in_none() -> None:
    tried = case(("istio", "pilot", "2019"), ("istio", "left", "2020"))
    ran = case(("istio", "production", "2019"), ("istio", "left", "2020"))
    nowhere = case(("istio", "production", "2019"), ("istio", "moved", "2020", {"to": "none"}))
    assert flows(counted(tried, ran, nowhere)) == {("istio", "trial"): 1, ("istio", "left"): 2}


def test_two_meshes_one_after_the_other_are_no_step() -> None:
    found = counted(case(("linkerd", "production", "2018"), ("istio", "production", "2022")))
    assert found.flows == ()
    assert found.several == ("case-0",)


def test_a_change_of_mode_counts_only_where_the_later_use_says_what_it_replaced() -> None:
    step = ("istio", "production", "2024")
    replaced = {"en": "Sidecars.", "ja": "サイドカー。"}
    told = [use("istio", "sidecar"), use("istio", "ambient", replaced=replaced)]
    untold = [use("istio", "sidecar"), use("istio", "ambient")]
    unknown = [use("istio", "unknown"), use("istio", "ambient", replaced=replaced)]
    found = counted(case(step, uses=told), case(step, uses=untold), case(step, uses=unknown))
    assert flows(found) == {("istio", "mode/istio/sidecar/ambient"): 1}
    assert set(found.several) == {"case-1", "case-2"}


def test_a_case_with_several_meshes_stands_under_each() -> None:
    found = counted(case(
        ("istio", "production", "2018"), ("istio", "moved", "2020", {"to": "linkerd"}),
        ("linkerd", "production", "2020"), ("consul", "rejected", "2020"),
    ))  # fmt: skip
    columns = {tally.word: set(tally.columns) for tally in found.meshes}
    assert columns["istio"] == {"all", "moved"}
    assert columns["consul"] == {"not-taken"}
    assert "all" in columns["linkerd"]


def test_a_page_without_a_date_is_counted_apart() -> None:
    read = case(("istio", "production", "2026-01-15", {"date_is": "by"}))
    read["sources"]["blog"].pop("date")
    dated = case(("istio", "production", "2026-01", {"date_is": "about"}))
    (year,) = counted(read, dated).starts
    assert year.word == "2026"
    assert {name: len(slugs) for name, slugs in year.columns.items()} == {
        "all": 2, "undated": 1, "start": 1,
    }  # fmt: skip


def only(spans: tuple[Span, ...]) -> Span:
    (span,) = spans
    return span


@pytest.mark.parametrize(
    ("start", "end", "allows", "bounds"),
    [
        (("2020-01-10", "on"), ("2020-03-20", "on"), "both", (70, 70)),
        (("2020", "on"), ("2021-06", "about"), "both", (152, 546)),
        (("2020-01-10", "on"), ("2020-03", "by"), "at-most", (None, 81)),
        (("2020-01", "by"), ("2020-03-20", "on"), "at-least", (49, None)),
        (("2020-01", "by"), ("2020-03", "by"), "nothing", (None, None)),
        (("2020-01-10", "after"), ("2020-03-20", "on"), "at-most", (None, 70)),
        (("2020-01-10", "on"), ("2020-03-20", "after"), "at-least", (70, None)),
    ],
)
def test_a_length_is_bounded_by_what_its_dates_allow(
    start: tuple[str, str], end: tuple[str, str], allows: str, bounds: tuple[int | None, int | None]
) -> None:
    trial = ("istio", "pilot", start[0], {"date_is": start[1]})
    production = ("istio", "production", end[0], {"date_is": end[1]})
    span = only(counted(case(trial, production)).to_production)
    assert (span.allows, (span.at_least, span.at_most)) == (allows, bounds)


def test_the_time_until_leaving_needs_a_first_use() -> None:
    untold = case(("istio", "left", "2020"))
    found = counted(untold)
    assert found.to_leaving == ()
    assert [move.kind for move in found.moves] == ["left"]
    told = case(
        ("istio", "left", "2021-04-27", {"date_is": "by"}),
        uses=[use("istio", "sidecar", since="2019", until="2021-04")],
    )
    span = only(counted(told).to_leaving)
    assert (str(span.start.date), str(span.end.date), span.allows) == ("2019", "2021-04", "both")


def test_dates_that_contradict_each_other_give_no_negative_length() -> None:
    backwards = case(
        ("istio", "left", "2020"), uses=[use("istio", "sidecar", since="2022", until="2019")]
    )
    span = only(counted(backwards).to_leaving)
    assert (span.at_least, span.at_most) == (0, 0)
