"""Where a text is cut so that its last phrase stays on one line with what follows it."""

from __future__ import annotations

import re
from functools import cache

from meshbook.languages import Language, language_of

LONGEST = 20
"""Characters; a longer last word would leave a hole at the end of the line above."""

SHORTEST, USUAL = 6, 14
"""Characters of Japanese that stay together, at least and at most; only a long word is longer."""

A_SOURCE = 3
"""Characters: the room of one source, so that the line of a small phone holds them all."""

_NEVER_FIRST = "、。，．・：；！？）」』〉》】〜ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ "
_WITHIN = re.compile(r"[!-~]{2}|[ァ-ヺー]{2}|[「『（]")
_UNBROKEN = re.compile(rf"[!-~]{{2}}|[「『（].|.[{_NEVER_FIRST}]")


def cut(words: str, written_in: Language, sources: int = 0) -> tuple[str, str]:
    """``words`` as what comes before and what stays with the ``sources`` after it.

    English keeps its last word, Japanese its last phrase (利用しています。).
    """
    place = _last_phrase(words, sources) if written_in == "ja" else words.rfind(" ") + 1
    if len(words) - place > LONGEST:
        place = len(words)
    return words[:place], words[place:]


def cut_label(label: str) -> tuple[str, str]:
    """The same for a name or a label, which may be in another language than its page."""
    return cut(label, language_of(label) or "en", sources=1)


def _last_phrase(words: str, sources: int) -> int:
    most = max(2, USUAL - A_SOURCE * sources)
    least = min(SHORTEST, most)
    found = _phrase(least, most).match(words[: -2 * USUAL : -1])
    place = max(0, len(words) - (found.end() if found else least))
    while place > 0 and _UNBROKEN.match(words, place - 1):
        place -= 1
    if sources and len(words) - place > max(most, SHORTEST):
        return _any_break(words, least)
    return place


def _any_break(words: str, least: int) -> int:
    """A place between two words of a phrase, where no other keeps the end short enough."""
    place = max(1, len(words) - least)
    while place < len(words) and (words[place] in _NEVER_FIRST or _WITHIN.match(words, place - 1)):
        place += 1
    return place


@cache
def _phrase(least: int, most: int) -> re.Pattern[str]:
    """The end of a text, read backwards to where a word begins after a particle or a mark."""
    return re.compile(
        rf".{{{least - 1},{most - 1}}}?"
        r"(?:[「『（]|[^ぁ-ゖー々、。：）」』！？ ](?=[ぁ-ゖ、。：）」』 ])|[ァ-ヺ](?=[^ァ-ヿ]))"
    )
