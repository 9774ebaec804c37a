"""The cell of a mesh that its newest Gateway API conformance report makes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from meshbook.model.benchmark import RawFile, Run
from meshbook.model.catalog import BenchmarkData
from meshbook.model.feature import Answer, CellSource, Feature, FeatureCell, FeatureSheet
from meshbook.model.profile import Profile
from meshbook.model.values import PartialDate

SERIES = "gateway-api-conformance"
"""The source whose runs are the reports."""

_ANSWERS: Mapping[str, Answer] = {"success": "yes", "partial": "partial"}


def conformance_cell(
    row: Feature, sheet: FeatureSheet, series: BenchmarkData | None, profile: Profile | None
) -> FeatureCell | None:
    """What the newest report says, or that there is none; None where no report was ever read."""
    if series is None:
        return None
    runs = [run for run in series.tables.runs if _is_about(run, sheet)]
    if not runs:
        return _no_report(row, series)
    run = max(runs, key=_recency)
    told = json.loads(run.dimensions or "{}")
    answer = _ANSWERS[told["core"]]
    file = next(each for each in series.tables.files if each.file == run.file)
    line = profile.line_of(run.version or "") if profile is not None else None
    return FeatureCell(
        feature=row.id,
        answer=answer,
        words=row.words(answer, **_counts(series, run), **_names(run, told)),
        version=line.version if line is not None else None,
        date=PartialDate.parse((run.started or file.retrieved)[:10]),
        source=_source(series, file),
        accessed=PartialDate.parse(file.retrieved),
    )


def _is_about(run: Run, sheet: FeatureSheet) -> bool:
    """Whether the report is of the project itself, not of a product made of it."""
    mode = json.loads(run.dimensions or "{}").get("mode")
    is_own = (run.configuration or "").lower() == sheet.mesh
    return run.mesh == sheet.mesh and is_own and sheet.mode in (None, mode)


def _recency(run: Run) -> tuple[str, bool]:
    """The newest moment counts, of one moment the report on requests over HTTP."""
    return moment(run.started or ""), "GRPC" not in (run.dimensions or "")


def moment(started: str) -> str:
    """A moment in universal time, so that moments sort; a date as it is."""
    if "T" not in started:
        return started
    return datetime.fromisoformat(started).astimezone(UTC).isoformat()


def _counts(series: BenchmarkData, run: Run) -> dict[str, int]:
    counts = {
        each.name: int(each.value or 0)
        for each in series.tables.measurements
        if each.run == run.run
    }
    return {name: counts.get(f"core-{name}", 0) for name in ("passed", "failed", "skipped")}


def _names(run: Run, told: Mapping[str, str]) -> dict[str, str]:
    return {
        "version": (run.version or "").removeprefix("version-"),
        "profile": told["profile"],
        "api": told["gateway_api"],
    }


def _no_report(row: Feature, series: BenchmarkData) -> FeatureCell:
    retrieved = max(file.retrieved for file in series.tables.files)
    source = CellSource(
        url=series.source.url,
        title=series.source.title.en or SERIES,
        publisher=series.source.publisher,
        read="full",
    )
    day = PartialDate.parse(retrieved)
    return FeatureCell(
        feature=row.id, answer="no", words=row.words("no"), date=day,
        source=source, accessed=day,
    )  # fmt: skip


def _source(series: BenchmarkData, file: RawFile) -> CellSource:
    return CellSource(url=file.url, title=file.file, publisher=series.source.publisher, read="full")
