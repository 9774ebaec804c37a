"""What the files of a source say of each other, and how `meshbook check` takes them in."""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

import meshbook.rules.sources as sources
from meshbook.clock import TODAY_VARIABLE, today
from meshbook.problems import MeshbookError
from meshbook.reading.catalog import read_catalog
from meshbook.rules import check_files, check_project
from sample_cases import sample_case, write_project
from sample_sources import TABLES, source_files, write_source

TODAY = datetime.date(2026, 6, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one case and no source yet."""
    return write_project(tmp_path, {"one": sample_case()})


def found(root: Path, changes: dict[str, Any] | None = None, **tables: str) -> list[str]:
    """Code, file, line and the cell there of what is found in the sample with these changes."""
    folder = write_source(root, source_files(changes, **tables))
    told = []
    for problem in check_files(root, TODAY)[1]:
        place, name = problem.place, problem.place.path.split("/")[-1]
        line = (folder / name).read_text(encoding="utf-8").split("\n")[place.line - 1]
        cell = line[place.column - 1 :].split("," if name.endswith(".csv") else ":")[0]
        told.append(f"{problem.code} {name}:{place.line} {cell}".rstrip())
    return told


def edited(name: str, old: str, new: str) -> dict[str, str]:
    text = TABLES[f"{name}.csv"]
    assert text.count(old) == 1
    return {name: text.replace(old, new)}


def test_a_source_without_a_fault_is_in_the_catalogue(root: Path) -> None:
    write_source(root, source_files())
    files = source_files({"kind": "signals"}, files=None, runs=None, measurements=None)
    signals = "project,signal,date,value,detail,url\nistio,stars,2026-01-15,38000,,\n"
    write_source(root, {**files, "signals.csv": signals.encode()}, "signals/github")
    for catalog, problems in (check_project(root, TODAY), read_catalog(root, TODAY)):
        assert problems == []
        assert list(catalog.benchmarks) == ["example"] and list(catalog.signals) == ["github"]
        assert catalog.benchmarks["example"].source.publisher == "Example Co"
        assert len(catalog.benchmarks["example"].tables.measurements) == 2
        assert catalog.signals["github"].tables.signals[0].value == "38000"


def test_the_day_of_the_last_fetch_is_in_the_catalogue(root: Path) -> None:
    folder = write_source(root, source_files())
    told = folder.parents[1] / "fetched.csv"
    told.write_text("source,day\nexample,2026-05-01\n", encoding="utf-8")
    for catalog, problems in (check_project(root, TODAY), read_catalog(root, TODAY)):
        assert problems == []
        assert catalog.fetched == {"example": datetime.date(2026, 5, 1)}
    told.write_text("source,day\nexample,soon\n", encoding="utf-8")
    with pytest.raises(MeshbookError, match=r"fetched\.csv"):
        read_catalog(root, TODAY)


def test_a_project_without_sources_has_none(root: Path) -> None:
    catalog, problems = check_project(root, TODAY)
    assert (catalog.benchmarks, catalog.signals, problems) == ({}, {}, [])


def test_a_source_with_a_fault_of_shape_stays_out_of_the_catalogue(root: Path) -> None:
    write_source(root, source_files({"trust": {"conflict": "some"}}))
    catalog, problems = check_project(root, TODAY)
    assert catalog.benchmarks == {} and [problem.code for problem in problems] == ["S004"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"titel": "x"}, "S002 source.yaml:28 titel"),
        ({"url": "http://10.0.0.1/"}, "U004 source.yaml:8 http"),
        ({"published": "2030-01-01"}, "D001 source.yaml:10 '2030-01-01'"),
        ({"caveats": [{"id": "a", "flag": "odd", "text": {"en": "x", "ja": "x"},
                       "source": "https://www.example.com/"}]}, "V001 source.yaml"),
        ({"caveats": [{"id": "a", "mesh": "istoi", "text": {"en": "x", "ja": "x"},
                       "source": "https://www.example.com/"}]}, "V001 source.yaml"),
        ({"caveats": [{"id": "a", "group": "vm", "text": {"en": "x", "ja": "x"},
                       "source": "https://www.example.com/"}]}, "B018 source.yaml"),
        ({"caveats": [{"id": "a", "metric": "speed", "text": {"en": "x", "ja": "x"},
                       "source": "https://www.example.com/"}]}, "B018 source.yaml"),
        ({"breaks": [{"before": "1.23", "text": {"en": "x", "ja": "x"},
                      "source": "https://www.example.com/"}]}, "B018 source.yaml"),
        ({"conditions": [{"en": "Write to jane@example.com.", "ja": "x"}]}, "C016 source.yaml"),
    ],
)  # fmt: skip
def test_a_fault_in_what_a_person_wrote_is_told_at_its_line(
    changes: dict[str, Any], code: str, root: Path
) -> None:
    (told,) = found(root, changes)
    assert told.startswith(code)


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        (edited("measurements", "pod/istio,lat", "pod/istoi,lat"),
         "B018 measurements.csv:2 pod/istoi"),
        (edited("runs", "pod/none,a.txt", "pod/none,b.txt"), "B018 runs.csv:3 b.txt"),
        ({"runs": TABLES["runs.csv"].replace("cluster,", "laptop,")},
         ["B018 runs.csv:2 laptop", "B018 runs.csv:3 laptop"]),
        (edited("runs", "istio,sidecar", "istoi,sidecar"), "V001 runs.csv:2 istoi"),
        (edited("runs", "a.txt,,,,istio", "a.txt,2027-01-01,,,istio"),
         "D001 runs.csv:2 2027-01-01"),
        (edited("files", "2026-01-15", "2026-06-02"), "D001 files.csv:2 2026-06-02"),
        (edited("files", "https://www.example.com/a.txt", "http://localhost/a.txt"),
         "U004 files.csv:2 http://localhost/a.txt"),
        (edited("runs", "1.22.0,measured,,,", "1.22.0,measured,,me@example.com,"),
         "C016 runs.csv:2 me@example.com"),
        (edited("measurements", "2.5,ms,0.99", "2.5,ms,"), "B021 measurements.csv:2"),
        (edited("measurements", "2.5,ms,0.99", "2.5,ms,1.5"), "B021 measurements.csv:2 1.5"),
        (edited("measurements", "istio,latency,quantile", "istio,latency,mean"),
         "B021 measurements.csv:2 0.99"),
        (edited("measurements", "istio,latency,quantile,2.5,ms", "istio,cpu,quantile,2.5,MiB"),
         "B024 measurements.csv:2 MiB"),
        ({"buckets": "run,start,end,count,percent\npod/istio,2,1,5,50\n"}, "B005 buckets.csv:2 1"),
        ({"buckets": "run,start,end,count,percent\npod/istio,1,2,-5,50\n"},
         "B005 buckets.csv:2 -5"),
    ],
)  # fmt: skip
def test_a_fault_between_tables_is_told_at_its_cell(
    tables: dict[str, str], code: str | list[str], root: Path
) -> None:
    assert found(root, **tables) == ([code] if isinstance(code, str) else code)


def test_a_difference_may_be_below_zero_and_a_ratio(root: Path) -> None:
    old = "2.5,ms,0.99,client,,per-instance,,2.5,ms,single,parsed,line 3,false"
    new = "-0.2,ratio,0.99,client,,per-instance,,-20,%,single,parsed,line 3,true"
    assert found(root, **edited("measurements", old, new)) == []


def test_what_is_missed_because_a_table_is_faulty_is_not_told_as_missing(root: Path) -> None:
    told = found(root, **edited("runs", "pod/istio,a.txt", "Pod istio,a.txt"))
    assert told == ["B013 runs.csv:2 Pod istio"]


@pytest.mark.parametrize("column", ["1.22.0,measured,,,wrk2", "open,,rate,100,total,32"])
def test_runs_of_one_group_were_under_one_load(column: str, root: Path) -> None:
    changed = {"1.22.0,measured,,,wrk2": "1.22.0,measured,,,oha"}
    text = TABLES["runs.csv"]
    old = column if column in changed else f"{column},,,,,,,cluster,pod,,,\npod/none"
    new = changed.get(column) or old.replace("32,", "64,", 1)
    told = found(root, runs=text.replace(old, new))
    assert [each.split(":")[0] for each in told] == ["B022 runs.csv"]


def test_what_is_not_told_is_no_difference_of_load(root: Path) -> None:
    text = TABLES["runs.csv"].replace("rate,100,total,32,", "unknown,,unknown,,", 1)
    assert found(root, runs=text) == []


def test_runs_told_apart_by_their_dimensions_may_differ_in_load(root: Path) -> None:
    istio, none = TABLES["runs.csv"].split("\n")[1:3]
    parts = [
        TABLES["runs.csv"].split("\n")[0],
        istio.replace("rate,100", "rate,500").replace("pod,,,", 'pod,"{""rate"": 500}",,'),
        none,
        "",
    ]
    assert found(root, runs="\n".join(parts)) == []


def test_fields_of_a_file_may_be_kept_only_where_the_licence_allows(root: Path) -> None:
    kept = '"{""Version"": ""1.0""}"'
    runs = TABLES["runs.csv"].replace("cluster,pod,,,\npod/none", f"cluster,pod,,,{kept}\npod/none")
    (told,) = found(root, {"redistribute": "facts-only"}, runs=runs)
    assert told == f"B026 runs.csv:2 {kept}"


def test_names_of_left_out_fields_may_always_be_kept(root: Path) -> None:
    kept = '"{""names"": [""Version""]}"'
    runs = TABLES["runs.csv"].replace("cluster,pod,,,\npod/none", f"cluster,pod,,,{kept}\npod/none")
    assert found(root, {"redistribute": "facts-only"}, runs=runs) == []


def test_a_file_may_be_without_a_digest_only_where_a_person_read_all_of_its_figures(
    root: Path,
) -> None:
    files = TABLES["files.csv"].replace(f"{'0123456789abcdef' * 4},2048", ",0")
    measured = TABLES["measurements.csv"]
    by_hand = measured.replace("parsed", "transcribed")
    mixed = measured.replace("parsed", "secondary", 1)
    folder = write_source(root, source_files(files=files, measurements=by_hand))
    for figures, expected in ((by_hand, []), (mixed, ["B029"]), (measured, ["B029"])):
        (folder / "measurements.csv").write_text(figures, encoding="utf-8")
        problems = check_files(root, TODAY)[1]
        assert [problem.code for problem in problems] == expected
        assert {(each.place.path[-9:], each.place.line) for each in problems} <= {("files.csv", 2)}


def test_files_that_are_no_part_of_a_source_are_told(root: Path) -> None:
    folder = write_source(root, {**source_files(), "raw.json": b"{}", "manifest.csv": b"url\n"})
    (folder.parent / "notes.txt").write_text("x", encoding="utf-8")
    (folder / "_draft.csv").write_text("x", encoding="utf-8")
    _, problems = check_files(root, TODAY)
    assert [(p.code, p.place.path) for p in problems] == [
        ("B019", "docs/data/benchmarks/example/raw.json"),
        ("B019", "docs/data/benchmarks/notes.txt"),
    ]


def test_a_table_that_is_a_link_out_of_its_folder_is_refused(root: Path, tmp_path: Path) -> None:
    folder = write_source(root, source_files())
    (tmp_path / "codes.csv").write_text("run,code,count\n", encoding="utf-8")
    (folder / "codes.csv").symlink_to(tmp_path / "codes.csv")
    _, problems = check_files(root, TODAY)
    assert [problem.code for problem in problems] == ["F007"]


@pytest.mark.parametrize("path", ["docs/data", "docs/data/benchmarks/example",
                                  "docs/data/benchmarks/example/runs.csv"])  # fmt: skip
def test_a_path_inside_the_data_checks_its_source_and_no_case(path: str, root: Path) -> None:
    (root / "cases" / "broken.yaml").write_text("title: [\n", encoding="utf-8")
    write_source(root, source_files({"titel": "x"}))
    files, problems = check_files(root, TODAY, [root / path])
    assert files == 4
    (problem,) = problems
    assert problem.place.path == "docs/data/benchmarks/example/source.yaml"


def test_figures_fetched_today_are_not_in_the_future_before_they_are_committed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TODAY_VARIABLE, raising=False)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com"]
    when = {**os.environ, "GIT_COMMITTER_DATE": "2026-01-20T12:00:00Z"}
    subprocess.run([*git, "init", "-q"], cwd=root, check=True)
    subprocess.run([*git, "add", "."], cwd=root, check=True)
    subprocess.run([*git, "commit", "-q", "-m", "x"], cwd=root, env=when, check=True)
    assert today(root) == datetime.date(2026, 1, 20)
    write_source(root, source_files())
    assert today(root) == datetime.date.today()


def test_a_path_to_a_case_checks_no_source(root: Path) -> None:
    write_source(root, source_files({"titel": "x"}))
    files, problems = check_files(root, TODAY, [root / "cases"])
    assert (files, problems) == (1, [])


def test_without_a_path_cases_and_sources_are_checked_and_counted(root: Path) -> None:
    write_source(root, source_files({"titel": "x"}))
    (root / "cases" / "broken.yaml").write_text("title: [\n", encoding="utf-8")
    files, problems = check_files(root, TODAY)
    assert files == 2 + 4
    assert {problem.place.path.split("/")[0] for problem in problems} == {"cases", "docs"}


@pytest.mark.parametrize("path", ["docs/data/nowhere", "docs/data/other"])
def test_a_path_in_which_there_is_no_source_ends_the_check(path: str, root: Path) -> None:
    write_source(root, source_files())
    (root / "docs/data/other").mkdir()
    with pytest.raises(MeshbookError, match=r"no such file|no source"):
        check_files(root, TODAY, [root / path])


def test_a_rule_that_crashes_is_told_and_the_others_go_on(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(subject: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(sources, "SOURCE_RULES", (fail, *sources.SOURCE_RULES))
    write_source(root, source_files(**edited("files", "2026-01-15", "2026-06-02")))
    _, problems = check_files(root, TODAY)
    assert [problem.code for problem in problems] == ["X001", "D001"]
