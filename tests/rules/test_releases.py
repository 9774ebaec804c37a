"""Dates of a case are held against the releases of the mesh: its own, and its versions'."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from meshbook.model.profile import Profile
from meshbook.reading.record import read_record
from meshbook.rules import check_files
from sample_cases import as_yaml, sample_case, write_project
from sample_profiles import sample_profile, write_profile

TODAY = datetime.date(2026, 6, 1)
PREVIEW = {"mode": "ambient", "history": {"0": {"kind": "preview", "date": "2022-09-07"}},
           "releases": None}  # fmt: skip


def profile(versions: dict[str, str]) -> Profile:
    """A profile with these lines of releases."""
    releases = [{"version": v, "date": date, "sources": ["site"]} for v, date in versions.items()]
    content = as_yaml(sample_profile({"releases": releases})).encode()
    read, problems = read_record(Profile, "istio.yaml", content)
    assert read is not None, problems
    return read


@pytest.mark.parametrize(("version", "line"), [
    ("1.21.4", "1.21"), ("1.21", "1.21"), ("stable-2.8.1", "2.8"), ("v1.2.3-prod", "1.2"),
    ("1.x", "1.2"), ("2", "2.8"), ("1.3", None), ("2025.11.3", None), ("latest", None),
])  # fmt: skip
def test_a_version_is_of_its_line_however_it_is_written(version: str, line: str | None) -> None:
    lines = {"1.2": "2019-06-18", "1.21": "2024-03-13", "1.20": "2023-11-14", "2.8": "2020-06-09"}
    found = profile(lines).line_of(version)
    assert (found.version if found else None) == line


def told(root: Path, change: dict[str, Any]) -> list[tuple[str, str]]:
    """The codes of releases that the sample case with ``change`` gets, with the date they name."""
    write_project(root, {"example": sample_case(change)})
    write_profile(root)
    write_profile(root, PREVIEW, "istio-ambient")
    _, problems = check_files(root, TODAY)
    return [(p.code, p.values["release"]) for p in problems if "release" in p.values]


@pytest.mark.parametrize(("change", "expected"), [
    ({"stages": {"0": {"date": "2016"}}}, [("D017", "2017-05-24")]),
    ({"stages": {"0": {"date": "2017"}}}, []),
    ({"stages": {"0": {"mesh": "linkerd", "stage": "moved", "to": "istio", "date": "2017-04"}}},
     [("D017", "2017-05-24")]),
    ({"meshes": {"0": {"since": "2017-05-23"}}}, [("D017", "2017-05-24")]),
    ({"meshes": {"0": {"since": "2017-05-24"}}}, []),
    ({"meshes": {"0": {"mode": "ambient", "since": "2022-08"}}}, [("D017", "2022-09-07")]),
    ({"meshes": {"0": {"mode": "sidecar", "since": "2022-08"}}}, []),
    ({"meshes": {"0": {"mesh": "linkerd", "since": "2009"}}}, []),
])  # fmt: skip
def test_only_what_no_reading_of_a_date_allows_is_told(
    tmp_path: Path, change: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert told(tmp_path, change) == expected


def test_a_changed_profile_is_held_against_cases_that_were_found_clean_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MESHBOOK_CACHE", str(tmp_path / "cache"))
    root = write_project(tmp_path / "project", {"example": sample_case()})
    write_profile(root)
    assert check_files(root, TODAY, remember=True)[1] == []
    later = {"history": {"0": {"date": "2022-01-01"}}, "releases": None}
    write_profile(root, later)
    codes = [problem.code for problem in check_files(root, TODAY, remember=True)[1]]
    assert codes == ["D017"]
