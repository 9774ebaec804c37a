"""Every dated claim against the releases: moving the clock flips those expected, and no other."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from meshbook.analysis.ageing import Age, age_of, ages
from meshbook.model.benchmark import Run, Tables
from meshbook.model.catalog import BenchmarkData, Catalog
from meshbook.model.profile import Profile
from meshbook.reading.catalog import read_catalog
from meshbook.reading.record import read_record
from sample_benchmarks import LIVE_SOURCE
from sample_cases import PROJECT, as_yaml, sample_case, write_project
from sample_features import write_features
from sample_profiles import sample_profile, write_profile

TODAY = datetime.date(2026, 6, 1)
VERSIONS = [
    {"id": "version-old", "version": "1.0.4", "role": "current", "sources": ["blog"]},
    {"id": "version-new", "version": "1.30.1", "role": "current", "sources": ["blog"]},
    {"id": "version-unlisted", "version": "1.7", "role": "current", "sources": ["blog"]},
]
RUNS = (
    Run("now", "a", mesh="istio", mode="sidecar", version="1.30.0", version_role="measured"),
    Run("label", "a", mesh="istio", mode="sidecar", version="1.0.0", version_role="label-only"),
    Run("gate", "a", mesh="istio", mode="gateway", version="1.0.0", version_role="measured"),
    Run("none", "a", mesh="none", mode="none"),
)


def catalog(root: Path) -> Catalog:
    """Two cells, three versions of a case and three runs, of two lines: 1.0 and 1.30."""
    write_project(root, {"example": sample_case({"meshes": {"0": {"versions": VERSIONS}}})})
    write_profile(root)
    write_features(root)
    read, _ = read_catalog(root, TODAY)
    study = BenchmarkData("study", LIVE_SOURCE, Tables(runs=RUNS))
    return replace(read, benchmarks={"study": study})


def profile(*releases: dict[str, Any], ended: str | None = None) -> Profile:
    """A profile with these lines, and an end where one is given."""
    told = [{**release, "sources": ["site"]} for release in releases]
    end = {"id": "end", "date": ended, "text": {"en": "Over.", "ja": "終了。"}, "sources": ["site"]}
    changes = {"releases": told, "ended": end if ended else None}
    read, problems = read_record(Profile, "istio.yaml", as_yaml(sample_profile(changes)).encode())
    assert read is not None, problems
    return read


def told(found: Age | None) -> tuple[str, str | None, int] | None:
    """The state, the day since which it is so, and how many lines are newer."""
    if found is None:
        return None
    return found.state, str(found.since) if found.since else None, found.newer


def test_cases_cells_and_runs_are_joined_to_the_lines_that_they_name(tmp_path: Path) -> None:
    lines = {name: age.line for name, age in ages(catalog(tmp_path)).items()}
    assert lines == {
        "case:example#version-old": "1.0", "case:example#version-new": "1.30",
        "cell:istio/mtls": "1.30", "cell:istio/authorization": "1.0",
        "cell:istio/current-release": "1.30", "cell:istio/end-of-life": "1.30",
        "run:study/now": "1.30",
    }  # fmt: skip


def test_moving_the_clock_flips_exactly_what_describes_the_line_that_ended(tmp_path: Path) -> None:
    before = catalog(tmp_path)
    last, after = datetime.date(2027, 1, 31), datetime.date(2027, 2, 1)
    states = [
        {name: age.state for name, age in ages(replace(before, today=day)).items()}
        for day in (TODAY, last, after)
    ]
    assert states[0] == states[1]
    flipped = {name for name, state in states[2].items() if state != states[1][name]}
    assert flipped == {
        "case:example#version-new", "cell:istio/mtls", "cell:istio/current-release",
        "cell:istio/end-of-life", "run:study/now",
    }  # fmt: skip
    assert {states[2][name] for name in flipped} == {"over"}


@pytest.mark.parametrize(("day", "expected"), [
    ("2018-01-01", ("supported", "2019-06-19", 0)),
    ("2019-06-19", ("supported", "2019-06-19", 0)),
    ("2019-06-20", ("over", "2019-06-19", 0)),
    ("2026-05-18", ("over", "2019-06-19", 1)),
])  # fmt: skip
def test_a_line_is_over_on_the_day_after_its_support(day: str, expected: Any) -> None:
    found = profile(
        {"version": "1.30", "date": "2026-05-18"},
        {"version": "1.0", "date": "2018-07-31", "end_of_support": "2019-06-19"},
    )
    assert told(age_of(found, "1.0.4", datetime.date.fromisoformat(day))) == expected


def test_where_no_end_is_told_the_newer_lines_are_counted() -> None:
    lines = [{"version": f"2.{number}", "date": f"2025-0{number}-01"} for number in range(1, 5)]
    found = profile(*lines)
    assert told(age_of(found, "2.1", datetime.date(2025, 3, 15))) == ("unknown", None, 2)
    assert told(age_of(found, "2.4", datetime.date(2026, 1, 1))) == ("unknown", None, 0)
    assert age_of(found, "3.0", TODAY) is None
    assert age_of(found, "2.x", TODAY) is None


def test_the_end_of_the_product_ends_every_line_that_was_still_looked_after() -> None:
    lines = (
        {"version": "1.1", "date": "2024-01-01", "end_of_support": "2027-01-01"},
        {"version": "1.0", "date": "2020-01-01", "end_of_support": "2022-01-01"},
    )
    found, day = profile(*lines, ended="2025-06-30"), datetime.date(2026, 1, 1)
    newest, oldest = age_of(found, "1.1", day), age_of(found, "1.0", day)
    assert newest is not None and oldest is not None
    assert (told(newest), newest.product) == (("over", "2025-06-30", 0), True)
    assert (told(oldest), oldest.product) == (("over", "2022-01-01", 1), False)


def test_in_this_project_a_line_that_ends_takes_its_own_claims_along_and_no_others() -> None:
    today = datetime.date(2026, 11, 30)
    catalog, _ = read_catalog(PROJECT, today)
    before = ages(catalog)
    after = ages(replace(catalog, today=today + datetime.timedelta(days=1)))
    flipped = {name for name, age in after.items() if age.state != before[name].state}
    ending = {
        (profile.id, line.version)
        for profile in catalog.profiles.values()
        for line in profile.releases
        if line.end_of_support is not None and str(line.end_of_support) == "2026-11-30"
    }
    assert ("istio", "1.30") in ending
    due = {
        name for name, age in before.items()
        if age.since is not None and str(age.since) == "2026-11-30"
    }  # fmt: skip
    assert flipped == due != set()
    assert {age.line for name, age in after.items() if name in flipped} == {
        version for _, version in ending
    }
