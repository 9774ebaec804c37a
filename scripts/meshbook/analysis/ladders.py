"""Which words are near to each other: each word with the groups that it is in, narrowest first.

Two words meet at the first rung that they share: Norway and Sweden in Northern Europe, Norway and
Italy in Europe. The names of the groups are for comparing only and never the same as a word's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from meshbook.analysis.traits import MODES, OUTCOME, PLACES, SIZES, WISHES
from meshbook.model.vocabulary import TermList, Vocabulary

Ladder = tuple[str, ...]

SECTIONS = ("A", "BCDE", "F", "GHI", "J", "K", "L", "MN", "OPQ", "RSTU")
"""The sections of ISIC in the ten groups that the United Nations sum them up in."""


def ladders(vocabulary: Vocabulary) -> Mapping[str, Mapping[str, Ladder]]:
    """By field, every word that can be asked for or that a case can have, with its rungs."""
    meshes = dict(_grouped(vocabulary["meshes"], "version_of"))
    return {
        "industry": dict(_industries(vocabulary)),
        "size": {size: (size,) for size in SIZES},
        "country": dict(_countries(vocabulary)),
        **{
            place: {
                word: ladder
                for word, ladder in _grouped(vocabulary["platforms"], "group")
                if vocabulary["platforms"][word].extra["kind"] == place
            }
            for place in PLACES
        },
        "motive": dict([*_grouped(vocabulary["motives"], "aspect"), *_outcomes(vocabulary)]),
        "mesh": meshes,
        "mode": {mode: (mode,) for mode in vocabulary["modes"] if mode in MODES},
        "left": meshes,
        "wish": {wish: (wish,) for wish in WISHES},
    }


def _industries(vocabulary: Vocabulary) -> Iterator[tuple[str, Ladder]]:
    for word, term in vocabulary["industries"].items():
        section = str(term.extra["isic"])
        group = next(group for group in SECTIONS if section in group)
        yield word, (word, f"{section}*", f"{group}**")


def _countries(vocabulary: Vocabulary) -> Iterator[tuple[str, Ladder]]:
    for region, term in vocabulary["regions"].items():
        for country in str(term.extra["countries"]).split():
            yield country, (country, f"{region}*", f"{term.extra['part_of']}**")


def _outcomes(vocabulary: Vocabulary) -> Iterator[tuple[str, Ladder]]:
    for aspect in vocabulary["aspects"]:
        yield f"{OUTCOME}{aspect}", (f"{OUTCOME}{aspect}", f"{aspect}*")


def _grouped(words: TermList, key: str) -> Iterator[tuple[str, Ladder]]:
    """Words that are grouped by what their list says under ``key``; one without stands alone."""
    for word, term in words.items():
        yield word, (word, f"{term.extra.get(key, word)}*")
