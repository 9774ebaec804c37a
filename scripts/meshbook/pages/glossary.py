"""The glossary: every term of the trade in both languages, A to Z or in the order of 五十音."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from meshbook.analysis import alphabet
from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES, Language, other
from meshbook.model.glossary import Entry
from meshbook.pages.glossing import ADDRESS
from meshbook.pages.library import Library
from meshbook.pages.meshes import cases_by_mesh
from meshbook.pages.page import Page


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as the page tells it. ``other`` is its name in the other language, where another.

    ``see`` are the entries it refers to, ``mesh`` the page of the product, both as id and name.
    """

    id: str
    name: str
    kana: str
    other: str
    text: str
    also: str
    see: tuple[tuple[str, str], ...]
    mesh: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A heading and the entries below it."""

    id: str
    label: str
    items: tuple[Item, ...]


def pages(library: Library) -> Iterator[Artifact]:
    """The glossary in both languages."""
    for language in LANGUAGES:
        page = _page(library, language)
        yield Artifact(page.path, partial(_render, library, page), "glossary")


def _page(library: Library, language: Language) -> Page:
    say = library.renderers[language].say
    count = len(library.catalog.vocabulary.glossary)
    return Page(
        address=ADDRESS,
        language=language,
        title=say("glossary.title"),
        description=say("glossary.description", count=count),
        section="meshes",
    )


def _render(library: Library, page: Page) -> bytes:
    return library.renderers[page.language].page(
        "glossary.html", page, letters=list(_letters(library, page.language))
    )


def _letters(library: Library, language: Language) -> Iterator[Letter]:
    """The entries by the first letter of their name, or the row of their reading."""
    entries = library.catalog.vocabulary.glossary.items()
    keyed = [(entry.kana if language == "ja" else entry.en, word, entry) for word, entry in entries]
    keyed.sort(key=lambda each: (*alphabet.key_order(each[0], language), each[1]))
    meshes = {mesh.id: mesh.name(library.renderers[language]) for mesh in cases_by_mesh(library)}
    for number, (heading, group) in enumerate(
        groupby(keyed, key=lambda each: alphabet.key_heading(each[0], language)), 1
    ):
        items = tuple(_item(word, entry, library, meshes, language) for _, word, entry in group)
        yield Letter(f"letter-{number}", heading, items)


def _item(
    word: str, entry: Entry, library: Library, meshes: dict[str, str], language: Language
) -> Item:
    glossary = library.catalog.vocabulary.glossary
    name, translated = entry.name(language), entry.name(other(language))
    join = library.renderers[language].say("glossary.join")
    return Item(
        id=word,
        name=name,
        kana=entry.kana,
        other="" if translated == name else translated,
        text=entry.text.get(language),
        also=join.join(entry.also.get(language)),
        see=tuple((each, glossary[each].name(language)) for each in entry.see),
        mesh=(entry.mesh, meshes[entry.mesh]) if entry.mesh in meshes else None,
    )
