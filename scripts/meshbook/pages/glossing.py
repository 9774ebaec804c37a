"""Terms of the glossary in running text: the first use on a page leads to what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from meshbook.languages import Language
from meshbook.model.glossary import Entry
from meshbook.pages.environment import Renderer
from meshbook.pages.page import Page

ADDRESS = "glossary/"

_LATIN = re.compile(r"[!-~]")
_KATAKANA = re.compile(r"[ァ-ヺー]")


@dataclass(frozen=True, slots=True)
class Gloss:
    """The entry that explains a word: its address below the home page, and what it says."""

    address: str
    text: str


def gloss_of(words: str, word: str, renderer: Renderer) -> Gloss | None:
    """The entry that the word list ``words`` names for ``word``."""
    vocabulary = renderer.catalog.vocabulary
    explained = vocabulary[words][word].extra.get("glossary") if word in vocabulary[words] else None
    return _gloss(explained, renderer) if explained else None


def _gloss(term: str, renderer: Renderer) -> Gloss:
    text = renderer.catalog.vocabulary.glossary[term].text.get(renderer.language)
    return Gloss(f"{ADDRESS}#{term}", text)


class Glosses:
    """Makes the links of one page, whose texts are given in the order in which they are read."""

    def __init__(self, renderer: Renderer, page: Page) -> None:
        self._renderer = renderer
        self._ids = dict(_names(renderer.catalog.vocabulary.glossary, page.language))
        self._find = re.compile(_pattern(self._ids, page.language), re.IGNORECASE)  # re remembers
        self._link = renderer.macro("text.html", "gloss")
        self._home = page.home
        self._told: set[str] = set()

    def __call__(self, words: str) -> Markup:
        """``words`` with a link at each term that the page has not had yet."""
        pieces, at = [], 0
        for found in self._find.finditer(words):
            term = self._id(found[0])
            if term in self._told:
                continue
            self._told.add(term)
            link = self._link(self._home, _gloss(term, self._renderer), found[0])
            pieces += [escape(words[at : found.start()]), link]
            at = found.end()
        return Markup("").join([*pieces, escape(words[at:])])

    def _id(self, found: str) -> str:
        """The entry of a name as it was found, in English perhaps with the ending of a plural."""
        name = found.casefold()
        return next(self._ids[form] for form in (name, name[:-1], name[:-2]) if form in self._ids)


def _names(entries: Mapping[str, Entry], language: Language) -> Iterator[tuple[str, str]]:
    """Every name that is looked for, in small letters, with the id of its entry."""
    for word, entry in entries.items():
        for name in (entry.name(language), *entry.also.get(language)) if not entry.common else ():
            yield name.casefold(), word


def _pattern(names: Mapping[str, str], language: Language) -> str:
    """Finds any of ``names``, the longest first."""
    plural = "(?:e?s)?" if language == "en" else ""
    forms = (
        f"(?<![{_script(name[0], language)}]){re.escape(name)}{plural}"
        f"(?![{_script(name[-1], language)}])"
        for name in sorted(names, key=len, reverse=True)
    )
    return "|".join(forms) or r"(?!)"


def _script(character: str, language: Language) -> str:
    """What may not stand beside ``character`` of a name: more of its own script."""
    if language == "en":
        return r"\w-"
    if _LATIN.match(character):
        return "0-9A-Za-z"
    return "ァ-ヺー" if _KATAKANA.match(character) else "一-鿿々"
