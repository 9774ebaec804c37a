"""Periods run forward, wherever they stand, and only the next check may lie ahead."""

from __future__ import annotations

from typing import Any

import pytest

from meshbook.reading.case import read_case
from sample_cases import as_yaml, sample_case
from sample_cases import rule_codes as codes

BACKWARDS: dict[str, dict[str, Any]] = {
    "a use": {"meshes": {"0": {"since": "2021-03", "until": "2021-02"}}},
    "a source": {"sources": {"blog": {"until": "2021-05"}}},
}
FINE: dict[str, dict[str, Any]] = {
    "a use": {"meshes": {"0": {"since": "2021-02", "until": "2021-03"}}},
    "a use without a beginning": {"meshes": {"0": {"until": "2021-03"}}},
    "a source": {"sources": {"blog": {"until": "2021-07"}}},
    "a later stage within a source": {"sources": {"blog": {"until": "2022-02"}},
                                      "stages": {"0": {"date": "2022-01"}}},
    "a next check": {"next_check": "2028"},
}  # fmt: skip


@pytest.mark.parametrize("name", BACKWARDS)
def test_a_period_that_ends_before_it_begins_is_told(name: str) -> None:
    assert codes(BACKWARDS[name]) == ["D003"]


@pytest.mark.parametrize("name", FINE)
def test_dates_that_agree_are_fine(name: str) -> None:
    assert codes(FINE[name]) == []


def test_a_source_that_grew_after_it_was_opened_is_told() -> None:
    assert codes({"sources": {"blog": {"until": "2026-02"}}}) == ["D005"]


def test_a_next_check_before_the_last_one_is_told() -> None:
    assert codes({"next_check": "2025"}) == ["D014"]


def test_an_interest_is_a_claim_with_an_id_and_sources() -> None:
    interest = {"id": "stage-2021", "kind": "paid-customer", "text": {"en": "A.", "ja": "例。"}}
    assert codes({"interests": [interest]}) == ["C001", "C003"]
    changes = {"interests": [{**interest, "id": "i-1"}]}
    file = read_case("x.yaml", as_yaml(sample_case(changes)).encode())
    assert file.case is not None
    assert next(claim.id for _, claim in file.case.claims()) == "i-1"
