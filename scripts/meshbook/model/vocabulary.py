"""The controlled vocabulary: the word lists in ``cases/_words`` with their labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from meshbook.languages import Language


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
    """All word lists by name (``meshes``, ``industries``, ``fixed.size``, ...)."""

    lists: Mapping[str, TermList]

    def __getitem__(self, name: str) -> TermList:
        return self.lists[name]

    def label(self, name: str, word: str, language: Language) -> str:
        """The label of ``word`` in the list ``name``; the word itself where it is not listed."""
        term = self.lists[name].get(word)
        return term.label(language) if term else word
