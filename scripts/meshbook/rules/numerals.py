"""The numbers that a text states, whichever way the language writes them.

English says 68,000, November, two and 1.5 million; Japanese says 6万8,000, 11月, 2つ and
150万. Both become the same plain numerals, so that two texts can be held against each other.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import reduce

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_OTHERS = {
    "a": 1, "an": 1, "once": 1, "single": 1, "another": 1, "half": 2, "twice": 2, "both": 2,
    "double": 2, "doubled": 2, "pair": 2, "halved": 2, "couple": 2, "triple": 3, "quarter": 4,
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "no": 0, "none": 0,
}  # fmt: skip
_WORDS = {
    **{name: str(number) for number, name in enumerate(_MONTHS, 1)},
    **{name[:3]: str(number) for number, name in enumerate(_MONTHS, 1)},
    **{name: str(number) for number, name in enumerate(_ONES)},
    **{name: str(number) for number, name in enumerate(_ORDINALS, 1)},
    **{name: str(10 * number) for number, name in enumerate(_TENS, 3)},
    **{name: str(number) for name, number in _OTHERS.items()},
}
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "k": 3, "m": 6, "bn": 9}

_FREE = r"(?<![A-Za-z0-9_.])(?<![A-Za-z]-)(?<![Ll]ayer )"
"""Not within a name such as k8s, L7 (layer 7) or COVID-19."""
_ENGLISH = re.compile(
    _FREE + r"(\d[\d,]*(?:\.\d+)*)(?:[ -]?(thousand|million|billion|trillion|k|m|bn)\b)?"
    r"(?:st|nd|rd|th|s|x|ms|%)?(?![A-Za-z\d])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")
_MYRIADS = {"千": 3, "万": 4, "億": 8, "兆": 12}
_JAPANESE = re.compile(
    _FREE + r"(?:\d[\d,]*(?:\.\d+)*[千万億兆]*)+(?:ms|%|x|[kKM]\b)?(?![A-Za-z\d])"
)
_PART = re.compile(r"(\d[\d,]*(?:\.\d+)*)([千万億兆]*)")
_KANJI = {character: str(number) for number, character in enumerate("〇一二三四五六七八九")} | {
    "十": "10", "百": "100", "千": "1000", "万": "10000", "億": "100000000", "半": "2", "両": "2",
}  # fmt: skip


_DIGITS = re.compile(r"[0-9][0-9,.]*")


_SCALED = re.compile(r"illion|thousand|[0-9][km]\b|[0-9][千万億兆]", re.IGNORECASE)


def written_alike(en: str, ja: str) -> bool:
    """Whether two texts write the same digits and scale none of them, as nearly all do.

    Then they state the same numbers; it is a fifth of the work of reading them.
    """
    digits = [{each.rstrip(",.") for each in _DIGITS.findall(text)} for text in (en, ja)]
    if digits[0] != digits[1]:
        return False
    return not digits[0] or not (_SCALED.search(en) or _SCALED.search(ja))


def english(text: str) -> tuple[set[str], set[str]]:
    """The numerals of an English text, and what its words may also stand for."""
    found = _ENGLISH.findall(text)
    told = {_plain(digits, _SCALES.get(scale.lower(), 0)) for digits, scale in found}
    words = {_WORDS[word] for word in map(str.lower, _WORD.findall(text)) if word in _WORDS}
    return told, words


def japanese(text: str) -> tuple[set[str], set[str]]:
    """The numerals of a Japanese text, and what its kanji may also stand for."""
    told = {_sum(match[0]) for match in _JAPANESE.finditer(text)}
    return told, {_KANJI[character] for character in text if character in _KANJI}


def _sum(numeral: str) -> str:
    """One number from its parts: 6万8,000 is 68000."""
    parts = _PART.findall(numeral)
    if len(parts) == 1 and not parts[0][1]:
        return _plain(parts[0][0], 0)
    values = [Decimal(_plain(digits, _power(scale))) for digits, scale in parts]
    return _plain(str(reduce(lambda total, value: total + value, values)), 0)


def _power(scale: str) -> int:
    return sum(_MYRIADS[character] for character in scale)


def _plain(digits: str, power: int) -> str:
    """Digits without commas; a version (1.21.4) stays as it is."""
    digits = digits.replace(",", "").rstrip(".")
    if digits.count(".") > 1 or not power:
        return digits.lstrip("0") or "0"
    number = Decimal(digits).scaleb(power)
    return format(number.normalize(), "f")
