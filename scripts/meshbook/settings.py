"""The three addresses that belong to a deployment, not to the project.

They stand in ``mkdocs.yml`` and may be overridden by the environment. While one is
unset, what needs it is left out and the page says so; no address is ever made up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from meshbook.problems import MeshbookError

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~%+-]+)*/?")
_MAILBOX = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Settings:
    """Addresses without a trailing slash; None where unset.

    ``site_url`` is where the site is served, ``repository`` the web address of the
    source repository, ``mailbox`` a mail address for those who cannot use it.
    """

    site_url: str | None = None
    repository: str | None = None
    mailbox: str | None = None

    @classmethod
    def of(cls, site_url: str | None, repository: str | None, mailbox: str | None) -> Settings:
        """Settings from texts that may be empty.

        Raises MeshbookError for one that a page could not safely link to.
        """
        return cls(
            site_url=_address("MESHBOOK_SITE_URL (site_url)", site_url),
            repository=_address("MESHBOOK_REPO_URL (extra.repository)", repository),
            mailbox=_mailbox("MESHBOOK_CONTACT (extra.contact)", mailbox),
        )

    @property
    def base_path(self) -> str:
        """The path under which the site is served, with slashes: ``/`` or ``/meshbook/``."""
        path = urlsplit(self.site_url or "").path.strip("/")
        return f"/{path}/" if path else "/"


def _address(name: str, text: str | None) -> str | None:
    if not text:
        return None
    if _ADDRESS.fullmatch(text) is None:
        raise MeshbookError(f"{name} is {text!r}; expected an address such as https://host/path/")
    return text.rstrip("/")


def _mailbox(name: str, text: str | None) -> str | None:
    if not text:
        return None
    if _MAILBOX.fullmatch(text) is None:
        raise MeshbookError(f"{name} is {text!r}; expected a mail address such as name@host.org")
    return text
