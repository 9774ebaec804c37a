"""A site of more cases than one page holds, on a plain host, and a browser to use it."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from meshbook.model.case import Case
from meshbook.model.catalog import Catalog
from meshbook.pages.library import Library
from meshbook.publish.site import assemble
from meshbook.publish.write import write
from meshbook.reading.catalog import read_catalog
from meshbook.settings import Settings
from site_project import ROOT, serving

TODAY = datetime.date(2026, 11, 24)
COUNT = 130
COUNTRIES = ("JP", "US", "NO", "DE", "KR")
SIZES = ("1-49", "1000-9999", "unknown")


@pytest.fixture(scope="session")
def library() -> Library:
    """The real and the sample cases; where they are few, copies that differ in name and place."""
    folders = [ROOT / "cases", ROOT / "tests" / "catalogue"]
    catalog, _ = read_catalog(ROOT, TODAY, folders)
    cases = dict(catalog.cases)
    again = itertools.cycle(catalog.cases.items())
    for number, (slug, case) in enumerate(itertools.islice(again, max(0, COUNT - len(cases)))):
        cases[f"{slug}-{number}"] = _copy(case, number)
    return Library(Catalog(dict(sorted(cases.items())), catalog.vocabulary, TODAY), Settings())


def _copy(case: Case, number: int) -> Case:
    organisation = case.organisation
    name = organisation.name
    other = organisation.model_copy(
        update={
            "name": name and name.model_copy(update={"en": f"{name.en} {number}"}),
            "country": COUNTRIES[number % len(COUNTRIES)],
            "size": SIZES[number % len(SIZES)],
        }
    )
    return case.model_copy(update={"organisation": other})


@pytest.fixture(scope="session")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explorer")
    write(assemble(library, [], ROOT, with_cards=False, with_exports=False), folder, jobs=1)
    return folder


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address
