"""The real lists, where they lie beside the checkout, against what is committed of them."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from meshbook.adopters.directory import Directory, directory
from meshbook.adopters.sources import cilium_users, envoy_adopters, istio_companies, linkerd2
from meshbook.model.adopters import Listing
from meshbook.model.catalog import Catalog
from meshbook.reading.catalog import read_catalog
from meshbook.rules.identity import name_key
from sample_cases import PROJECT
from sample_library import TODAY
from samples import ADOPTERS, needs_adopters

LISTS = {
    "linkerd2": "linkerd2",
    "linkerd1": "linkerd1",
    "istio": "istio-companies",
    "envoy": "envoy-adopters",
    "cilium": "cilium-users",
}
"""The lists of ``combined.tsv`` by their ids here."""

CLASSES = {
    "yes": {"mesh"},
    "cluster-mesh only": {"cluster-mesh"},
    "no: proxy or CNI use only": {"cni", "proxy"},
    "drop: joke entry": {"left out"},
}
TOLD_APART = {
    "Equinix (Metal)": ("Equinix", ""),
    "Equinix (NL Managed Services)": ("Equinix", "2"),
    "FRSCA": ("FRSCA - Factory for Repeatable Secure Creation of Artifacts", ""),
}
"""Names that whoever took them down changed: the list has two entries "Equinix"."""

pytestmark = needs_adopters


def table(path: str) -> list[dict[str, str]]:
    with (ADOPTERS / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def text(path: str) -> str:
    return (ADOPTERS / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog(PROJECT, TODAY)[0]


@pytest.fixture(scope="module")
def found(catalog: Catalog) -> Directory:
    return directory(catalog)


def listings(catalog: Catalog, list_id: str) -> tuple[Listing, ...]:
    return catalog.adopters[list_id].tables.listings


def classes_of(row: dict[str, str], found: Directory) -> set[str]:
    """The strongest class of a combined name over its lists; of Envoy and Cilium, both."""
    lists = {LISTS[name] for name in row["lists"].split(",")}
    name, item = TOLD_APART.get(row["name"], (row["name"], None))
    entries = [
        (entry, "left out") for entry in (each.entry for each in found.excluded)
    ] + [(entry, entry.listing.claim) for each in found.adopters for entry in each.entries]
    own = [
        (entry.list, claim)
        for entry, claim in entries
        if entry.list in lists
        and name_key(entry.listing.name) == name_key(name)
        and item in (None, entry.listing.item)
    ]
    assert {list_id for list_id, _ in own} == lists, row
    claims = {claim for _, claim in own}
    return claims & {"mesh"} or claims & {"cluster-mesh"} or claims


def test_every_one_of_the_374_names_is_in_its_class_or_left_out_with_a_reason(
    found: Directory,
) -> None:
    counts: Counter[str] = Counter()
    for row in table("combined.tsv"):
        classes = classes_of(row, found)
        assert classes and classes <= CLASSES[row["claims_mesh_use"]], row
        counts[row["claims_mesh_use"]] += 1
    assert counts == {
        "yes": 204, "no: proxy or CNI use only": 150, "cluster-mesh only": 19,
        "drop: joke entry": 1,
    }  # fmt: skip
    assert counts.total() == 374
    assert all(each.decision.reason.get("en") for each in found.excluded)


def test_whoever_was_listed_is_still_known(catalog: Catalog) -> None:
    """A later fetch adds rows and days; it takes none away."""
    read = {
        "linkerd2": linkerd2.read("", text("linkerd2/ADOPTERS.md")),
        "istio-companies": istio_companies.read("", text("istio.io/companies_users.yml")),
        "envoy-adopters": envoy_adopters.read("", text("envoy-website/adopters.yaml")),
    }
    assert {name: len(rows) for name, rows in read.items()} == {
        "linkerd2": 101, "istio-companies": 77, "envoy-adopters": 32,
    }  # fmt: skip
    for name, rows in read.items():
        known = {row.name: row.claim for row in listings(catalog, name)}
        assert {row.name: row.claim for row in rows}.items() <= known.items()


@pytest.mark.parametrize("list_id", ["linkerd2", "linkerd1"])
def test_the_days_and_removals_are_those_of_the_history(catalog: Catalog, list_id: str) -> None:
    first: dict[str, str] = {}
    removed: dict[str, str] = {}
    for event in table(f"{list_id}/history_events.tsv"):
        if event["event"] == "add":
            first.setdefault(event["name"], event["date"])
        else:
            removed[event["name"]] = event["date"]
    rows = listings(catalog, list_id)
    assert first.items() <= {row.name: row.first for row in rows}.items()
    assert removed.items() <= {row.name: row.removed for row in rows}.items()
    assert all(row.added_by for row in rows)


def test_the_entries_of_cilium_that_say_mesh_are_the_four(catalog: Catalog) -> None:
    parsed = cilium_users.read("", text("cilium/USERS_mesh_entries_verbatim.md"))
    assert [row.claim for row in parsed] == ["mesh"] * 4
    meshes = {row.name for row in listings(catalog, "cilium-users") if row.claim == "mesh"}
    assert {row.name for row in parsed} <= meshes


def test_every_talk_that_was_found_is_there(catalog: Catalog) -> None:
    talks = {f"{row['event']}/{row['talk_id']}": row for row in
             table("cloudnativedaysjp/mesh_talks.tsv")}  # fmt: skip
    rows = listings(catalog, "cloudnative-days")
    assert talks.keys() <= {row.item for row in rows} and len(talks) == 25
    for row in (row for row in rows if row.item in talks):
        talk = talks[row.item]
        assert row.first == talk["date"] and row.note == " ".join(talk["title"].split())
        assert row.name in " ".join(talk["speaker_org"].split())
