"""Cases in production by the age of what shows it."""

from __future__ import annotations

import datetime
from typing import Any

from meshbook.analysis.staleness import stale
from meshbook.model.case import Case
from meshbook.model.values import PartialDate
from sample_cases import sample_case

TODAY = datetime.date(2026, 11, 24)
YEAR = 365


def case(*stages: tuple[str, str], **changes: Any) -> Case:
    """A case with these (stage, date) in their order, on istio, moved to linkerd."""
    made = [
        {
            "id": f"stage-{index}", "mesh": "istio", "stage": stage, "date": date,
            "sources": ["blog"], **({"to": "linkerd"} if stage == "moved" else {}),
        }
        for index, (stage, date) in enumerate(stages)
    ]  # fmt: skip
    return Case.model_validate(sample_case({"stages": made, **changes}))


def test_the_oldest_evidence_comes_first_and_fresh_evidence_not_at_all() -> None:
    found = stale(
        {
            "old": case(("production", "2021-05-06")),
            "renewed": case(("production", "2018"), ("production", "2026-02-01")),
            "older": case(("production", "2019")),
        },
        TODAY, YEAR,
    )  # fmt: skip
    assert [(each.slug, str(each.last), each.days) for each in found] == [
        ("older", "2019", (TODAY - datetime.date(2019, 12, 31)).days),
        ("old", "2021-05-06", (TODAY - datetime.date(2021, 5, 6)).days),
    ]


def test_a_month_counts_as_its_last_day() -> None:
    (found,) = stale({"one": case(("production", "2024-02"))}, TODAY, YEAR)
    assert found.days == (TODAY - datetime.date(2024, 2, 29)).days
    (found,) = stale({"one": case(("production", "2024-12"))}, TODAY, YEAR)
    assert found.days == (TODAY - datetime.date(2024, 12, 31)).days


def test_the_given_age_itself_is_not_old() -> None:
    one = {"one": case(("production", "2025-11-24"))}
    assert not stale(one, TODAY, YEAR)
    assert stale(one, TODAY, YEAR - 1)


def test_who_left_or_only_tried_says_nothing_of_production() -> None:
    left = case(("production", "2018"), ("left", "2019"))
    tried, none = case(("pilot", "2018")), case()
    assert not stale({"left": left, "tried": tried, "none": none}, TODAY, YEAR)


def test_who_moved_runs_the_mesh_moved_to() -> None:
    (found,) = stale({"one": case(("production", "2018"), ("moved", "2020"))}, TODAY, YEAR)
    assert (found.mesh, str(found.last)) == ("linkerd", "2020")


def test_a_page_without_a_date_shows_no_use_at_any_time() -> None:
    undated = sample_case({"sources": {"blog": {"date": None}}})
    undated["stages"] = [
        {"id": "a", "mesh": "istio", "stage": "production", "date": "2026-01-15", "date_is": "by",
         "sources": ["blog"]}
    ]  # fmt: skip
    found = stale({"b": Case.model_validate(undated), "a": case(("production", "2019"))}, TODAY, 1)
    assert [(each.slug, each.last, each.days is None) for each in found] == [
        ("b", None, True),
        ("a", PartialDate(2019), False),
    ]
