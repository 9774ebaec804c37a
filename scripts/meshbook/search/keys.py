"""Text cut into the keys it is found by. Nothing is segmented: a key is a run or the tail of one.

A *run* is a stretch of Latin letters and digits, of kanji and katakana, or of hiragana. A Latin
run is one key. A Japanese run is found by any substring, so each of its tails is a key, cut to
`KEY_LENGTH` characters. A *joint* is a short key across the border of two runs; it keeps 相互TLS
from being found where 相互 and TLS only occur apart.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby, pairwise
from typing import NamedTuple

from meshbook.search.normalise import RULES, normalise

KEY_LENGTH: int = RULES["key_length"]
PREFIX_FROM: int = RULES["prefix_from"]

find_runs = re.compile(RULES["runs"]).findall
_ASCII_RUNS = {code: " " for code in range(128) if not chr(code).isalnum()}  # as `find_runs`
_find_joints = re.compile(RULES["joints"]).findall
_find_counted = re.compile(RULES["counted"]).findall
_find_dotted = re.compile(RULES["dotted"]).findall  # 1.24: 1 and 24 in a row
_is_latin = re.compile(RULES["classes"]["latin"]).match
_is_grammar = re.compile(RULES["grammar"]).fullmatch  # しました: in every text, asked for by none
_is_number = re.compile("[0-9]+").fullmatch
_find_hyphened = re.compile("[a-z0-9]+(?:-[a-z0-9]+)+").findall  # T-Mobile: also tmobile
# 2000pod: also 2000 and pod; istio1: also istio and 1.
_is_measure = re.compile("([0-9]+)([a-z]{2,})|([a-z]{3,})([0-9]+)").fullmatch
_is_kanji = re.compile(RULES["classes"]["kanji"]).match
_BETWEEN = re.compile("(?:(?!" + RULES["kept"] + ").)+", re.DOTALL)

#: Known pairs of Latin runs: first -> second -> key.
Pairs = Mapping[str, Mapping[str, str]]


class Lookup(NamedTuple):
    """One access to the index: the key itself, or everything that begins with it."""

    key: str
    whole: bool


def run_keys(run: str) -> tuple[str, ...]:
    """The keys of one run of `text_runs`, none twice."""
    if _is_latin(run):  # also a joint that begins so
        measure = _is_measure(run)
        return (run, *filter(None, measure.groups())) if measure else (run,)
    if _is_grammar(run):
        return ()
    # A lone last kana tells nothing; a lone last kanji is a word (脱).
    last = len(run) if _is_kanji(run[-1]) else len(run) - 1
    return tuple({run[at : at + KEY_LENGTH]: None for at in range(last)})


def text_runs(text: str, pairs: Pairs) -> set[str]:
    """Runs, joints and known pairs of normalised text."""
    runs: list[str] = []
    found: set[str] = set()
    for is_ascii, lines in groupby(text.split("\n"), str.isascii):
        part = "\n".join(lines)
        if is_ascii:  # most of English: cut several times faster than by `find_runs`
            runs += part.translate(_ASCII_RUNS).split()
            continue
        runs += find_runs(part)
        found.update(_find_joints(part), _find_counted(part))
    found.update(runs)
    for seconds, run in zip(map(pairs.get, runs), runs[1:], strict=False):
        if seconds and run in seconds:
            found.add(seconds[run])
    marked = " ".join(word for word in text.split() if "-" in word or "." in word)
    found.update(word.replace("-", "") for word in _find_hyphened(marked))
    found.update(_find_dotted(marked))
    return found


def lookups(form: str, pairs: Pairs) -> list[Lookup]:
    """The lookups whose hits, intersected, are the documents holding the canonical `form`."""
    runs: list[str] = find_runs(form)
    paired = [pairs.get(first, {}).get(second) for first, second in pairwise(runs)]
    found = [
        lookup
        for run, before, after in zip(runs, [None, *paired], [*paired, None], strict=False)
        if not before and not after
        for lookup in _of_run(run, alone=len(runs) == 1)
    ]
    if not form.isascii():
        found += [Lookup(key, True) for key in _find_joints(form) + _find_counted(form)]
    found += [Lookup(key, False) for key in _find_dotted(form)]
    found += [Lookup(key, True) for key in paired if key]
    return list(dict.fromkeys(found))


def _of_run(run: str, alone: bool) -> Iterable[Lookup]:
    if _is_latin(run):
        return [Lookup(run, whole=len(run) < PREFIX_FROM or bool(_is_number(run)))]
    if _is_grammar(run) or (len(run) == 1 and not alone and not _is_kanji(run)):
        return []
    starts = list(range(0, max(len(run) - KEY_LENGTH, 0) + 1, KEY_LENGTH))
    if len(run) > KEY_LENGTH:
        starts.append(len(run) - KEY_LENGTH)
    return [Lookup(run[at : at + KEY_LENGTH], whole=False) for at in starts]


def canonical(text: str) -> str:
    """A word or phrase as it is compared: normalised, one space for whatever parts its runs.

    Runs that touch stay together, so 相互TLS and 相互 TLS are two forms.
    """
    return _BETWEEN.sub(" ", normalise(text)).strip()
