"""No claim can take the place of a part of its page."""

from __future__ import annotations

import pytest

from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.model.case import Case
from meshbook.pages.case import CONTENTS
from meshbook.reading.case import read_case
from meshbook.rules.reserved import RESERVED_IDS, RESERVED_PREFIXES
from sample_pages import CATALOGUE, tree

SLUGS = sorted(path.stem for path in CATALOGUE.glob("*.yaml"))


def case_of(slug: str) -> Case:
    case = read_case(f"{slug}.yaml", (CATALOGUE / f"{slug}.yaml").read_bytes()).case
    assert case is not None
    return case


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_id_of_a_case_page_is_reserved_or_one_of_its_claims(
    slug: str, language: Language
) -> None:
    ids = tree(f"{prefix(language)}cases/{slug}/index.html").xpath("//@id")
    claims = {claim.id for _, claim in case_of(slug).claims()}
    parts = {each for each in ids if not each.startswith(RESERVED_PREFIXES)} - claims
    assert parts and parts <= RESERVED_IDS


def test_every_section_is_reserved() -> None:
    assert set(CONTENTS) <= RESERVED_IDS
