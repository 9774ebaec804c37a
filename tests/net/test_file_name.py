"""Names from elsewhere as names of files here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meshbook.net.file_name import LONGEST, file_name


@pytest.mark.parametrize("name", ["ambient-ipv6-30_09_2024.csv", "v1.2.3.json", "240", "a", "a..b"])
def test_a_name_that_is_safe_stays(name: str) -> None:
    assert file_name(name) == name


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("../../etc/passwd", r"passwd~[0-9a-f]{12}"),
        ("..\\..\\boot.ini", r"boot~[0-9a-f]{12}\.ini"),
        ("/etc/cron.d/x", r"x~[0-9a-f]{12}"),
        ("C:\\run.csv", r"run~[0-9a-f]{12}\.csv"),
        ("..", r"file~[0-9a-f]{12}"),
        (".", r"file~[0-9a-f]{12}"),
        ("", r"file~[0-9a-f]{12}"),
        (".htaccess", r"file~[0-9a-f]{12}\.htaccess"),
        ("-rf.json", r"rf~[0-9a-f]{12}\.json"),
        ("con.json", r"con~[0-9a-f]{12}\.json"),
        ("L7Policy P99 2024-01-01T10:00:00Z.JSON", r"l7policy-p99-[0-9tz-]+~[0-9a-f]{12}\.json"),
        ("結果.csv", r"file~[0-9a-f]{12}\.csv"),
        ("a\0b\n.csv", r"a-b~[0-9a-f]{12}\.csv"),
    ],
)
def test_a_name_that_is_not_safe_keeps_what_can_be_kept(name: str, pattern: str) -> None:
    assert re.fullmatch(pattern, file_name(name))


@given(st.text())
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    safe = file_name(name)
    assert re.fullmatch(r"[a-z0-9][a-z0-9._~-]*", safe) and len(safe) <= LONGEST
    assert not safe.endswith(".")
    assert Path("/folder", safe).resolve().parent == Path("/folder")


def test_two_names_never_become_one() -> None:
    names = ["a b.csv", "a-b.csv", "A-B.csv", "a_b.csv", "x/a-b.csv", "a/b.csv", "ａ-b.csv"]
    names += ["a" * 200, "a" * 201, "", ".", "..", file_name("a b.csv")]
    assert len({file_name(name) for name in names}) == len(names)
