"""Everything that is published: a path below the site's root, and its bytes when wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the site. ``render`` is called only when the bytes are needed.

    A page's path ends in ``index.html``; ``origin`` names what it is made from
    (``cases/nav.yaml``), for messages.
    """

    path: str
    render: Callable[[], bytes]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files that can only be made together, such as a search index.

    All their paths begin with ``prefix`` (``search/ja/``).
    """

    prefix: str
    render: Callable[[], Iterable[tuple[str, bytes]]]


Site = list[Artifact | Bundle]
