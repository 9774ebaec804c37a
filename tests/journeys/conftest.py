"""The site of the real records with all its exports, on a plain host, and profiles to use it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser import context, violations, watched
from journeys.reader import Reader
from meshbook.languages import Language
from meshbook.pages.library import Library
from meshbook.publish.site import assemble
from meshbook.publish.write import write
from meshbook.reading.catalog import read_catalog
from meshbook.settings import Settings
from site_project import ROOT, SITE_URL, serving

Begin = Callable[..., Reader]


@pytest.fixture(scope="session")
def library() -> Library:
    """What the project itself holds."""
    catalog, _ = read_catalog(ROOT, datetime.date(2026, 11, 24))
    return Library(catalog, Settings.of(SITE_URL, None, None))


@pytest.fixture(scope="session")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("journeys")
    write(assemble(library, [], ROOT, with_cards=False, with_exports=True), folder, jobs=1)
    return folder


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


@pytest.fixture
def begin(chromium: Browser, host: str) -> Iterator[Begin]:
    """Puts a reader before the home page; all that follows must pass without a fault."""
    opened: list[tuple[Page, list[str]]] = []

    def started(language: Language, *, width: int = 1280, keys: bool = False) -> Reader:
        options: dict[str, Any] = {"base_url": host, "viewport": {"width": width, "height": 800}}
        allowed = ["clipboard-read", "clipboard-write"]
        page = context(chromium, permissions=allowed, **options).new_page()
        opened.append((page, watched(page)))
        return Reader(page, host, language, keys=keys)

    yield started
    for page, faults in opened:
        broken = violations(page)
        page.context.close()
        assert (faults, broken) == ([], [])
