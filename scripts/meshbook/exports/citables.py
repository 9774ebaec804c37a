"""What can be cited: a ``Citable`` for each record of the catalog that has an address."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from meshbook.exports.citations import PARTS, Citable, Kind
from meshbook.languages import LANGUAGES, Language
from meshbook.model.case import Case, Claim, Conflict
from meshbook.model.case import Check as CaseCheck
from meshbook.model.feature import FeatureSheet
from meshbook.model.profile import Profile
from meshbook.model.release import Release
from meshbook.model.values import PartialDate, Text
from meshbook.model.writeup import WriteUp
from meshbook.pages.measured import Measured


def data_version(today: datetime.date) -> str:
    """The version of the data that a page is made from: the day that it speaks of."""
    return today.isoformat()


def of_case(slug: str, case: Case, version: str) -> Citable:
    """A case, as old as its last verification."""
    return Citable(
        kind="case",
        id=slug,
        titles=both(case.title),
        address=f"cases/{slug}/",
        published=case.added,
        updated=case.verified,
        version=version,
    )


def claims_of_case(slug: str, case: Case, version: str) -> Iterator[Citable]:
    """Each claim of a case, in the order of the file."""
    whole = of_case(slug, case, version)
    return (of_claim(whole, claim.id, claim) for _, claim in case.claims())


def of_claim(whole: Citable, claim_id: str, claim: Claim | None = None) -> Citable:
    """The claim ``claim_id`` of ``whole``, whose kind has parts."""
    text = _statement(claim) if claim is not None else None
    return _part(whole, claim_id, text)


def _part(whole: Citable, part: str, text: Text | None) -> Citable:
    return replace(
        whole,
        kind=PARTS[whole.kind],
        part=part,
        address=f"{whole.address}#{part}",
        words=both(text) if text is not None else {},
    )


def of_mesh(
    mesh: str, titles: Mapping[Language, str], profile: Profile | None, today: datetime.date
) -> Citable:
    """A mesh: its profile as old as its verification; a mere list of cases as old as the data."""
    day = profile.verified if profile is not None else of_day(today)
    return Citable(
        kind="mesh",
        id=mesh,
        titles=titles,
        address=f"meshes/{mesh}/",
        published=day,
        updated=day,
        version=data_version(today),
    )


def statements_of_mesh(whole: Citable, profile: Profile) -> Iterator[Citable]:
    """Each statement of the profile of a mesh."""
    return (of_claim(whole, claim.id, claim) for _, claim in profile.claims())


def of_features(titles: Mapping[Language, str], today: datetime.date) -> Citable:
    """The feature matrix, as old as the data."""
    return _of_one_day("features", "matrix", titles, "meshes/features/", today)


def cells_of_features(whole: Citable, sheets: Iterable[FeatureSheet]) -> Iterator[Citable]:
    """Each cell of the matrix that says anything."""
    for sheet in sheets:
        for cell in sheet.cells:
            yield _part(whole, sheet.anchor(cell.feature), cell.words)


def of_measured(measured: Measured, version: str) -> Citable:
    """A study or a live series, with whoever ran it, as old as its last retrieval."""
    source = measured.source
    day = PartialDate.parse(measured.retrieved)
    return Citable(
        kind=kind_of(measured),
        id=measured.id,
        titles=both(source.title),
        address=measured.address,
        published=source.retrieved,
        updated=day,
        version=version,
        credit=source.trust.run_by,
    )


def kind_of(measured: Measured) -> Kind:
    """Whether a source is cited as a study or as a series that goes on."""
    return "live" if measured.source.kind == "live" else "study"


def of_writeup(slug: str, writeup: WriteUp, version: str) -> Citable:
    """A write-up."""
    return Citable(
        kind="writeup",
        id=slug,
        titles=both(writeup.title),
        address=f"writeups/{slug}/",
        published=writeup.published,
        updated=writeup.updated or writeup.published,
        version=version,
    )


def of_comparison(pair: str, titles: Mapping[Language, str], today: datetime.date) -> Citable:
    """A ready comparison, as old as the data."""
    return _of_one_day("comparison", pair, titles, f"compare/{pair}/", today)


def of_data(titles: Mapping[Language, str], today: datetime.date) -> Citable:
    """The data as a whole, as it stands."""
    return _of_one_day("data", "meshbook", titles, "data/", today)


def of_release(release: Release, titles: Mapping[Language, str]) -> Citable:
    """A frozen release of the data."""
    name = release.version
    whole = _of_one_day("release", name, titles, f"data/releases/{name}/", release.date)
    return replace(whole, version=name)


def _of_one_day(
    kind: Kind, name: str, titles: Mapping[Language, str], address: str, day: datetime.date
) -> Citable:
    """What is published and updated on the day of its data."""
    date = of_day(day)
    return Citable(kind, name, titles, address, date, date, data_version(day))


def both(text: Text) -> dict[Language, str]:
    """``text`` in each language; in the other one where it has not been translated."""
    return {language: text.best(language)[0] for language in LANGUAGES}


def of_day(day: datetime.date) -> PartialDate:
    """A whole day as a partial date."""
    return PartialDate(day.year, day.month, day.day)


def _statement(claim: Claim) -> Text | None:
    """What a claim says in words of its own, where it does."""
    if isinstance(claim, Conflict):
        return claim.about
    if isinstance(claim, CaseCheck):
        return claim.claim
    text = getattr(claim, "text", None)
    return text if isinstance(text, Text) else None
