"""The order of names: A to Z in English, 五十音 by reading in Japanese."""

from __future__ import annotations

import unicodedata

from meshbook.analysis.summary import Summary
from meshbook.languages import Language

ROWS = {
    "あ": "あいうえおぁぃぅぇぉ",
    "か": "かきくけこ",
    "さ": "さしすせそ",
    "た": "たちつてとっ",
    "な": "なにぬねの",
    "は": "はひふへほ",
    "ま": "まみむめも",
    "や": "やゆよゃゅょ",
    "ら": "らりるれろ",
    "わ": "わゐゑをんゎ",
}
LATIN, DIGIT, OTHER, NAMELESS = "latin", "digit", "other", "nameless"
"""Headings that are words, not letters. In English each Latin letter is a heading of its own."""

_ROW_OF = {kana: row for row, members in ROWS.items() for kana in members}
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")


def headings(language: Language) -> tuple[str, ...]:
    """Every heading that an index may have, in order."""
    if language == "ja":
        return (*ROWS, LATIN, DIGIT, OTHER, NAMELESS)
    return (*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", DIGIT, OTHER, NAMELESS)


def heading(summary: Summary, language: Language) -> str:
    """The heading under which an index lists ``summary``."""
    if summary.name(language) is None:
        return NAMELESS
    return key_heading(summary.sort_key(language), language)


def key_heading(key: str, language: Language) -> str:
    """The heading for what is sorted by ``key``: in Japanese a reading, where there is one."""
    first = _folded(key)[:1]
    if language == "ja" and first in _ROW_OF:
        return _ROW_OF[first]
    if first.isdigit():
        return DIGIT
    if not ("a" <= first <= "z"):
        return OTHER
    return LATIN if language == "ja" else first.upper()


def name_order(summary: Summary, language: Language) -> tuple[int, str, str, str]:
    """What to sort by; the nameless come last."""
    key = summary.sort_key(language)
    position = headings(language).index(heading(summary, language))
    return position, *key_order(key, language)[1:], summary.slug


def key_order(key: str, language: Language) -> tuple[int, str, str]:
    """What to sort by; voiced marks and small kana count only between equal readings."""
    return headings(language).index(key_heading(key, language)), _folded(key), key


def _folded(key: str) -> str:
    plain = unicodedata.normalize("NFKC", key).casefold().translate(_TO_HIRAGANA)
    marks = unicodedata.normalize("NFD", plain)
    letters = "".join(character for character in marks if not unicodedata.combining(character))
    return letters.translate(_SMALL).strip("「」『』（）()\"'“”‘’ ")
