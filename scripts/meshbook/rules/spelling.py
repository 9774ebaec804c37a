"""One spelling for each Japanese word, as the word lists say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from meshbook.rules.subject import Examinee, Finding

_NO_KATAKANA = "(?![ァ-ヺー])"
Avoided = tuple[tuple[str, str], ...]
"""Spellings that our texts do not use, each with the one that they do."""


def spelling_is_ours(subject: Examinee) -> Iterator[Finding]:
    """W004: a Japanese text that spells a word as our texts do not."""
    texts = subject.marked.texts
    avoided = subject.vocabulary.avoided
    if not _finder(avoided).search("\n".join([text.ja for _, text in texts if text.ja])):
        return  # one search instead of hundreds: nearly every file is right
    for loc, text in texts:
        for wrong, right in misspelt(text.ja or "", avoided):
            yield "W004", (*loc, "ja"), {"found": wrong, "right": right}


def misspelt(words: str, avoided: Avoided) -> list[tuple[str, str]]:
    """What ``words`` spell as ``avoided`` says, each once with the right spelling."""
    right = dict(avoided)
    return [(wrong, right[wrong]) for wrong in dict.fromkeys(_finder(avoided).findall(words))]


@lru_cache(maxsize=4)
def _finder(avoided: Avoided) -> re.Pattern[str]:
    """Finds any of ``avoided``, but not as the beginning of a longer word: クラスタリング.

    They are grouped by their first character, which few places of a text have.
    """
    groups = (
        f"{first}(?:{'|'.join(_rest(wrong, right) for wrong, right in group)})"
        for first, group in groupby(sorted(avoided, reverse=True), key=lambda pair: pair[0][0])
    )
    return re.compile("|".join(groups) or r"(?!)")


def _rest(wrong: str, right: str) -> str:
    """What follows the first character; where only the end of ``right`` lacks, no katakana."""
    return re.escape(wrong[1:]) + _NO_KATAKANA * right.startswith(wrong)
