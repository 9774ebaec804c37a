"""Tables of measurements: each fault is told at its line and column, and nothing is executed."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meshbook.benchmarks import store
from meshbook.benchmarks.visit import Snapshot
from meshbook.model.benchmark import TABLES, Measurement, ResponseCode, Run, Tables
from meshbook.problems import Problem
from meshbook.reading.tables import Table, read_table, read_tables
from sample_sources import TABLES as SAMPLE


def read(name: str, text: str | bytes) -> Table:
    content = text if isinstance(text, bytes) else text.encode()
    return read_table(f"{name}.csv", name, content)


def told(table: Table) -> list[tuple[str, int, int]]:
    """Code, line and column of each fault."""
    return [(each.code, each.place.line, each.place.column) for each in table.problems]


def codes_csv(*rows: str) -> str:
    return "\n".join(["run,code,count", *rows, ""])


def changed(old: str, new: str, name: str = "measurements") -> Table:
    text = SAMPLE[f"{name}.csv"]
    assert text.count(old) == 1
    return read(name, text.replace(old, new))


def test_a_table_without_a_fault_is_its_rows() -> None:
    table = read("measurements", SAMPLE["measurements.csv"])
    assert table.problems == ()
    first = table.rows[0]
    assert (first.run, first.metric, first.value, first.quantile) == (
        "pod/istio", "latency", 2.5, 0.99
    )  # fmt: skip
    assert (first.name, first.instances, first.delta, first.censored) == (None, None, False, "")
    assert (first.raw, list(table.lines)) == ("2.5", [2, 3])


def test_an_empty_cell_is_nothing_and_not_zero() -> None:
    run = read("runs", SAMPLE["runs.csv"]).rows[0]
    assert (run.duration_s, run.mtls, run.started) == (None, None, None)


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column"),
    [
        ("quantile,2.5,ms", "quantile,1.5 ms,ms", "B013", 2, 28),
        ("quantile,2.5,ms", "quantile,inf,ms", "B013", 2, 28),
        ("quantile,2.5,ms", "quantile,1_000,ms", "B015", 2, 28),
        ("quantile,2.5,ms", "quantile,2.50,ms", "B015", 2, 28),
        ("pod/istio,latency", "pod/istio,speed", "S004", 2, 11),
        ("pod/istio,latency", "pod/istio,", "B014", 2, 11),
        ("pod/istio,latency", "Pod istio,latency", "B013", 2, 1),
        ("pod/istio,latency", "../etc,latency", "B013", 2, 1),
        ("pod/none,latency,quantile", "pod/none,latency,quantile,", "B011", 3, 1),
        ("pod/none,latency,quantile", '"pod/none,latency,quantile', "B011", 3, 1),
    ],
)
def test_a_cell_that_is_wrong_is_told_at_its_place(
    old: str, new: str, code: str, line: int, column: int
) -> None:
    table = changed(old, new)
    assert told(table)[0] == (code, line, column)
    assert len(table.rows) == 1, "the other row is read all the same"


def test_every_fault_of_a_table_is_told_in_one_run() -> None:
    text = SAMPLE["measurements.csv"].replace("2.5,ms,0.99", "fast,hours,most")
    text = text.replace("false", "no")
    codes = [code for code, *_ in told(read("measurements", text))]
    assert sorted(codes) == ["B013", "B013", "B013", "B013", "S004"]


def test_an_offered_value_that_is_nearly_right_is_named() -> None:
    (problem,) = changed("pod/istio,latency", "pod/istio,latencies").problems
    assert problem.values["near"] == "latency" and "throughput" in problem.values["expected"]


@pytest.mark.parametrize(
    ("header", "column", "found", "expected"),
    [
        ("run,code,number", 10, "number", "count"),
        ("run,code", 9, "", "count"),
        ("run,code,count,note", 16, "note", ""),
        ("code,run,count", 1, "code", "run"),
    ],
)
def test_a_header_that_is_wrong_is_told_where_it_goes_wrong(
    header: str, column: int, found: str, expected: str
) -> None:
    table = read("codes", f"{header}\na,200,1\n")
    assert told(table) == [("B010", 1, min(column, len(header) + 1))]
    values = table.problems[0].values
    assert (values["found"], values["expected"]) == (found, expected)
    assert table.rows == ()


def test_rows_out_of_order_are_told_once() -> None:
    assert told(read("codes", codes_csv("b,200,1", "a,200,1", "a,100,1"))) == [("B016", 3, 1)]


def test_a_row_and_a_name_that_stand_twice_are_told() -> None:
    assert told(read("codes", codes_csv("a,200,1", "a,200,1"))) == [("B017", 3, 1)]
    files = SAMPLE["files.csv"] + SAMPLE["files.csv"].split("\n")[1].replace("2048", "4096") + "\n"
    table = read("files", files)
    assert told(table) == [("B017", 3, 1)] and table.problems[0].values["value"] == "a.txt"


def test_a_table_that_is_cut_off_or_has_no_rows_is_told() -> None:
    assert told(read("codes", codes_csv("a,200,1")[:-1])) == [("B012", 2, 8)]
    assert told(read("codes", codes_csv())) == [("B028", 1, 1)]
    assert [code for code, *_ in told(read("codes", ""))] == ["F004"]


@pytest.mark.parametrize(
    ("column", "cell", "is_right"),
    [
        ("file", "v3/pod/test-128_300000.txt", True),
        ("file", "http_istio_100_2022-06-26T22%3A39.json", True),
        ("file", "../../etc/passwd", False),
        ("file", "/etc/passwd", False),
        ("file", "a/../b", False),
        ("file", "a//b", False),
        ("file", "con:1", False),
        ("file", "a\\b", False),
        ("file", "é.txt", False),
        ("sha256", "0" * 64, True),
        ("sha256", "", True),
        ("sha256", "0" * 63, False),
        ("sha256", "A" * 64, False),
        ("retrieved", "2026-02-28", True),
        ("retrieved", "2026-02-30", False),
        ("retrieved", "2026-02", False),
        ("retrieved", "28.02.2026", False),
        ("size", "2048", True),
        ("size", "2048.0", False),
        ("size", "02048", False),
    ],
)
def test_names_digests_days_and_sizes_have_one_form(
    column: str, cell: str, is_right: bool
) -> None:
    header, row, _ = SAMPLE["files.csv"].split("\n")
    cells = dict(zip(header.split(","), row.split(","), strict=True)) | {column: cell}
    table = read("files", f"{header}\n{','.join(cells.values())}\n")
    assert ([problem.code for problem in table.problems] == []) is is_right


@pytest.mark.parametrize(
    ("cell", "is_right"),
    [
        ('{"routes": 10}', True),
        ('{"b": 1, "a": 2}', False),
        ('{"routes":10}', False),
        ("[1]", False),
        ("{", False),
        ('{"a": NaN}', False),
        ("[" * 100_000, False),
    ],
)
def test_what_is_kept_as_json_is_an_object_with_sorted_keys(cell: str, is_right: bool) -> None:
    header, *rows, _ = SAMPLE["runs.csv"].split("\n")
    quoted = '"' + cell.replace('"', '""') + '"'
    text = "\n".join([header, *rows, ""])
    text = text.replace("cluster,pod,,,\n", f"cluster,pod,{quoted},,\n", 1)
    assert (read("runs", text).problems == ()) is is_right


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "=HYPERLINK(1)"])
def test_a_cell_that_a_spreadsheet_would_execute_is_data(cell: str) -> None:
    (row,) = read("codes", codes_csv(f"a,{cell},1")).rows
    assert row.code == cell


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\x00", "F003"), ("\x1b", "F003"), ("\u2028", "F003"), ("\u202e", "F005"),
        ("\u200b", "F009"),
    ],
)
def test_characters_that_cannot_be_seen_are_refused(character: str, code: str) -> None:
    assert (code, 2, 4) in told(read("codes", codes_csv(f"a,2{character}00,1")))


def test_a_table_that_is_no_utf8_is_told() -> None:
    assert [code for code, *_ in told(read("codes", b"run,code,count\na,\xff,1\n"))] == ["F001"]


def test_a_cell_that_is_too_long_is_told() -> None:
    assert [code for code, *_ in told(read("codes", codes_csv(f"a,{'x' * 3000},1")))] == ["S006"]


def test_a_column_that_is_wrong_in_every_row_does_not_drown_the_reader() -> None:
    rows = [f"a,{number:05},many" for number in range(5000)]
    assert len(told(read("codes", codes_csv(*rows)))) == 100


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_whatever_the_bytes_reading_ends_and_faults_have_places_in_the_file(content: bytes) -> None:
    for name, kind in TABLES.items():
        header = ",".join(each.name for each in fields(kind)).encode()
        for whole in (content, header + b"\n" + content):
            for problem in read(name, whole).problems:
                line = whole.split(b"\n")[problem.place.line - 1 :]
                assert line and problem.place.column >= 1


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
MEASUREMENTS = st.builds(
    Measurement,
    run=st.from_regex(r"[a-z0-9]([a-z0-9./-]{0,5}[a-z0-9])?", fullmatch=True),
    metric=st.just("latency"),
    stat=st.sampled_from(["mean", "max"]),
    value=st.none() | NUMBER,
    unit=st.just("ms"),
    name=st.none() | TEXT,
    instances=st.none() | st.integers(0, 10**9),
    raw=st.none() | TEXT,
    locator=TEXT,
    delta=st.booleans(),
    low=st.none() | NUMBER,
)


@settings(deadline=None)
@given(st.lists(MEASUREMENTS, min_size=1, max_size=8))
def test_what_the_store_writes_is_read_back_as_it_was(rows: list[Measurement]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "study"
        store.write(folder, Snapshot(Tables(measurements=tuple(rows))))
        tables, problems = read_tables(folder)
    assert problems == []
    assert set(tables.measurements) == set(rows)


def test_a_quoted_cell_may_hold_commas_and_quotation_marks() -> None:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([("a", 'error: "a, b"', 1), ("b", "200", 2)])
    table = read("codes", "run,code,count\n" + buffer.getvalue())
    assert table.rows == (ResponseCode("a", 'error: "a, b"', 1), ResponseCode("b", "200", 2))


def test_the_place_of_a_cell_after_a_quoted_one_is_right() -> None:
    table = read("codes", codes_csv('a,"x, ""y""",many'))
    assert told(table) == [("B013", 2, 14)]


def test_windows_line_ends_are_read() -> None:
    assert read("codes", codes_csv("a,200,1").replace("\n", "\r\n")).problems == ()


def test_a_folder_is_read_whole_and_its_faults_name_the_file(tmp_path: Path) -> None:
    (tmp_path / "runs.csv").write_text(SAMPLE["runs.csv"], encoding="utf-8")
    (tmp_path / "codes.csv").write_text(codes_csv("a,200,many"), encoding="utf-8")
    tables, problems = read_tables(tmp_path)
    assert [type(run) for run in tables.runs] == [Run, Run]
    assert [problem.place.path for problem in problems] == [f"{tmp_path.as_posix()}/codes.csv"]
    assert all(isinstance(problem, Problem) for problem in problems)
