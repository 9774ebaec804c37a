"""What may be compared: the figures of one group of one source, on one axis.

A ``Comparison`` holds figures of its own axis only; making one of others is an error. Charts
take nothing else, so two studies, or two loads of one study, can never share an axis.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

from meshbook.model.benchmark import Component, Measurement

COMPONENTS = get_args(Component)
"""The order of the parts of a mesh, from what the client sees to what is behind it."""

Product = tuple[str | None, str, str | None, str | None]
"""Mesh, mode, version and configuration."""

Moment = tuple[int, ...]
"""The place of a release in the order of its series."""

_NUMBER = re.compile(r"\d+")
_OTHER = re.compile(r"[^a-z0-9]+")


class Incomparable(ValueError):
    """Figures of different axes were to be put on one."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Who may stand beside whom: only figures with an equal axis.

    ``case`` are the dimensions of the run (``{"routes":10}``) as they stand in its row.
    """

    source: str
    group: str
    case: str
    metric: str
    unit: str
    scope: str
    delta: bool

    @property
    def dimensions(self) -> dict[str, Any]:
        """What else tells this axis from the others of its group."""
        return json.loads(self.case) if self.case else {}

    @property
    def words(self) -> list[str]:
        """The dimensions as parts of a name: ``routes-10``."""
        return [
            f"{key}-{value:g}" if isinstance(value, int | float) else f"{key}-{value}"
            for key, value in self.dimensions.items()
        ]


@dataclass(frozen=True, slots=True)
class Subject:
    """What was measured."""

    mesh: str | None
    mode: str
    version: str | None
    configuration: str | None
    component: str
    name: str | None

    @property
    def product(self) -> Product:
        """The subject without the part of it."""
        return self.mesh, self.mode, self.version, self.configuration


@dataclass(frozen=True, slots=True)
class Figure:
    """One statistic of one subject: a value a run, ascending.

    ``stat`` is ``p50``, ``p99.9``, ``mean``, ``max`` or another name of the model.
    """

    stat: str
    values: tuple[float, ...]
    censored: str = ""

    @property
    def middle(self) -> float:
        """The middle value; the lower one of two. It was measured, not computed."""
        return self.values[(len(self.values) - 1) // 2]


@dataclass(frozen=True, slots=True)
class Row:
    """All figures of one subject on one axis, by statistic, and the rows they were made of."""

    axis: Axis
    subject: Subject
    figures: Mapping[str, Figure]
    measurements: tuple[Measurement, ...]
    runs: tuple[str, ...]
    flags: frozenset[str]


@dataclass(frozen=True)
class Comparison:
    """Rows that may be compared, in the order in which they are shown.

    Raises Incomparable for a row of another axis, and for runs that belong to no group.
    """

    axis: Axis
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if not self.axis.group:
            raise Incomparable(f"{self.axis.source}: runs without a group")
        for row in self.rows:
            if row.axis != self.axis:
                raise Incomparable(f"{row.axis} is not {self.axis}")

    @cached_property
    def stats(self) -> tuple[str, ...]:
        """The statistics of any row, percentiles in their order first."""
        return tuple(sorted({stat for row in self.rows for stat in row.figures}, key=rank))

    @property
    def slug(self) -> str:
        """Its name in addresses: ``pod-32-latency``."""
        axis = self.axis
        words = [axis.group, *axis.words]
        words += [axis.metric, "added"] if axis.delta else [axis.metric]
        words += [axis.scope] if axis.scope in ("sum", "mean", "max") else []
        return slug_of(words)

    @property
    def is_zero(self) -> bool:
        """Whether there is nothing to see: every figure is 0."""
        return not any(
            value for row in self.rows for each in row.figures.values() for value in each.values
        )


def slug_of(words: Iterable[str]) -> str:
    """A name for addresses made of words: small letters, digits and single hyphens."""
    return "-".join(filter(None, _OTHER.split("-".join(words).lower())))


def stat_name(measurement: Measurement) -> str:
    """``p99.9`` for a quantile, else the statistic itself."""
    if measurement.stat != "quantile" or measurement.quantile is None:
        return measurement.stat
    return f"p{measurement.quantile * 100:.6g}"


def rank(stat: str) -> tuple[int, float, str]:
    """The order of statistics: percentiles by number, then the others by name."""
    if stat[:1] == "p" and stat[1:].replace(".", "").isdigit():
        return 0, float(stat[1:]), stat
    return 1, 0, stat


def moment(text: str) -> Moment:
    """Its numbers in order of size: v1.9.0 before 1.10.0, 2024-05 before 2024-11."""
    return tuple(map(int, _NUMBER.findall(text)))
