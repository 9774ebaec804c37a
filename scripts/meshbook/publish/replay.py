"""Every address that was ever published still leads somewhere, or the site is not built."""

from __future__ import annotations

from collections.abc import Iterable

from meshbook.artifacts import Artifact, Site
from meshbook.model.catalog import Catalog
from meshbook.paths import MOVED
from meshbook.problems import MeshbookError
from meshbook.releases.addresses import lost

_TOLD = 5


def paths_of(site: Site) -> list[str]:
    """The paths of all files that are known before they are made."""
    return [each.path for each in site if isinstance(each, Artifact)]


def replay(catalog: Catalog, paths: Iterable[str], *, with_exports: bool) -> None:
    """Raises MeshbookError that names the earlier addresses which lead nowhere."""
    gone = lost(catalog, paths, with_files=with_exports)
    if not gone:
        return
    named = ", ".join(gone[:_TOLD]) + (", …" if len(gone) > _TOLD else "")
    raise MeshbookError(
        f"{len(gone)} of the addresses published earlier lead nowhere: {named}; say in {MOVED} "
        "where a page went, in `renamed` which id a claim has now, or in `corrections` that it "
        "was taken back"
    )
