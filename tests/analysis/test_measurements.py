"""The frame of all measurements: complete, and never two axes on one."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from meshbook.analysis.measurements import (
    AXIS,
    Comparable,
    Incomparable,
    comparable,
    frame,
    grouped,
    load,
    records,
)
from meshbook.model.benchmark import Measurement, Run
from meshbook.reading.source import find_sources, read_sources, shelved
from sample_cases import PROJECT
from sample_measurements import latency, made, rate
from sample_sources import source_files, write_source


def study(*runs: Run, **values: float) -> pd.DataFrame:
    """The frame of one source: a p99 for each run, ``values`` by run id."""
    rows = [row for run in runs for row in latency(run.run, (0.99, values[run.run]))]
    return frame({"study": made(runs, rows)})


def test_a_frame_has_a_row_for_every_figure_with_its_run_and_source() -> None:
    a, b = Run("a", "f", mesh="istio", group="pod"), Run("b", "f", mesh="none", group="pod")
    whole = study(a, b, a=2.0, b=1.0)
    assert list(whole["source"]) == ["study", "study"]
    assert list(whole[["run", "mesh", "value"]].itertuples(index=False, name=None)) == [
        ("a", "istio", 2.0), ("b", "none", 1.0)
    ]  # fmt: skip


def test_failed_runs_and_figures_without_a_value_are_no_figures() -> None:
    runs = [Run("a", "f", group="pod"), Run("b", "f", group="pod", failed="timed out")]
    rows = [Measurement("a", "latency", "mean", None, "ms"), *latency("b", mean=2.0)]
    whole = frame({"study": made(runs, rows)})
    assert list(whole["run"]) == ["a"] and grouped(whole).empty


def test_a_frame_of_nothing_is_empty_and_has_its_columns() -> None:
    assert {"source", "value", "mesh", "group"} <= set(frame({}).columns)
    assert list(comparable(grouped(frame({})))) == []


@pytest.mark.parametrize(
    "other",
    [
        {"group": "vm"},
        {"dimensions": '{"routes": 10}'},
    ],
)
def test_runs_of_different_groups_never_share_an_axis(other: dict[str, str]) -> None:
    first = Run("a", "f", group="pod")
    rows = grouped(study(first, replace(first, run="b", **other), a=1.0, b=2.0))
    assert len(list(comparable(rows))) == 2
    with pytest.raises(Incomparable):
        Comparable(tuple(records(rows)))


@pytest.mark.parametrize(
    ("column", "value"), [("metric", "cpu"), ("unit", "ratio"), ("scope", "sum"), ("delta", True)]
)
def test_figures_of_different_kinds_never_share_an_axis(column: str, value: object) -> None:
    (row,) = latency("a", (0.99, 2.0))
    other = replace(row, **{column: value})  # type: ignore[arg-type]
    rows = grouped(frame({"study": made([Run("a", "f", group="pod")], [row, other])}))
    assert [len(each.rows) for each in comparable(rows)] == [1, 1]
    with pytest.raises(Incomparable, match=column):
        Comparable(tuple(records(rows)))


def test_two_sources_never_share_an_axis() -> None:
    data = made([Run("a", "f", group="pod")], latency("a", (0.99, 2.0)))
    rows = grouped(frame({"one": data, "two": data}))
    assert len(list(comparable(rows))) == 2


def test_runs_without_a_group_stand_beside_nothing() -> None:
    whole = study(Run("a", "f"), a=1.0)
    assert grouped(whole).empty
    with pytest.raises(Incomparable, match="without a group"):
        Comparable(tuple(records(whole)))


def test_the_middle_of_several_runs_is_one_that_was_measured() -> None:
    values = {"a": 1.0, "b": 2.0, "c": 7.0, "d": 9.0}
    runs = [Run(name, "f", mesh="istio", group="pod") for name in values]
    (row,) = grouped(study(*runs, **values)).to_dict("records")
    assert (row["runs"], row["least"], row["middle"], row["most"]) == (4, 1.0, 2.0, 9.0)


def test_subjects_and_statistics_of_an_axis_are_kept_apart() -> None:
    runs = [Run("a", "f", mesh="istio", group="pod"), Run("b", "f", mesh="linkerd", group="pod")]
    rows = [*latency("a", (0.5, 1.0), (0.99, 2.0)), *latency("b", (0.5, 3.0)), rate("a", 50.0)]
    found = comparable(grouped(frame({"study": made(runs, rows)})))
    assert [(each.rows[0]["metric"], len(each.rows)) for each in found] == [
        ("latency", 3), ("throughput", 1)
    ]  # fmt: skip


def test_a_folder_is_read_into_the_same_frame(tmp_path: Path) -> None:
    write_source(tmp_path, source_files())
    folder = tmp_path / "docs/data/benchmarks/example"
    sources = shelved(read_sources(find_sources(tmp_path)), "benchmarks")
    assert list(sources) == ["example"]
    pd.testing.assert_frame_equal(
        grouped(load([folder])), grouped(frame(sources)), check_categorical=False, check_dtype=False
    )


def test_only_who_works_on_many_measurements_waits_for_pandas() -> None:
    script = (
        "import sys, meshbook.rules, meshbook.publish.site, meshbook.analysis.quality, "
        "meshbook.analysis.ledger\nprint('pandas' in sys.modules)"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_published_sources_give_the_same_either_way() -> None:
    sources = shelved(read_sources(find_sources(PROJECT)), "benchmarks")
    folders = [PROJECT / "docs/data/benchmarks" / name for name in sources]
    slow, quick = grouped(frame(sources)), grouped(load(folders))
    assert len(slow) > 0
    pd.testing.assert_frame_equal(slow, quick, check_categorical=False, check_dtype=False)
    for each in comparable(quick):
        assert len({tuple(row[name] for name in AXIS) for row in each.rows}) == 1
