"""Words that mean the same to a reader, from `cases/_words/synonyms.yaml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from meshbook.problems import MeshbookError
from meshbook.reading.tree import read_tree
from meshbook.search.keys import Pairs, canonical, find_runs


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


def synonyms_from_data(data: Mapping[str, Any]) -> Synonyms:
    """What the YAML file says: `groups` (lists of words, or mappings), `names`, `soft`, `apart`."""

    def group(entry: Sequence[str] | Mapping[str, Sequence[str]]) -> Group:
        if isinstance(entry, Mapping):
            return Group(**{name: tuple(words) for name, words in entry.items()})
        return Group(tuple(entry))

    return Synonyms(
        groups=tuple(map(group, data["groups"])),
        names=tuple(data["names"]),
        soft=tuple(data["soft"]),
        apart={
            canonical(word): tuple(map(canonical, longer)) for word, longer in data["apart"].items()
        },
    )


def read_synonyms(path: Path) -> Synonyms:
    """The synonyms of a reviewed YAML file. Raises `MeshbookError` where it cannot be read."""
    data, problems = read_tree(str(path), path.read_text(encoding="utf-8"))
    if problems:
        raise MeshbookError(f"{problems[0].place}: {problems[0].code} in the synonyms")
    return synonyms_from_data(data)
