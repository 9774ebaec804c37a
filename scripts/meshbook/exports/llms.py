"""``llms.txt`` in both languages: what this is and where everything stands, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from meshbook.artifacts import Artifact
from meshbook.exports.calendar import PATH as CALENDAR
from meshbook.exports.case_tables import in_order
from meshbook.exports.database import PATH as DATABASE
from meshbook.exports.dataset import TABLES, Dataset
from meshbook.exports.endpoints import ROOT
from meshbook.exports.manifest import PATH as MANIFEST
from meshbook.exports.tables import FOLDER, PACKAGE
from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library

_PAGES = {
    "cases/": "frame.rooms.cases",
    "meshes/": "frame.rooms.meshes",
    "method/": "frame.foot.method",
    "corrections/": "frame.foot.corrections",
    "data/": "data.link",
}
"""The pages to begin with, and what they are called."""

_MARKS = re.compile(r"([\[\]\\])")


def files(dataset: Dataset) -> Iterator[Artifact]:
    """The file in both languages."""
    for language in LANGUAGES:
        yield _file(dataset.library, language)


def _file(library: Library, language: Language) -> Artifact:
    return Artifact(f"{prefix(language)}llms.txt", lambda: overview(library, language))


def overview(library: Library, language: Language) -> bytes:
    """The bytes of the file. Its links lead below the root where the site has no address."""
    renderer = library.renderers[language]
    say, start = renderer.say, prefix(language)
    data = [
        (say("data.api.openapi"), f"{ROOT}openapi.json"),
        (say("data.api.index"), f"{ROOT}index.json"),
        *((_table(name, renderer), f"{FOLDER}/{name}.csv") for name in TABLES),
        (say("data.tables.all"), DATABASE),
        (say("data.tables.package"), PACKAGE),
        (say("data.tables.sums"), MANIFEST),
        (say("data.feeds.calendar"), f"{start}{CALENDAR}"),
    ]
    pages = [(say(key), f"{start}{address}") for address, key in _PAGES.items()]
    cases = [
        (renderer.text(row.case.title), f"{start}cases/{row.slug}/") for row in in_order(library)
    ]
    sections = {"data": data, "pages": pages, "cases": cases}
    parts = [f"# {say('frame.site')}", f"> {say('data.llms.summary')}", say("data.llms.cite")]
    root = library.settings.site_url or ""
    for name, links in sections.items():
        lines = [f"- [{_escaped(words)}]({root}/{path})" for words, path in links]
        parts += [f"## {say(f'data.llms.{name}')}", "\n".join(lines)]
    return ("\n\n".join(parts) + "\n").encode()


def _table(name: str, renderer: Renderer) -> str:
    return renderer.say("data.llms.table", name=name, holds=renderer.say(f"data.table.{name}"))


def _escaped(words: str) -> str:
    return _MARKS.sub(r"\\\1", words)
