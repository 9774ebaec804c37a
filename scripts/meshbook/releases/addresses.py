"""Every address that was ever published, and which of them lead nowhere now.

A page lands where the site has it, or where ``moved.yaml`` says that it went; a claim lands at
its id, at an earlier id of it, or at the correction that took it back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from meshbook.model.case import Case
from meshbook.model.catalog import Catalog
from meshbook.model.release import CASE
from meshbook.releases.facts import MESH

_INDEX = "index.html"
MATRIX = f"{MESH}features/"


def addresses_of(catalog: Catalog, paths: Iterable[str], lasting: Iterable[str]) -> list[str]:
    """The addresses to keep for ever: pages, claims, and those ``lasting`` files, sorted.

    ``paths`` are the files of the site; both languages have the same pages. A page that only
    says where another went is none of them.
    """
    gone = {move.old for move in catalog.moves.moved}
    pages = {page for page in _pages(paths) if page not in gone}
    return sorted({*pages, *lasting, *_claims(catalog)})


def lost(catalog: Catalog, paths: Iterable[str], *, with_files: bool) -> list[str]:
    """The earlier addresses that lead nowhere on a site of these ``paths``.

    Without ``with_files`` only pages and claims are looked at.
    """
    known = set(paths)
    pages, anchors = set(_pages(known)), dict(_anchors(catalog))
    moves = {move.old: move.new for move in catalog.moves.moved}
    return [
        address
        for address in catalog.published.since
        if not _lands(address, known, pages, anchors, moves, with_files)
    ]


def _lands(
    address: str,
    paths: Collection[str],
    pages: Collection[str],
    anchors: Mapping[str, Collection[str]],
    moves: Mapping[str, str | None],
    with_files: bool,
) -> bool:
    page, _, anchor = address.partition("#")
    if page and not page.endswith("/"):
        return page in paths or not with_files
    if page not in pages:
        return False
    seen = {page}
    while page in moves:
        target = moves[page]
        if target is None:  # withdrawn: the page says so, of its claims too
            return True
        if target in seen or target not in pages:
            return False
        seen.add(target)
        page = target
    return not anchor or anchor in anchors.get(page, ())


def _pages(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if path == _INDEX or path.endswith(f"/{_INDEX}"):
            page = path.removesuffix(_INDEX)
            if not page.startswith("ja/"):
                yield page


def _claims(catalog: Catalog) -> Iterator[str]:
    for slug, case in catalog.cases.items():
        yield from (f"{CASE}{slug}/#{claim.id}" for _, claim in case.claims())
    for name, profile in catalog.profiles.items():
        yield from (f"{MESH}{name}/#{claim.id}" for _, claim in profile.claims())
    yield from (f"{MATRIX}#{anchor}" for anchor in _cells(catalog))


def _anchors(catalog: Catalog) -> Iterator[tuple[str, Collection[str]]]:
    """Where claims of a page land, by page."""
    for slug, case in catalog.cases.items():
        yield f"{CASE}{slug}/", landings(case)
    for name, profile in catalog.profiles.items():
        present = {claim.id for _, claim in profile.claims()}
        earlier = {old for old, new in profile.renamed.items() if new in present}
        yield f"{MESH}{name}/", present | earlier
    yield MATRIX, set(_cells(catalog))


def landings(case: Case) -> frozenset[str]:
    """The ids of claims that the page of a case has a place for: present, earlier, taken back."""
    corrected = (made.claim for made in case.corrections if made.claim)
    return frozenset({*(claim.id for _, claim in case.claims()), *case.renamed, *corrected})


def _cells(catalog: Catalog) -> Iterator[str]:
    for sheet in catalog.features.values():
        yield from (sheet.anchor(cell.feature) for cell in sheet.cells)
