"""What is on record of a candidate: its features, its history, its releases, and its end."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from meshbook.analysis.candidates import Candidate
from meshbook.analysis.criteria import (
    CRITERIA,
    DOCUMENTED,
    FRESH_RELEASE,
    MAINTAINED,
    REQUIREMENTS,
    Criterion,
)
from meshbook.analysis.items import ANSWERS, Demand, Item
from meshbook.model.catalog import Catalog


def on_record(candidate: Candidate, catalog: Catalog) -> Iterator[Item]:
    """What the features and the profile of a candidate say."""
    for criterion in CRITERIA:
        yield from _cells(candidate, criterion, catalog)
        yield from _history(candidate, criterion)
        if criterion.releases:
            yield from _releases(candidate, criterion, catalog.today)


def _cells(candidate: Candidate, criterion: Criterion, catalog: Catalog) -> Iterator[Item]:
    sheet = catalog.features.get(candidate.id)
    for name in (*criterion.features, *criterion.shown):
        cell = sheet.cell(name) if sheet is not None else None
        counts = cell is not None and cell.answer in ANSWERS
        if sheet is None or cell is None or not (counts or cell.answer == "text"):
            continue
        yield Item(
            candidate.id, criterion.id, ANSWERS.get(cell.answer, 0), DOCUMENTED if counts else 0,
            "meshes/features/", sheet.anchor(name), "", False, subject=cell,
        )  # fmt: skip


def _history(candidate: Candidate, criterion: Criterion) -> Iterator[Item]:
    for each in candidate.profile.history if candidate.profile is not None else ():
        direction = (each.kind in criterion.milestones_for) - (
            each.kind in criterion.milestones_against
        )
        if direction or each.kind in criterion.milestones_shown:
            yield Item(
                candidate.id, criterion.id, direction, DOCUMENTED if direction else 0,
                f"meshes/{candidate.id}/", each.id, "", False, tuple(each.sources), each,
            )  # fmt: skip


def _releases(
    candidate: Candidate, criterion: Criterion, today: datetime.date
) -> Iterator[Item]:
    """Whether the newest line of releases is recent, or still supported as far as is told."""
    newest = candidate.profile.newest if candidate.profile is not None else None
    if newest is None:
        return
    is_recent = not newest.date.is_over(today - datetime.timedelta(FRESH_RELEASE))
    end = newest.end_of_support
    is_over = end is not None and end.is_over(today)
    yield Item(
        candidate.id, criterion.id, 1 if is_recent and not is_over else -1, DOCUMENTED,
        f"meshes/{candidate.id}/", "releases", "", False, tuple(newest.sources), newest,
    )  # fmt: skip


def demands(candidate: Candidate, catalog: Catalog) -> Iterator[Demand]:
    """What each requirement finds for a candidate."""
    profile = candidate.profile
    ended = profile.ended if profile is not None else None
    if ended is not None and ended.date.has_come(catalog.today):
        address = f"meshes/{candidate.id}/#{ended.id}"
        yield Demand(candidate.id, MAINTAINED, "no", address)
    else:
        yield Demand(candidate.id, MAINTAINED, "yes")
    sheet = catalog.features.get(candidate.id)
    for name, feature in REQUIREMENTS.items():
        cell = sheet.cell(feature) if sheet is not None else None
        if sheet is None or cell is None or cell.answer not in ANSWERS:
            yield Demand(candidate.id, name, "unknown")
            continue
        address = f"meshes/features/#{sheet.anchor(feature)}"
        yield Demand(candidate.id, name, cell.answer, address)
