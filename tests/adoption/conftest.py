"""The page and the numbers of adoption over the committed cases."""

from __future__ import annotations

import pytest

from meshbook.analysis.counts import Adoption
from meshbook.pages.library import Library
from meshbook.reading.catalog import read_catalog
from meshbook.settings import Settings
from sample_library import TODAY
from site_project import ROOT


@pytest.fixture(scope="session")
def library() -> Library:
    """The committed catalogue."""
    return Library(read_catalog(ROOT, TODAY)[0], Settings())


@pytest.fixture(scope="session")
def adoption(library: Library) -> Adoption:
    """Its numbers."""
    return library.adoption
