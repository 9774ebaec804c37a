"""What the strip of a case draws, and what it says to those who hear it."""

from __future__ import annotations

import datetime
from typing import Any

from meshbook.pages.strip import Axis, Strip
from sample_cases import sample_case
from sample_library import library_of
from sample_pages import library, tree

TODAY = datetime.date(2026, 11, 24)


def strip(slug: str) -> Strip:
    (row,) = [row for row in library().summaries if row.slug == slug]
    return library().renderers["en"].strip(row.segments)


def strip_of(*stages: dict[str, Any]) -> Strip:
    dated = [
        {"id": f"stage-{number}", "sources": ["blog"], **stage}
        for number, stage in enumerate(stages)
    ]
    made = library_of({"example": sample_case({"stages": dated, "verified": "2026-11-20"})})
    return made.renderers["en"].strip(made.summaries[0].segments)


def looks(drawn: Strip) -> list[str]:
    return [part.look for part in drawn.parts]


def test_the_axis_runs_from_2016_to_today_for_every_case() -> None:
    axis = Axis(TODAY)
    assert axis.x(2016) == 0
    assert axis.x(2030) == axis.x(2026.9) == 100
    assert axis.x(2010) == 0
    assert [tick.year for tick in axis.ticks] == [2016, 2018, 2020, 2022, 2024, 2026]


def test_a_move_changes_the_colour_on_the_same_line_and_an_exit_ends_it() -> None:
    drawn = strip("example-bank")
    assert looks(drawn) == ["bar", "shape", "bar", "shape", "exit"]
    assert {part.y for part in drawn.parts} == {8}
    assert [part.family for part in drawn.parts if part.look == "bar"] == ["istio", "linkerd"]


def test_use_when_last_checked_ends_in_an_arrow() -> None:
    assert looks(strip("example-grocer")) == ["bar", "shape", "arrow"]


def test_silence_is_dotted_until_today_and_never_a_bar() -> None:
    bar, dots, _ = strip("reiji-denki").parts
    assert (bar.look, dots.look) == ("bar", "dots")
    assert (dots.x, dots.to) == (bar.to, 100)


def test_a_start_that_is_only_known_by_a_date_has_dots_before_it() -> None:
    assert looks(strip("anonymous-insurer")) == ["before", "bar", "shape", "exit"]


def test_what_was_looked_at_and_not_taken_is_dots_and_a_cross() -> None:
    assert looks(strip("example-post")) == ["dots", "cross"]


def test_meshes_that_overlap_in_time_have_lanes_of_their_own() -> None:
    drawn = strip("example-rail")
    assert drawn.height == 32
    assert {part.y for part in drawn.parts if part.family == "istio"} == {24}


def test_a_trial_shows_how_far_it_went() -> None:
    drawn = strip_of({"mesh": "istio", "stage": "pilot", "date": "2026-05"})
    assert [part.mark for part in drawn.parts] == ["m-square", "s-pilot"]


def test_a_move_to_an_unknown_mesh_ends_like_an_exit() -> None:
    drawn = strip_of(
        {"mesh": "istio", "stage": "production", "date": "2020"},
        {"mesh": "istio", "stage": "moved", "date": "2022"},
    )
    assert looks(drawn)[-1] == "exit"


def test_a_case_without_a_dated_stage_draws_nothing_and_says_so() -> None:
    drawn = strip("example-games")
    assert drawn.parts == ()
    assert drawn.label == "Lifeline: no stage is dated"


def test_the_strip_is_told_in_a_sentence_in_the_language_of_the_page() -> None:
    english, japanese = (
        tree(f"{prefix}cases/example-bank/index.html").xpath("//svg[@class='life']/@aria-label")[0]
        for prefix in ("", "ja/")
    )
    assert english == (
        "Lifeline: Istio from Mar 2018 to 4 May 2021; Linkerd from 4 May 2021, left 8 Apr 2025"
    )
    assert japanese == (
        "経過：Istioは2018年3月から2021年5月4日まで、Linkerdは2021年5月4日から、2025年4月8日に撤退"
    )


def test_places_are_per_cent_so_that_one_drawing_serves_every_width() -> None:
    svg = tree("cases/example-bank/index.html").xpath("//svg[@class='life']")[0]
    assert svg.get("width") == "100%"
    assert svg.get("viewbox") is None
    assert all(x.endswith("%") for x in svg.xpath(".//@x | .//@x1 | .//@x2"))


def test_who_tried_a_mesh_and_left_it_never_has_a_bar() -> None:
    tried = {"mesh": "istio", "stage": "pilot", "date": "2019"}
    left = {"mesh": "istio", "stage": "left", "date": "2021"}
    assert looks(strip_of(tried, left)) == ["dots", "exit"]
    assert looks(strip_of({**tried, "stage": "production"}, left)) == ["bar", "shape", "exit"]


def test_marks_at_the_right_end_of_the_axis_stay_on_it() -> None:
    use = {"mesh": "istio", "stage": "production", "date": "2026-11-19", "date_is": "by"}
    for part in strip_of(use).parts:
        if part.kind == "mark" and part.x > 99:
            assert int(part.shift.split()[0]) + part.width <= 6


def test_the_day_on_which_an_undated_page_was_read_is_no_proof_of_present_use() -> None:
    seen = {"id": "seen", "mesh": "istio", "stage": "production", "date": "2026-11-20"}
    stages = [{**seen, "date_is": "by", "sources": ["blog"]}]
    dated = sample_case({"stages": stages, "verified": "2026-11-20"})
    blog = {"date": None, "accessed": "2026-11-20"}
    undated = sample_case({"stages": stages, "verified": "2026-11-20", "sources": {"blog": blog}})
    rows = {row.slug: row for row in library_of({"a": dated, "b": undated}).summaries}
    assert [segment.ends for segment in rows["a"].segments] == ["in-use"]
    assert [segment.ends for segment in rows["b"].segments] == ["silent"]
    assert list(rows) == ["a", "b"]  # the newest evidence first


def test_a_case_is_found_under_every_stage_that_it_went_through_and_stands_in_its_last() -> None:
    used = {"id": "used", "mesh": "istio", "stage": "production", "date": "2019"}
    moved = {"id": "moved", "mesh": "istio", "stage": "moved", "date": "2021", "to": "linkerd"}
    then = {"id": "then", "mesh": "linkerd", "stage": "left", "date": "2023"}
    stages = [{**each, "sources": ["blog"]} for each in (used, moved, then)]
    (row,) = library_of({"example": sample_case({"stages": stages})}).summaries
    assert row.facets["stage"] == ("left", "production", "moved")
