"""The queries of Japanese readers on the real cases, by what each case says of itself."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from meshbook.analysis.summary import Summary
from meshbook.pages.library import Library

QUERIES: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("ja_queries.yaml").read_text("utf-8"), yaml.CSafeLoader
)
Answers = dict[str, dict[str, Any]]
Facets = Mapping[str, Sequence[str]]


@pytest.fixture(scope="module")
def answers(
    cases_index: Path, ask: Callable[[Path, str, list[str]], list[dict[str, Any]]]
) -> Answers:
    """What the engine says to each query and to those that it is compared with."""
    typed = [
        query[key] for query in QUERIES for key in ("q", "same_as", "fewer_than") if key in query
    ]
    return dict(zip(typed, ask(cases_index, "ja", typed), strict=True))


def found(answer: dict[str, Any]) -> set[str]:
    return {url.rstrip("/").rpartition("/")[2] for url in answer["urls"]}


def _now(row: Summary, facet: str) -> set[str]:
    """The values of a case; of its stages only the one where it stands."""
    values = row.facets[facet]
    return set(values[:1] if facet == "stage" else values)


def having(facets: Facets, library: Library) -> set[str]:
    """The cases that have one of the values in each facet."""
    return {
        row.slug
        for row in library.summaries
        if all(set(values) & _now(row, facet) for facet, values in facets.items())
    }


def faults(query: dict[str, Any], answers: Answers, library: Library) -> list[str]:
    """What is wrong with the answer to a query, in words."""
    got = found(answers[query["q"]])
    wanted = set(query.get("must", ()))
    if "all" in query:
        wanted |= having(query["all"], library)
    unwanted = set(query.get("must_not", ()))
    if "only" in query:
        unwanted |= {row.slug for row in library.summaries} - having(query["only"], library)
    if "not" in query:
        unwanted |= having(query["not"], library)
    said = [f"did not find {missing}" for missing in sorted(wanted - got)]
    said += [f"found {wrong}" for wrong in sorted(unwanted & got)]
    if got and query.get("empty"):
        said.append(f"found {sorted(got)}, expected nothing")
    if "same_as" in query and found(answers[query["same_as"]]) != got:
        said.append(f"differs from {query['same_as']}")
    if "fewer_than" in query and found(answers[query["fewer_than"]]) <= got:
        said.append(f"finds all of {query['fewer_than']}")
    return said


@pytest.mark.parametrize("query", QUERIES, ids=[query["q"] for query in QUERIES])
def test_a_japanese_reader_finds_the_cases_that_were_meant(
    query: dict[str, Any], answers: Answers, cases: Library
) -> None:
    assert faults(query, answers, cases) == []


def test_where_nothing_is_found_each_condition_alone_is_offered_with_its_count(
    answers: Answers,
) -> None:
    for query in QUERIES:
        if "loosened" in query:
            offered = {each["query"]: each["count"] for each in answers[query["q"]]["suggestions"]}
            assert offered.keys() == set(query["loosened"])
            assert all(offered.values())


def test_every_facet_that_a_query_names_has_cases(cases: Library) -> None:
    for query in QUERIES:
        for facet, values in query.get("all", {}).items():
            for value in values:
                assert having({facet: [value]}, cases), f"{query['q']}: {facet} {value}"
