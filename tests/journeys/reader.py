"""What a reader does on the site, by pointer or by keys alone, each thing counted."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from meshbook.languages import Language, prefix

FAR = 700
"""Tab stops of a page within which everything must be reached."""

_READY = """() => [...document.querySelectorAll("#explorer, #match, #compare, #evaluate")]
  .every((each) => "ready" in each.dataset)"""
_FOCUSED = "(element) => document.activeElement === element"
# The first line of the element, or of the label that stands for it, lies bare in the window.
_IN_SIGHT = """(element) => {
  const shown = element.closest("label") ?? element;
  const { left, top, width, height } = shown.getClientRects()[0];
  const above = document.elementFromPoint(left + width / 2, top + height / 2);
  return above !== null && (shown.contains(above) || above.contains(element));
}"""


class Reader:
    """Somebody before the home page of a language, who uses a pointer or ``keys`` alone."""

    def __init__(self, page: Page, host: str, language: Language, *, keys: bool) -> None:
        self.page, self.language, self.keys = page, language, keys
        self.home = f"{host}/{prefix(language)}"
        self.interactions = 0
        page.goto(self.home)

    def search(self, text: str) -> None:
        """Asks the search of the home page."""
        field = self.page.locator(".ask [name=q]")
        self.press(field)
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Enter")
        self._arrived(re.compile(re.escape(f"{self.home}cases/?q=")))

    def follow(self, address: str) -> None:
        """Follows the first link in sight that leads to ``address`` below the language's home."""
        target = f"{self.home}{address}"
        for link in self.page.locator("a").all():
            if link.is_visible() and link.evaluate("(a) => a.href") == target:
                self.press(link)
                return self._arrived(target)
        raise AssertionError(f"{self.page.url} has no link in sight to {target}")

    def press(self, element: Locator) -> None:
        """Presses a link or a button, or goes into a field."""
        self.interactions += 1
        if not self.keys:
            return element.click()
        self._reach(element)
        if not element.evaluate("(each) => each.matches('input')"):
            self.page.keyboard.press("Enter")
        return None

    def tick(self, name: str, value: str) -> None:
        """Ticks the box of a name and a value."""
        self.interactions += 1
        box = self.page.locator(f'[name="{name}"][value="{value}"]')
        if self.keys:
            self._reach(box)
            self.page.keyboard.press("Space")
        else:
            box.locator("xpath=ancestor::label").click()
        expect(box).to_be_checked()

    def turn(self, name: str, value: str) -> None:
        """Turns a row of radio buttons to a value."""
        self.interactions += 1
        wanted = self.page.locator(f'[name="{name}"][value="{value}"]')
        if not self.keys:
            wanted.locator("xpath=ancestor::label").click()
        else:
            self._reach(self.page.locator(f'[name="{name}"]:checked'))
            while not wanted.is_checked():
                self.page.keyboard.press("ArrowRight")
        expect(wanted).to_be_checked()

    def choose(self, name: str, value: str) -> None:
        """Chooses a line of a list."""
        self.interactions += 1
        field = self.page.locator(f'select[name="{name}"]')
        if not self.keys:
            field.select_option(value)
        else:
            self._reach(field)
            for _ in range(field.locator("option").count()):
                if field.input_value() == value:
                    break
                self.page.keyboard.press("ArrowDown")
        expect(field).to_have_value(value)

    def take(self, element: Locator) -> tuple[str, bytes]:
        """Presses what hands over a file; gives its name and what is in it."""
        with self.page.expect_download() as download:
            self.press(element)
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()

    def copied(self) -> str:
        """What lies on the clipboard."""
        return str(self.page.evaluate("() => navigator.clipboard.readText()"))

    def fits(self) -> bool:
        """Whether nothing is wider than the window."""
        wide = "() => document.documentElement.scrollWidth <= innerWidth"
        return bool(self.page.evaluate(wide))

    def _arrived(self, address: str | re.Pattern[str]) -> None:
        self.page.wait_for_url(address)
        self.page.wait_for_function(_READY)

    def _reach(self, element: Locator) -> None:
        """Goes on by Tab until the element has the focus; it must then be in sight."""
        handle = element.element_handle()
        for _ in range(FAR):
            if self.page.evaluate(_FOCUSED, handle):
                self.page.wait_for_function(_IN_SIGHT, arg=handle)
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: {element} is not reached by {FAR} Tab stops")
