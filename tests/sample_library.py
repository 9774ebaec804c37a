"""A library made from plain data, for tests of pages."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any

from lxml import html

from meshbook.model.catalog import Catalog
from meshbook.pages.library import Library
from meshbook.reading.case import read_case
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.settings import Settings
from sample_cases import PROJECT, as_yaml

TODAY = datetime.date(2026, 11, 24)


def library_of(cases: Mapping[str, dict[str, Any]], settings: Settings | None = None) -> Library:
    """A library of ``cases`` (plain data by slug) with the real word lists."""
    read = {}
    for slug, data in cases.items():
        unshared = json.loads(json.dumps(data))  # an alias is no part of a case file
        file = read_case(f"cases/{slug}.yaml", as_yaml(unshared).encode())
        assert file.case is not None, file.problems
        read[slug] = file.case
    words = read_vocabulary(PROJECT / "cases" / "_words")
    return Library(Catalog(read, words, TODAY), settings or Settings())


def rendered(artifacts: Any, path: str) -> html.HtmlElement:
    """The artifact at ``path`` as a tree."""
    found = {artifact.path: artifact for artifact in artifacts}
    return html.document_fromstring(found[path].render().decode())


def text_of(element: html.HtmlElement) -> str:
    """What is read there, with single spaces."""
    return " ".join(element.text_content().split())
