"""Talks at CloudNative Days, in Japan, that have a word of meshes in them.

A talk is a pointer to where one could ask: vendors, trials and lessons are among them. Of
speakers only the organisation is taken, of a talk its title, day and slides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from meshbook.adopters.entries import as_tables, public, united
from meshbook.benchmarks.json_value import JsonValue, day_of
from meshbook.benchmarks.visit import JSON, Collected, Source, SourceError, Upstream, Visit
from meshbook.model.adopters import Listing
from meshbook.model.benchmark import Tables
from meshbook.problems import Problem

API = "https://api.github.com/repos/cloudnativedaysjp/website/contents/src/data"
FILES = "https://raw.githubusercontent.com/cloudnativedaysjp/website/main/src/data"
FOLDERS = ("talks", "speakers")
"""Each has a file an event."""

PRODUCTS = {
    "istio": re.compile(r"istio", re.IGNORECASE),
    "linkerd": re.compile(r"linkerd", re.IGNORECASE),
    "kuma": re.compile(r"\bkuma\b", re.IGNORECASE | re.ASCII),
    "consul": re.compile(r"consul service mesh", re.IGNORECASE),
    "envoy": re.compile(r"\benvoy\b", re.IGNORECASE | re.ASCII),
}
"""What a talk may name. Envoy alone is a proxy: of it no mesh follows."""
_MESH = re.compile(r"service\s?mesh|サービスメッシュ", re.IGNORECASE)


def collect(visit: Visit) -> Collected:
    """The talks of each event whose files have changed, and all that were known.

    A talk that has not been given yet waits until its event is read again.
    """
    blobs = {folder: _blobs(visit, folder) for folder in FOLDERS}
    events = sorted(set.intersection(*map(set, blobs.values())))
    contents: dict[str, bytes] = {}

    def keep(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
        contents[name] = content
        return Tables(), []

    wanted = [
        Upstream(
            file=f"{folder}/{event}.json",
            url=f"{FILES}/{folder}/{event}.json",
            revision="-".join(blobs[each][event] for each in FOLDERS),
            digest=f"git:{blobs[folder][event]}",
        )
        for event in events
        for folder in FOLDERS
    ]  # both files of an event have one revision: a change of either brings both
    collected = visit.files(wanted, keep)
    rows = {(row.name, row.item): row for row in visit.known.tables.listings}
    for event in events:
        if f"talks/{event}.json" in contents:
            own = [row for row in rows.values() if row.item.startswith(f"{event}/")]
            told = read(event, *(_json(contents, folder, event) for folder in FOLDERS))
            now = [row for row in told if row.first and row.first <= visit.today.isoformat()]
            rows |= {row.key: row for row in united(own, now, visit.today.isoformat())}
    return Collected(as_tables(rows.values(), collected.tables.files))


def read(event: str, talks: JsonValue, speakers: JsonValue) -> Iterator[Listing]:
    """One entry for each organisation that speaks in a talk with a word of meshes."""
    companies = {
        speaker["id"].count(): _line(speaker["company"].text())
        for speaker in speakers.items()
        if _is_told(speaker.get("company"))
    }
    for talk in talks.items():
        title = _line(talk["title"].text())
        abstract = talk.get("abstract")
        words = title + (abstract.text() if abstract and _is_told(abstract) else "")
        named = [product for product, word in PRODUCTS.items() if word.search(words)]
        if not named and not _MESH.search(words):
            continue
        meshes = [product for product in named if product != "envoy"]
        slides = talk.get("documentUrl")
        ids = [speaker["id"].count() for speaker in talk["speakers"].items()]
        for company in dict.fromkeys(companies[each] for each in ids if each in companies):
            yield Listing(
                name=company,
                claim="talk",
                item=f"{event}/{talk['id'].count()}",
                mesh=meshes[0] if len(meshes) == 1 else None,
                url=public(slides.text()) if slides and _is_told(slides) else None,
                first=day_of(talk["conferenceDayDate"]),
                note=title,
            )


def _blobs(visit: Visit, folder: str) -> dict[str, str]:
    """The git ids of the files of a folder by event."""
    url = f"{API}/{folder}?ref=main"
    answer = visit.get(url, accept=JSON, anew=True)
    assert answer is not None  # it was asked for without a condition
    found = {
        entry["name"].text().removesuffix(".json"): entry["sha"].text()
        for entry in JsonValue.of(answer).items()
        if entry["name"].text().endswith(".json")
    }
    if not found:
        raise SourceError(url, "no event is listed")
    return found


def _json(contents: Mapping[str, bytes], folder: str, event: str) -> JsonValue:
    name = f"{folder}/{event}.json"
    return JsonValue.parse(f"{FILES}/{name}", contents[name])


def _is_told(value: JsonValue | None) -> bool:
    return value is not None and bool(str(value.value).strip())


def _line(text: str) -> str:
    return " ".join(text.split())


SOURCE = Source(
    "cloudnative-days",
    "adopters",
    tuple(f"{API}/{folder}?ref=main" for folder in FOLDERS),
    collect,
    accept=JSON,
)
