"""What counts as evidence for or against a mesh, rule by rule."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from evaluation.worksheet_sample import sample
from meshbook.analysis.criteria import CRITERIA, MAINTAINED, REQUIREMENTS
from meshbook.analysis.evaluation import evaluation, measured_items
from meshbook.analysis.items import Item
from meshbook.model.benchmark import Run
from meshbook.model.profile import Profile
from meshbook.pages.library import Library
from sample_cases import sample_case
from sample_library import library_of
from sample_measurements import latency, made
from sample_profiles import sample_profile

PREVIEW = {
    "id": "preview", "kind": "preview", "date": "2022-09-07", "sources": ["site"],
    "text": {"en": "Shown.", "ja": "公開。"},
}  # fmt: skip
AMBIENT = {"mesh": "istio", "mode": "ambient", "history": [PREVIEW]}


def found(changes: dict[str, Any], criterion: str) -> list[Item]:
    """The items on a criterion from one case, beside Istio and its ambient mode."""
    library = library_of({"one": sample_case(changes)})
    profiles = {
        "istio": Profile.model_validate(sample_profile({})),
        "istio-ambient": Profile.model_validate(sample_profile(AMBIENT)),
    }
    catalog = replace(library.catalog, profiles=profiles)
    items = evaluation(catalog, library.summaries, ()).items
    return [item for item in items if item.criterion == criterion and item.origin == "cases/one/"]


def outcome(**changes: Any) -> dict[str, Any]:
    return {
        "id": "work", "metric": "toil", "after": 2, "unit": "hours", "direction": "better",
        "basis": "self-reported", "attribution": "mesh-only", "measured_by": "adopter",
        "sources": ["blog"], **changes,
    }  # fmt: skip


def incident(**changes: Any) -> dict[str, Any]:
    return {
        "id": "down", "kind": "incident", "date": "2022-01", "mesh": "istio",
        "mesh_role": "cause", "sources": ["blog"], "text": {"en": "Down.", "ja": "停止。"},
        **changes,
    }  # fmt: skip


def use(mesh: str, mode: str, name: str = "use") -> dict[str, Any]:
    return {"id": name, "mesh": mesh, "mode": mode, "sources": ["blog"]}


SIDECAR = [use("istio", "sidecar")]


@pytest.mark.parametrize(
    ("changes", "counted"),
    [
        ({}, [(1, 2)]),
        ({"direction": "worse"}, [(-1, 2)]),
        ({"direction": "unclear"}, []),
        ({"attribution": "part-of-larger-change"}, [(1, 1)]),
        ({"basis": "forecast"}, []),
        ({"metric": "coverage"}, []),
    ],
)
def test_an_outcome_counts_by_its_declared_direction(
    changes: dict[str, Any], counted: list[tuple[int, int]]
) -> None:
    items = found({"meshes": SIDECAR, "outcomes": [outcome(**changes)]}, "effort")
    assert [(item.direction, item.units) for item in items] == counted


def test_an_outcome_counts_only_where_the_case_has_one_mesh_alone() -> None:
    meshes = [*SIDECAR, use("linkerd", "sidecar", "other")]
    assert found({"meshes": meshes, "outcomes": [outcome()]}, "effort") == []


@pytest.mark.parametrize(
    ("role", "counted"), [("cause", [-1]), ("amplifier", [-1]), ("detector", []), ("none", [])]
)
def test_an_incident_counts_against_a_mesh_that_is_blamed(role: str, counted: list[int]) -> None:
    items = found({"meshes": SIDECAR, "events": [incident(mesh_role=role)]}, "reliability")
    assert [item.direction for item in items] == counted


@pytest.mark.parametrize(
    ("mode", "date", "candidate"),
    [
        ("sidecar", "2025-01", ["istio"]),
        ("ambient", "2025-01", ["istio-ambient"]),
        ("unknown", "2021-01", ["istio"]),
        ("unknown", "2025-01", []),
        ("gateway", "2021-01", []),
    ],
)
def test_a_claim_belongs_to_the_mode_that_is_named_or_that_the_date_allows(
    mode: str, date: str, candidate: list[str]
) -> None:
    changes = {"meshes": [use("istio", mode)], "events": [incident(date=date)]}
    assert [item.candidate for item in found(changes, "reliability")] == candidate


def test_a_claim_that_only_the_interested_tell_is_vendor_told() -> None:
    source = sample_case()["sources"]["blog"]
    for relation, vendor in (("adopter", False), ("vendor", True), ("project", True)):
        changes = {
            "meshes": SIDECAR, "outcomes": [outcome()],
            "sources": {"blog": {**source, "relation": relation}},
        }  # fmt: skip
        assert [item.vendor for item in found(changes, "effort")] == [vendor]
    measured = {"meshes": SIDECAR, "outcomes": [outcome(measured_by="vendor")]}
    assert [item.vendor for item in found(measured, "effort")] == [True]


def study(**trust: str) -> Library:
    runs = [
        Run(f"pod/{mesh}", "a.txt", mesh=mesh, mode="sidecar", group="pod")  # type: ignore[arg-type]
        for mesh in ("istio", "linkerd", "kuma", "none")
    ]
    figures = [
        *latency("pod/istio", (0.99, 9.0)), *latency("pod/linkerd", (0.99, 5.0)),
        *latency("pod/kuma", (0.99, 7.0)), *latency("pod/none", (0.99, 1.0)),
    ]  # fmt: skip
    data = made(runs, figures, trust={"run_by": "Example Co", "conflict": "none", **trust})
    catalog = replace(sample().catalog, benchmarks={"made": data})
    return Library(catalog, sample().settings)


def test_a_study_counts_for_who_had_the_lower_figure_in_most_pairs() -> None:
    items = {item.candidate: item for item in measured_items(study().catalog)}
    assert {name: item.direction for name, item in items.items()} == {
        "linkerd": 1, "kuma": 0, "istio": -1,
    }  # fmt: skip
    assert not any(item.vendor for item in items.values())


def test_a_study_of_those_who_make_a_mesh_is_vendor_told() -> None:
    assert all(item.vendor for item in measured_items(study(conflict="self").catalog))


def test_a_cell_counts_by_its_answer() -> None:
    items = {item.claim: item for item in sample().evaluation.items if item.origin.endswith("s/")}
    cells = {name: items[name] for name in items if "." in name}
    assert (cells["linkerd.mtls"].direction, cells["linkerd.mtls"].units) == (1, 6)
    assert cells["linkerd.mtls-default"].direction == 0
    assert cells["consul.multicluster"].direction == -1


@pytest.mark.parametrize(("day", "direction"), [("2026-11-24", 1), ("2028-01-01", -1)])
def test_releases_count_while_the_newest_line_is_recent(day: str, direction: int) -> None:
    catalog = replace(sample().catalog, today=datetime.date.fromisoformat(day))
    items = evaluation(catalog, sample().summaries, ()).items
    found = [item for item in items if (item.candidate, item.claim) == ("istio", "releases")]
    assert [item.direction for item in found] == [direction]


@pytest.mark.parametrize(("day", "answer"), [("2026-09-29", "yes"), ("2026-09-30", "no")])
def test_a_product_is_maintained_until_the_day_of_its_end(day: str, answer: str) -> None:
    catalog = replace(sample().catalog, today=datetime.date.fromisoformat(day))
    demands = evaluation(catalog, sample().summaries, ()).demands
    ended = [each for each in demands if each.candidate == "aws-app-mesh"]
    assert next(each.answer for each in ended if each.requirement == MAINTAINED) == answer


def test_every_word_of_the_rules_is_in_the_vocabulary() -> None:
    words = sample().catalog.vocabulary
    for criterion in CRITERIA:
        milestones = (
            *criterion.milestones_for, *criterion.milestones_against, *criterion.milestones_shown
        )  # fmt: skip
        assert set(criterion.outcomes) <= set(words["metrics"])
        assert set(criterion.motives) <= set(words["motives"])
        assert set(criterion.events) <= set(words["events"])
        assert {*criterion.features, *criterion.shown} <= set(words["features"])
        assert set(milestones) <= set(words["milestones"])
    assert set(REQUIREMENTS.values()) <= set(words["features"])


def test_every_item_of_a_case_is_a_claim_of_it_with_its_grade(real: Library) -> None:
    of_cases = [item for item in real.evaluation.items if item.origin.startswith("cases/")]
    assert len(of_cases) > 100
    for item in of_cases:
        slug = item.origin.split("/")[1]
        assert item.claim in (real.catalog.claim_ids(slug) or ())
        sources = real.catalog.cases[slug].sources
        assert item.grade == min(sources[name].grade for name in item.sources)
