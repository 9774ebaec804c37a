"""The three addresses that belong to a deployment, not to the project.

They stand in ``mkdocs.yml`` and may be overridden by the environment. While one is
unset, what needs it is left out and the page says so; no address is ever made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


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
        """Settings from texts that may be empty."""
        return cls(
            site_url=(site_url or "").rstrip("/") or None,
            repository=(repository or "").rstrip("/") or None,
            mailbox=mailbox or None,
        )

    @property
    def base_path(self) -> str:
        """The path under which the site is served, with slashes: ``/`` or ``/meshbook/``."""
        path = urlsplit(self.site_url or "").path.strip("/")
        return f"/{path}/" if path else "/"
