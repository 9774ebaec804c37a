"""What tests of several folders share: one browser for all of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser import launched, window


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium. Playwright can run only once in a process."""
    with launched() as browser:
        yield browser


@pytest.fixture
def page(chromium: Browser, host: str) -> Iterator[Page]:
    """A wide window on the ``host`` of the folder, which must end without a fault."""
    yield from window(chromium, host, 1280)


@pytest.fixture
def phone(chromium: Browser, host: str) -> Iterator[Page]:
    """The same on a phone."""
    yield from window(chromium, host, 390)


@pytest.fixture(scope="session", autouse=True)
def _cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What checks remember while testing goes with the other temporary files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MESHBOOK_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
