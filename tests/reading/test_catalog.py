"""The whole folder is read, in one process or several, with the same result."""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path

import pytest

from meshbook.clock import TODAY_VARIABLE, today
from meshbook.paths import find_root
from meshbook.problems import MeshbookError
from meshbook.reading.catalog import read_catalog
from meshbook.rules import check_case, check_files, check_project
from sample_cases import sample_case, write_project

TODAY = datetime.date(2026, 6, 1)


def project(folder: Path, count: int) -> Path:
    """``count`` cases of different organisations, every seventh of them wrong."""
    cases = {}
    for number in range(count):
        changes = {
            "organisation": {
                "name": {"en": f"Company {number:03}", "ja": None},
                "homepage": f"https://c{number}.example.com/",
            }
        }
        if number % 7 == 0:
            changes["verified"] = "2030-01-01"  # type: ignore[assignment]
        if number % 14 == 0:
            changes["sources"] = {"blog": {"grade": "E9"}}
        cases[f"case-{number:03}"] = sample_case(changes)
    return write_project(folder, cases)


def test_several_processes_give_the_same_as_one(tmp_path: Path) -> None:
    root = project(tmp_path, 90)
    alone, shared = (read_catalog(root, TODAY, jobs=jobs) for jobs in (1, 3))
    assert shared == alone
    assert list(alone[0].cases) == sorted(alone[0].cases)
    assert len(alone[0].cases) == 90 - 7
    alone_checked, shared_checked = (check_files(root, TODAY, jobs=jobs) for jobs in (1, 3))
    assert shared_checked == alone_checked
    assert check_project(root, TODAY, jobs=2) == (alone[0], alone_checked[1])


def test_problems_are_sorted_by_place(tmp_path: Path) -> None:
    _, problems = check_files(project(tmp_path, 70), TODAY, jobs=2)
    keys = [(p.place.path, p.place.line, p.place.column, p.code) for p in problems]
    assert keys == sorted(keys) and {p.code for p in problems} == {"D001", "S004"}


def test_a_single_case_is_checked_among_the_others(tmp_path: Path) -> None:
    root = project(tmp_path, 3)
    catalog, _ = read_catalog(root, TODAY)
    path = root / "cases" / "case-001.yaml"
    case = catalog.cases["case-001"]
    content = path.read_bytes()
    assert check_case(catalog, "cases/case-001.yaml", content, case) == []
    (twin,) = check_case(catalog, "cases/twin.yaml", content, case)
    assert (twin.code, twin.values["other"], twin.place.path) == (
        "O001", "case-001", "cases/twin.yaml"
    )  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [
        {"name": {"en": "EXAMPLE  co., Inc.", "ja": "別"}},
        {"name": {"en": "Different", "ja": "株式会社例社"}},
        {"name": {"en": "Ｅｘａｍｐｌｅ Ｃｏ", "ja": "別"}},
        {"name": {"en": "Different", "ja": "別"}, "aliases": ["example-co"]},
        {"name": {"en": "Different", "ja": "別"}, "former_names": ["例社"]},
        {"name": {"en": "Different", "ja": "別"}, "homepage": "http://example.com"},
    ],
)
def test_an_organisation_is_recognised_however_it_is_written(
    changes: dict[str, object], tmp_path: Path
) -> None:
    twin = {"homepage": "https://twin.example.org/", **changes}
    root = write_project(
        tmp_path, {"one": sample_case(), "two": sample_case({"organisation": twin})}
    )
    _, problems = check_files(root, TODAY)
    assert [(problem.code, problem.place.path) for problem in problems] == [
        ("O001", "cases/one.yaml"),
        ("O001", "cases/two.yaml"),
    ]


def test_two_units_of_one_organisation_and_two_anonymous_ones_are_no_twins(tmp_path: Path) -> None:
    hidden = sample_case(
        {
            "disclosure": "anonymous",
            "organisation": {
                "anonymous": "true", "name": None, "kana": None, "homepage": None, "country": None,
            },
            "sources": {"blog": {"relation": "press", "grade": "E6"}},
        }
    )  # fmt: skip
    cases = {
        "one": sample_case({"organisation": {"unit": "Payments"}}),
        "two": sample_case({"organisation": {"unit": "Search"}}),
        "three": hidden,
        "four": hidden,
    }
    assert check_files(write_project(tmp_path, cases), TODAY)[1] == []


def test_the_day_is_given_or_that_of_the_last_commit_or_of_the_newest_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TODAY_VARIABLE, raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    root = write_project(tmp_path, {"a": sample_case(), "b": sample_case({"verified": "2026-02"})})
    assert today(root) == datetime.date(2026, 1, 15)
    assert today(root, "2024-02-29") == datetime.date(2024, 2, 29)
    monkeypatch.setenv(TODAY_VARIABLE, "2023-01-02")
    assert today(root) == datetime.date(2023, 1, 2)
    monkeypatch.delenv(TODAY_VARIABLE)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com"]
    when = {**os.environ, "GIT_COMMITTER_DATE": "2025-03-04T12:00:00"}
    subprocess.run([*git, "init", "-q"], cwd=root, check=True)
    assert today(root) == datetime.date.today(), "a case that is being written"
    subprocess.run([*git, "add", "."], cwd=root, check=True)
    subprocess.run([*git, "commit", "-q", "-m", "x"], cwd=root, env=when, check=True)
    assert today(root) == datetime.date(2025, 3, 4)
    with pytest.raises(MeshbookError):
        today(root, "2024-02-30")


def test_the_project_is_found_from_any_folder_inside(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project", {})
    (root / "docs" / "en").mkdir(parents=True)
    assert find_root(root / "docs" / "en") == root.resolve()
    with pytest.raises(MeshbookError):
        find_root(tmp_path)
