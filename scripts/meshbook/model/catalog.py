"""Everything that was read, in one frozen value that all later steps are functions of."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from meshbook.model.case import Case
from meshbook.model.vocabulary import Vocabulary


@dataclass(frozen=True)
class Catalog:
    """The cases by slug (in the order of their slugs), the words, and the one clock.

    ``today`` is the only date that anything may compare with.
    """

    cases: Mapping[str, Case]
    vocabulary: Vocabulary
    today: datetime.date
