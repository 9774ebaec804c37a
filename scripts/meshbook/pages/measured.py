"""A source of measurements made ready for pages: flags, comparisons, counts, computed once."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from meshbook.analysis.quality import flags
from meshbook.analysis.rivals import study_grade
from meshbook.model.benchmark import Run, Tables
from meshbook.model.catalog import BenchmarkData
from meshbook.model.source import BenchmarkSource
from meshbook.pages.comparing import UNDRAWN, Flags, comparisons, flags_of
from meshbook.pages.comparison import Comparison, moment

MOST_CHARTS = 120
"""Charts of a study on one page. Of more, each declared group has a page of its own."""


@dataclass(frozen=True)
class Measured:
    """One source. ``meshes`` are the ids of the word list, in its order."""

    data: BenchmarkData
    meshes: tuple[str, ...]
    fetched: datetime.date | None = None
    """The day of the last fetch, whether or not it brought anything new."""

    @property
    def id(self) -> str:
        """The name of its folder."""
        return self.data.source_id

    @property
    def source(self) -> BenchmarkSource:
        """What a person wrote of it."""
        return self.data.source

    @property
    def kind(self) -> str:
        """``study``, ``live``, or ``conformance``: a live series that measures nothing else."""
        metrics = {each.metric for each in self.tables.measurements}
        return "conformance" if metrics == {"features"} else self.source.kind

    @property
    def tables(self) -> Tables:
        """Its rows."""
        return self.data.tables

    @property
    def address(self) -> str:
        """The address of its page in one language: ``benchmarks/studies/livewyer-2024/``."""
        room = "live" if self.source.kind == "live" else "studies"
        return f"benchmarks/{room}/{self.id}/"

    @cached_property
    def flags(self) -> Flags:
        """The quality flags by run and metric."""
        return flags(self.data)

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Everything that may stand on one axis."""
        rows = self.tables
        made = comparisons(
            self.id, rows.runs, rows.measurements, self.flags, tuple(self.source.groups),
            self.meshes, self.source.kind == "live",
        )
        return tuple(made)

    @property
    def is_split(self) -> bool:
        """Whether a study has too many charts for one page."""
        return self.source.kind == "study" and len(self.comparisons) > MOST_CHARTS

    def place_of(self, chart: Comparison) -> str:
        """Where a chart stands, as an address with its anchor; of a series only its charts."""
        if self.source.kind == "live":
            return f"{self.address}#figures"
        part = f"{chart.axis.group}/" if self.is_split else ""
        return f"{self.address}{part}#{chart.slug}"

    @cached_property
    def failed(self) -> tuple[Run, ...]:
        """The runs that gave no figures."""
        return tuple(run for run in self.tables.runs if run.failed)

    @cached_property
    def products(self) -> tuple[str, ...]:
        """The meshes that were measured, in the order of the word list; not the absence of one."""
        named = {run.mesh for run in self.tables.runs}
        return tuple(mesh for mesh in self.meshes if mesh in named and mesh != "none")

    @cached_property
    def releases(self) -> tuple[str, ...]:
        """The versions that were measured, oldest first."""
        named = {run.version for run in self.tables.runs if run.version and not run.failed}
        return tuple(sorted(named, key=lambda version: (moment(version), version)))

    @cached_property
    def metrics(self) -> tuple[str, ...]:
        """What was measured and is drawn, most usual first."""
        named = dict.fromkeys(each.axis.metric for each in self.comparisons)
        return tuple(named)

    @cached_property
    def flag_counts(self) -> Mapping[str, int]:
        """How many runs have each flag, most first."""
        runs: dict[str, set[str]] = {}
        for (run, _), found in self.flags.items():
            for flag in found:
                runs.setdefault(flag, set()).add(run)
        counts = Counter({flag: len(names) for flag, names in sorted(runs.items())})
        return dict(counts.most_common())

    @cached_property
    def undrawn(self) -> Mapping[tuple[str, str], int]:
        """Figures that are in the files and in no chart: how many, by metric and flag."""
        counts: Counter[tuple[str, str]] = Counter()
        for each in self.tables.measurements:
            for flag in flags_of(self.flags, each.run, each.metric) & UNDRAWN:
                counts[each.metric, flag] += 1
        return dict(sorted(counts.items()))

    @property
    def grade(self) -> str:
        """The distance to the measurement: files read, own words, interested words, second hand."""
        return study_grade(self.data)

    @cached_property
    def retrieved(self) -> str:
        """The last day on which it was read, YYYY-MM-DD or less exact."""
        days = [file.retrieved for file in self.tables.files]
        return max([str(self.source.retrieved), str(self.fetched or ""), *days])

    def age(self, today: datetime.date) -> int | None:
        """Days since it was read; None where only a month or a year is known."""
        day = self.retrieved
        return (today - datetime.date.fromisoformat(day)).days if len(day) == 10 else None

    def is_stale(self, today: datetime.date) -> bool:
        """Whether a live source was not read for longer than it may."""
        limit, age = self.source.stale_after_days, self.age(today)
        return limit is not None and age is not None and age > limit


def by_id(
    sources: Mapping[str, BenchmarkData],
    meshes: Sequence[str],
    fetched: Mapping[str, datetime.date],
) -> dict[str, Measured]:
    """All sources, in the order of their ids."""
    return {
        name: Measured(sources[name], tuple(meshes), fetched.get(name)) for name in sorted(sources)
    }
