"""Files that mean harm, or were saved by the wrong program, are told and never raise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from meshbook.reading.bytes import MAX_BYTES
from meshbook.reading.case import read_case
from meshbook.reading.catalog import find_cases, read_files
from sample_cases import as_yaml, sample_case, write_project

GOOD = as_yaml(sample_case())
BILLION = "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9) if level else 'lol'}]\n"
    for level in range(12)
)


def codes(content: str | bytes) -> list[str]:
    """The codes that reading gives for a file of this content, in their order, each once."""
    data = content.encode() if isinstance(content, str) else content
    return list(dict.fromkeys(problem.code for problem in read_case("x.yaml", data).problems))


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.rstrip("\n"),
        "# yaml-language-server: $schema=../docs/schema/case.schema.json\n" + GOOD,
        "---\n" + GOOD,
        GOOD + "...\n",
        "\n\n" + GOOD + "\n\n",
    ],
    ids=["BOM", "CRLF", "no final newline", "schema line", "one ---", "end mark", "blank lines"],
)
def test_what_editors_do_to_a_file_is_fine(content: str) -> None:
    file = read_case("x.yaml", content.encode())
    assert (file.problems, file.case) == ((), read_case("x.yaml", GOOD.encode()).case)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (GOOD.encode("cp932", "replace"), "F001"),
        (GOOD.encode("euc_jp", "replace"), "F001"),
        (GOOD.encode("utf-16"), "F001"),
        (GOOD.encode("utf-16-be"), "F001"),
        (b"\xff" * 1000, "F001"),
        (b"\x00" * 1000, "F003"),
        (b"title: a\x00b\n", "F003"),
        (b"", "F004"),
        (b" \n\t\n", "F004"),
        (b"\xef\xbb\xbf", "F004"),
        (b"a" * (10 * 1024 * 1024), "F002"),
    ],
)
def test_bytes_that_are_no_text_are_told(content: bytes, code: str) -> None:
    assert code in codes(content)


@pytest.mark.parametrize(("encoding", "name"), [("cp932", "Shift_JIS"), ("utf-16", "UTF-16")])
def test_the_likely_encoding_is_named(encoding: str, name: str) -> None:
    (problem,) = read_case("x.yaml", "title: メッシュの事例です\n".encode(encoding)).problems
    assert problem.values["looks"] == name


def test_the_first_wrong_byte_is_pointed_at() -> None:
    (problem,) = read_case("x.yaml", "title: é\nsummary: 例".encode() + b"\xff\n").problems
    assert (problem.place.line, problem.place.column) == (2, 11)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("title: !!python/object/apply:os.system [ls]\n", "Y003"),
        ("title: !<tag:yaml.org,2002:str> x\n", "Y003"),
        ("title: !local x\n", "Y003"),
        ("title: ! x\n", "Y003"),
        ("title: !\n", "Y003"),
        ("title: ! {en: x}\n", "Y003"),
        ("titles:\n- ! x\n", "Y003"),
        ("title: &a x\nsummary: *a\n", "Y004"),
        ("base: &base {a: b}\nx:\n  <<: *base\n", "Y004"),
        ("x:\n  <<: {a: b}\n", "Y005"),
        (GOOD + "---\n" + GOOD, "Y006"),
        ("a: " + "[" * 100 + "]" * 100, "Y007"),
        ("- " * 5000 + "x", "Y007"),
        ("? " * 5000 + "x", "Y007"),
        ("[" * 100_000, "Y007"),
        ("{a: " * 50_000, "Y007"),
        ("a: b: c\n", "Y001"),
        ("a: 'open\n", "Y001"),
        ("\ta: b\n", "Y001"),
        ("%YAML 9.9\n---\na: b\n", "Y001"),
        ("a: *missing\n", "Y004"),
        ("[a, b]: c\n", "Y009"),
        ("just text\n", "Y008"),
        ("# only a remark\n", "Y008"),
        ("title: a\ntitle: b\n", "Y002"),
    ],
)
def test_yaml_beyond_plain_data_is_told(content: str, code: str) -> None:
    assert code in codes(content)


ESCAPED = {
    r"\0": "F003", r"\x1b": "F003", r"\u009b": "F003", r"\e": "F003", r"\x7f": "F003",
    r"\N": "F003", r"\L": "F003", r"\uFEFF": "F003", r"\u202e": "F005", r"\u2066": "F005",
    r"\u200b": "F009", r"\u2060": "F009", r"\u00ad": "F009", r"\U000E0041": "F009",
}  # fmt: skip


@pytest.mark.parametrize("escape", ESCAPED)
def test_a_character_that_comes_by_an_escape_is_told_at_its_value(escape: str) -> None:
    content = GOOD.replace("title: How we run Istio", f'title: "How we{escape} run"')
    line = next(n for n, text in enumerate(content.split("\n"), 1) if escape in text)
    (problem,) = read_case("x.yaml", content.encode()).problems
    assert (problem.code, problem.place.line) == (ESCAPED[escape], line)


def test_a_character_that_comes_by_an_escape_is_told_in_keys_and_in_the_middle_of_a_list() -> None:
    assert codes(GOOD + r'"k\0": x' + "\n") == ["F003", "S002"]
    assert codes(GOOD + r'corrections: ["a\u202e"]' + "\n") == ["F005", "S003"]


def test_a_character_that_is_written_and_escaped_is_told_once() -> None:
    content = GOOD.replace("title: How we run Istio", 'title: "How\u202e we \\u202e run"')
    assert [p.code for p in read_case("x.yaml", content.encode()).problems] == ["F005"]


@pytest.mark.parametrize("character", "\xad\u200b\u200c\u200d\u2060\u3164\ufeff\U000e0041")
def test_what_cannot_be_seen_is_refused_in_a_name(character: str) -> None:
    changes = {"organisation": {"aliases": [f"Exa{character}mple"]}}
    assert codes(as_yaml(sample_case(changes))) in (["F003"], ["F009"])


@pytest.mark.parametrize(
    "title",
    [
        "\U0001f469\u200d\U0001f4bb", "\u0645\u06cc\u200c\u062e\u0648", "辻\U000e0100", r"a\0b",
        '"a \\" \\\\ b"',
    ],
)
def test_joiners_where_a_script_needs_them_and_harmless_backslashes_are_fine(title: str) -> None:
    assert codes(GOOD.replace("title: How we run Istio", f"title: {title}")) == []


@pytest.mark.parametrize(
    "value",
    [
        "nan", "inf", "{about: nan}", "{about: inf}", "{min: -inf, max: 3}", "{about: 1e999}",
        "9" * 400,
    ],
)
def test_a_quantity_that_is_no_finite_number_is_told(value: str) -> None:
    scale = f"scale: [{{id: s-1, what: pods, value: {value}, sources: [blog]}}]\n"
    assert codes(GOOD + scale) == ["S009"]


BLANKS = {
    "white space alone": {"summary": {"en": "  ", "ja": "例。"}},
    "a blank before": {"organisation": {"aliases": [" ExCo"]}},
    "a wide blank after": {"summary": {"en": "A.", "ja": "例。\u3000"}},
    "a line break after": {"summary": {"en": "A.\n", "ja": "例。"}},
    "a line break in a name": {"organisation": {"name": {"en": "Example\nCo", "ja": "例社"}}},
    "a line break in a title": {"title": {"en": "Example\nCo", "ja": "例"}},
    "a blank before a version": {"meshes": {"0": {"versions": [
        {"id": "v-1", "version": " 1.9", "role": "first", "sources": ["blog"]}]}}},
    "a blank quotation": {"quotes": [
        {"id": "q-1", "text": "\t", "language": "en", "speaker": "A", "sources": ["blog"]}]},
}  # fmt: skip


@pytest.mark.parametrize("name", BLANKS)
def test_blanks_at_the_edge_and_broken_lines_are_told(name: str) -> None:
    assert codes(as_yaml(sample_case(BLANKS[name]))) == ["S010"]


def test_a_text_may_have_lines_inside() -> None:
    assert codes(as_yaml(sample_case({"summary": {"en": "One.\n\nTwo.", "ja": "例。"}}))) == []


BOMBS = {
    "aliases that unfold": BILLION,
    "an alias of itself": "a: &a [*a, *a]\n",
    "brackets": "[" * (MAX_BYTES - 10),
    "braces": "{" * (MAX_BYTES - 10),
    "dashes": "- " * (MAX_BYTES // 2 - 10),
    "steps": "".join(" " * level + "a:\n" for level in range(600)),
    "keys": "".join(f"k{number}: v\n" for number in range(20_000)),
    "equal keys": "k: v\n" * 40_000,
    "a long line": "title: " + "x" * (MAX_BYTES - 100),
    "anchors": "&a " * 60_000,
    "tags": "".join(f"k{number}: !t v\n" for number in range(12_000)),
    "quotes": "'" * (MAX_BYTES - 10),
    "control characters": "\x01" * (MAX_BYTES - 10),
    "directions": "\u202e" * 80_000,
    "escapes": 'k: "' + "\\0" * 120_000 + '"',
    "escaped keys": "".join(f'"k{number}\\0": v\n' for number in range(14_000)),
    "brackets with an escape": '"\\0": ' + "[" * (MAX_BYTES - 20),
    "blanks": "title: '" + " " * (MAX_BYTES - 100) + "'",
    "unknown stages": "stages:\n" + "- {x: y}\n" * 25_000,
    "almost dates": "verified: " + "1" * 200_000,
    "almost a slug": f"{GOOD}\nx: {'a-' * 100_000}",
    "blank lines": "\n" * (MAX_BYTES - 100) + GOOD[:80],
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_told_in_bounded_time_and_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.yaml"
    path.write_bytes(BOMBS[name].encode()[:MAX_BYTES])
    told, megabytes = in_a_process_of_its_own(
        "from meshbook.reading.case import read_case\n"
        f"file = read_case('bomb.yaml', open({str(path)!r}, 'rb').read())\n"
        "assert file.case is None\n"
        "print(len(file.problems))\n"
    )
    assert told >= 1
    assert megabytes < 400


def test_ten_gigabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    root = write_project(tmp_path, {})
    with (root / "cases" / "huge.yaml").open("wb") as file:
        file.truncate(10 * 1024**3)  # sparse: takes no room
    told, megabytes = in_a_process_of_its_own(
        "from pathlib import Path\n"
        "from meshbook.rules import check_files\n"
        f"files, problems = check_files(Path({str(root)!r}))\n"
        "assert [problem.code for problem in problems] == ['F002']\n"
        "print(len(problems))\n"
    )
    assert told == 1
    assert megabytes < 100


def in_a_process_of_its_own(script: str) -> tuple[int, int]:
    """The number that ``script`` prints and its peak memory in MB.

    It is ended after ten seconds of its own work, so that no bomb can hold up the tests.
    """
    measured = (
        "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (10, 10))\n"
        f"{script}"
        "own = [line for line in open('/proc/self/status') if line.startswith('VmHWM')]\n"
        "print(int(own[0].split()[1]) // 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", measured], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    told, megabytes = done.stdout.split()
    return int(told), int(megabytes)


def test_what_is_no_regular_file_is_told_and_never_opened(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"good": GOOD})
    cases = root / "cases"
    (cases / "folder.yaml").mkdir()
    os.mkfifo(cases / "pipe.yaml")
    (cases / "away.yaml").symlink_to("/etc/passwd")
    (cases / "broken.yaml").symlink_to("nowhere.yaml")
    (cases / "round.yaml").symlink_to("round.yaml")
    (cases / "notes.yml").write_text("x")
    (cases / ".hidden").write_text("x")
    (cases / "_draft.yaml").write_text("x")
    files = read_files(find_cases(root), lambda file, content: file)
    told = {file.path: [problem.code for problem in file.problems] for file in files}
    assert told == {
        "cases/away.yaml": ["F007"],
        "cases/broken.yaml": ["F007"],
        "cases/folder.yaml": ["F007"],
        "cases/good.yaml": [],
        "cases/pipe.yaml": ["F007"],
        "cases/round.yaml": ["F007"],
    }
    assert [problem.place.path for problem in find_cases(root).problems] == ["cases/notes.yml"]
