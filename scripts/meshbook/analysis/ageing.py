"""How old a statement is: joined to the releases of the mesh that it describes.

A case says which version ran, a cell which line it describes, a run which version was measured.
The profiles know when each line came out and until when it was looked after. Everything here
is a function of the catalogue and its day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from meshbook.analysis.candidates import MODES_OF_RUNS
from meshbook.model.case import Case
from meshbook.model.catalog import Catalog
from meshbook.model.feature import FeatureSheet
from meshbook.model.profile import Profile, Release, numbers_in, profile_of
from meshbook.model.values import PartialDate

State = Literal["supported", "over", "unknown"]
"""``over`` where the line, or the whole product, is no longer looked after; ``unknown`` where no
source tells.
"""


@dataclass(frozen=True, slots=True)
class Age:
    """A version against today: its line, when that came out, and what has become of it.

    ``since`` is the day on which support ended or will end, None where no source tells;
    ``product`` whether it is the whole product that ended. ``newer`` counts the lines that
    have come out after it.
    """

    line: str
    released: PartialDate
    state: State
    since: PartialDate | None
    product: bool
    newer: int

    @property
    def is_old(self) -> bool:
        """Whether the line is over, or, where no end is told, others have come out since."""
        return self.state == "over" or (self.state == "unknown" and self.newer > 0)


def age_of(profile: Profile, version: str, today: datetime.date) -> Age | None:
    """The age of ``version``; None where no line of releases holds it (1.x is of many)."""
    line = profile.line_of(version)
    if line is None or len(numbers_in(version)) < len(numbers_in(line.version)):
        return None
    end, product = _end(profile, line)
    newer = sum(
        line.date.last < each.date.first and each.date.has_come(today) for each in profile.releases
    )
    return Age(line.version, line.date, _state(end, today), end, product, newer)


def case_ages(case: Case, profiles: Mapping[str, Profile], today: datetime.date) -> dict[str, Age]:
    """The ages of the versions that a case names, by the ids of these claims."""
    found: dict[str, Age] = {}
    for use in case.meshes:
        profile = profile_of(use.mesh, use.mode, profiles)
        if profile is None:
            continue
        for version in use.versions:
            age = age_of(profile, version.version, today)
            if age is not None:
                found[version.id] = age
    return found


def cell_ages(
    sheet: FeatureSheet, profiles: Mapping[str, Profile], today: datetime.date
) -> dict[str, Age]:
    """The ages of the cells of a sheet that name a version, by their rows."""
    profile = profiles.get(sheet.id)
    if profile is None:
        return {}
    ages = {
        cell.feature: age_of(profile, cell.version, today)
        for cell in sheet.cells
        if cell.version is not None
    }
    return {feature: age for feature, age in ages.items() if age is not None}


def measured_age(
    mesh: str | None,
    mode: str,
    version: str | None,
    profiles: Mapping[str, Profile],
    today: datetime.date,
) -> Age | None:
    """The age of a version that was measured in a mode; None where it is not known.

    A gateway is a product with releases of its own.
    """
    if mode == "gateway" or mesh is None or version is None:
        return None
    profile = profile_of(mesh, MODES_OF_RUNS.get(mode, mode), profiles)
    return age_of(profile, version, today) if profile is not None else None


def ages(catalog: Catalog) -> dict[str, Age]:
    """Every age there is, by the kind and id of what has it.

    ``case:<slug>#<claim>``, ``cell:<mesh>/<feature>`` and ``run:<source>/<run>``.
    """
    return dict(_ages(catalog))


def _ages(catalog: Catalog) -> Iterator[tuple[str, Age]]:
    profiles, today = catalog.profiles, catalog.today
    for slug, case in catalog.cases.items():
        for claim, age in case_ages(case, profiles, today).items():
            yield f"case:{slug}#{claim}", age
    for sheet in catalog.features.values():
        for feature, age in cell_ages(sheet, profiles, today).items():
            yield f"cell:{sheet.cell_id(feature)}", age
    for name, source in catalog.benchmarks.items():
        for run in source.tables.runs:
            if run.version_role == "label-only":  # the figures are older than the version
                continue
            found = measured_age(run.mesh, run.mode, run.version, profiles, today)
            if found is not None:
                yield f"run:{name}/{run.run}", found


def _end(profile: Profile, line: Release) -> tuple[PartialDate | None, bool]:
    """When support of the line ends, and whether because the product does, which is no later."""
    ended = profile.ended.date if profile.ended is not None else None
    own = line.end_of_support
    if ended is not None and (own is None or ended < own):
        return ended, True
    return own, False


def _state(end: PartialDate | None, today: datetime.date) -> State:
    if end is None:
        return "unknown"
    return "over" if end.is_over(today) else "supported"
