"""Any bytes give valid rows or located problems, never an exception, and in bounded time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meshbook.benchmarks.formats import FORMATS, recognise
from result_files import FORMAT_OF, content, valid

PIECES = (
    b"",
    b"NaN",
    b"-nan",
    b"Infinity",
    b"1e999",
    b"-1",
    b"null",
    b"true",
    b"[]",
    b"{}",
    b'"x"',
    b'"',
    b"[[[[",
    b'{"a":',
    b"\xff\xfe",
    b"\x00",
    b"\x1b[31m",
    b"\r\n",
    b"\n",
    b",",
    b"1,234",
    b"9" * 200,
    b"us",
    b"parsec",
    b"1_0",
    "１".encode(),
    b'"\\ud800"',
    b"%",
    b":",
    b" ",
)
mutations = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES)), min_size=1, max_size=12
)


def mutated(given: bytes, changes) -> bytes:
    changed = bytearray(given)
    for where, length, piece in changes:
        at = int(where * len(changed))
        changed[at : at + length] = piece
    return bytes(changed)


def hold(form, name: str, given: bytes) -> None:
    tables, problems = form.parse(name, given)
    valid(tables, problems, name)
    assert tables.runs or problems


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(FORMAT_OF)), mutations)
def test_a_damaged_file_is_read_or_told(name, changes) -> None:
    hold(FORMATS[FORMAT_OF[name]], name, mutated(content(name), changes))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(FORMAT_OF)), st.floats(0, 1))
def test_a_file_cut_off_anywhere_is_read_or_told(name, share) -> None:
    whole = content(name)
    hold(FORMATS[FORMAT_OF[name]], name, whole[: int(share * len(whole))])


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(FORMATS.values())), st.binary(max_size=400) | st.text().map(str.encode))
def test_any_bytes_are_told(form, given) -> None:
    hold(form, "any", given)
    recognise("any", given)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(FORMATS.values())), st.sampled_from(sorted(FORMAT_OF)))
def test_the_file_of_another_tool_is_told(form, name) -> None:
    hold(form, name, content(name))


SIZE = 300_000
HARD = {
    "nested arrays": b"[" * SIZE,
    "nested arrays in lines": b"[\n" * (SIZE // 2),
    "nested objects": b'{"a":' * (SIZE // 5),
    "lines that begin a document and end it wrongly": b"{x\n" * (SIZE // 3),
    "many documents": b"{}\n" * (SIZE // 3),
    "a number without end": b'{"DurationHistogram":{"Count":' + b"9" * SIZE + b"}}",
    "buckets that cannot be read": b'{"DurationHistogram":{"Count":1,"Data":['
    + b'{"Start":"x"},' * (SIZE // 14)
    + b"{}]}}",
    "values that cannot be read": b'[{"metric":{"__name__":"cpu_rate"},"values":['
    + b'[1,"x"],' * (SIZE // 8)
    + b"[1]]}]",
    "a metric's long name": b'[{"metric":{"__name__":"'
    + b"cpu" * (SIZE // 3)
    + b'"},"values":[]}]',
    "blanks": b" \n" * (SIZE // 2),
    "escape codes": b"\x1b[0;" * (SIZE // 4),
    "summaries": b"Summary:\n  Success rate:\t1%\n" * (SIZE // 27),
    "tests": b"Running 1s test @ x\n" * (SIZE // 20),
    "commands": b"wrk -R " * (SIZE // 7) + b"\nRunning 1s test @ x\n",
    "a long bar": b"Summary:\n  Success rate: 1%\nResponse time histogram:\n  "
    + b"1 x" * (SIZE // 3),
    "labels": b"StartTime,Labels,ActualQPS\na," + b"_qps_1_c_1_1" * (SIZE // 12) + b",1\n",
    "equal labels": b"StartTime,Labels,ActualQPS\n" + b"a,b,1\n" * (SIZE // 6),
    "an open quotation": b'StartTime,Labels,ActualQPS\n"' + b"a" * SIZE,
    "cells that cannot be read": b"timestamp,a CPU,b mem\n"
    + b"2025-03-27 16:08:10,x,y\n" * (SIZE // 24),
    "names of benchmarks": b"Benchmark" + b"-8" * (SIZE // 2) + b" 1 1 ns/op\n",
    "many percentiles": b"Requests  [total]  1\nLatencies  ["
    + b"50, " * (SIZE // 8)
    + b"99]  "
    + b"1ms, " * (SIZE // 10)
    + b"1ms\n",
    "a long duration": b"Requests  [total]  1\nLatencies  [min]  " + b"1h" * (SIZE // 2) + b"\n",
}
SECONDS = 10.0


@pytest.mark.parametrize("kind", HARD)
def test_no_file_takes_long(kind: str) -> None:
    for form in FORMATS.values():
        start = time.process_time()
        hold(form, "hard", HARD[kind])
        assert time.process_time() - start < SECONDS, form.id
    recognise("hard", HARD[kind])


def test_of_a_file_full_of_faults_the_first_hundred_are_told() -> None:
    _, problems = FORMATS["resource-csv"].parse("hard", HARD["cells that cannot be read"])
    assert len(problems) == 100
