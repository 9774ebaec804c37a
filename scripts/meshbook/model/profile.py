"""The profile of a mesh: what it is, its releases, what became of it, every sentence sourced.

It stands in ``docs/meshes/<id>.yaml``; the name of the file is its address. A mesh has one
profile, and one more for each mode that is a product of its own (``istio-ambient``).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from meshbook.model.case import Claim, MeshId, Source, Statement
from meshbook.model.values import In, PartialDate, Record, Slug, Text, Title, Version, Word
from meshbook.problems import Loc

_NUMBERS = re.compile(r"\d+(?:\.\d+)*")

BIRTHS = ("preview", "first-release")
"""The milestones from which anybody could run the mesh."""


class Release(Record):
    """A line of releases (1.21, not 1.21.4); ``end_of_support`` is left out where none is told."""

    version: Version
    date: PartialDate
    end_of_support: PartialDate | None = None
    sources: Annotated[list[Slug], Field(max_length=20)] = []


class Milestone(Claim):
    """Something that happened to the mesh: it was announced, rewritten, donated, renamed."""

    kind: Annotated[Word, In("milestones")]
    date: PartialDate
    text: Text


class Ended(Claim):
    """When the mesh ended, or will end, and where its users went."""

    date: PartialDate
    text: Text


class Profile(Record):
    """One mesh, or one mode of it. A statement that is left out was looked for and not found."""

    mesh: MeshId
    mode: Annotated[Word, In("modes")] | None = None
    name: Title | None = None
    what: Annotated[list[Statement], Field(min_length=1, max_length=3)]
    data_plane: Statement | None = None
    control_plane: Statement | None = None
    licence: Statement | None = None
    governance: Statement | None = None
    stable_builds: Statement | None = None
    releases: Annotated[list[Release], Field(max_length=100)] = []
    history: Annotated[list[Milestone], Field(max_length=60)] = []
    ended: Ended | None = None
    sources: Annotated[dict[Slug, Source], Field(min_length=1)]
    verified: PartialDate
    renamed: dict[Slug, Slug] = {}

    @property
    def id(self) -> str:
        """What its file is called."""
        return f"{self.mesh}-{self.mode}" if self.mode else self.mesh

    def claims(self) -> Iterator[tuple[Loc, Claim]]:
        """Every statement that has an id, with the way to it, in the order of the page."""
        for index, statement in enumerate(self.what):
            yield ("what", index), statement
        for name in FACTS:
            statement = getattr(self, name)
            if statement is not None:
                yield (name,), statement
        for index, milestone in enumerate(self.history):
            yield ("history", index), milestone
        if self.ended is not None:
            yield ("ended",), self.ended

    @property
    def born(self) -> PartialDate | None:
        """When it was first public: nobody outside can have run it before."""
        return min((each.date for each in self.history if each.kind in BIRTHS), default=None)

    @property
    def newest(self) -> Release | None:
        """The newest line of releases."""
        return max(self.releases, key=lambda each: each.date.last, default=None)

    def has_ended(self, today: datetime.date) -> bool:
        """Whether the mesh has ended: one that is announced for a later day goes on."""
        return self.ended is not None and self.ended.date.has_come(today)

    def line_of(self, version: str) -> Release | None:
        """The line that ``version`` is of; of a mere 1.x the first line that begins with 1.

        ``stable-2.8.1`` is of 2.8, ``1.21.4`` of 1.21. None where no line is known.
        """
        wanted = numbers_in(version)
        lines = [(numbers_in(each.version), each) for each in self.releases]
        holding = [pair for pair in lines if pair[0] and wanted[: len(pair[0])] == pair[0]]
        if holding:
            return max(holding, key=lambda pair: len(pair[0]))[1]
        within = [each for numbers, each in lines if wanted and numbers[: len(wanted)] == wanted]
        return min(within, key=lambda each: each.date.first, default=None)


FACTS = ("data_plane", "control_plane", "licence", "governance", "stable_builds")
"""The statements of the fact panel, in their order."""


def profile_of(mesh: str, mode: str, profiles: Mapping[str, Profile]) -> Profile | None:
    """The profile of ``mesh`` in ``mode``: of the mode alone where that has one of its own."""
    return profiles.get(f"{mesh}-{mode}") or profiles.get(mesh)


def numbers_in(version: str) -> tuple[int, ...]:
    """``v1.21.4-prod`` as (1, 21, 4); nothing where there is no number."""
    found = _NUMBERS.search(version)
    return tuple(int(part) for part in found[0].split(".")) if found else ()
