"""A data release: what was published under a version, so that later changes can be told.

Facts are pairs of a key and a value by record: ``cases/nav`` has ``title.en``, the claim
``cases/nav#pods`` has ``value.about``. Values are JSON texts, so that they compare as they stand.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from pydantic import StringConstraints

from meshbook.model.values import PartialDate, Record, Text

Facts = Mapping[str, Mapping[str, str]]
"""JSON texts by key by record."""

CASE = "cases/"
Address = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9/-]*/$", max_length=200)]
"""The address of a page below that of the site, without a language: ``cases/nav/``."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release. ``changed`` are the slugs of the cases that tell other facts than before it."""

    version: str
    date: datetime.date
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Published:
    """Everything that was ever published: the releases, and the facts of the last of them.

    ``since`` has all pages, claims and data files that any release had, below the address of the
    site and without a language, with the version that had them first.
    """

    releases: tuple[Release, ...] = ()
    facts: Facts = field(default_factory=dict)
    since: Mapping[str, str] = field(default_factory=dict)

    @property
    def last(self) -> Release | None:
        """The last release; None before the first."""
        return self.releases[-1] if self.releases else None

    def claims(self, slug: str) -> Facts:
        """The facts of the published claims of a case, by their id in it."""
        return self._claims.get(slug, {})

    @cached_property
    def _claims(self) -> Mapping[str, Facts]:
        found: dict[str, dict[str, Mapping[str, str]]] = defaultdict(dict)
        for record, facts in self.facts.items():
            slug, mark, claim = record.removeprefix(CASE).partition("#")
            if mark and record.startswith(CASE):
                found[slug][claim] = facts
        return found


class Move(Record):
    """A page that is no longer at ``old``: it went to ``new``, or was withdrawn."""

    old: Address
    new: Address | None = None
    date: PartialDate
    why: Text


class Moves(Record):
    """``docs/data/moved.yaml``: all pages that went elsewhere or were withdrawn."""

    moved: list[Move] = []
