"""How the names of all lists become organisations."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from meshbook.adopters.directory import Adopter, Directory, directory
from meshbook.model.adopters import Decisions, Listing
from meshbook.model.benchmark import RawFile, Tables
from meshbook.model.catalog import BenchmarkData, Catalog
from meshbook.model.source import BenchmarkSource
from meshbook.rules.identity import name_key
from sample_cases import patched, sample_case
from sample_library import TODAY, library_of
from sample_sources import SOURCE

REASON = {"en": "Because.", "ja": "理由。"}


def listing(name: str, claim: Any = "mesh", **fields: Any) -> Listing:
    return Listing(name, claim, mesh="linkerd" if claim == "mesh" else None, **fields)


def made(
    decisions: dict[str, Any] | None = None,
    case: dict[str, Any] | None = None,
    fetched: dict[str, datetime.date] | None = None,
    files: tuple[RawFile, ...] = (),
    **lists: list[Listing],
) -> Directory:
    """The directory of ``lists`` (by their ids) beside one case."""
    source = BenchmarkSource.model_validate({**SOURCE, "kind": "adopters"})
    base = library_of({"example": patched(sample_case(), case or {})}).catalog
    shelves = {
        name: BenchmarkData(name, source, Tables(files, listings=tuple(rows)))
        for name, rows in lists.items()
    }
    return directory(
        Catalog(
            base.cases, base.vocabulary, TODAY, fetched=fetched or {}, adopters=shelves,
            decisions=Decisions.model_validate(decisions or {}),
        )
    )  # fmt: skip


def named(found: Directory) -> dict[str, Adopter]:
    return {adopter.name: adopter for adopter in found.adopters}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gojek", "GO-JEK"), ("Salesforce", "Salesforce.com"), ("F5", "F5 Inc"),
        ("Yahoo", "Yahoo!"), ("Digital Ocean", "DigitalOcean"), ("Acme", "Acme, Inc."),
        ("例示", "株式会社　例示"), ("Ｕｂｉｅ", "Ubie 株式会社"), ("アクメ", "あくめ"),
    ],
)  # fmt: skip
def test_spellings_that_a_rule_can_tell_are_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
    found = made(a=[listing(one)], b=[listing(other, "proxy")])
    assert len(found.adopters) == 1 and found.adopters[0].lists == ("a", "b")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Yahoo", "Yahoo Japan"), ("IBM", "IBM Watson"), ("Tencent", "Tencent Cloud")],
)
def test_names_of_different_organisations_stay_apart(one: str, other: str) -> None:
    assert len(made(a=[listing(one), listing(other)]).adopters) == 2


def test_a_decision_brings_names_together_under_the_name_it_chose() -> None:
    names = ["Hitachi, Ltd.", "株式会社 日立製作所"]
    same = {"name": "Hitachi", "ja": "日立製作所", "names": names, "reason": REASON}
    found = made(
        {"same": [same]}, a=[listing("Hitachi, Ltd.", "talk"), listing("株式会社 日立製作所")]
    )
    (adopter,) = found.adopters
    assert adopter.called("en") == "Hitachi" and adopter.called("ja") == "日立製作所"
    assert adopter.spellings == ("株式会社 日立製作所", "Hitachi, Ltd.")
    assert adopter.claims == ("mesh", "talk")


def test_what_is_left_out_is_told_with_its_decision_and_is_no_adopter() -> None:
    rows = [listing("Santa"), listing("Acme")]
    rows += [listing("Acme", item="e/1"), listing("B", item="e/1")]
    given = ({"name": "Santa"}, {"item": "e/1"})
    out = [{"list": "a", "reason": REASON, **each} for each in given]
    found = made({"left_out": out}, a=rows, b=[listing("Santa")])
    assert [(each.entry.list, each.entry.listing.key) for each in found.excluded] == [
        ("a", ("Santa", "")), ("a", ("Acme", "e/1")), ("a", ("B", "e/1")),
    ]  # fmt: skip
    assert {name: each.lists for name, each in named(found).items()} == {
        "Acme": ("a",), "Santa": ("b",),
    }  # fmt: skip


def test_no_row_of_any_list_is_lost() -> None:
    rows = [listing("A"), listing("B", "cni"), listing("a", "proxy"), listing("C", item="2")]
    found = made({"left_out": [{"list": "x", "name": "B", "reason": REASON}]}, x=rows, y=rows[:1])
    entries = [entry for each in found.adopters for entry in each.entries]
    assert len(entries) + len(found.excluded) == len(rows) + 1


def test_a_name_that_left_one_list_may_stand_in_another() -> None:
    gone = listing("Acme", first="2020-01-01", seen="2021-01-01", removed="2021-01-01")
    found = made(a=[gone], b=[listing("Acme", "cni")])
    (adopter,) = found.adopters
    assert adopter.is_listed and adopter.has_left
    (alone,) = made(a=[gone]).adopters
    assert alone.has_left and not alone.is_listed


def test_an_entry_was_last_seen_when_its_list_was_last_read() -> None:
    file = RawFile("ADOPTERS.md", "https://example.com/", "v1", "0" * 64, 1, "2026-08-21")
    rows = [listing("A"), listing("B", seen="2021-01-01", removed="2021-01-01")]
    seen = {each.name: each.entries[0].seen for each in made(a=rows, files=(file,)).adopters}
    assert seen == {"A": "2026-08-21", "B": "2021-01-01"}
    day = datetime.date(2026, 11, 20)
    (first, _) = made(a=rows, files=(file,), fetched={"a": day}).adopters
    assert first.entries[0].seen == "2026-11-20"
    assert made(a=rows).adopters[0].entries[0].seen is None


@pytest.mark.parametrize(
    "case",
    [
        {"organisation": {"name": {"en": "ACME Inc."}}},
        {"organisation": {"name": {"ja": "アクメ"}}},
        {"organisation": {"aliases": ["Acme"]}},
        {"organisation": {"former_names": ["acme.com"]}},
        {"listings": [{"id": "l", "list": "ADOPTERS.md", "name": "Acme", "sources": ["blog"]}]},
    ],
)
def test_an_organisation_leads_to_its_case_by_any_name_of_it(case: dict[str, Any]) -> None:
    same = {"name": "Acme", "names": ["あくめ"], "reason": REASON}
    found = made({"same": [same]}, case, a=[listing("Acme"), listing("あくめ"), listing("Other")])
    assert {name: each.cases for name, each in named(found).items()} == {
        "Acme": ("example",), "Other": (),
    }  # fmt: skip


def test_a_nameless_case_is_of_no_listed_organisation() -> None:
    nameless = {"organisation": {"anonymous": True, "name": None, "kana": None, "country": None,
                                 "homepage": None}}  # fmt: skip
    assert made(case=nameless, a=[listing("Example Co")]).adopters[0].cases == ()
