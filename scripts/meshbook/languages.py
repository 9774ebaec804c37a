"""The two languages of the site and what differs between them outside of words."""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = ("en", "ja")


def other(language: Language) -> Language:
    """The language that is not ``language``."""
    return "ja" if language == "en" else "en"


def prefix(language: Language) -> str:
    """What stands before a page's address: nothing in English, ``ja/`` in Japanese."""
    return "" if language == "en" else "ja/"
