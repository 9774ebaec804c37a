"""Pages that say "not found" with status 200, and those that only speak of it."""

from __future__ import annotations

import time

import pytest

from meshbook.links.finding import Finding, Way
from meshbook.links.soft import is_suspect, judge
from meshbook.net.knock import Answer

POST, NOWHERE = "https://blog.example.com/2021/mesh", "https://blog.example.com/2021/meshbook-00"


def way(asked: str, text: str, *, ends: str = "", charset: str = "utf-8") -> Way:
    headers = {"content-type": f"text/html; charset={charset}"}
    return Way(asked, Answer(ends or asked, 200, headers, None, text.encode(charset)))


def lost(text: str, url: str) -> str:
    return f"<title>{text}</title><p>There is nothing at {url}. " + "Try the front page. " * 10


@pytest.mark.parametrize(
    ("title", "charset"),
    [("Page not found", "utf-8"), ("404", "utf-8"), ("ページが見つかりません", "shift_jis"),
     ("お探しのページは存在しません", "euc-jp"), ("This post is no longer available", "utf-8")],
)  # fmt: skip
def test_the_same_page_as_for_nothing_that_says_so_is_a_soft_404(title: str, charset: str) -> None:
    here = way(POST, lost(title, POST), charset=charset)
    there = way(NOWHERE, lost(title, NOWHERE), charset=charset)
    assert judge(here, there) == Finding("dead", "soft-404")


def test_the_same_page_as_for_nothing_that_says_nothing_proves_nothing() -> None:
    assert judge(way(POST, lost("App", POST)), way(NOWHERE, lost("App", NOWHERE))) == Finding(
        "unsure", "same-for-any"
    )


def test_a_page_of_its_own_may_speak_of_404() -> None:
    here = way(POST, "<title>404 not found, and why</title>" + "<p>a story of its own" * 20)
    assert judge(here, way(NOWHERE, lost("404", NOWHERE))) is None


def test_who_is_sent_to_the_front_page_like_anything_lost_is_lost() -> None:
    home = "https://blog.example.com/"
    here, there = way(POST, "Home", ends=home), way(NOWHERE, "Home", ends=home)
    assert judge(here, there) == Finding("dead", "soft-404")
    assert judge(here, way(NOWHERE, lost("404", NOWHERE))) is None


def test_a_front_page_and_a_file_are_no_suspects() -> None:
    assert not is_suspect(way("https://blog.example.com", ""))
    assert not is_suspect(way("https://blog.example.com/index.html", ""))
    assert not is_suspect(Way(POST, Answer(POST, 200, {"content-type": "application/pdf"})))
    assert is_suspect(way(POST, ""))
    assert is_suspect(Way(POST, Answer(POST, 200)))


@pytest.mark.parametrize("text", ["<title", "<h1", "<h1>" + "<", "<h1><b "])
def test_a_page_made_to_take_long_does_not(text: str) -> None:
    begun = time.perf_counter()
    page = text * (48 * 1024 // len(text))
    judge(way(POST, page), way(NOWHERE, page))
    assert time.perf_counter() - begun < 1


def test_a_charset_that_is_no_charset_is_not_looked_up() -> None:
    headers = {"content-type": "text/html; charset=unicode_escape"}
    odd = Way(POST, Answer(POST, 200, headers, None, b"\\x41 " * 50))
    assert judge(odd, odd) == Finding("unsure", "same-for-any")
