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
