"""The whole site of the project and the sample cases, on a plain host, and a browser to use it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from meshbook.pages.library import Library
from meshbook.publish.site import assemble
from meshbook.publish.write import write
from meshbook.reading.catalog import read_catalog
from meshbook.settings import Settings
from site_project import ROOT, serving

TODAY = datetime.date(2026, 11, 24)


@pytest.fixture(scope="session")
def library() -> Library:
    """All that the project holds, and the sample cases."""
    catalog, _ = read_catalog(ROOT, TODAY)
    samples, _ = read_catalog(ROOT, TODAY, [ROOT / "tests" / "catalogue"])
    cases = dict(sorted({**catalog.cases, **samples.cases}.items()))
    return Library(replace(catalog, cases=cases), Settings())


@pytest.fixture(scope="session")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compare")
    write(assemble(library, [], ROOT, with_cards=False, with_exports=False), folder, jobs=1)
    return folder


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address
