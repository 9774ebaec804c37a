"""Snapshots on disk: a folder as a whole, or the one before it, whatever happens between."""

from __future__ import annotations

import contextlib
import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from meshbook.benchmarks import store
from meshbook.benchmarks.changes import changes
from meshbook.benchmarks.visit import Seen, Snapshot
from meshbook.model.benchmark import Measurement, RawFile, Run, SignalValue, Tables
from meshbook.problems import MeshbookError

RUN = Run(run="a", file="a.json", duration_s=30.0, mtls=True, connections=None)
FIGURE = Measurement(
    run="a", metric="latency", stat="quantile", quantile=0.99, value=1.5, unit="ms"
)
FILE = RawFile("a.json", "https://www.example.com/a.json", "", "0" * 64, 12, "2026-11-24")
OLD = Snapshot(
    Tables(files=(FILE,), runs=(RUN,), measurements=(FIGURE,)),
    {FILE.url: Seen(FILE.url, '"x,y"', None, "0" * 64)},
)
NEW = Snapshot(Tables(files=(FILE,), runs=(RUN,)), OLD.manifest)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "some-study"
    store.write(folder, OLD)
    (folder / "source.yaml").write_text("kind: study\n")
    return folder


def test_what_was_written_is_read_back(folder: Path) -> None:
    assert store.read(folder) == OLD


def test_tables_are_written_as_sorted_lines_with_short_numbers(tmp_path: Path) -> None:
    rows = (RUN, Run(run="B/2".lower(), file="a.json", duration_s=0.1, dimensions='{"a": 1}'))
    store.write(tmp_path / "s", Snapshot(Tables(files=(FILE,), runs=rows[::-1])))
    lines = (tmp_path / "s" / "runs.csv").read_text().split("\n")
    assert lines[1].startswith("a,a.json,,30,,,unknown,,unknown,true,")
    assert lines[2].startswith('b/2,a.json,,0.1,') and '"{""a"": 1}"' in lines[2]
    assert lines[3:] == [""]


def test_a_table_without_rows_has_no_file(folder: Path) -> None:
    assert store.write(folder, NEW)
    assert sorted(contents(folder)) == ["files.csv", "manifest.csv", "runs.csv", "source.yaml"]


def test_the_same_snapshot_is_not_written_again(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert not store.write(folder, OLD)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_refused_snapshot_leaves_the_old_one(folder: Path) -> None:
    def refuse(staged: Path) -> None:
        assert (staged / "source.yaml").exists()
        raise MeshbookError("no")

    before = contents(folder)
    with pytest.raises(MeshbookError):
        store.write(folder, NEW, refuse)
    assert contents(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


class Killed(BaseException):
    """The process ends here."""


STEPS: dict[str, tuple[object, str]] = {
    "mkdir": (Path, "mkdir"),
    "copy": (shutil, "copy2"),
    "write": (store, "_write_through"),
    "rename": (Path, "rename"),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("nth", range(1, 5))
def test_a_process_killed_at_any_step_leaves_one_whole_snapshot(
    folder: Path, step: str, nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writing ends without cleaning up, as when the machine loses its power."""
    owner, name = STEPS[step]
    real: Callable[..., object] = getattr(owner, name)
    calls = 0

    def killed(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise Killed
        return real(*arguments, **options)

    before = contents(folder)
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, killed)
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        with contextlib.suppress(Killed):
            store.write(folder, NEW)
    known = store.read(folder)
    assert known in (OLD, NEW)
    if known == OLD:
        assert contents(folder) == before
    assert contents(folder)["source.yaml"] == b"kind: study\n"
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_faulty_snapshot_is_built_upon_by_nobody(folder: Path) -> None:
    (folder / "runs.csv").write_text("not,a,table\n")
    with pytest.raises(MeshbookError, match=r"runs\.csv:1:1: the last snapshot is faulty"):
        store.read(folder)


def test_days_of_fetches_are_kept_for_all_sources(tmp_path: Path) -> None:
    first, second = datetime.date(2026, 11, 17), datetime.date(2026, 11, 24)
    store.note_fetched(tmp_path, ["b", "a"], first)
    store.note_fetched(tmp_path, ["b"], second)
    assert store.fetched(tmp_path) == {"a": first, "b": second}
    text = (tmp_path / "docs/data/fetched.csv").read_text()
    assert text == "source,day\na,2026-11-17\nb,2026-11-24\n"


def test_changes_tell_facts_not_lines() -> None:
    stars = SignalValue("istio", "stars", "2026-11-17", "36000")
    cycle = SignalValue("istio", "end-of-life", "2026-12-01", "1.28")
    old = Tables(measurements=(FIGURE,), signals=(stars, cycle))
    later = SignalValue("istio", "end-of-life", "2027-01-01", "1.28")
    more = SignalValue("istio", "stars", "2026-11-24", "36120")
    slower = Measurement(
        run="a", metric="latency", stat="quantile", quantile=0.99, value=2.5, unit="ms"
    )
    told = [
        (each.kind, each.subject, each.before, each.after)
        for each in changes(old, Tables(measurements=(slower,), signals=(stars, more, later)))
    ]
    assert told == [
        ("changed", "a client latency p99", "1.5 ms", "2.5 ms"),
        ("changed", "istio end-of-life 1.28", "1.28 2026-12-01", "1.28 2027-01-01"),
        ("added", "istio stars 2026-11-24", "", "36120 2026-11-24"),
    ]
    assert changes(old, old) == []
