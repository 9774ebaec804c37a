"""What changed between two states: added, removed, renamed, and each fact with both values."""

from __future__ import annotations

import datetime
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from meshbook.cli.speech import say_in
from meshbook.languages import LANGUAGES, Language
from meshbook.model.catalog import Catalog
from meshbook.reading.releases import order
from meshbook.releases.changes import Changes, compare, renames
from meshbook.releases.facts import facts_of
from meshbook.releases.telling import as_json, as_markdown, as_text
from meshbook.rules.project import check_project
from sample_cases import as_yaml, sample_case, write_project
from sample_profiles import write_profile

TODAY = datetime.date(2026, 6, 1)
MOTIVE = {"id": "mtls", "kind": "mtls", "sources": ["blog"]}
OUTCOME = {
    "id": "latency", "metric": "latency", "after": {"about": 80}, "unit": "ms",
    "direction": "better", "basis": "self-reported", "attribution": "unclear",
    "measured_by": "adopter", "sources": ["blog"],
}  # fmt: skip


def catalog_of(root: Path, moves: str = "", **cases: dict[str, Any]) -> Catalog:
    write_project(root, {slug: sample_case(change) for slug, change in cases.items()})
    if moves:
        (root / "docs" / "data").mkdir(parents=True)
        (root / "docs" / "data" / "moved.yaml").write_text(moves, encoding="utf-8")
    return check_project(root, TODAY)[0]


def changes(root: Path, old: dict[str, Any], new: dict[str, Any]) -> Changes:
    before = facts_of(catalog_of(root / "old", example=old))
    catalog = catalog_of(root / "new", example=new)
    return compare(before, facts_of(catalog), renames(catalog))


def test_nothing_changed_is_told_as_nothing(tmp_path: Path) -> None:
    found = changes(tmp_path, {}, {"verified": "2026-05-01"})
    assert not found
    say = partial(say_in, "en")
    assert "Nothing changed." in as_text(found, "2026.01", ".", say)
    assert json.loads(as_json(found, "2026.01", "."))["changed"] == []


def test_a_changed_fact_is_told_with_both_values(tmp_path: Path) -> None:
    later = {**OUTCOME, "after": 75, "period": "one year"}
    found = changes(tmp_path, {"outcomes": [OUTCOME]}, {"outcomes": [later]})
    assert [(each.record, each.field, each.old, each.new) for each in found.changed] == [
        ("cases/example#latency", "after", None, "75"),
        ("cases/example#latency", "after.about", "80", None),
        ("cases/example#latency", "period", None, '"one year"'),
    ]
    assert found.cases == ("example",)


def test_claims_that_came_and_went_are_told(tmp_path: Path) -> None:
    found = changes(tmp_path, {"motives": [MOTIVE]}, {"outcomes": [OUTCOME]})
    assert found.added == ("cases/example#latency",)
    assert found.removed == ("cases/example#mtls",)
    assert found.changed == ()


def test_a_renamed_claim_is_told_as_renamed_and_not_as_gone(tmp_path: Path) -> None:
    renamed = {"stages": {"0": {"id": "began"}}, "renamed": {"stage-2021": "began"}}
    found = changes(tmp_path, {}, renamed)
    assert found.renamed == {"cases/example#began": "cases/example#stage-2021"}
    assert (found.added, found.removed, found.changed) == ((), (), ())


def test_a_renamed_statement_of_a_mesh_is_told_as_renamed_and_not_as_gone(tmp_path: Path) -> None:
    renamed = {"what": {"0": {"id": "sidecar"}}, "renamed": {"what-1": "sidecar"}}
    write_profile(tmp_path / "old")
    write_profile(tmp_path / "new", renamed)
    found = changes(tmp_path, {}, {})
    assert found.renamed == {"meshes/istio#sidecar": "meshes/istio#what-1"}
    assert (found.added, found.removed, found.changed) == ((), (), ())


def test_a_case_that_moved_is_told_as_renamed_with_its_claims(tmp_path: Path) -> None:
    before = facts_of(catalog_of(tmp_path / "old", example={}))
    move = {"old": "cases/example/", "new": "cases/better/", "date": "2026-02-01",
            "why": {"en": "A better name.", "ja": "より良い名前。"}}  # fmt: skip
    catalog = catalog_of(tmp_path / "new", as_yaml({"moved": [move]}), better={})
    found = compare(before, facts_of(catalog), renames(catalog))
    assert found.renamed["cases/better"] == "cases/example"
    assert found.renamed["cases/better#stage-2021"] == "cases/example#stage-2021"
    assert (found.added, found.removed, found.changed) == ((), (), ())


def test_a_case_that_came_is_told_once_with_the_number_of_its_claims(tmp_path: Path) -> None:
    catalog = catalog_of(tmp_path, example={}, other={})
    found = compare({}, facts_of(catalog))
    text = as_markdown(found, "", "2026.02", partial(say_in, "en"))
    assert "- `cases/example` (with 2 claims)\n- `cases/other` (with 2 claims)" in text
    assert "stage-2021" not in text
    assert found.cases == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_and_markdown_tell_every_change_in_both_languages(
    tmp_path: Path, language: Language
) -> None:
    found = changes(
        tmp_path,
        {"motives": [MOTIVE], "stages": {"0": {"scope": "platform"}}},
        {"outcomes": [OUTCOME], "stages": {"0": {"scope": "some"}}},
    )
    say = partial(say_in, language)
    for told in (as_text(found, "2026.01", "2026.02", say),
                 as_markdown(found, "2026.01", "2026.02", say)):  # fmt: skip
        for part in ("cases/example#latency", "cases/example#mtls", "cases/example#stage-2021",
                     '"platform"', '"some"', "2026.01", "2026.02"):  # fmt: skip
            assert part in told


def test_json_has_the_values_as_they_are_in_the_data(tmp_path: Path) -> None:
    found = changes(tmp_path, {"outcomes": [OUTCOME]}, {"outcomes": [{**OUTCOME, "after": 75}]})
    told = json.loads(as_json(found, "2026.01", "2026.02"))
    assert (told["from"], told["to"]) == ("2026.01", "2026.02")
    assert told["changed"] == [
        {"record": "cases/example", "claim": "latency", "field": "after", "old": None, "new": 75},
        {"record": "cases/example", "claim": "latency", "field": "after.about", "old": 80,
         "new": None},
    ]  # fmt: skip


def test_versions_follow_each_other_by_their_numbers() -> None:
    versions = ["2026.11", "2026.9", "2026.11.10", "2026.11.2", "2027.01"]
    assert sorted(versions, key=order) == [
        "2026.9", "2026.11", "2026.11.2", "2026.11.10", "2027.01",
    ]  # fmt: skip
