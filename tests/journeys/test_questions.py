"""Ten questions of people who choose a mesh, each answered in at most three interactions."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import expect

from journeys.conftest import Begin
from journeys.reader import Reader
from meshbook.analysis.candidates import MODES_OF_RUNS
from meshbook.languages import LANGUAGES, Language
from meshbook.pages.library import Library

MOST = 3
"""Interactions that an answer may take."""

ASKED: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8")
)


def in_language(words: Any, language: Language) -> str:
    """Words that are the same in both languages, or written in each."""
    return str(words[language] if isinstance(words, dict) else words)


def test_there_are_ten_questions_in_both_languages() -> None:
    assert len({each["id"] for each in ASKED}) == len(ASKED) == 10
    for question, words in product(ASKED, ("asks", "answer")):
        assert all(question[words][language].strip() for language in LANGUAGES)


@pytest.mark.parametrize("question", ASKED, ids=lambda each: each["id"])
def test_an_answer_is_what_the_records_hold(library: Library, question: dict[str, Any]) -> None:
    for fact in question["holds"]:
        if "facets" in fact:
            assert cases_of(library, fact["facets"]) == fact["cases"]
        elif "measured" in fact:
            assert studies_of(library, fact["measured"]) == fact["studies"]
        else:
            assert {each: answer_of(library, each) for each in fact["cells"]} == fact["cells"]


def cases_of(library: Library, facets: dict[str, str]) -> list[str]:
    """The cases that have all of these facets, by slug."""
    return sorted(
        row.slug
        for row in library.summaries
        if all(value in row.facets[facet] for facet, value in facets.items())
    )


def studies_of(library: Library, wanted: list[list[str]]) -> list[str]:
    """The sources that measured every one of these modes, by id."""
    found = []
    for name, data in library.catalog.benchmarks.items():
        measured = [[run.mesh, MODES_OF_RUNS.get(run.mode, run.mode)] for run in data.tables.runs]
        if all(each in measured for each in wanted):
            found.append(name)
    return sorted(found)


def answer_of(library: Library, cell: str) -> str:
    """What the sheet of a mesh answers to a feature: ``linkerd/fips``."""
    mesh, feature = cell.split("/")
    found = library.catalog.features[mesh].cell(feature)
    assert found is not None, cell
    return found.answer


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", ASKED, ids=lambda each: each["id"])
def test_a_question_is_answered_in_at_most_three_interactions(
    begin: Begin, question: dict[str, Any], language: Language
) -> None:
    reader = begin(language)
    for step in question["steps"]:
        take_step(reader, step)
        check_sight(reader, step.get("sees", {}))
    assert 0 < reader.interactions <= MOST


def take_step(reader: Reader, step: dict[str, Any]) -> None:
    """One interaction."""
    match step:
        case {"search": words}:
            reader.search(in_language(words, reader.language))
        case {"follow": address}:
            reader.follow(address)
        case {"tick": box}:
            reader.tick(*box.split("="))
        case {"choose": line}:
            reader.choose(*line.split("="))
        case {"loosen": words}:
            quoted = {"en": "“{}”", "ja": "「{}」"}[reader.language]
            offer = quoted.format(words[reader.language])
            reader.press(reader.page.locator(".empty .loosen button", has_text=offer))
        case _:
            raise ValueError(step)


def check_sight(reader: Reader, sees: dict[str, Any]) -> None:
    """All that must be in sight."""
    page = reader.page
    if "found" in sees:
        expect(page.locator("#results [data-case]")).to_have_count(sees["found"])
    for slug in sees.get("cases", []):
        expect(page.locator(f'main li[data-case="{slug}"]')).to_be_visible()
    for study in sees.get("studies", []):
        link = page.locator(f'main a[href$="benchmarks/studies/{study}/"]').first
        expect(link).to_be_visible()
    named = {**sees.get("claims", {}), **sees.get("cells", {})}
    by_id = {f'[id="{name}"]': told for name, told in named.items()}
    for selector, told in {**by_id, **sees.get("says", {})}.items():
        element = page.locator(selector)
        expect(element).to_be_visible()
        expect(element).to_contain_text(in_language(told, reader.language))
