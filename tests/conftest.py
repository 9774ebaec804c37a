"""What tests of several folders share: one browser for all of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browser import launched


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium. Playwright can run only once in a process."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session", autouse=True)
def _cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What checks remember while testing goes with the other temporary files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MESHBOOK_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
