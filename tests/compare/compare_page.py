"""What a reader does on the compare page and sees of it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page


def go(page: Page, items: str = "", start: str = "", more: str = "") -> None:
    """Opens the page with ``items`` and waits until it shows them."""
    query = f"?items={items}{more}" if items else ""
    page.goto(f"{start}/compare/{query}")
    page.wait_for_selector("#compare[data-ready]")


def shown(page: Page, names: list[str]) -> None:
    """Waits until the columns have these names."""
    page.wait_for_function(
        "(names) => JSON.stringify(Array.from(document.querySelectorAll("
        "'#tables > * > table > thead th a'), (each) => each.textContent))"
        " === JSON.stringify(names)",
        arg=names,
    )


def rows(page: Page) -> list[dict[str, Any]]:
    """Each cell in sight: its row, its column, and its text without numbers and permalinks."""
    return page.evaluate(
        """() => [...document.querySelectorAll('#tables tr[data-id]')].flatMap((row) =>
        [...row.querySelectorAll(':scope > td')].map((cell) => {
          const copy = cell.cloneNode(true);
          copy.querySelectorAll('.cite, .pl, .vh, .loc').forEach((each) => each.remove());
          return { row: row.dataset.id, name: cell.dataset.label,
                   text: copy.textContent.replace(/\\s+/g, ''),
                   links: [...cell.querySelectorAll('a')].map((a) => a.href) };
        }))"""
    )


def query(page: Page) -> str:
    """The query string of the address."""
    return str(page.evaluate("() => location.search"))
