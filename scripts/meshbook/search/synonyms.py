"""Words that mean the same to a reader: names in the glossary, and what `synonyms.yaml` adds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from meshbook.model.glossary import Entry
from meshbook.problems import MeshbookError
from meshbook.reading.tree import read_tree
from meshbook.search.keys import Pairs, canonical, find_runs

Glossary = Mapping[str, Entry]
_SHORTEST_NAME = 4
"""Letters; a shorter word is one letter away from too many others."""


@dataclass(frozen=True)
class Group:
    """`words` find each other; they also find `also`, which does not find them back.

    A word of `asks` finds the group but is not found by it: people type it, texts mean
    something else by it (コンサル is mostly a consultant).
    """

    words: tuple[str, ...]
    also: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()

    @property
    def found(self) -> tuple[str, ...]:
        """Canonical forms whose documents the group gathers."""
        return tuple(dict.fromkeys(map(canonical, self.words + self.also)))

    @property
    def asked(self) -> tuple[str, ...]:
        """Canonical forms that ask for the group."""
        return tuple(dict.fromkeys(map(canonical, self.words + self.asks)))

    def manifest(self) -> dict[str, tuple[str, ...]]:
        """The group as the manifest carries it; what is empty is left out."""
        return {name: words for name, words in vars(self).items() if words}


@dataclass(frozen=True)
class Synonyms:
    """Groups and what else `cases/_words/synonyms.yaml` says of words.

    `names`: their misspelling is corrected. `soft`: beside another word they keep no page out.
    `apart`: word -> longer words that it does not find.
    """

    groups: tuple[Group, ...] = ()
    names: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()
    apart: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: Pairs = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Two Latin words of a known phrase in a row are a key of their own: App Mesh."""
        forms = [form for group in self.groups for form in group.found + group.asked]
        known = {
            pair
            for form in forms
            if form.isascii() and " " in form
            for pair in pairwise(find_runs(form))
        }
        pairs: dict[str, dict[str, str]] = {}
        for ending in ("s", "es", ""):  # service meshes are keyed as service mesh
            for first, second in sorted(known):
                pairs.setdefault(first, {}).setdefault(second + ending, f"{first}+{second}")
        object.__setattr__(self, "pairs", pairs)


def synonyms_from_data(data: Mapping[str, Any], glossary: Glossary | None = None) -> Synonyms:
    """What the YAML file says: `groups` (lists of words, or mappings), `names`, `soft`, `apart`.

    A group with `terms` has the names of these entries of the `glossary` as words, and the
    spellings that our texts avoid ask for it. Each other entry with several names is a group
    of its own. Raises `KeyError` for an unknown entry.
    """
    entries = glossary or {}
    listed = [each if isinstance(each, Mapping) else {"words": each} for each in data["groups"]]
    grouped = {term for each in listed for term in each.get("terms", ())}
    rest = (_group_of(entry) for term, entry in entries.items() if term not in grouped)
    return Synonyms(
        groups=(
            *(_group(each, entries) for each in listed),
            *(each for each in rest if len(each.asked) > 1),
        ),
        names=(*data["names"], *_names(entries)),
        soft=tuple(data["soft"]),
        apart={
            canonical(word): tuple(map(canonical, longer)) for word, longer in data["apart"].items()
        },
    )


def _group(listed: Mapping[str, Sequence[str]], glossary: Glossary) -> Group:
    terms = [_group_of(glossary[term]) for term in listed.get("terms", ())]
    return Group(
        words=(*(word for each in terms for word in each.words), *listed.get("words", ())),
        also=tuple(listed.get("also", ())),
        asks=(*(word for each in terms for word in each.asks), *listed.get("asks", ())),
    )


def _group_of(entry: Entry) -> Group:
    """The names of an entry, and what asks for it: spellings that do not fold to one of them."""
    known = set(map(canonical, entry.names))
    asks = {canonical(wrong): wrong for wrong in entry.avoid}
    return Group(entry.names, asks=tuple(asks[form] for form in asks if form not in known))


def _names(glossary: Glossary) -> Iterator[str]:
    """The names of one word in the glossary whose misspelling can be put right."""
    for entry in glossary.values():
        for name in entry.names if not entry.common else ():
            if len(name) >= _SHORTEST_NAME and find_runs(canonical(name)) == [canonical(name)]:
                yield name


def read_synonyms(path: Path, glossary: Glossary) -> Synonyms:
    """The synonyms of a reviewed YAML file beside the names in the `glossary`.

    Raises `MeshbookError` where it cannot be read or names an entry that is not there.
    """
    data, problems = read_tree(str(path), path.read_text(encoding="utf-8"))
    if problems:
        raise MeshbookError(f"{problems[0].place}: {problems[0].code} in the synonyms")
    try:
        return synonyms_from_data(data, glossary)
    except KeyError as unknown:
        raise MeshbookError(f"{path}: {unknown} is no entry of the glossary") from unknown
