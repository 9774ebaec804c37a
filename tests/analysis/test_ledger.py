"""The ledger: conclusions side by side with the conditions that differ, never averaged."""

from __future__ import annotations

from typing import Any

from meshbook.analysis.ledger import CONDITIONS, ledger
from meshbook.model.benchmark import Run
from meshbook.model.catalog import BenchmarkData
from sample_measurements import made


def source(topic: str, *runs: Run, **changes: Any) -> BenchmarkData:
    text = {"en": "x", "ja": "x"}
    conclusion = {"id": "a", "topic": topic, "statement": text, "source": "https://www.example.com/"}
    return made(runs, conclusions=[conclusion], **changes)


def test_a_question_that_several_sources_answer_is_listed_with_each_answer() -> None:
    found = ledger({"b": source("latency"), "a": source("latency"), "c": source("memory")})
    assert [topic.topic for topic in found] == ["latency"]
    assert [position.source_id for position in found[0].positions] == ["a", "b"]


def test_one_source_that_answers_twice_is_no_contradiction() -> None:
    text = {"en": "x", "ja": "x"}
    twice = [
        {"id": name, "topic": "latency", "statement": text, "source": "https://www.example.com/"}
        for name in ("a", "b")
    ]
    assert ledger({"a": made([], conclusions=twice)}) == ()


def test_conditions_that_are_not_the_same_are_named_and_the_others_not() -> None:
    wrk2 = Run("a", "f", generator="wrk2", loop="open", target_rps=2000.0, connections=100)
    oha = Run("a", "f", generator="oha", loop="closed", connections=100)
    (topic,) = ledger({"a": source("latency", wrk2), "b": source("latency", oha)})
    assert topic.differing == ("generator", "loop", "target_rps")
    first, second = topic.positions
    assert (first.conditions["generator"], second.conditions["generator"]) == (("wrk2",), ("oha",))
    assert (first.conditions["target_rps"], second.conditions["target_rps"]) == (("2000",), ())


def test_hardware_and_interest_are_conditions() -> None:
    label = {"label": {"en": "x", "ja": "x"}, "kind": "bare-metal", "nodes": 6}
    vendor = {"trust": {"run_by": "Example Co", "conflict": "self"}, "environments": {"lab": label}}
    (topic,) = ledger({"a": source("latency", **vendor), "b": source("latency")})
    assert topic.differing == ("conflict", "environment", "nodes")


def test_all_values_of_a_source_are_kept_in_order_and_none_is_averaged() -> None:
    runs = [Run(f"r{rps}", "f", target_rps=float(rps)) for rps in (1200, 60, 240)]
    (topic,) = ledger({"a": source("latency", *runs), "b": source("latency")})
    assert topic.positions[0].conditions["target_rps"] == ("60", "240", "1200")


def test_the_order_of_rows_changes_nothing() -> None:
    runs = [Run(f"r{n}", "f", mesh=mesh, version=f"1.{n}") for n, mesh in enumerate("ab")]
    one, other = ({"a": source("t", *rows), "b": source("t")} for rows in (runs, runs[::-1]))
    assert ledger(one)[0].positions[0].conditions == ledger(other)[0].positions[0].conditions
    assert set(ledger(one)[0].positions[0].conditions) == set(CONDITIONS)
