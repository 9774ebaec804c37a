"""Names in public lists of adopters, and what a person decided about them.

A listing is not a case: it proves that a name stood in a list, and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from meshbook.model.values import Line, Record, Slug, Text, Title, Url

ListingClaim = Literal["mesh", "cluster-mesh", "cni", "proxy", "talk"]
"""What being on a list says: that a mesh is used; that clusters are joined by Cilium's cluster
mesh; that Cilium is the network plugin; that Envoy is used as a proxy; that there was a talk.
"""
CLAIMS: tuple[ListingClaim, ...] = get_args(ListingClaim)
"""The claims, that of a mesh first."""


@dataclass(frozen=True, slots=True)
class Listing:
    """``listings.csv``: one name in one list. A name that leaves the list keeps its row."""

    name: str
    """As the list writes it."""
    claim: ListingClaim
    item: str = ""
    """What tells entries of one name apart: the id of a talk, of a case study, a number."""
    mesh: str | None = None
    """An id of ``cases/_words/meshes.yaml``, where the list is about one."""
    url: str | None = None
    """The address that the list gives with the name."""
    first: str | None = None
    """The day on which the name came to the list; of a talk the day on which it was given."""
    seen: str | None = None
    """The last day on which it is known to have been there; empty while it is."""
    removed: str | None = None
    """The day since which the list no longer has it."""
    added_by: str | None = None
    """The change that brought it, as an address."""
    removed_by: str | None = None
    """The change that took it away, as an address."""
    note: str | None = None
    """What the list says beside the name: the features that are used, the title of a talk."""

    @property
    def key(self) -> tuple[str, str]:
        """By what an entry is known in its list."""
        return self.name, self.item


class SameName(Record):
    """Names that mean one organisation, which no rule could tell."""

    name: Line
    """What it is called on the page."""
    ja: Line | None = None
    """What it is called on the Japanese page, where that differs."""
    names: list[Line]
    """As the lists write them; ``name`` itself need not stand here."""
    reason: Text
    source: Url | None = None


class LeftOut(Record):
    """An entry that is no adopter."""

    list: Slug
    name: Line | None = None
    item: Line | None = None
    """With a name only that entry of it; alone, everybody who is named under it."""
    reason: Text

    def is_of(self, list_id: str, listing: Listing) -> bool:
        """Whether it is this entry that is left out."""
        given = (self.name in (None, listing.name), self.item in (None, listing.item))
        return self.list == list_id and all(given) and (self.name or self.item) is not None


class NoList(Record):
    """A place where one would look for a list of adopters and finds none."""

    title: Title
    text: Text
    source: Url


class Decisions(Record):
    """``docs/data/adopters/_decisions.yaml``: what a person decided, each with a reason."""

    same: list[SameName] = []
    left_out: list[LeftOut] = []
    no_list: list[NoList] = []
