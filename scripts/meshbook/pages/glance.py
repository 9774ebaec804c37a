"""A study at a glance: one figure of each product in each comparable group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from meshbook.pages.comparison import COMPONENTS, Axis, Comparison, Product, Row, rank, slug_of
from meshbook.pages.dossier import Dossier
from meshbook.pages.plot import series_of


@dataclass(frozen=True, slots=True)
class GlanceLine:
    """A comparable group, and its figures. A cell is None where there is none."""

    part: str
    anchor: str
    title: str
    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """One statistic of the same products in several groups."""

    metric: str
    stat: str
    unit: str
    products: tuple[tuple[tuple[str, str], str], ...]
    lines: tuple[GlanceLine, ...]


def anchor(axis: Axis) -> str:
    """The id of the heading over the charts of a group."""
    return slug_of(["group", axis.group, *axis.words])


def glances(dossier: Dossier) -> list[Glance]:
    """The most telling figure of each product: a line a group, a table for the same products."""
    made = [each for each in dossier.measured.comparisons if not each.is_zero]
    firsts = [
        next(found)
        for _, found in groupby(made, key=lambda each: (each.axis.group, each.axis.case))
    ]
    kinds = Counter(_kind(each.axis) for each in firsts)
    kind = kinds.most_common(1)[0][0] if kinds else None
    chosen = [each for each in firsts if _kind(each.axis) == kind]
    if len(chosen) < 2:
        return []
    parts = Counter(_part(row) for each in chosen for row in each.rows)
    part = min(parts, key=lambda each: (-parts[each], COMPONENTS.index(each[0])))
    stat = _stat([row for each in chosen for row in each.rows if _part(row) == part])
    lines = [
        {
            row.subject.product: row
            for row in each.rows
            if _part(row) == part and stat in row.figures
        }
        for each in chosen
    ]
    tables: list[list[int]] = []
    for at, line in enumerate(lines):
        if tables and line.keys() <= set().union(*(lines[other] for other in tables[-1])):
            tables[-1].append(at)
        else:
            tables.append([at])
    found = [[(chosen[at], lines[at]) for at in table if lines[at]] for table in tables]
    return [
        _glance(table, stat, dossier)
        for table in found
        if len({product for _, line in table for product in line}) > 1
    ]


def _stat(rows: Sequence[Row]) -> str:
    """The drawn statistic that most rows have; the highest percentile of several."""
    counts = Counter(stat for row in rows for stat in row.figures)
    drawn = [each.stat for each in series_of(sorted(counts, key=rank))]
    return max(reversed(drawn), key=lambda stat: counts[stat])


def _kind(axis: Axis) -> tuple[str, str, bool]:
    return axis.metric, axis.unit, axis.delta


def _part(row: Row) -> tuple[str, str | None]:
    return row.subject.component, row.subject.name


def _glance(
    lines: Sequence[tuple[Comparison, Mapping[Product, Row]]], stat: str, dossier: Dossier
) -> Glance:
    measures, axis = dossier.measures, lines[0][0].axis
    subjects = {product: row.subject for _, line in lines for product, row in line.items()}
    ordered = list(subjects)
    metric, part = measures.metric(axis), measures.part(next(iter(subjects.values())))
    return Glance(
        measures.say("benchmarks.of", whole=metric, part=part) if part else metric,
        measures.stat(stat),
        measures.unit(axis.unit),
        tuple((measures.mark(each), measures.product(each)) for each in subjects.values()),
        tuple(
            GlanceLine(
                each.axis.group,
                anchor(each.axis),
                measures.group(each.axis),
                tuple(
                    measures.figure(line[product].figures[stat], axis) if product in line else None
                    for product in ordered
                ),
            )
            for each, line in lines
        ),
    )
