"""What a rule looks at and what it gives."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from meshbook.model.case import Case, Claim
from meshbook.model.profile import Profile
from meshbook.model.release import Published
from meshbook.model.values import PartialDate
from meshbook.model.vocabulary import Vocabulary
from meshbook.model.walk import Marked, marked
from meshbook.problems import Loc

_DATES = ("date", "as_of", "since")
"""The fields of claims that say when something was so."""

LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-./+&'][A-Za-z0-9]+)*")
"""A name in Latin letters, within a Japanese text too: gRPC, linkerd2-proxy."""

Finding = tuple[str, Loc, Mapping[str, str]]
"""A code, the way to the value that is wrong, and the values for the sentence."""


class Examinee(Protocol):
    """What rules ask that any file with words, addresses, texts and dates can answer."""

    @property
    def marked(self) -> Marked:
        """The words, addresses, texts and dates."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The word lists."""

    @property
    def today(self) -> datetime.date:
        """The day that nothing may lie after."""


@dataclass(frozen=True)
class Subject:
    """One case under examination, with what it is held against."""

    slug: str
    case: Case
    vocabulary: Vocabulary
    today: datetime.date
    source_texts: Mapping[str, str] = field(default_factory=dict)
    """The texts of the sources that are at hand, by the id of the source."""
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    """The profiles of the meshes, whose releases the dates of a case are held against."""
    published: Published = field(default_factory=Published)
    """What was published, whose claims may change only with a correction."""

    @cached_property
    def marked(self) -> Marked:
        """The words, addresses, texts and dates of the case, found once for all rules."""
        return marked(self.case)

    @cached_property
    def claims(self) -> list[tuple[Loc, Claim]]:
        """Every claim with the way to it."""
        return list(self.case.claims())

    @cached_property
    def claim_ids(self) -> frozenset[str]:
        """The ids of all claims."""
        return frozenset(claim.id for _, claim in self.claims)

    @cached_property
    def own_names(self) -> frozenset[str]:
        """The words of the organisation's names."""
        organisation = self.case.organisation
        names = [*organisation.aliases, *organisation.former_names]
        if organisation.name is not None:
            names += [organisation.name.en, organisation.name.ja or ""]
        return frozenset(word for name in names for word in LATIN_NAME.findall(name))

    @cached_property
    def references(self) -> list[tuple[Loc, str]]:
        """Every mention of a source id, with the way to it."""
        return list(_references(self.case, self.claims))

    @cached_property
    def dated_claims(self) -> list[tuple[Loc, PartialDate, Claim]]:
        """The claims that have a date, with the way to it and the date itself."""
        dated = []
        for loc, claim in self.claims:
            for name in _DATES:
                date = vars(claim).get(name)  # a model is slow to say that it has no such field
                if date is not None:
                    dated.append(((*loc, name), date, claim))
        return dated


def _references(case: Case, claims: list[tuple[Loc, Claim]]) -> Iterator[tuple[Loc, str]]:
    for loc, claim in claims:
        for index, source in enumerate(claim.sources):
            yield (*loc, "sources", index), source
    for number, conflict in enumerate(case.conflicts):
        for side, value in enumerate(conflict.values):
            for index, source in enumerate(value.sources):
                yield ("conflicts", number, "values", side, "sources", index), source
    for index, source in enumerate(case.organisation.size_sources):
        yield ("organisation", "size_sources", index), source
    for name, entry in case.sources.items():
        if entry.copy_of is not None:
            yield ("sources", name, "copy_of"), entry.copy_of


Rule = Callable[[Subject], Iterator[Finding]]
