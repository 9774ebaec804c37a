"""Whatever the bytes, reading and checking give problems at places inside the file."""

from __future__ import annotations

import copy
import datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meshbook.languages import LANGUAGES
from meshbook.problems import Problem
from meshbook.reading.case import read_case
from meshbook.reading.tree import read_tree
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.rules.case_rules import case_problems
from meshbook.rules.words import hint, message
from sample_cases import PROJECT, as_yaml, sample_case

WORDS = read_vocabulary(PROJECT / "cases" / "_words")
TODAY = datetime.date(2026, 6, 1)
RICH = sample_case(
    {
        "events": [{"id": "e-1", "kind": "incident", "date": "2022", "text": {"en": "a", "ja": "b"},
                    "sources": ["blog"], "duration": {"min": "1", "max": "2"}, "unit": "hours"}],
        "scale": [{"id": "s-1", "what": "pods", "value": "12", "sources": ["blog"]}],
        "conflicts": [{"id": "c-1", "about": {"en": "a"}, "shown": {"en": "a"}, "sources": ["blog"],
                       "values": [{"text": {"en": "a"}, "sources": ["blog"]}] * 2}],
        "gaps": {"searched": [{"query": "q", "where": {"en": "w"}, "date": "2026",
                               "found": {"en": "n"}}]},
    }
)  # fmt: skip
many = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

scalars = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["2021-02-30", "javascript:x", "http://[::1", "&a", "*a", "<<", "null", "1e5"]),
)
plain = st.recursive(
    scalars | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(scalars, inner, max_size=4),
    max_leaves=20,
)


def all_problems(content: bytes) -> list[Problem]:
    """What reading and the rules find, having looked that each can be told and pointed at."""
    file = read_case("cases/x.yaml", content)
    problems = [*file.problems, *case_problems(file, content, WORDS, TODAY)]
    lines = content.decode("utf-8-sig", "replace").split("\n")
    for problem in problems:
        place = problem.place
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert problem.code != "X001", problem.values
        for language in LANGUAGES:
            assert message(problem, language) and hint(problem, language)
    sorted(problems, key=lambda problem: problem.sort_key)
    return problems


@many
@given(st.binary(max_size=400))
def test_any_bytes_are_told_and_never_raise(content: bytes) -> None:
    assert all_problems(content)


@many
@given(st.text(alphabet=st.sampled_from(list("ab:-?,[]{}&*!|>'\"%@`#<\n \t")), max_size=80))
def test_anything_that_looks_like_yaml_is_told_and_never_raises(text: str) -> None:
    assert all_problems(text.encode())


@many
@given(plain)
def test_any_plain_data_is_told_and_never_raises(data: Any) -> None:
    assert all_problems(as_yaml(data).encode("utf-8", "replace"))


@many
@given(st.data())
def test_any_change_to_a_valid_case_never_raises(draw: st.DataObject) -> None:
    data = copy.deepcopy(RICH)
    for _ in range(draw.draw(st.integers(1, 3))):
        holder, key = draw.draw(st.sampled_from(list(slots(data))))
        if draw.draw(st.booleans()):
            holder[key] = draw.draw(plain)
        elif isinstance(holder, dict):
            holder[draw.draw(scalars)] = holder.pop(key)
        else:
            del holder[key]
    all_problems(as_yaml(data).encode("utf-8", "replace"))


@many
@given(st.data())
def test_cutting_a_valid_file_anywhere_never_raises(draw: st.DataObject) -> None:
    content = as_yaml(RICH).encode()
    start = draw.draw(st.integers(0, len(content)))
    end = draw.draw(st.integers(start, len(content)))
    all_problems(content[:start] + draw.draw(st.binary(max_size=3)) + content[end:])


@many
@given(plain)
def test_the_quick_and_the_careful_reading_of_a_text_agree(data: Any) -> None:
    text = as_yaml({"a": data})
    quick, problems = read_tree("x", text)
    if not problems:
        careful, more = read_tree("x", "---\n" + text)
        assert (careful, more) == (quick, [])


def test_the_real_cases_are_read_without_a_fault() -> None:
    for path in sorted((PROJECT / "cases").glob("*.yaml")):
        assert read_case(f"cases/{path.name}", path.read_bytes()).problems == ()


def slots(data: Any) -> Any:
    """Every place of ``data`` where a value could be exchanged: holder and key."""
    keys = list(data) if isinstance(data, dict) else range(len(data))
    for key in keys:
        yield data, key
        if isinstance(data[key], dict | list):
            yield from slots(data[key])
