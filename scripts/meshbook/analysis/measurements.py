"""All measurements as one frame, and the groups in it that may stand on one axis.

The module brings in pandas, which takes more than a second: only what works on many
measurements at once imports it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pandas as pd  # type: ignore[import-untyped]
from pandas.api.types import union_categoricals  # type: ignore[import-untyped]

from meshbook.model.benchmark import TABLES, Measurement, Run
from meshbook.model.catalog import BenchmarkData

AXIS = ("source", "group", "dimensions", "metric", "unit", "scope", "delta")
"""What figures have to share to stand on one axis. A group is one load on one environment."""

SUBJECT = ("mesh", "mode", "version", "configuration", "component", "name")
"""What tells the subjects on an axis apart."""

STATISTIC = ("stat", "quantile")

_OF_FIGURES = tuple(
    each.name for each in fields(Measurement) if each.name not in ("raw", "raw_unit", "locator")
)
_OF_RUNS = tuple(each.name for each in fields(Run) if each.name not in ("file", "unread"))
"""All columns but those by which a figure is traced to where it comes from."""


class Incomparable(ValueError):
    """Figures that do not share an axis were to be put on one."""


Row = Mapping[str, Any]
"""A row of what ``grouped`` gives as plain values; None where nothing is known."""


@dataclass(frozen=True)
class Comparable:
    """What may stand on one axis: rows that agree in every column of ``AXIS``.

    Raises Incomparable where they do not, where runs belong to no group, and for no rows.
    """

    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        axes = {_axis(row) for row in self.rows}
        if len(axes) != 1:
            values = zip(*axes, strict=True)
            different = [
                name for name, each in zip(AXIS, values, strict=False) if len(set(each)) > 1
            ]
            raise Incomparable(f"not one axis but {len(axes)}: {', '.join(different)}")
        if self.rows[0]["group"] is None:
            raise Incomparable("runs without a group")


def frame(sources: Mapping[str, BenchmarkData]) -> pd.DataFrame:
    """Every figure of ``sources`` with its source and the columns of its run.

    Failed runs have none. Columns of few different words are categories.
    """
    return _together(
        _joined(
            name,
            _rows(data.tables.measurements, "measurements", _OF_FIGURES),
            _rows(data.tables.runs, "runs", _OF_RUNS),
        )
        for name, data in sources.items()
    )


def load(folders: Iterable[Path]) -> pd.DataFrame:
    """The same as ``frame``, straight from the folders of checked sources: for very many rows."""
    return _together(
        _joined(
            folder.name,
            _read(folder / "measurements.csv", "measurements", _OF_FIGURES),
            _read(folder / "runs.csv", "runs", _OF_RUNS),
        )
        for folder in folders
    )


def grouped(figures: pd.DataFrame) -> pd.DataFrame:
    """One row for each statistic of each subject on each axis, in the order of these columns.

    ``runs`` is how many runs gave it; ``least``, ``middle`` and ``most`` are values that were
    measured, the middle being the lower one of two: no percentile is averaged. Runs without
    a group are left out: they may stand beside nothing.
    """
    known = figures[figures["group"].notna() & figures["value"].notna()]
    keys = [*AXIS, *SUBJECT, *STATISTIC]
    values = known.groupby(keys, dropna=False, observed=True, sort=True)["value"]
    made = values.agg(runs="count", least="min", most="max")
    made.insert(2, "middle", values.quantile(0.5, interpolation="lower"))
    return made.reset_index()


def comparable(rows: pd.DataFrame) -> Iterator[Comparable]:
    """Everything that may stand on one axis, from what ``grouped`` gives (or a part of it)."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in records(rows):
        found.setdefault(_axis(row), []).append(row)
    return (Comparable(tuple(each)) for each in found.values())


def records(rows: pd.DataFrame) -> Iterator[Row]:
    """The rows of a frame as plain values by column; None where nothing is known."""
    columns = []
    for name in rows.columns:
        values = zip(rows[name], rows[name].isna(), strict=True)
        columns.append([None if missing else value for value, missing in values])
    names = list(rows.columns)
    return (dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))


def _axis(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in AXIS)


def _rows(rows: Sequence[Measurement | Run], table: str, names: Sequence[str]) -> pd.DataFrame:
    columns = {
        name: pd.Series([getattr(row, name) for row in rows], dtype=_types(table)[name][0])
        for name in names
    }
    return pd.DataFrame(columns).astype({name: _types(table)[name][1] for name in names})


def _read(path: Path, table: str, names: Sequence[str]) -> pd.DataFrame:
    """A table as its columns are declared: nothing is inferred, so 1.20 stays a version."""
    types = _types(table)
    yes_no = [name for name in names if types[name][0] == "boolean"]
    read = {name: "str" if name in yes_no else types[name][0] for name in names}
    rows = pd.read_csv(
        path, usecols=list(names), dtype=read, keep_default_na=False, na_values=[""]
    )
    for name in yes_no:
        rows[name] = rows[name].map({"true": True, "false": False})
    return rows[list(names)].astype({name: types[name][1] for name in names})


def _joined(source: str, measured: pd.DataFrame, runs: pd.DataFrame) -> pd.DataFrame:
    """Each figure beside its run; looked up once a run, which is quicker than a merge."""
    whole = runs[runs["failed"].isna()].drop(columns="failed")
    found = pd.Index(whole["run"].astype("str")).get_indexer(measured["run"].cat.categories)
    at = found[measured["run"].cat.codes] if len(found) else measured["run"].cat.codes.to_numpy()
    kept = measured[at >= 0].reset_index(drop=True)
    beside = whole.drop(columns="run").iloc[at[at >= 0]].reset_index(drop=True)
    joined = pd.concat([kept, beside], axis=1)
    joined.insert(0, "source", pd.Categorical([source]).repeat(len(joined)))
    return joined


def _together(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """One frame, whose categories are the words of all parts."""
    nothing = _rows((), "measurements", _OF_FIGURES), _rows((), "runs", _OF_RUNS)
    every = list(parts) or [_joined("", *nothing)]
    if len(every) == 1:
        return every[0]
    columns = {
        name: union_categoricals([part[name] for part in every])
        if every[0][name].dtype == "category"
        else pd.concat([part[name] for part in every], ignore_index=True)
        for name in every[0].columns
    }
    return pd.DataFrame(columns)


@cache
def _types(table: str) -> Mapping[str, tuple[Any, Any]]:
    """What each column of a table of ``TABLES`` is read as, and what it becomes in a frame."""
    return {name: _type(hint) for name, hint in get_type_hints(TABLES[table]).items()}


def _type(hint: Any) -> tuple[Any, Any]:
    parts = get_args(hint)
    if get_origin(hint) is Literal:
        words = pd.CategoricalDtype(pd.Index(parts, dtype="str"))
        return words, words
    kind = next(_KINDS[kind] for kind in (hint, *parts) if kind in _KINDS)
    return ("str", "category") if kind == "category" else (kind, kind)


_KINDS = {bool: "boolean", int: "float64", float: "float64", str: "category"}
