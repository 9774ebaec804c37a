"""The real catalogue, and a site of the worksheet to open in a browser."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator

import pytest

from meshbook.exports import evaluation_data
from meshbook.pages import evaluation
from meshbook.pages.library import Library
from meshbook.reading.catalog import read_catalog
from meshbook.settings import Settings
from site_project import ROOT, serving

TODAY = datetime.date(2026, 11, 24)


@pytest.fixture(scope="session")
def real() -> Library:
    return Library(read_catalog(ROOT, TODAY)[0], Settings())


@pytest.fixture(scope="session")
def host(real: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The worksheet of the real catalogue on a plain host."""
    folder = tmp_path_factory.mktemp("worksheet")
    for artifact in [*evaluation.pages(real), *evaluation_data.files(real)]:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.render())
    shutil.copytree(ROOT / "docs" / "theme" / "assets", folder / "assets")
    with serving(folder) as address:
        yield address
