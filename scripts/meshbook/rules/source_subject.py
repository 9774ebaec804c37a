"""What a rule over a source of measurements looks at."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from meshbook.model.benchmark import Tables
from meshbook.model.source import BenchmarkSource
from meshbook.model.vocabulary import Vocabulary
from meshbook.model.walk import Marked, marked
from meshbook.problems import Loc
from meshbook.rules.subject import Finding


@dataclass(frozen=True)
class SourceSubject:
    """One source under examination. ``source`` is None where ``source.yaml`` is faulty.

    ``whole`` are the tables that were read without a fault: what is not in the others
    may only have been lost with a faulty row.
    """

    source_id: str
    shelf: str
    source: BenchmarkSource | None
    tables: Tables
    whole: frozenset[str]
    vocabulary: Vocabulary
    today: datetime.date

    @cached_property
    def marked(self) -> Marked:
        """The words, addresses, texts and dates of ``source.yaml``."""
        return marked(self.source) if self.source is not None else Marked()

    def cells(self, *names: str) -> Iterator[tuple[Loc, Any]]:
        """Every cell of the columns ``table.column`` that is not empty, with the way to it."""
        for name in names:
            table, column = name.split(".")
            for number, row in enumerate(getattr(self.tables, table)):
                value = getattr(row, column)
                if value is not None and value != "":
                    yield (f"{table}.csv", number, column), value


SourceRule = Callable[[SourceSubject], Iterator[Finding]]
