"""The real catalogue, and a site of the worksheet to open in a browser."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser import context, violations, watched
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


@pytest.fixture
def page(chromium: Browser, host: str) -> Iterator[Page]:
    """A wide window that must end without an error or a policy violation."""
    yield from _page(chromium, host, 1280)


@pytest.fixture
def phone(chromium: Browser, host: str) -> Iterator[Page]:
    """The same on a phone."""
    yield from _page(chromium, host, 390)


def _page(chromium: Browser, host: str, width: int) -> Iterator[Page]:
    used = context(
        chromium, base_url=host, viewport={"width": width, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )  # fmt: skip
    page = used.new_page()
    faults = watched(page)
    yield page
    broken = violations(page)
    used.close()
    assert (faults, broken) == ([], [])
