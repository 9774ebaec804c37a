"""The worksheet's numbers: the browser's script and the reference in Python give the same."""

from __future__ import annotations

import random

import pytest

from evaluation.worksheet_sample import asked, sample, weighed_by_node
from meshbook.analysis.criteria import CRITERIA, MAINTAINED, NEEDED, REQUIREMENTS
from meshbook.analysis.evaluation import Evaluation
from meshbook.analysis.items import Item
from meshbook.analysis.weighing import Choice, Range, range_of, weigh
from meshbook.pages.library import Library

GRADES = ("E1", "E2", "E3", "E4", "E5", "E6")


def item(direction: int, units: int = 2, origin: str = "cases/a/", grade: str = "E2") -> Item:
    return Item("istio", "effort", direction, units, origin, f"c{direction}{units}", grade, False)


def random_choice(rng: random.Random, found: Evaluation) -> Choice:
    ids = [each.id for each in found.candidates]
    criteria = [each.id for each in CRITERIA]
    matter = rng.sample(criteria, rng.randint(0, len(criteria)))
    return Choice(
        tuple(each for each in ids if rng.random() < 0.5),
        {each: rng.randint(1, 5) for each in matter},
        tuple(each for each in (MAINTAINED, *REQUIREMENTS) if rng.random() < 0.3),
        rng.random() < 0.5,
        rng.choice(GRADES),
    )


@pytest.mark.parametrize("name", ["sample", "real"])
def test_the_script_gives_the_same_numbers_as_the_reference(name: str, real: Library) -> None:
    library = sample() if name == "sample" else real
    rng = random.Random(7)
    choices = [random_choice(rng, library.evaluation) for _ in range(150)]
    for choice, answer in zip(choices, weighed_by_node(library, "en", choices), strict=True):
        expected = weigh(library.evaluation, choice)
        assert [
            {
                "candidate": score.candidate,
                "low": score.total.low,
                "high": score.total.high,
                "known": score.known,
                "placed": score.placed,
                "cells": {name: [each.low, each.high] for name, each in score.cells.items()},
            }
            for score in expected.scores
        ] == answer["scores"]
        assert expected.sensitivity.tried == answer["tried"]
        assert dict(expected.sensitivity.first) == answer["first"]
        assert dict(expected.sensitivity.clear) == answer["clear"]
        assert [list(pair) for pair in expected.excluded] == answer["excluded"]
        assert [list(pair) for pair in expected.open] == answer["open"]


def test_the_address_holds_every_choice() -> None:
    rng = random.Random(11)
    found = sample().evaluation
    choices = [random_choice(rng, found) for _ in range(60)]
    for choice, answer in zip(choices, weighed_by_node(sample(), "en", choices), strict=True):
        assert answer["again"] == asked(choice)


def test_without_evidence_everything_is_possible() -> None:
    assert range_of([]) == Range(-1, 1)


def test_a_fact_on_record_places_a_mesh_alone() -> None:
    assert range_of([item(1, NEEDED, grade="")]) == Range(1, 1)


def test_each_further_case_narrows_the_range_until_three_have_told() -> None:
    widths = []
    for count in range(5):
        found = range_of(item(1, origin=f"cases/{number}/") for number in range(count))
        widths.append(found.high - found.low)
    assert widths == pytest.approx([2, 4 / 3, 2 / 3, 0, 0])


def test_a_case_counts_once_however_much_it_says() -> None:
    assert range_of([item(1, 2), item(1, 1), item(1, 2)]) == range_of([item(1, 2)])


def test_a_case_that_says_both_counts_for_neither() -> None:
    assert range_of([item(1), item(-1)]) == Range(-4 / 6, 4 / 6)


def test_what_is_only_shown_changes_no_range() -> None:
    assert range_of([item(1), item(-1, 0, "meshes/x/", "")]) == range_of([item(1)])


def test_a_mesh_is_not_placed_where_less_than_half_of_the_weight_has_evidence() -> None:
    scores = weigh(sample().evaluation, Choice(("kuma",), {"production": 2, "latency": 3})).scores
    assert (scores[0].known, scores[0].placed) == (0.4, False)
    scores = weigh(sample().evaluation, Choice(("kuma",), {"production": 3, "latency": 3})).scores
    assert (scores[0].known, scores[0].placed) == (0.5, True)


def test_no_as_an_answer_excludes_and_silence_leaves_the_question_open() -> None:
    choice = Choice(
        ("linkerd", "istio", "consul", "aws-app-mesh"), {"production": 1},
        (MAINTAINED, "multicluster"),
    )  # fmt: skip
    found = weigh(sample().evaluation, choice)
    assert set(found.excluded) == {("consul", "multicluster"), ("aws-app-mesh", MAINTAINED)}
    assert found.open == (("linkerd", "multicluster"),)
    assert {score.candidate for score in found.scores} == {"linkerd", "istio"}


def test_up_to_six_weights_are_tried_in_all_steps_and_more_in_a_fixed_sample() -> None:
    criteria = [each.id for each in CRITERIA]
    for count, tried in ((1, 3), (4, 81), (6, 729), (7, 729), (13, 729)):
        weights = dict.fromkeys(criteria[:count], 3)
        found = weigh(sample().evaluation, Choice(("istio", "linkerd"), weights))
        assert found.sensitivity.tried == tried


def test_who_comes_first_in_every_weighting_beyond_doubt_has_the_better_worst_case() -> None:
    found = weigh(sample().evaluation, Choice(("istio", "linkerd"), {"identity": 3}))
    low = {score.candidate: score.total.low for score in found.scores}
    high = {score.candidate: score.total.high for score in found.scores}
    for candidate, count in found.sensitivity.clear.items():
        beyond = all(low[candidate] > high[other] for other in high if other != candidate)
        assert (count == found.sensitivity.tried) == beyond
