"""robots.txt as RFC 9309 has it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meshbook.links.robots import LIMIT, Robots, fits, parse

SITE = "https://www.example.com"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/x", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: other\nDisallow: /", "/x", True),
        ("User-agent: MESHBOOK/2\nDisallow: /x", "/x/y", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: meshbook\nAllow: /", "/x", True),
        ("User-agent: meshbook\nUser-agent: other\nDisallow: /x", "/x", False),
        ("User-agent: meshbook\nDisallow: /x\nUser-agent: *\nDisallow: /y", "/y", True),
        ("User-agent: meshbook\nDisallow: /x\n\nUser-agent: meshbook\nDisallow: /y", "/y", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/deep/x.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/deep/x.pdf?download", True),
        ("User-agent: *\nDisallow: /*?", "/x?y=1", False),
        ("user-agent : *\r\ndisallow : /x # why", "/x", False),
        ("User-agent: *\nDisallow: /日本", "/%E6%97%A5%E6%9C%AC/x", False),
        ("Disallow: /\n", "/x", True),
        ("\ufeffUser-agent: *\nDisallow: /x", "/x", False),
        ("<html>User-agent</html>", "/x", True),
    ],
)
def test_the_longest_rule_of_our_own_group_decides(text: str, path: str, allowed: bool) -> None:
    assert parse(text, "meshbook").allows(SITE + path) is allowed


@pytest.mark.parametrize(
    ("told", "pause"),
    [("5", 5.0), ("0.5", 0.5), ("86400", 0.0), ("-3", 0.0), ("nan", 0.0), ("1e9", 0.0), ("", 0.0)],
)
def test_a_delay_is_kept_if_anybody_could_wait_for_it(told: str, pause: float) -> None:
    assert parse(f"User-agent: *\nCrawl-delay: {told}", "meshbook").delay == pause


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert isinstance(parse(text, "meshbook").allows(f"{SITE}/x"), bool)


@given(st.text("ab", min_size=1), st.text("ab"))
def test_a_pattern_fits_what_begins_with_it(start: str, rest: str) -> None:
    assert fits(start, start + rest)
    assert fits(f"*{rest}$", start + rest)
    assert fits(f"{start}$", start + rest) is (rest == "")


def test_a_pattern_made_to_take_long_does_not() -> None:
    begun = time.perf_counter()
    robots = Robots(tuple((False, "/" + "*a" * 240 + "*b$") for _ in range(200)))
    assert robots.allows(f"{SITE}/" + "a" * 2000)
    parse("User-agent: *\n" + "Disallow: /x\n" * (LIMIT // 13), "meshbook")
    assert time.perf_counter() - begun < 2
