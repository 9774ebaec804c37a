"""Pages that say "not found" with a status that says "here you are".

An address is held against one on the same host that cannot exist. Only where both get the same
page, and that page says so or stands where everything lost is sent, is the address called dead;
a page that is the same for any address and says nothing proves nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from meshbook.links.finding import Finding, Way
from meshbook.net.knock import Answer

ALIKE = 0.9
"""The part of the words that two answers of one page share at least."""

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_HEADING = re.compile(r"<h1[^>]{0,200}>(.{0,300})", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,200}>")
_WORD = re.compile(r"\w+")
_NOT_FOUND = re.compile(
    r"\b404\b|not[ -]?found|does(?: not|n.t) exist|no longer (?:exists|available)|cannot be found"
    r"|could ?n.t (?:be found|find)|見つかりません|存在しません|ありません|削除され",
    re.IGNORECASE,
)
_CHARSETS = frozenset(
    {"utf-8", "shift_jis", "euc-jp", "iso-2022-jp", "iso-8859-1", "windows-1252", "windows-31j"}
)


def is_suspect(way: Way) -> bool:
    """Whether the page may be a soft 404: HTML, and not what a home page gives."""
    kind = way.answer.headers.get("content-type", "text/html").lower()
    return "html" in kind and not _is_home(way.asked)


def judge(way: Way, lost: Way) -> Finding | None:
    """What ``way`` is, held against ``lost``: the way from an address that cannot exist.

    Both have to hold the beginnings of their pages. None where the page is its own.
    """
    if not 200 <= lost.answer.status < 300:
        return None
    here, there = way.answer.url, lost.answer.url
    sent_away = here != way.asked and here == there
    if sent_away and (_depth(here) < _depth(way.asked) or _says_lost(way.answer)):
        return Finding("dead", "soft-404")
    if not way.answer.content or not _alike(way, lost):
        return None
    lost_here = _says_lost(way.answer) and _says_lost(lost.answer)
    return Finding("dead", "soft-404") if lost_here else Finding("unsure", "same-for-any")


def _says_lost(answer: Answer) -> bool:
    text = _text(answer)
    told = [urlsplit(answer.url).path.rpartition("/")[2]]
    told += [match[1] for match in (_TITLE.search(text), _HEADING.search(text)) if match]
    return any(_NOT_FOUND.search(_TAG.sub(" ", each)) for each in told)


def _alike(one: Way, other: Way) -> bool:
    """Whether two pages have the same words, their own addresses left out."""
    first, second = _words(one), _words(other)
    most = max(first.total(), second.total())
    return most == 0 or (first & second).total() / most >= ALIKE


def _words(way: Way) -> Counter[str]:
    own = set(_WORD.findall(f"{way.asked} {way.answer.url}"))
    return Counter(word for word in _WORD.findall(_text(way.answer)) if word not in own)


def _text(answer: Answer) -> str:
    _, _, named = answer.headers.get("content-type", "").lower().partition("charset=")
    charset = named.strip().strip("\"'")
    return answer.content.decode(charset if charset in _CHARSETS else "utf-8", "replace")


def _depth(url: str) -> int:
    return sum(bool(part) for part in urlsplit(url).path.split("/"))


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and re.fullmatch(r"/?(index\.\w{1,5})?", parts.path) is not None
