"""The glossary: the words of the trade, each with what it is and what others call it."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from meshbook.languages import Language
from meshbook.model.values import Line, Prose, Record, Slug

Kana = Annotated[str, StringConstraints(pattern=r"^[ぁ-ゖー]+$", max_length=80)]


class InBoth(Record):
    """A text that both languages have."""

    en: Prose
    ja: Prose

    def get(self, language: Language) -> str:
        """The text in ``language``."""
        return self.en if language == "en" else self.ja


class OtherNames(Record):
    """Other names by which readers of either language look for it."""

    en: list[Line] = []
    ja: list[Line] = []

    def get(self, language: Language) -> list[str]:
        """The names in ``language``."""
        return self.en if language == "en" else self.ja


class Entry(Record):
    """An entry of ``cases/_words/glossary.yaml``, which says at its head what the fields mean."""

    en: Line
    ja: Line
    kana: Kana
    text: InBoth
    also: OtherNames = OtherNames()
    avoid: list[Line] = []
    see: list[Slug] = []
    mesh: Slug | None = None
    common: bool = False

    def name(self, language: Language) -> str:
        """What it is called in ``language``."""
        return self.en if language == "en" else self.ja

    @property
    def names(self) -> tuple[str, ...]:
        """All its names in both languages, each once."""
        return tuple(dict.fromkeys([self.en, self.ja, *self.also.en, *self.also.ja]))
