"""What the tests of exports share: the project's own data, with one case that tries to harm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from meshbook.exports.dataset import Dataset
from meshbook.model.catalog import Catalog
from meshbook.pages.library import Library
from meshbook.publish.site import EXPORT_MAKERS
from meshbook.reading.case import read_case
from meshbook.reading.catalog import read_catalog
from meshbook.settings import Settings
from sample_cases import PROJECT, as_yaml, sample_case
from sample_library import TODAY

SITE_URL = "https://meshbook.example"
HOSTILE = "zz-hostile"
HARM = '=HYPERLINK("https://example.com/","x")'
CORRECTED = {
    "added": "2026-01-15",
    "verified": "2026-03-02",
    "corrections": [
        {
            "date": "2026-02-01",
            "what": {"en": "The year & month.", "ja": "年と月。"},
            "why": {"en": "They wrote <to us>.", "ja": "<連絡>がありました。"},
        }
    ],
    "scale": [
        {"id": "pods", "what": "pods", "value": {"min": 10, "max": 50}, "sources": ["blog"]},
        {"id": "few", "what": "clusters", "value": {"below": 5}, "sources": ["blog"]},
        {"id": "silent", "what": "services", "value": "undisclosed", "sources": ["blog"]},
    ],
    "title": {"en": HARM, "ja": "-1+1|cmd"},
}


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The project's own catalogue with the case ``HOSTILE`` added to it."""
    own, problems = read_catalog(PROJECT, TODAY)
    assert problems == []
    file = read_case(f"cases/{HOSTILE}.yaml", as_yaml(sample_case(CORRECTED)).encode())
    assert file.case is not None, file.problems
    return replace(own, cases={**own.cases, HOSTILE: file.case})


@pytest.fixture(scope="session")
def library(catalog: Catalog) -> Library:
    return Library(catalog, Settings.of(SITE_URL, "", ""))


@pytest.fixture(scope="session")
def dataset(library: Library) -> Dataset:
    return Dataset(library)


@pytest.fixture(scope="session")
def files(dataset: Dataset) -> Mapping[str, bytes]:
    """Every exported file by its path, but for the list of them."""
    made = [each for maker in EXPORT_MAKERS for each in maker.files(dataset)]
    found = {each.path: each.render() for each in made}
    assert len(found) == len(made), "two files of one path"
    return found
