"""What every page has, whatever is on it: its address, its language, its place in the site."""

from __future__ import annotations

from dataclasses import dataclass

from meshbook.languages import Language, other, prefix


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language.

    ``address`` is the same in both languages: ``""`` for home, ``cases/nav/``,
    ``404.html``. ``section`` is the room of the navigation that is marked as current.
    ``card`` is the path of the social card below the site's root, where there is one.
    ``base`` is the path of the site on its host, for a page that a host shows at any
    address (404): its links are absolute, all others are relative.
    """

    address: str
    language: Language
    title: str
    description: str
    section: str = ""
    card: str = ""
    indexed: bool = True
    base: str = ""

    @property
    def path(self) -> str:
        """The file below the site's root: ``ja/cases/nav/index.html``."""
        address = prefix(self.language) + self.address
        return address if address.endswith(".html") else f"{address}index.html"

    @property
    def url(self) -> str:
        """The address below the site's root, with its language: ``ja/cases/nav/``."""
        return prefix(self.language) + self.address

    @property
    def home(self) -> str:
        """The way from here to the home page of the same language: ``../../`` or nothing."""
        if self.base:
            return self.base + prefix(self.language)
        return "../" * self.address.count("/")

    @property
    def root(self) -> str:
        """The way from here to the site's root."""
        return self.base or self.home + ("../" if self.language == "ja" else "")

    @property
    def alternate(self) -> str:
        """The way from here to the same page in the other language."""
        return (self.root + prefix(other(self.language)) + self.address) or "./"


@dataclass(frozen=True, slots=True)
class ProsePage(Page):
    """A hand-written page; ``html`` is what Markdown made of its reviewed file."""

    html: str = ""
