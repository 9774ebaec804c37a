"""What comes back: an answer, word that nothing changed, or the one error of this room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from meshbook.problems import MeshbookError

Kind = Literal[
    "refused",  # an address that is not asked: not https, not public, with credentials
    "redirect",  # sent on to such an address, in circles, or nowhere
    "transport",  # no connection, or what came broke off
    "no-name",  # nobody knows the name of the host (told apart by ``knock`` alone)
    "tls",  # a certificate that is not the host's, or no encryption at all (the same)
    "timeout",
    "rate-limited",
    "status",  # any other answer than 200
    "content-type",  # something else than what was asked for, such as a login page
    "too-large",
    "paging",  # pages that never end
    "robots",  # not asked: the host wants no programs there
]


class NetError(MeshbookError):
    """An address gave nothing usable. ``status`` is that of the last answer, 0 without one.

    ``detail`` may quote what came from outside, but is one printable line.
    """

    def __init__(self, kind: Kind, url: str, detail: str, *, status: int = 0) -> None:
        self.kind: Kind = kind
        self.url = url
        self.detail = _printable(detail)
        self.status = status
        super().__init__(f"{_printable(url)}: {self.detail}")


def _printable(text: str) -> str:
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


@dataclass(frozen=True, slots=True)
class Response:
    """A whole answer of status 200, its content unpacked but otherwise as it came."""

    url: str
    """The address that was asked for; ``final_url`` is the one that answered."""
    final_url: str
    status: int
    content: bytes
    content_type: str
    """Lower case, without parameters: ``application/json``."""
    etag: str | None = None
    modified: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    """By name in lower case."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Addresses in the ``Link`` header by relation: ``next``, ``last``."""


@dataclass(frozen=True, slots=True)
class NotModified:
    """What is known under ``etag`` or ``modified`` still stands."""

    url: str
