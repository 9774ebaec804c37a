"""The controlled vocabulary: the word lists in ``cases/_words`` with their labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from meshbook.languages import Language
from meshbook.model.glossary import Entry


@dataclass(frozen=True, slots=True)
class Term:
    """One word: its id, its label in each language, and what else its list says of it."""

    id: str
    en: str
    ja: str
    extra: Mapping[str, Any] = field(default_factory=dict)

    def label(self, language: Language) -> str:
        """What readers of ``language`` see."""
        return self.en if language == "en" else self.ja


TermList = Mapping[str, Term]


@dataclass(frozen=True)
class Vocabulary:
    """All word lists by name (``meshes``, ``industries``, ``fixed.size``, ...).

    ``glossary`` has the entries of the list of that name, by id.
    """

    lists: Mapping[str, TermList]
    glossary: Mapping[str, Entry] = field(default_factory=dict)

    def __getitem__(self, name: str) -> TermList:
        return self.lists[name]

    def label(self, name: str, word: str, language: Language) -> str:
        """The label of ``word`` in the list ``name``; the word itself where it is not listed."""
        term = self.lists[name].get(word)
        return term.label(language) if term else word

    @cached_property
    def avoided(self) -> tuple[tuple[str, str], ...]:
        """Each Japanese spelling that our texts do not use, with the one that they do."""
        terms = (term for words in self.lists.values() for term in words.values())
        return tuple((wrong, term.ja) for term in terms for wrong in term.extra.get("avoid", ()))
