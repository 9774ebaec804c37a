"""What a rule looks at and what it gives."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from meshbook.model.case import Case, Claim
from meshbook.model.vocabulary import Vocabulary
from meshbook.model.walk import Marked, marked
from meshbook.problems import Loc

Finding = tuple[str, Loc, Mapping[str, str]]
"""A code, the way to the value that is wrong, and the values for the sentence."""


@dataclass(frozen=True)
class Subject:
    """One case under examination, with what it is held against."""

    slug: str
    case: Case
    vocabulary: Vocabulary
    today: datetime.date

    @cached_property
    def marked(self) -> Marked:
        """The words, addresses, texts and dates of the case, found once for all rules."""
        return marked(self.case)

    @cached_property
    def claims(self) -> list[tuple[Loc, Claim]]:
        """Every claim with the way to it."""
        return list(self.case.claims())


Rule = Callable[[Subject], Iterator[Finding]]
