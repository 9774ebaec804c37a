"""Which orders of stages contradict each other, and which do not."""

from __future__ import annotations

from typing import Any

import pytest

from sample_cases import rule_codes


def codes(*stages: str) -> list[str]:
    """The codes for a case of these stages, each ``"istio production 2019"`` and more words."""
    made = [_stage(number, *stage.split()) for number, stage in enumerate(stages)]
    found = rule_codes({"stages": made, "sources": {"blog": {"date": None}}})
    return [code for code in found if code != "V002"]


def _stage(number: int, mesh: str, stage: str, date: str, *more: str) -> dict[str, Any]:
    given = {"id": f"s-{number}", "mesh": mesh, "stage": stage, "date": date, "sources": ["blog"]}
    return {**given, **dict(word.split("=") for word in more)}


CONTRADICTIONS = {
    "use after leaving": (["istio production 2018", "istio left 2019", "istio production 2020"],
                          ["D010"]),
    "use after moving": (["istio production 2018", "istio moved 2019 to=none",
                          "istio production 2020"], ["D010"]),
    "in any order of the file": (["istio production 2020", "istio left 2019",
                                  "istio production 2018"], ["D010"]),
    "left by then": (["istio production 2018", "istio left 2019 date_is=by",
                      "istio production 2020"], ["D010"]),
    "left twice": (["istio production 2018", "istio left 2019", "istio left 2021"], ["D011"]),
    "moved and left": (["istio production 2018", "istio moved 2019 to=none", "istio left 2021"],
                       ["D011"]),
    "rejected at the date of use": (["istio rejected 2020", "istio production 2020"], ["D012"]),
    "used at the date of rejection": (["istio production 2020", "istio rejected 2020"], ["D012"]),
    "rejected while in use": (["istio production 2018", "istio rejected 2020"], ["D012"]),
    "moved to itself": (["istio production 2018", "istio moved 2020 to=istio"], ["C012"]),
}  # fmt: skip
FINE = {
    "used twice": ["istio production 2018", "istio production 2020"],
    "left": ["istio production 2018", "istio left 2020"],
    "evidence of the year of leaving": ["istio production 2018", "istio left 2020-05",
                                        "istio production 2020"],
    "taken up again after a trial": ["istio production 2018", "istio left 2019",
                                     "istio pilot 2020", "istio production 2021",
                                     "istio left 2022"],
    "moved away and back": ["istio production 2018", "istio moved 2019 to=linkerd",
                            "linkerd moved 2020 to=istio", "istio production 2021"],
    "left after a date": ["istio production 2018", "istio left 2019 date_is=after",
                          "istio production 2020"],
    "another mesh": ["istio production 2018", "istio left 2019", "linkerd production 2020"],
    "another scope": ["istio production 2018 scope=service", "istio left 2019 scope=service",
                      "istio production 2020 scope=organisation"],
    "rejected at first": ["istio rejected 2018", "istio production 2020"],
    "rejected after leaving": ["istio production 2018", "istio left 2019", "istio rejected 2020"],
}  # fmt: skip


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_stages_that_contradict_are_told(name: str) -> None:
    stages, expected = CONTRADICTIONS[name]
    assert codes(*stages) == expected


@pytest.mark.parametrize("name", FINE)
def test_stages_that_follow_each_other_are_fine(name: str) -> None:
    assert codes(*FINE[name]) == []
