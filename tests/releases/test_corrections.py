"""What was published changes only with a correction; what is added may be added."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from meshbook.rules import check_files
from meshbook.rules.project import check_project
from sample_cases import as_yaml, sample_case, write_project
from sample_releases import VERSION, publish

TODAY = datetime.date(2026, 6, 1)


def text() -> dict[str, str]:
    """A new one each time: an alias is no part of a case file."""
    return {"en": "It began.", "ja": "始まりました。"}


STAGE = {"text": {"en": "It began in May.", "ja": "5月に始まりました。"}}
WITH_TEXT = {"stages": {"0": STAGE}}


def correction(claim: str = "stage-2021", date: str = "2026-02-01", **more: Any) -> dict[str, Any]:
    made = {"date": date, "claim": claim, "what": text(), "old": text(), "new": text(),
            "why": text()}
    return {key: value for key, value in {**made, **more}.items() if value is not None}


def told(root: Path, now: dict[str, Any], before: dict[str, Any] | None = None) -> list[str]:
    """The codes that the sample case gets as changed ``now`` after it was published."""
    write_project(root, {"example": sample_case(now)})
    publish(root, {"example": sample_case(before or {})})
    return [problem.code for problem in check_files(root, TODAY)[1]]


@pytest.mark.parametrize("change", [
    {"stages": {"0": {"date": "2021-06"}}},
    {"stages": {"0": {"stage": "pilot"}}},
    {"stages": {"0": {"scope": "platform"}}},
    {"stages": {"0": {"text": {"en": "It began in June.", "ja": "6月に始まりました。"}}}},
    {"stages": {"0": {"text": {**STAGE["text"], "ja": "5月から始まりました。"}}}},
    {"stages": {"0": {"text": None}}},
    {"meshes": {"0": {"mode": "ambient"}}},
])  # fmt: skip
def test_a_changed_fact_needs_a_correction_of_its_claim(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    now = sample_case_changes(WITH_TEXT, change)
    assert told(tmp_path / "bare", now, WITH_TEXT) == ["R001"]
    [part] = change
    claim = {"stages": "stage-2021", "meshes": "mesh-istio"}[part]
    corrected = {**now, "corrections": [correction(claim)]}
    assert told(tmp_path / "corrected", corrected, WITH_TEXT) == []
    other = {**now, "corrections": [correction("mesh-istio" if part == "stages" else "stage-2021")]}
    assert told(tmp_path / "another", other, WITH_TEXT) == ["R001"]


def sample_case_changes(first: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """Both changes of the sample case as one."""
    merged = {**first, **then}
    if "stages" in first and "stages" in then:
        merged["stages"] = {"0": {**first["stages"]["0"], **then["stages"]["0"]}}
    return merged


@pytest.mark.parametrize("change", [
    {"stages": {"0": {"text": STAGE["text"]}}},
    {"stages": {"0": {"locator": "page 2"}}},
    {"title": {"en": "Example Co and Istio"}},
    {"motives": [{"id": "mtls", "kind": "mtls", "sources": ["blog"]}]},
    {"verified": "2026-05-01", "next_check": "2027-01"},
])  # fmt: skip
def test_what_is_added_and_where_it_is_read_is_no_correction(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    assert told(tmp_path, change) == []


def test_a_correction_from_before_the_release_is_not_one_of_what_it_published(
    tmp_path: Path,
) -> None:
    change = {"stages": {"0": {"date": "2021-06"}}}
    early = {**change, "corrections": [correction(date="2026-01-19")]}
    assert told(tmp_path / "early", early) == ["R001"]
    same_day = {**change, "corrections": [correction(date="2026-01-20")]}
    assert told(tmp_path / "same", same_day) == []


def test_a_claim_is_taken_back_with_a_correction_without_a_new_value(tmp_path: Path) -> None:
    before = {"motives": [{"id": "mtls", "kind": "mtls", "sources": ["blog"]}]}
    assert told(tmp_path / "gone", {}, before) == ["R002"]
    taken = {"corrections": [correction("mtls", new=None)]}
    assert told(tmp_path / "taken", taken, before) == []


def test_a_renamed_claim_is_still_held_to_what_it_said(tmp_path: Path) -> None:
    renamed = {"stages": {"0": {"id": "began"}}, "renamed": {"stage-2021": "began"}}
    assert told(tmp_path / "renamed", renamed) == []
    changed = {**renamed, "stages": {"0": {"id": "began", "date": "2021-06"}}}
    assert told(tmp_path / "changed", changed) == ["R001"]
    for claim in ("began", "stage-2021"):
        corrected = {**changed, "corrections": [correction(claim)]}
        assert told(tmp_path / claim, corrected) == []


def test_the_message_names_the_field_and_both_values(tmp_path: Path) -> None:
    write_project(tmp_path, {"example": sample_case({"stages": {"0": {"date": "2021-06"}}})})
    publish(tmp_path, {"example": sample_case()})
    [problem] = check_files(tmp_path, TODAY)[1]
    assert problem.values == {
        "claim": "stage-2021", "field": "date", "old": '"2021-05"', "new": '"2021-06"',
        "version": VERSION, "date": "2026-01-20",
    }  # fmt: skip


def test_a_case_that_is_gone_needs_an_entry_of_where_it_went(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"example": sample_case()})
    publish(root, {"example": sample_case(), "gone": sample_case()})
    assert [problem.code for problem in check_files(root, TODAY)[1]] == ["R007"]
    assert [problem.code for problem in check_project(root, TODAY)[1]] == ["R007"]
    move = {"old": "cases/gone/", "date": "2026-02-01", "why": text()}
    moved = root / "docs" / "data" / "moved.yaml"
    for entry in (move, {**move, "new": "cases/example/"}):
        moved.write_text(as_yaml({"moved": [entry]}), encoding="utf-8")
        assert check_files(root, TODAY)[1] == []
        assert check_project(root, TODAY)[1] == []


def test_the_file_of_moves_is_checked_like_any_other(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"example": sample_case()})
    moved = root / "docs" / "data" / "moved.yaml"
    moved.parent.mkdir(parents=True)
    moved.write_text("moved:\n  - {old: /cases/x, date: 2026-02-01}\n", encoding="utf-8")
    _, problems = check_files(root, TODAY)
    assert {problem.place.path for problem in problems} == {"docs/data/moved.yaml"}
    assert {problem.place.line for problem in problems} == {2}


def test_a_new_release_is_held_against_cases_that_were_found_clean_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MESHBOOK_CACHE", str(tmp_path / "cache"))
    root = write_project(tmp_path / "project", {"example": sample_case()})
    assert check_files(root, TODAY, remember=True)[1] == []
    publish(root, {"example": sample_case({"stages": {"0": {"date": "2021-06"}}})})
    codes = [problem.code for problem in check_files(root, TODAY, remember=True)[1]]
    assert codes == ["R001"]
