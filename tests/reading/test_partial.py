"""A file with shape faults has its other faults told in the same run, and no made-up ones."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from meshbook.reading.case import read_case
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.rules.case_rules import case_problems
from sample_cases import PROJECT, as_yaml, patched, sample_case

WORDS = read_vocabulary(PROJECT / "cases" / "_words")
OTHER_FAULT = {"meshes": {"0": {"sources": ["nowhere"]}}}


def codes(changes: dict[str, Any], *more: dict[str, Any]) -> list[str]:
    """The codes that a minimal case with these changes gives."""
    data = sample_case(changes)
    for change in more:
        data = patched(data, change)
    content = as_yaml(data).encode()
    file = read_case("x.yaml", content)
    assert file.case is None or not file.problems
    problems = [*file.problems, *case_problems(file, content, WORDS, datetime.date(2026, 6, 1))]
    return sorted(problem.code for problem in problems)


SHAPE_FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "no title": ({"title": None}, "S001"),
    "no original": ({"original": None}, "S001"),
    "unknown translation": ({"translation": "x"}, "S004"),
    "stage without a date": ({"stages": [{"id": "s", "mesh": "istio", "stage": "production",
                                          "sources": ["blog"]}]}, "S001"),
    "stage that is text": ({"stages": ["x"]}, "S003"),
    "stages that are text": ({"stages": "x"}, "S003"),
    "source without a grade": ({"sources": {"blog": {"grade": None}}}, "S001"),
    "source with a bad date": ({"sources": {"blog": {"accessed": "x"}}}, "S008"),
    "no such day": ({"added": "2026-02-30"}, "D004"),
    "bad id": ({"stages": {"0": {"id": "Stage 1"}}}, "S005"),
    "text in no language": ({"motives": [{"id": "m-1", "kind": "mtls", "text": {},
                                         "sources": ["blog"]}]}, "T003"),
    "text that is a list": ({"summary": ["x"]}, "S003"),
    "quantity": ({"scale": [{"id": "q", "what": "pods", "value": {"min": "9", "max": "1"},
                             "sources": ["blog"]}]}, "S009"),
    "country": ({"organisation": {"country": "Japan"}}, "S005"),
    "no industry": ({"organisation": {"industry": None}}, "S001"),
    "unknown field": ({"sumary": "x"}, "S002"),
    "nobody tells": ({"told_by": []}, "S007"),
    "unknown size": ({"organisation": {"size": "big"}}, "S004"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPE_FAULTS)
def test_a_shape_fault_gives_its_own_code_and_nothing_that_follows_from_it(name: str) -> None:
    changes, code = SHAPE_FAULTS[name]
    assert codes(changes) == [code]


@pytest.mark.parametrize("name", SHAPE_FAULTS)
def test_another_fault_in_the_same_file_is_told_in_the_same_run(name: str) -> None:
    changes, code = SHAPE_FAULTS[name]
    assert codes(changes, OTHER_FAULT) == sorted([code, "C002"])


MERGED: dict[str, dict[str, Any]] = {
    "the country": {"organisation": {"country": None, "<<": {"a": "b"}}},
    "the name": {"organisation": {"name": None, "<<": {"a": "b"}}},
    "a name in one language": {"organisation": {"name": {"en": None, "<<": {"a": "b"}}}},
    "the id of a stage": {"stages": {"0": {"id": None, "<<": {"a": "b"}}}},
    "the sources of a stage": {"stages": {"0": {"sources": None, "<<": {"a": "b"}}}},
    "all sources": {"sources": {"blog": None, "<<": {"a": "b"}}},
    "the grade of a source": {"sources": {"blog": {"grade": None, "<<": {"a": "b"}}}},
    "the title": {"title": None, "<<": {"a": "b"}},
    "a translation": {"summary": {"ja": None, "<<": {"a": "b"}}},
}


@pytest.mark.parametrize("name", MERGED)
def test_what_a_merge_key_may_have_brought_in_is_not_missed(name: str) -> None:
    """The merge key alone is told; what follows from it is not."""
    content = as_yaml(sample_case(MERGED[name])).replace("'<<'", "<<").encode()
    file = read_case("x.yaml", content)
    problems = [*file.problems, *case_problems(file, content, WORDS, datetime.date(2026, 6, 1))]
    assert [problem.code for problem in problems] == ["Y005"]


def test_a_merge_key_leaves_the_rest_of_its_mapping_to_be_checked() -> None:
    text = as_yaml(sample_case({"organisation": {"country": None, "homepage": "http://127.1/"}}))
    content = text.replace("organisation:\n", "organisation:\n  <<: {a: b}\n").encode()
    file = read_case("x.yaml", content)
    problems = [*file.problems, *case_problems(file, content, WORDS, datetime.date(2026, 6, 1))]
    assert sorted(problem.code for problem in problems) == ["U004", "Y005"]


def test_a_source_whose_id_is_wrong_is_not_missed_by_its_claims() -> None:
    source = sample_case()["sources"]["blog"]
    changes: dict[str, Any] = {"sources": {"blog": None, "My Blog": source}}
    for claims in ("stages", "meshes"):
        changes[claims] = {"0": {"sources": ["My Blog"]}}
    assert set(codes(changes)) == {"S005"}


def test_a_file_without_sources_is_told_that_and_no_more() -> None:
    assert codes({"sources": None}) == ["S001"]


def test_faults_of_characters_and_of_yaml_leave_the_rest_to_be_checked() -> None:
    text = as_yaml(sample_case(OTHER_FAULT)) + "original: ja\n"
    content = text.replace("How we", "How\u0001 we\u202e").encode()
    file = read_case("x.yaml", content)
    problems = [*file.problems, *case_problems(file, content, WORDS, datetime.date(2026, 6, 1))]
    assert sorted(problem.code for problem in problems) == ["C002", "F003", "F005", "Y002"]
    assert file.case is None


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (("publisher: Example Co", "publisher: &name Example Co"), "Y004"),
        (("industry: software", "industry: !!str software"), "Y003"),
        (("original: en", "original: en\n<<: {a: b}"), "Y005"),
        (("verified: '2026-01-15'\n", "verified: 2026-01-15\n---\na: b\n"), "Y006"),
    ],
)
def test_yaml_that_is_not_allowed_leaves_the_rest_to_be_checked(
    edit: tuple[str, str], code: str
) -> None:
    text = as_yaml(sample_case(OTHER_FAULT))
    assert edit[0] in text
    content = text.replace(*edit).encode()
    file = read_case("x.yaml", content)
    problems = [*file.problems, *case_problems(file, content, WORDS, datetime.date(2026, 6, 1))]
    assert sorted(problem.code for problem in problems) == sorted([code, "C002"])
