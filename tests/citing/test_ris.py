"""RIS as a reader of it understands it."""

from __future__ import annotations

import rispy
from hypothesis import HealthCheck, given, settings

from citing.catalogues import SITE, citables, renderers, sample
from meshbook.exports.citables import claims_of_case, of_case
from meshbook.exports.citations import Citable, one_line, ris

RELAXED = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


@RELAXED
@given(citables())
def test_a_record_is_read_back_as_it_was_meant(citable: Citable) -> None:
    records = rispy.loads(ris([citable], renderers()))
    assert [record["language"] for record in records] == ["en", "ja"]
    for record, language in zip(records, ("en", "ja"), strict=True):
        assert record["title"] == one_line(citable.titles[language])
        assert record["id"] == f"{citable.key}.{language}"
        assert record["urls"] == [f"{SITE}/{'ja/' if language == 'ja' else ''}{citable.address}"]
        assert record["year"] == f"{citable.updated.year:04d}"
        assert "unknown_tag" not in record


@RELAXED
@given(citables())
def test_what_was_read_can_be_written_and_read_again(citable: Citable) -> None:
    records = rispy.loads(ris([citable], renderers()))
    assert rispy.loads(rispy.dumps(records)) == records


def test_every_claim_of_a_case_is_a_record() -> None:
    case = sample().catalog.cases["example-bank"]
    records = rispy.loads(ris(claims_of_case("example-bank", case, "1"), renderers()))
    assert len(records) == 2 * sum(1 for _ in case.claims())
    assert all(line.endswith("\r") for line in ris(
        [of_case("example-bank", case, "1")], renderers()).split("\n")[:-1])
