"""The two languages of the site and what differs between them outside of words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = ("en", "ja")

_JAPANESE = re.compile(r"[ぁ-ヿｦ-ﾟ㐀-鿿]")
_LETTER = re.compile(r"[^\W\d_]")


def other(language: Language) -> Language:
    """The language that is not ``language``."""
    return "ja" if language == "en" else "en"


@lru_cache(maxsize=4096)  # a case is shown in both languages, and names its places often
def language_of(words: str) -> Language | None:
    """The language of a text that is written in one of the two only; None without a letter."""
    if not words.isascii() and _JAPANESE.search(words):
        return "ja"
    return "en" if _LETTER.search(words) else None


def prefix(language: Language) -> str:
    """What stands before a page's address: nothing in English, ``ja/`` in Japanese."""
    return "" if language == "en" else "ja/"
