"""endoflife.date: until when each release line is looked after. Linkerd is not there."""

from __future__ import annotations

from collections.abc import Iterator

from meshbook.benchmarks.json_value import JsonValue, day_of
from meshbook.benchmarks.signals import merge
from meshbook.benchmarks.visit import JSON, Collected, Source, SourceError, Visit
from meshbook.model.benchmark import SignalValue

API = "https://endoflife.date/api/v1/products"
PRODUCTS = {
    "istio": "istio",
    "cilium": "cilium",
    "consul": "consul",
    "kuma": "kuma",
    "envoy": "envoy",
}
"""The product of each mesh."""


def collect(visit: Visit) -> Collected:
    """The end of every release line that has one; an end not yet announced is no row."""

    def ends(project: str) -> list[SignalValue]:
        answer = visit.get(f"{API}/{PRODUCTS[project]}/", accept=JSON)
        if answer is None:
            return []
        return list(_ends(project, PRODUCTS[project], JsonValue.of(answer)["result"]))

    told = visit.each(ends, PRODUCTS)
    return Collected(merge(visit.known.tables, (row for rows in told for row in rows)))


def _ends(project: str, product: str, result: JsonValue) -> Iterator[SignalValue]:
    releases = list(result["releases"].items())
    if not releases:
        raise SourceError(result.url, "no releases are listed")
    for release in releases:
        end = release.get("eolFrom")
        if end is None:
            continue
        latest = release.get("latest")
        yield SignalValue(
            project=project,
            signal="end-of-life",
            date=day_of(end),
            value=release["name"].text(),
            detail=latest["name"].text() if latest else None,
            url=f"https://endoflife.date/{product}",
        )


SOURCE = Source(
    id="endoflife",
    folder="signals",
    addresses=tuple(f"{API}/{product}/" for product in PRODUCTS.values()),
    collect=collect,
    accept=JSON,
)
