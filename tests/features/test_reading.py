"""Sheets of features: read with the place of every fault, completed from data."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from meshbook.model.feature import ABSENT, Answer, FeatureCell, FeatureSheet, features_of
from meshbook.paths import FEATURES, PROFILES
from meshbook.reading.catalog import read_catalog
from meshbook.reading.conformance_cells import conformance_cell
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.reading.written import read_folder, whole
from meshbook.rules import check_files
from meshbook.rules.project import check_project
from sample_cases import PROJECT, sample_case, write_project
from sample_features import write_features
from sample_profiles import write_profile
from sample_signals import conformance

TODAY = datetime.date(2026, 6, 1)
WORDS = read_vocabulary(PROJECT / "cases" / "_words")


def project(root: Path, changes: dict[str, Any] | None = None, name: str = "istio") -> Path:
    """A project with the sample case, profile and sheet."""
    write_project(root, {"example": sample_case()})
    write_profile(root)
    write_features(root, changes, name)
    return root


def cell(root: Path, feature: str) -> FeatureCell | None:
    """A cell of the sample sheet, once the project is read without a fault."""
    catalog, problems = check_project(root, TODAY)
    assert problems == []
    return catalog.features["istio"].cell(feature)


@pytest.mark.parametrize(("changes", "code", "line"), [
    ({"cells": {"0": {"feature": "teleportation"}}}, "V001", "feature: teleportation"),
    ({"cells": {"0": {"answer": "perhaps"}}}, "S004", "answer: perhaps"),
    ({"cells": {"0": {"source": {"url": "http://localhost/x"}}}}, "U004", "localhost"),
    ({"cells": {"0": {"date": "2026-07-01", "accessed": "2026-07-02"}}}, "D001", "2026-07-01"),
    ({"cells": {"0": {"words": {"ja": None}}}}, "B025", "words:"),
    ({"cells": {"0": {"words": {"en": "On since 5."}}}}, "T006", "since 5"),
    ({"cells": {"0": {"version": "1.29"}}}, "M005", "1.29"),
    ({"cells": {"0": {"source": None}}}, "M004", "feature: mtls"),
])  # fmt: skip
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, changes: dict[str, Any], code: str, line: str
) -> None:
    root = project(tmp_path, changes)
    text = (root / FEATURES / "istio.yaml").read_text(encoding="utf-8").split("\n")
    found = [problem for problem in check_files(root, TODAY)[1] if problem.code == code]
    assert found and {problem.place.path for problem in found} == {f"{FEATURES}/istio.yaml"}
    assert line in text[found[0].place.line - 1]


def test_a_sheet_that_is_not_read_leaves_the_others_in_the_catalogue(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / FEATURES / "kuma.yaml").write_text("mesh: kuma\ncells: none\n", encoding="utf-8")
    catalog, problems = read_catalog(root, TODAY)
    assert list(catalog.features) == ["istio"]
    assert {problem.place.path for problem in problems} == {f"{FEATURES}/kuma.yaml"}


def test_only_the_sheets_that_are_named_are_checked(tmp_path: Path) -> None:
    root = project(tmp_path, {"cells": {"0": {"source": None}}})
    (root / FEATURES / "kuma.yaml").write_text("mesh: kuma\ncells: []\n", encoding="utf-8")
    assert check_files(root, TODAY, [root / FEATURES / "kuma.yaml"]) == (1, [])
    count, problems = check_files(root, TODAY, [root / FEATURES])
    assert (count, {problem.code for problem in problems}) == (2, {"M004"})


def test_what_a_profile_states_stands_in_its_rows_with_the_source_of_the_statement(
    tmp_path: Path,
) -> None:
    licence = cell(project(tmp_path), "licence")
    assert licence is not None and licence.words is not None and licence.source is not None
    assert (licence.answer, licence.words.en) == ("text", "Apache-2.0.")
    assert licence.source.url == "https://www.example.net/istio"
    assert cell(tmp_path, "governance") is None


def test_the_newest_line_and_its_support_come_from_the_releases(tmp_path: Path) -> None:
    newest = cell(project(tmp_path), "current-release")
    support = cell(tmp_path, "end-of-life")
    assert newest is not None and support is not None and support.words is not None
    assert (newest.version, support.version) == ("1.30", "1.30")
    assert "2027-01-31" in (support.words.en or "") and "2027-01-31" in (support.words.ja or "")


@pytest.mark.parametrize(("mesh", "answer", "version", "said"), [
    ("istio", "partial", "1.2.0", "6 core tests of MESH-HTTP passed, 0 failed, 1 left out"),
    ("linkerd", "yes", "2.18", "all 7 core tests of MESH-HTTP passed"),
    ("kuma", "no", "", "not a failed test"),
])  # fmt: skip
def test_the_newest_conformance_report_of_the_project_itself_makes_its_cell(
    mesh: str, answer: str, version: str, said: str
) -> None:
    sheet = FeatureSheet(mesh=mesh, cells=[])
    row = features_of(WORDS)["gateway-api-conformance"]
    made = conformance_cell(row, sheet, conformance(), None)
    assert made is not None and made.words is not None and made.source is not None
    assert made.answer == answer
    assert said in (made.words.en or "") and version in (made.words.ja or "")
    assert made.source.url.startswith("https://")


def test_a_mode_has_only_the_reports_that_name_it() -> None:
    row = features_of(WORDS)["gateway-api-conformance"]
    ambient = FeatureSheet(mesh="istio", mode="ambient", cells=[])
    made = conformance_cell(row, ambient, conformance(), None)
    assert made is not None and made.answer == "no"
    assert conformance_cell(row, ambient, None, None) is None


def test_every_profile_of_this_project_has_a_sheet_without_a_fault() -> None:
    count, problems = check_files(PROJECT, datetime.date(2026, 11, 24), [PROJECT / FEATURES])
    profiles = {path.name for path in (PROJECT / PROFILES).glob("*.yaml")}
    assert {path.name for path in (PROJECT / FEATURES).glob("*.yaml")} == profiles
    assert (count, problems) == (len(profiles), [])


def test_every_sheet_of_this_project_answers_every_row_that_is_not_made_from_data() -> None:
    written = [row.id for row in features_of(WORDS).values() if not row.derived]
    for sheet in whole(read_folder(PROJECT, FEATURES, FeatureSheet)).values():
        assert [cell.feature for cell in sheet.cells] == written, sheet.id


def test_the_answers_of_the_model_are_those_of_the_word_list() -> None:
    literal = get_args(Answer)[0]
    assert set(get_args(literal)) == set(WORDS["fixed.answer"])
    for row in features_of(WORDS).values():
        assert set(row.answers) <= set(WORDS["fixed.answer"]) and set(ABSENT) <= set(row.answers)
        assert row.group in WORDS["feature-groups"]


def test_the_rows_of_a_group_stand_together() -> None:
    groups = [row.group for row in features_of(WORDS).values()]
    runs = [group for at, group in enumerate(groups) if at == 0 or groups[at - 1] != group]
    assert runs == list(WORDS["feature-groups"])
