"""Contribute, corrections and the call say what is set, what is counted, and no more."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from meshbook.analysis.lifeline import FRESH_DAYS
from meshbook.languages import LANGUAGES, Language
from meshbook.pages import prose
from meshbook.pages.strings import strings
from meshbook.problems import MeshbookError
from meshbook.reading.case import read_case
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.rules.case_rules import case_problems
from meshbook.settings import Settings
from sample_cases import PROJECT, sample_case
from sample_library import TODAY, library_of, rendered, text_of

UNSET = Settings()
SET = Settings(repository="https://example.org/meshbook/source", mailbox="cases@example.org")
ADDRESSES = ("contribute", "corrections", "call-for-japan")
GUIDES: dict[Language, str] = {"en": "CONTRIBUTING.md", "ja": "CONTRIBUTING.ja.md"}


def links(page: HtmlElement) -> set[str]:
    return {link.get("href") for link in page.xpath("//main//a[@href]")}


@pytest.mark.parametrize("language", ["", "ja/"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_while_no_address_is_set_none_is_made_up(address: str, language: str) -> None:
    page = rendered(prose.pages(library_of({}, UNSET)), f"{language}{address}/index.html")
    outside = {link for link in links(page) if re.match(r"\w+:", link)}
    assert outside <= {prose.ARTICLE}


@pytest.mark.parametrize("language", ["", "ja/"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_that_are_set_can_be_reached_from_each_page(address: str, language: str) -> None:
    page = rendered(prose.pages(library_of({}, SET)), f"{language}{address}/index.html")
    found = links(page)
    assert "mailto:cases@example.org" in found
    assert any(link.startswith("https://example.org/meshbook/source") for link in found)


def test_the_call_counts_what_is_known_of_linkerd_in_japan() -> None:
    def counts(cases: dict[str, dict[str, object]]) -> list[str]:
        page = rendered(prose.pages(library_of(cases)), "ja/call-for-japan/index.html")
        return [text_of(number) for number in page.xpath("//ul[@class='counts']//strong")]

    linkerd = {"id": "s", "mesh": "linkerd", "stage": "production", "date": "2024",
               "sources": ["blog"]}
    tried = {**linkerd, "stage": "pilot"}
    left = {**linkerd, "id": "l", "stage": "left", "date": "2025", "to": "none"}
    abroad = sample_case({"stages": [linkerd], "organisation": {"country": "US"}})
    at_home = sample_case({"stages": [linkerd, left]})
    assert counts({"abroad": abroad}) == ["0", "0", "0"]
    assert counts({"tried": sample_case({"stages": [tried]})}) == ["1", "0", "0"]
    assert counts({"at-home": at_home, "istio": sample_case()}) == ["2", "1", "1"]


def test_corrections_of_all_cases_stand_newest_first() -> None:
    def corrected(date: str) -> dict[str, object]:
        change = {"date": date, "what": {"en": f"Changed {date}", "ja": f"変更{date}"},
                  "why": {"en": "It was wrong", "ja": "誤りだった"}}
        return sample_case({"corrections": [change]})

    library = library_of({"one": corrected("2026-02-01"), "two": corrected("2026-03-01")})
    page = rendered(prose.pages(library), "corrections/index.html")
    told = [text_of(item) for item in page.xpath("//ol[@class='log']/li")]
    assert ["Changed 2026-03-01" in told[0], "Changed 2026-02-01" in told[1]] == [True, True]


def test_both_languages_of_the_call_answer_the_same_worries() -> None:
    pages = list(prose.pages(library_of({})))
    counts = {
        len(rendered(pages, f"{prefix}call-for-japan/index.html").xpath("//dl//dt"))
        for prefix in ("", "ja/")
    }
    assert counts == {len(prose.WORRIES)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_smallest_case_of_the_guide_passes_every_check(language: Language) -> None:
    guide = (PROJECT / GUIDES[language]).read_text(encoding="utf-8")
    match = re.search(r"<!-- smallest-case -->\n```yaml\n(.*?)```", guide, re.DOTALL)
    assert match is not None
    content = match[1].encode()
    file = read_case("cases/example-store.yaml", content)
    words = read_vocabulary(PROJECT / "cases" / "_words")
    problems = [*file.problems, *case_problems(file, content, words, TODAY)]
    # In one language it passes with the remark that it is not translated yet.
    assert [problem.code for problem in problems] == ([] if language == "en" else ["T002"])
    assert file.case is not None and file.case.added.first <= (*TODAY.timetuple()[:3],)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_new_word_of_the_guide_is_one_that_cases_can_use(
    language: Language, tmp_path: Path
) -> None:
    guide = (PROJECT / GUIDES[language]).read_text(encoding="utf-8")
    match = re.search(r"<!-- new-word -->\n +```yaml\n +(.*?)\n", guide)
    assert match is not None
    line = match[1]
    shutil.copytree(PROJECT / "cases" / "_words", tmp_path / "_words")
    with (tmp_path / "_words" / "environments.yaml").open("a", encoding="utf-8") as words:
        words.write(f"{line}\n")
    word = line.partition(":")[0]
    assert word not in read_vocabulary(PROJECT / "cases" / "_words")["environments"]
    assert read_vocabulary(tmp_path / "_words")["environments"][word].label(language) in line


def test_a_label_that_a_comma_cuts_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "motives.yaml").write_text("polyglot: {en: Many, one, ja: 多言語}\n", "utf-8")
    with pytest.raises(MeshbookError, match="polyglot"):
        read_vocabulary(tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contribute_page_shows_the_smallest_case_of_the_guide(language: Language) -> None:
    guide = (PROJECT / GUIDES[language]).read_text(encoding="utf-8")
    assert strings(language)["prose.contribute.smallest.example"] in guide


def test_hand_written_pages_have_the_same_names_and_anchors_in_both_languages() -> None:
    def anchors(language: Language) -> dict[str, list[str]]:
        folder = PROJECT / "docs" / language
        return {
            path.name: re.findall(r"\{#([a-z0-9-]+)\}", path.read_text(encoding="utf-8"))
            for path in sorted(folder.glob("*.md"))
        }

    assert anchors("en") == anchors("ja") != {}


def test_every_heading_of_a_hand_written_page_has_an_ascii_id() -> None:
    for language in LANGUAGES:
        for path in (PROJECT / "docs" / language).glob("*.md"):
            headings = re.findall(r"^#+ .*$", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert headings and all(re.search(r"\{#[a-z0-9-]+\}$", line) for line in headings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_method_page_tells_when_evidence_counts_as_old(language: Language) -> None:
    method = (PROJECT / "docs" / language / "method.md").read_text(encoding="utf-8")
    assert re.search(rf"(?<!\d){FRESH_DAYS}( days|日)", method)
