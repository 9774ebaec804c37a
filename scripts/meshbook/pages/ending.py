"""Where a text is cut so that its last phrase stays on one line with what follows it."""

from __future__ import annotations

import re

from meshbook.languages import Language

LONGEST = 20
"""Characters; a longer last word would leave a hole at the end of the line above."""

SHORTEST, USUAL = 6, 14
"""Characters of Japanese that stay together, at least and at most; only a long word is longer."""

_PHRASE = re.compile(
    rf".{{{SHORTEST - 1},{USUAL - 1}}}?"
    r"(?:[「『（]|[^ぁ-ゖー々、。：）」』！？ ](?=[ぁ-ゖ、。：）」』 ])|[ァ-ヺ](?=[^ァ-ヿ]))"
)
"""The end of a text, read backwards to where a word begins after a particle or a mark."""

_JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")
_NEVER_FIRST = "、。，．・：；！？）」』〉》】〜ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ "
_UNBROKEN = re.compile(rf"[!-~]{{2}}|[「『（].|.[{_NEVER_FIRST}]")


def cut(words: str, written_in: Language) -> tuple[str, str]:
    """``words`` as what comes before and what stays with the sources after it.

    English keeps its last word, Japanese its last phrase (利用しています。).
    """
    place = _last_phrase(words) if written_in == "ja" else words.rfind(" ") + 1
    if len(words) - place > LONGEST:
        place = len(words)
    return words[:place], words[place:]


def cut_label(label: str) -> tuple[str, str]:
    """The same for a name or a label, which may be in another language than its page."""
    return cut(label, "ja" if _JAPANESE.search(label) else "en")


def _last_phrase(words: str) -> int:
    found = _PHRASE.match(words[: -2 * USUAL : -1])
    place = max(0, len(words) - (found.end() if found else SHORTEST))
    while place > 0 and _UNBROKEN.match(words, place - 1):
        place -= 1
    return place
