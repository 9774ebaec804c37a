"""The decision record: the same bytes for the same state, and every number leads to a claim."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import html
from markdown_it import MarkdownIt

from evaluation.worksheet_sample import CHOICES, GOLDEN, records, sample, weighed_by_node
from meshbook.analysis.weighing import Choice
from meshbook.exports import evaluation_data
from meshbook.languages import LANGUAGES, Language
from meshbook.pages.library import Library
from meshbook.publish.site import assemble
from site_project import ROOT

EVERYTHING = Choice(
    ("linkerd", "istio", "istio-ambient", "cilium", "consul", "kuma", "envoy", "aws-app-mesh"),
    {"effort": 5, "reliability": 4, "latency": 3, "resources": 2, "identity": 1, "support": 3,
     "governance": 2, "production": 5, "gateway-api": 1, "observability": 2},
    ("maintained",),
    vendor=True,
)  # fmt: skip
_ROW = re.compile(r"\| C(\d+) \|.*")
_CLAIM = re.compile(r"`([^`]+)` <[^>]+> \|$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def record_of(library: Library, language: Language, choice: Choice) -> str:
    record: str = weighed_by_node(library, language, [choice])[0]["record"]
    return record


def _address(item: list[Any], data: dict[str, Any]) -> str:
    """The id of the claim of an item of the data file."""
    return item[7] if "#" in item[7] else f"{data['origins'][item[6]]}#{item[7]}"


def headings(text: str) -> list[str]:
    tree = html.document_fromstring(MarkdownIt().enable("table").render(text.split("---\n", 2)[2]))
    return [each.text_content() for each in tree.iter("h1", "h2", "h3")]


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.mark.parametrize("name", [f"{name}-{each}.md" for name in CHOICES for each in LANGUAGES])
def test_the_same_state_gives_the_same_bytes(name: str) -> None:
    assert records()[name].encode() == (GOLDEN / name).read_bytes()


def test_every_number_stands_beside_a_claim_that_the_catalogue_has(
    real: Library, language: Language
) -> None:
    text = record_of(real, language, EVERYTHING)
    data = evaluation_data.data(real, language)
    known = {_address(each, data) for each in data["items"]}
    claims = {}
    for line in text.splitlines():
        row = _ROW.fullmatch(line)
        if row is not None:
            found = _CLAIM.search(line)
            assert found is not None, line
            claims[row[1]] = found[1]
    assert len(claims) > 150
    assert set(claims.values()) <= known
    settings = {line for line in text.splitlines() if line.startswith("* ")} & _settings(
        real, language
    )
    lead, rest = text.split("\n## ", 1)[0], text[text.index("\n## ") :]
    assert _NUMBER.findall(lead) == ["2026", "11", "24"]
    bodies = rest.split(f"### {_word(language, 'data')}\n")
    for line in bodies[0].splitlines():
        ids = re.findall(r"\[C(\d+)\]", line)
        numbers = _NUMBER.findall(re.sub(r"\[C\d+\]", "", line))
        if not numbers or line in settings or line.startswith("## "):
            continue
        if ids:
            assert set(ids) <= set(claims), line
            continue
        assert _is_told_elsewhere(line, language, data), line


def _settings(library: Library, language: Language) -> set[str]:
    """The lines that only repeat what the reader chose."""
    words = evaluation_data.data(library, language)
    labels = dict(words["criteria"])
    say = words["words"]
    grade = next(label for name, label in words["grades"] if name == EVERYTHING.weakest)
    lines = {
        say["record.weight"].format(criterion=labels[name], weight=weight)
        for name, weight in EVERYTHING.weights.items()
    }
    lines.add(say["record.settings_grade"].format(grade=f"{EVERYTHING.weakest} {grade}"))
    return {f"* {line}" for line in lines}


def _word(language: Language, name: str) -> str:
    return str(evaluation_data.data(sample(), language)["words"][f"record.{name}"])


def _is_told_elsewhere(line: str, language: Language, data: dict[str, Any]) -> bool:
    """A line of the tables' heads, or of an exclusion, which names its claim itself."""
    if line == f"{_word(language, 'table_scores')}:":
        return True
    found = re.search(r"`([^`]+)` <[^>]+>", line)
    return found is not None and found[1] in {each[3] for each in data["demands"]}


def test_the_figures_of_an_outcome_stand_in_the_row_of_its_claim(
    real: Library, language: Language
) -> None:
    figures = {
        f"cases/{slug}/#{outcome.id}": real.renderers[language].number(abs(outcome.after.value))
        for slug, case in real.catalog.cases.items()
        for outcome in case.outcomes
        if outcome.after.value is not None
    }
    compared = 0
    for line in record_of(real, language, EVERYTHING).splitlines():
        found = _CLAIM.search(line) if _ROW.fullmatch(line) else None
        if found is not None and found[1] in figures:
            assert figures[found[1]] in _NUMBER.findall(line.split(" | ")[5]), line
            compared += 1
    assert compared > 3


def test_every_row_says_what_the_evidence_says(real: Library, language: Language) -> None:
    data = evaluation_data.data(real, language)
    names = [label for _, label, *_ in data["candidates"]]
    criteria = [label for _, label in data["criteria"]]
    words = {
        (names[each[0]], criteria[each[1]], _address(each, data)): each[8] for each in data["items"]
    }
    for line in record_of(real, language, EVERYTHING).splitlines():
        found = _CLAIM.search(line) if _ROW.fullmatch(line) else None
        if found is not None:
            _, candidate, criterion, _, _, said, *_ = line.strip("| ").split(" | ")
            numbers = _NUMBER.findall(re.sub(r"\[\d+\]", "", said))
            assert numbers == _NUMBER.findall(words[candidate, criterion, found[1]]), line


def test_every_claim_has_a_place_in_the_site(real: Library) -> None:
    site = assemble(real, [], ROOT, with_cards=False, with_exports=False)
    pages = {each.path: each for each in site if hasattr(each, "path")}
    data = evaluation_data.data(real, "ja")
    addresses = {_address(each, data) for each in data["items"]}
    addresses |= {each[3] for each in data["demands"] if each[3]}
    by_page: dict[str, set[str]] = {}
    for address in addresses:
        page, anchor = address.split("#")
        by_page.setdefault(f"ja/{page}index.html", set()).add(anchor)
    lost = {}
    for path, anchors in by_page.items():
        text = pages[path].render().decode() if path in pages else ""
        missing = {each for each in anchors if f'id="{each}"' not in text}
        if missing:
            lost[path] = missing
    assert lost == {}


def test_hostile_words_stay_words(language: Language) -> None:
    weights = {"production": 3, "multicluster": 2}
    choice = Choice(("kuma", "linkerd", "consul"), weights, vendor=True)
    text = record_of(sample(), language, choice)
    tree = html.document_fromstring(
        MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    )
    assert tree.xpath("//script | //img | //b | //em | //i | //svg | //tag | //the") == []
    for each in tree.iter("a"):
        assert re.match(r"https?://[^\s<>\"]+$", each.get("href", ""))
        assert each.text_content().startswith("http")
    cells = {len(list(row)) for row in tree.iter("tr")}
    assert cells == {7, 9}
    hostile = {"en": "Example <b>Bold</b> Co", "ja": "例示<b>太字</b>社"}
    assert hostile[language] in tree.text_content()


def test_the_record_is_a_markdown_decision_record(language: Language) -> None:
    text = record_of(sample(), language, CHOICES["wide"])
    assert text.startswith("---\nstatus: proposed\ndate: 2026-11-24\n---\n")
    names = [
        "context", "drivers", "options", "outcome", "consequences", "confirmation", "pros",
        "more", "data", "evidence", "questions", "bibliography",
    ]  # fmt: skip
    found = headings(text)
    assert [each for each in found if each in {_word(language, name) for name in names}] == [
        _word(language, name) for name in names
    ]
    assert evaluation_data.digest(sample(), language) in text
