"""A write-up: what several cases tell together, every passage resting on named claims.

It stands in ``docs/writeups/<slug>.yaml``; the name of the file is its address.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from meshbook.languages import Language
from meshbook.model.case import Source
from meshbook.model.values import PartialDate, Record, Slug, Text, Title

CLAIM_FORM = r"^[a-z0-9]+(-[a-z0-9]+)*#[a-z0-9]+(-[a-z0-9]+)*$"
ClaimRef = Annotated[str, Field(pattern=CLAIM_FORM)]
"""A claim of a case: ``heb#outcome-availability``."""


class Passage(Record):
    """A paragraph and what it rests on: claims of cases, studies, or sources of the write-up."""

    text: Text
    claims: Annotated[list[ClaimRef], Field(max_length=60)] = []
    studies: Annotated[list[Slug], Field(max_length=20)] = []
    sources: Annotated[list[Slug], Field(max_length=20)] = []


class Section(Record):
    """A part with a heading; ``id`` is its anchor."""

    id: Slug
    heading: Title
    passages: Annotated[list[Passage], Field(min_length=1, max_length=30)]


class WriteUp(Record):
    """A text worth reading on its own, with its evidence and its limits."""

    title: Title
    standfirst: Text
    original: Language
    published: PartialDate
    updated: PartialDate | None = None
    sections: Annotated[list[Section], Field(min_length=1, max_length=20)]
    limits: Annotated[list[Text], Field(min_length=1, max_length=10)]
    sources: dict[Slug, Source] = {}

    def passages(self) -> Iterator[Passage]:
        """Every passage in its order."""
        for section in self.sections:
            yield from section.passages

    @property
    def cases(self) -> tuple[str, ...]:
        """The slugs of the cases it rests on, in the order of their first mention."""
        refs = (ref for passage in self.passages() for ref in passage.claims)
        return tuple(dict.fromkeys(ref.partition("#")[0] for ref in refs))
