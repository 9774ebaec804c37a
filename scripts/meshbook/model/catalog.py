"""Everything that was read, in one frozen value that all later steps are functions of."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from meshbook.model.benchmark import Tables
from meshbook.model.case import Case
from meshbook.model.source import BenchmarkSource
from meshbook.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class BenchmarkData:
    """One source of measurements or signals: what a person wrote of it, and its tables."""

    source_id: str
    """The name of its folder."""
    source: BenchmarkSource
    tables: Tables


@dataclass(frozen=True)
class Catalog:
    """The cases by slug (in the order of their slugs), the words, and the one clock.

    ``today`` is the only date that anything may compare with. ``benchmarks`` (studies and
    live series) and ``signals`` are by the id of their source, in the order of the ids;
    ``fetched`` is the day of the last successful fetch of those that were fetched at all.
    """

    cases: Mapping[str, Case]
    vocabulary: Vocabulary
    today: datetime.date
    benchmarks: Mapping[str, BenchmarkData] = field(default_factory=dict)
    signals: Mapping[str, BenchmarkData] = field(default_factory=dict)
    fetched: Mapping[str, datetime.date] = field(default_factory=dict)
