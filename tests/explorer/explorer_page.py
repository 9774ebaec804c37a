"""What a reader does in the explorer and sees of it."""

from __future__ import annotations

from playwright.sync_api import Page


def go(page: Page, address: str = "/cases/") -> None:
    """Opens the explorer and waits until it is ready."""
    page.goto(address)
    page.wait_for_selector("#explorer[data-ready]")


def settled(page: Page) -> None:
    """Waits until what was asked for is shown."""
    page.wait_for_function("() => document.querySelector('#told').textContent !== 'Searching…'")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))")
    page.wait_for_selector("#results:not([aria-busy])", state="attached")


def tick(page: Page, facet: str, value: str) -> None:
    """Ticks or unticks a box, whatever fold it is in."""
    page.evaluate(
        "(box) => { for (let at = document.querySelector(box); at; at = at.parentElement)"
        " if (at.tagName === 'DETAILS') at.open = true; }",
        _box(facet, value),
    )
    page.click(_box(facet, value))
    settled(page)


def count_of(page: Page, facet: str, value: str) -> int:
    """The number beside a box."""
    label = page.locator(_box(facet, value)).locator("xpath=..")
    return int(label.locator(".n").text_content().replace(",", ""))


def counts(page: Page) -> dict[tuple[str, str], int]:
    """The numbers beside all boxes, by facet and value."""
    read = page.evaluate(
        "() => [...document.querySelectorAll('#facets input')].map((box) =>"
        " [box.name, box.value, Number(box.closest('label').querySelector('.n').textContent)])"
    )
    return {(facet, value): count for facet, value, count in read}


def slugs(page: Page) -> list[str]:
    """The results in the page, in order."""
    read = "(all) => all.map((each) => each.dataset.case)"
    return page.eval_on_selector_all("#results [data-case]", read)


def told(page: Page) -> str:
    """The result count."""
    return page.inner_text("#count")


def query(page: Page) -> str:
    """The query string of the address."""
    return page.evaluate("() => location.search")


def _box(facet: str, value: str) -> str:
    return f'#facets input[name="{facet}"][value="{value}"]'
