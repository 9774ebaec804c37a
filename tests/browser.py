"""A real Chromium for tests: it watches for policy violations and errors on every page."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import chromium
from site_project import ROOT

AXE = ROOT / "tests" / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa",
    "best-practice",
]
_WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """A headless Chromium, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(),
            args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
        )
        yield browser
        browser.close()


def context(browser: Browser, **options: Any) -> BrowserContext:
    """A fresh profile whose pages remember each violation of the Content-Security-Policy."""
    made = browser.new_context(**options)
    made.add_init_script(_WATCH)
    return made


def watched(page: Page) -> list[str]:
    """A list that fills with what the page logs as an error or throws."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: faults.append(message.text) if message.type == "error" else None,
    )
    return faults


def violations(page: Page) -> list[str]:
    """The policy violations of the page so far."""
    return list(page.evaluate("() => window.violations"))


def window(browser: Browser, host: str, width: int, height: int = 900) -> Iterator[Page]:
    """A window on ``host`` that must end without an error or a violation of the policy."""
    used = context(
        browser,
        base_url=host,
        viewport={"width": width, "height": height},
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = used.new_page()
    faults = watched(page)
    yield page
    broken = [] if page.is_closed() else violations(page)
    used.close()
    assert (faults, broken) == ([], [])


@functools.cache
def _axe_source() -> str:
    return AXE.read_text(encoding="utf-8")


def axe_findings(page: Page) -> list[str]:
    """What axe finds with no rule switched off and nothing left out, a line each."""
    page.evaluate(_axe_source())
    found = page.evaluate(
        "async (tags) => (await axe.run({runOnly: {type: 'tag', values: tags}})).violations",
        AXE_TAGS,
    )
    return [
        f"{rule['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:300]}"
        for rule in found
        for node in rule["nodes"]
    ]
