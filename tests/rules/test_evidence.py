"""Grades, kinds, relations and dates of sources that bear each other out, or do not."""

from __future__ import annotations

from typing import Any

import pytest

from sample_cases import rule_codes as codes
from sample_cases import sample_case


def graded(grade: str, kind: str, relation: str) -> list[str]:
    found = codes({"sources": {"blog": {"grade": grade, "kind": kind, "relation": relation}}})
    return [code for code in found if code != "C006"]


@pytest.mark.parametrize("standing", [
    ("E1", "commit", "adopter"), ("E1", "pull-request", "project"), ("E1", "repository", "adopter"),
    ("E1", "issue", "project"), ("E1", "job-advert", "adopter"), ("E2", "blog", "adopter"),
    ("E2", "documentation", "adopter"), ("E3", "talk", "competitor"), ("E3", "blog", "foundation"),
    ("E4", "case-study", "vendor"), ("E4", "list", "project"), ("E4", "blog", "partner"),
    ("E5", "list", "project"), ("E5", "commit", "project"), ("E6", "article", "press"),
    ("E6", "announcement", "foundation"), ("E6", "issue", "independent"),
])  # fmt: skip
def test_a_grade_that_fits_is_fine(standing: tuple[str, str, str]) -> None:
    assert graded(*standing) == []


@pytest.mark.parametrize(("standing", "code"), [
    (("E1", "blog", "adopter"), "C013"), (("E1", "announcement", "vendor"), "C013"),
    (("E1", "commit", "vendor"), "C013"), (("E1", "repository", "independent"), "C013"),
    (("E2", "case-study", "vendor"), "C014"), (("E2", "blog", "project"), "C014"),
    (("E4", "blog", "adopter"), "C014"), (("E4", "article", "press"), "C014"),
    (("E5", "blog", "project"), "C014"), (("E6", "article", "adopter"), "C014"),
    (("E6", "blog", "vendor"), "C014"),
])  # fmt: skip
def test_a_grade_that_its_source_contradicts_is_told(
    standing: tuple[str, str, str], code: str
) -> None:
    assert graded(*standing) == [code]


def test_a_published_text_cannot_tell_of_later_dates_but_a_list_or_an_undated_one_can() -> None:
    later = {"stages": {"0": {"date": "2021-07"}}}
    assert codes(later) == ["D013"]
    assert codes({**later, "sources": {"blog": {"date": None}}}) == []
    assert codes({**later, "sources": {"blog": {"kind": "documentation"}}}) == []
    assert codes({"stages": {"0": {"date": "2021-06"}}}) == []


def test_one_later_source_is_enough() -> None:
    talk = {**sample_case()["sources"]["blog"], "kind": "talk", "date": "2021-08-01"}
    stages = {"0": {"date": "2021-07", "sources": ["blog", "talk"]}}
    assert codes({"stages": stages, "sources": {"talk": talk}}) == []


def test_figures_are_dated_like_stages_and_the_end_of_a_product_may_lie_ahead() -> None:
    scale = {"id": "s-1", "what": "pods", "value": "5", "as_of": "2022", "sources": ["blog"]}
    assert codes({"scale": [scale]}) == ["D013"]
    end = {"id": "e-1", "kind": "product-ended", "date": "2022-01", "sources": ["blog"],
           "text": {"en": "It ends.", "ja": "終了。"}}  # fmt: skip
    assert codes({"events": [end]}) == []


@pytest.mark.parametrize(
    "value", ["-1", {"about": "-5"}, {"min": "-3", "max": "2"}, {"below": "0"}]
)
def test_an_amount_below_none_is_told(value: Any) -> None:
    assert codes({"scale": [{"id": "s-1", "what": "pods", "value": value, "sources": ["blog"]}]}) \
        == ["C015"]  # fmt: skip


NAMELESS = {"anonymous": "true", "name": None, "kana": None, "homepage": None, "country": None}
PRESS = {"relation": "press", "grade": "E6"}
HIDDEN = {"disclosure": "anonymous", "organisation": NAMELESS, "sources": {"blog": PRESS}}


def quote_of(speaker: str) -> dict[str, Any]:
    words = {"en": "Fine.", "ja": "良い。"}
    return {"quotes": [{"id": "q-1", "text": "Fine.", "language": "en", "speaker": speaker,
                        "translation": words, "sources": ["blog"]}]}  # fmt: skip


@pytest.mark.parametrize("change", [
    quote_of("A. Person"), quote_of("山田さん"), {"sources": {"blog": {"relation": "adopter",
                                                              "grade": "E2"}}},
    {"people": [{"id": "p-1", "name": "A. Person", "sources": ["blog"]}]},
    {"listings": [{"id": "l-1", "list": "ADOPTERS.md", "name": "Example", "sources": ["blog"]}]},
])  # fmt: skip
def test_what_may_give_an_anonymous_organisation_away_is_told(change: dict[str, Any]) -> None:
    assert codes({**HIDDEN, **change}) == ["O009"]


def test_an_anonymous_organisation_may_be_quoted_by_role() -> None:
    assert codes({**HIDDEN, **quote_of("a platform engineer")}) == []


@pytest.mark.parametrize("change", [
    {"title": {"en": "Write to a.person@example.com", "ja": "例"}},
    {"gaps": {"unverified": [
        {"en": "a.person, example.co.jp", "ja": "連絡先はa.person＠example.co.jp。"},
    ]}},
    {"organisation": {"unit": "team <a@example.org>"}},
])  # fmt: skip
def test_a_mail_address_is_told_wherever_it_stands(change: dict[str, Any]) -> None:
    assert codes(change) == ["C016"]


@pytest.mark.parametrize("text", ["@user", "istio@1.9.3", "5 @ 3 each", "a@b"])
def test_an_at_sign_alone_is_no_mail_address(text: str) -> None:
    assert codes({"organisation": {"aliases": [text]}}) == []
