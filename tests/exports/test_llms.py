"""The overview for language models: Markdown whose links lead to what is there."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from meshbook.exports.llms import overview
from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.model.catalog import Catalog
from meshbook.pages.library import Library
from meshbook.settings import Settings

LINK = re.compile(r"^- \[(.+)\]\((\S+)\)$")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_file_or_a_page(
    catalog: Catalog, files: Mapping[str, bytes], language: Language
) -> None:
    text = files[f"{prefix(language)}llms.txt"].decode()
    assert text.startswith("# Meshbook\n\n> ")
    links = [match.groups() for line in text.split("\n") if (match := LINK.match(line))]
    assert len(links) == text.count("\n- [")
    for _, address in links:
        assert address.startswith("https://meshbook.example/")
        path = address.removeprefix("https://meshbook.example/")
        if not path.endswith("/"):
            assert path in files or path == "data/manifest.json"
    cases = [address for _, address in links if re.search(r"/cases/[^/]+/$", address)]
    assert len(cases) == len(catalog.cases)


def test_without_an_address_links_lead_from_the_root(catalog: Catalog) -> None:
    text = overview(Library(catalog, Settings()), "en").decode()
    assert "](/api/v1/index.json)" in text and "](//" not in text
