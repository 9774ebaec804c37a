"""One spelling for every way of typing a word.

The rules are data (`rules.json`): the index manifest carries them to the browser, so both sides
fold text by the same table and `tests/search` holds them to the same result.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any


def _expanded(source: dict[str, Any]) -> dict[str, Any]:
    """The rules with the names in braces replaced, so that a reader needs no grammar of ours."""
    names = {**source.pop("classes"), **{k: source.pop(k) for k in _NAMED}}

    def expand(value: Any) -> Any:
        if isinstance(value, str):
            for name, text in names.items():
                value = value.replace("{" + name + "}", text)
            return value
        if isinstance(value, list):
            return [expand(item) for item in value]
        if isinstance(value, dict):
            return {key: expand(item) for key, item in value.items()}
        return value

    return {**expand(source), "classes": {name: f"[{names[name]}]" for name in _CLASSES}}


_NAMED = ("counters", "units", "compound_start", "compound_end", "not_before_numeral")
_CLASSES = ("kanji", "katakana", "hiragana", "latin")

RULES: dict[str, Any] = _expanded(
    json.loads(Path(__file__).with_name("rules.json").read_text(encoding="utf-8"))
)


def _step(rule: dict[str, Any]) -> Callable[[str], str]:
    if "pattern" in rule:
        pattern, replacement = re.compile(rule["pattern"]), rule["with"]
        return lambda text: pattern.sub(replacement, text)
    literals: dict[str, str] = rule["literals"]
    longest_first = sorted(literals, key=len, reverse=True)
    either = re.compile("|".join(map(re.escape, longest_first)))
    return lambda text: either.sub(lambda found: literals[found[0]], text)


_INVISIBLE = re.compile(RULES["invisible"])
_MARKS = re.compile(RULES["marks"])
# NFKC leaves these as they are. Where no mark joins the character before it, folding only what
# stands between them is several times faster than folding a whole Japanese text.
_UNSTABLE = re.compile("[^ -~ぁ-ゖァ-ヺー一-鿿、。「」・–—‘’“”]+")
_joins = re.compile("[\u0300-\u036f\u1100-\u11ff\u3099\u309a\uff9e\uff9f]").search
# The second step turns most English into ASCII; few of the others say something of that.
_commas, _punctuation, *_others = [_step(rule) for rule in RULES["steps"]]
_of_ascii = [_step(rule) for rule in RULES["steps"] if rule.get("of_ascii")]
_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


def normalise(text: str) -> str:
    """Fold `text` to the spelling the index is keyed by. Idempotent.

    No rule looks beyond a line, so lines of ASCII are folded apart from others: few rules say
    anything of them. All of a kind are folded at once.
    """
    if text.isascii():
        return _ascii(text.lower())
    lines = text.split("\n")
    folded = {
        kind: iter(_folded("\n".join(line for line in lines if line.isascii() == kind)).split("\n"))
        for kind in (True, False)
    }
    return "\n".join([next(folded[line.isascii()]) for line in lines])


def _folded(text: str) -> str:
    """`text` by the rules in their order; English with typographic quotes takes a short way."""
    if text.isascii():
        return _ascii(text.lower())
    text = _punctuation(text)
    if text.isascii():
        return _ascii(text.lower())
    text = _compatible(text) if _joins(text) else _UNSTABLE.sub(_stretch, text)
    text = _MARKS.sub("", text.lower())
    text = _punctuation(_commas(text))
    if text.isascii():
        return _ascii(text)
    for step in _others:
        text = step(text)
    return text


def _ascii(text: str) -> str:
    for step in _of_ascii:
        text = step(text)
    return text


def _compatible(text: str) -> str:
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))


def _stretch(found: re.Match[str]) -> str:
    return _compatible(found[0])


def to_katakana(text: str) -> str:
    """Hiragana written as katakana, as a reading is compared."""
    return text.translate(_HIRAGANA_TO_KATAKANA)
