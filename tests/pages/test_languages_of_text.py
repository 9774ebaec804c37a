"""A text in the other language than its page says so, wherever it stands."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html

from meshbook.languages import LANGUAGES, Language, language_of, other, prefix
from meshbook.model.walk import field_kinds, models
from meshbook.pages import case
from sample_cases import sample_case
from sample_library import library_of, rendered, text_of
from sample_pages import sources, tree

JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")

OWN = {"Source.title", "Quote.text", "OrganisationName.en", "OrganisationName.ja",
       "Title.en", "Title.ja"}  # fmt: skip
"""Lines whose language the file gives."""

NOT_SHOWN = {"Organisation.kana"}


@pytest.mark.parametrize(
    ("words", "language"),
    [("SRE部", "ja"), ("ﾘﾝｶｰﾄﾞ", "ja"), ("Head of platform", "en"), ("Zoë", "en"), ("L12–L14", "en"),
     ("2021-05", None), ("99.9%", None), ("", None)],
)  # fmt: skip
def test_the_language_of_a_line_is_told_by_its_letters(
    words: str, language: Language | None
) -> None:
    assert language_of(words) == language


def lines_in(written_in: Language) -> dict[str, str]:
    """A value of its own for each field that is one line in one language."""
    fields = {
        "locator" if name == "locator" else f"{model.__name__}.{name}"
        for model in models()
        for name, (kind, _) in field_kinds(model).items()
        if kind == "line"
    }
    words = {
        name: re.sub("[._]", "", name).title() + "Line" for name in sorted(fields - OWN - NOT_SHOWN)
    }
    return words if written_in == "en" else {name: f"欄{word}の値" for name, word in words.items()}


def case_of(line: dict[str, str], written_in: Language) -> dict[str, Any]:
    """A case whose one-language fields hold ``line``; all else is in both languages."""
    said = {"en": "Said.", "ja": "述べました。"}
    made = {"sources": ["blog"]}
    blog = sample_case()["sources"]["blog"]
    return sample_case({
        "organisation": {
            "unit": line["Organisation.unit"], "parent": line["Organisation.parent"],
            "region": line["Organisation.region"], "aliases": [line["Organisation.aliases"]],
            "former_names": [line["Organisation.former_names"]],
        },
        "meshes": [{
            "id": "use", "mesh": "istio", "mode": "sidecar", **made,
            "edition": line["MeshUse.edition"], "control_plane": line["MeshUse.control_plane"],
        }],
        "alternatives": [{
            "id": "other", "name": line["Alternative.name"], "verdict": "considered",
            "in_whose_words": "adopter", **made,
        }],
        "environment": [
            {"id": "cloud", "kind": "cloud", "name": line["Environment.name"], **made},
        ],
        "outcomes": [{
            "id": "outcome", "metric": "latency", "after": {"value": 1}, "unit": "ms",
            "direction": "better", "basis": "measured", "attribution": "unclear",
            "measured_by": "adopter", "period": line["Outcome.period"], **made,
        }],
        "quotes": [{
            "id": "quote", "text": "Ach!", "language": "de", "translation": said,
            "speaker": line["Quote.speaker"], "role": line["Quote.role"], "date": "2021",
            "translated_by": line["Quote.translated_by"], **made,
        }],
        "people": [{
            "id": "person", "name": line["Person.name"], "role": line["Person.role"],
            "organisation": line["Person.organisation"], **made,
        }],
        "listings": [
            {"id": "listing", "list": line["Listing.list"], "name": line["Listing.name"], **made},
        ],
        "motives": [{"id": "why", "kind": "mtls", "locator": line["locator"], **made}],
        "gaps": {"searched": [
            {"query": line["Searched.query"], "where": said, "date": "2026-01-15", "found": said},
        ]},
        "sources": {"blog": {
            **blog, "language": written_in, "publisher": line["Source.publisher"],
            "author": line["Source.author"], "licence": line["Source.licence"],
        }},
        "confirmation": {"date": "2026-01-15", "role": line["Confirmation.role"]},
    })  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_in_the_other_language_is_marked_and_none_in_its_own(
    language: Language,
) -> None:
    for written_in in LANGUAGES:
        line = lines_in(written_in)
        pages = case.pages(library_of({"example": case_of(line, written_in)}))
        page = rendered(pages, f"{prefix(language)}cases/example/index.html")
        marked, plain = parted(page, other(language))
        for name, words in line.items():
            assert (words in marked) == (written_in != language), (name, written_in)
            assert (words in plain) == (written_in == language), (name, written_in)


def parted(page: html.HtmlElement, language: Language) -> tuple[str, str]:
    """The text that is marked as in ``language``, and the rest."""
    main = page.xpath("//main")[0]
    marked = []
    for element in main.xpath(f".//*[@lang='{language}'][not(ancestor::*[@lang='{language}'])]"):
        marked.append(element.text_content())
        element.text, element[:] = "", []
    return "".join(marked), text_of(main)


@pytest.mark.parametrize("path", sorted(sources()))
def test_japanese_on_an_english_page_is_marked_and_none_is_taken_for_english(path: str) -> None:
    unmarked = "ancestor::*[@lang][1]/@lang = 'en'"
    for text in tree(path).xpath(f"//body//text()[{unmarked}]"):
        assert not JAPANESE.search(text), text
