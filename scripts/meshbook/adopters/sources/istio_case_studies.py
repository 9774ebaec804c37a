"""Istio's case studies: a page an organisation on istio.io, most of them around a talk."""

from __future__ import annotations

from collections.abc import Iterator

from meshbook.adopters.entries import as_tables, refuse_a_rout, united
from meshbook.adopters.plain_yaml import front_matter
from meshbook.adopters.text import text_of
from meshbook.benchmarks.json_value import JsonValue
from meshbook.benchmarks.visit import JSON, RAW, Collected, Source, Visit
from meshbook.model.adopters import Listing

FOLDER = (
    "https://api.github.com/repos/istio/istio.io/contents/content/en/about/case-studies?ref=master"
)
PAGES = "https://raw.githubusercontent.com/istio/istio.io/master/content/en/about/case-studies"
SITE = "https://istio.io/latest/about/case-studies"


def collect(visit: Visit) -> Collected:
    """One entry a page, by the name of its folder."""
    known = {row.item: row for row in visit.known.tables.listings}
    listed = visit.get(FOLDER, accept=JSON)
    if listed is not None:
        slugs = list(_slugs(JsonValue.of(listed)))
    else:
        slugs = [slug for slug, row in known.items() if row.removed is None]

    def page(slug: str) -> Listing:
        url = f"{PAGES}/{slug}/index.md"
        answer = visit.get(url, accept=RAW, anew=slug not in known)
        return known[slug] if answer is None else read(url, text_of(answer), slug)

    now = visit.each(page, slugs)
    refuse_a_rout(FOLDER, known.values(), now)
    return Collected(as_tables(united(known.values(), now, visit.today.isoformat())))


def read(url: str, text: str, slug: str) -> Listing:
    """The entry of a page. The people in it are not taken."""
    name = front_matter(url, text)["companyName"].text()
    return Listing(name, "mesh", item=slug, mesh="istio", url=f"{SITE}/{slug}/")


def _slugs(folder: JsonValue) -> Iterator[str]:
    for entry in folder.items():
        if entry["type"].text() == "dir":
            yield entry["name"].text()


SOURCE = Source("istio-case-studies", "adopters", (FOLDER,), collect, accept=JSON)
