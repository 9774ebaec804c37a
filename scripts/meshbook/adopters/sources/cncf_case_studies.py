"""Case studies on cncf.io that name a mesh project: who, where to read it, and since when.

The site is made with WordPress, whose interface lists posts of a kind in pages and, with
``_embed``, the terms of each. What a study says is not taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape

from meshbook.adopters.entries import as_tables, public, refuse_a_rout, united
from meshbook.benchmarks.json_value import JsonValue, day_of
from meshbook.benchmarks.visit import JSON, Collected, Source, SourceError, Visit
from meshbook.model.adopters import Listing, ListingClaim
from meshbook.net.answer import Response

API = "https://www.cncf.io/wp-json/wp/v2/lf_case_study?per_page=100&_embed=wp:term"
PROJECTS: dict[str, tuple[ListingClaim, str | None]] = {
    "Linkerd": ("mesh", "linkerd"),
    "Istio": ("mesh", "istio"),
    "Kuma": ("mesh", "kuma"),
    "Cilium": ("cni", None),
    "Envoy": ("proxy", None),
}
"""What the project that a study is filed under claims; the first one counts."""
TERMS = "lf-project"
TOTAL = "x-wp-total"
"""The header in which WordPress says how many posts all pages hold."""


def collect(visit: Visit) -> Collected:
    """Every study that is filed under one of the projects."""
    known = visit.known.tables.listings
    pages = visit.pages(API, _next)
    if pages is None:
        return Collected(visit.known.tables)
    read_pages = list(pages)
    _count(read_pages)
    now = [row for page in read_pages for row in read(page)]
    refuse_a_rout(API, known, now)
    return Collected(as_tables(united(known, now, visit.today.isoformat())))


def read(page: Response) -> Iterator[Listing]:
    """The entries of one page of the list."""
    for study in JsonValue.of(page).items():
        filed = set(_projects(study))
        project = next((each for each in PROJECTS if each in filed), None)
        if project is None:
            continue
        claim, mesh = PROJECTS[project]
        yield Listing(
            name=unescape(study["title"]["rendered"].text()).strip(),
            claim=claim,
            item=study["slug"].text(),
            mesh=mesh,
            url=public(study["link"].text()),
            first=day_of(study["date"]),
        )


def _count(pages: Sequence[Response]) -> None:
    """Raises SourceError unless the pages hold as many studies as the first one announces."""
    told = pages[0].headers.get(TOTAL, "")
    found = sum(len(list(JsonValue.of(page).items())) for page in pages)
    if told != str(found):
        raise SourceError(API, f"{TOTAL} is {told or 'missing'}, and {found} studies are listed")


def _projects(study: JsonValue) -> Iterator[str]:
    for taxonomy in study["_embedded"]["wp:term"].items():
        for term in taxonomy.items():
            if term["taxonomy"].text() == TERMS:
                yield term["name"].text()


def _next(page: Response) -> str | None:
    return page.links.get("next")


SOURCE = Source("cncf-case-studies", "adopters", (API,), collect, accept=JSON)
