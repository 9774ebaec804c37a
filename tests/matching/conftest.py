"""The real cases, their files for the page, Node to rank with, and a site to use it on."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import nodejs
from meshbook.exports import matching_data
from meshbook.pages.library import Library
from meshbook.publish.site import assemble
from meshbook.publish.write import write
from meshbook.reading.catalog import read_catalog
from meshbook.settings import Settings
from site_project import ROOT, serving

Rank = Callable[[list[str]], list[dict[str, Any]]]


@pytest.fixture(scope="session")
def library() -> Library:
    catalog, _ = read_catalog(ROOT, datetime.date(2026, 11, 24), [ROOT / "cases"])
    return Library(catalog, Settings())


@pytest.fixture(scope="session")
def rank(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Rank:
    """What the page's script ranks for query strings, in Node."""
    folder = tmp_path_factory.mktemp("match")
    for file in matching_data.files(library):
        (folder / Path(file.path).name).write_bytes(file.render())

    def ranked(searches: list[str]) -> list[dict[str, Any]]:
        script = Path(__file__).with_name("rank.js")
        answers: list[dict[str, Any]] = nodejs.answers(script, searches, folder / "cases.json")
        return answers

    return ranked


@pytest.fixture(scope="session")
def host(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site of the real cases on a plain host."""
    folder = tmp_path_factory.mktemp("site")
    write(assemble(library, [], ROOT, with_cards=False, with_exports=False), folder, jobs=1)
    with serving(folder) as address:
        yield address
