from __future__ import annotations

import pytest

from meshbook.benchmarks.formats import FORMATS
from result_files import FOLDER, FORMAT_OF, content, parse, recognised, valid

NAMES = sorted(FORMAT_OF)


def test_every_sample_is_named_and_every_format_has_one() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == NAMES
    assert set(FORMAT_OF.values()) == set(FORMATS)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_recognised_by_what_it_holds(name: str) -> None:
    assert recognised("result", content(name)) == FORMAT_OF[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_recognised_by_its_beginning(name: str) -> None:
    head = content(name)[:3000]
    assert recognised("result", head) == FORMAT_OF[name]


@pytest.mark.parametrize("given", [b"", b"hello", b"<!doctype html><html>", b"{}", b"a,b\n1,2\n"])
def test_what_no_tool_writes_is_not_recognised(given: bytes) -> None:
    assert recognised("result.json", given) is None


@pytest.mark.parametrize("name", NAMES)
def test_rows_and_problems_are_valid(name: str) -> None:
    valid(*parse(name), name)


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("given", [b"", b"\n", b"<!doctype html><html></html>", b"[]", b"{}"])
def test_another_kind_of_file_is_a_located_problem(form, given: bytes) -> None:
    tables, problems = form.parse("result", given)
    assert not tables.measurements
    assert problems
    assert problems[0].place.path == "result"


def same(name: str, given: bytes) -> None:
    """The given bytes hold what the sample holds."""
    expected, faults = parse(name)
    tables, problems = parse(name, given)
    assert tables == expected
    assert [each.code for each in problems] == [each.code for each in faults]


@pytest.mark.parametrize("name", NAMES)
def test_windows_line_ends_and_a_byte_order_mark_change_nothing(name: str) -> None:
    same(name, b"\xef\xbb\xbf" + content(name).replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("name", NAMES)
def test_what_a_shell_of_windows_redirects_is_read(name: str) -> None:
    same(name, b"\xff\xfe" + content(name).decode().encode("utf-16-le"))


@pytest.mark.parametrize("name", NAMES)
def test_colours_of_a_terminal_change_nothing(name: str) -> None:
    lines = content(name).split(b"\n")
    same(name, b"\n".join(b"\x1b[38;5;10m\x1b[1m" + line + b"\x1b[0m" for line in lines))


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".json")])
def test_a_json_file_that_is_cut_off_is_told_at_its_end(name: str) -> None:
    given = content(name).rstrip()
    for part in (given[: len(given) // 2], given[:-1]):
        _, problems = parse(name, part)
        assert "B004" in {each.code for each in problems}
        assert max(each.place.line for each in problems) == part.rstrip().count(b"\n") + 1
