"""The page of conformance reports: what each implementation passed. Nothing is ranked.

Implementations stand in the order of the word list, their reports newest first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter

from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES
from meshbook.model.benchmark import Run
from meshbook.pages.claims import web
from meshbook.pages.dossier import Dossier
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.measured import Measured
from meshbook.pages.page import Page
from meshbook.reading.conformance_cells import moment

LEVELS = ("core", "extended")
OUTCOMES = ("passed", "failed", "skipped")

Counts = Mapping[tuple[str, str], int]
"""How many tests: by the run and by level and outcome (``core-passed``)."""

_UNSAFE = re.compile(r"[^a-z0-9]+")
_COMMIT = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Level:
    """The tests of one level: ``success`` or ``partial``, how many of each outcome, and names."""

    name: str
    result: str
    counts: tuple[tuple[str, int], ...]
    skipped: tuple[str, ...]
    failed: tuple[str, ...]
    supported: tuple[str, ...]
    unsupported: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One profile of one report, in the words of the report."""

    implementation: str
    mesh: str | None
    version: str
    version_url: str | None
    gateway_api: str
    channel: str
    profile: str
    started: str
    levels: tuple[Level, ...]
    url: str | None

    @property
    def is_mesh(self) -> bool:
        """Whether it is about the mesh itself, not about a product made of it."""
        return self.implementation.lower() == self.mesh

    @property
    def core(self) -> Level | None:
        """What every implementation has to pass."""
        return self._level("core")

    @property
    def extended(self) -> Level | None:
        """What it says that it supports; None where the report tells nothing of it."""
        return self._level("extended")

    def _level(self, name: str) -> Level | None:
        return next((each for each in self.levels if each.name == name), None)


@dataclass(frozen=True, slots=True)
class Implementation:
    """All reports of one implementation, the newest first."""

    id: str
    name: str
    mesh: str | None
    reports: tuple[Report, ...]


def pages(library: Library) -> Iterator[Artifact]:
    """A page for each series of conformance reports, in both languages."""
    for measured in library.benchmarks.values():
        if measured.kind != "conformance":
            continue
        for language in LANGUAGES:
            dossier = Dossier(library, measured, language)
            page = dossier.page()
            yield Artifact(
                page.path, partial(_render, dossier, page), f"benchmarks/{measured.id}"
            )


def _render(dossier: Dossier, page: Page) -> bytes:
    renderer, measured = dossier.renderer, dossier.measured
    days = sorted(each.started[:10] for each in reports_of(measured) if each.started)
    return renderer.page(
        "conformance.html",
        page,
        dossier=dossier,
        cite=dossier.citing,
        source=measured.source,
        span=(days[0], days[-1]) if days else (),
        implementations=implementations(measured, renderer),
        stale=measured.is_stale(renderer.catalog.today),
    )


def implementations(measured: Measured, renderer: Renderer) -> list[Implementation]:
    """What was tested, in the order of the word list; what is not in it comes last."""
    place = {mesh: number for number, mesh in enumerate(measured.meshes)}
    reports = sorted(
        reports_of(measured),
        key=lambda each: (
            place.get(each.mesh or "", len(place)), not each.is_mesh, each.implementation.lower()
        ),
    )
    return [
        _implementation(name, list(found), renderer)
        for name, found in groupby(reports, key=attrgetter("implementation"))
    ]


def _implementation(name: str, reports: Sequence[Report], renderer: Renderer) -> Implementation:
    """Under the name that the site has for a mesh, where the report only writes it small."""
    mesh = reports[0].mesh
    label = renderer.term("meshes", mesh or "") if reports[0].is_mesh else name
    return Implementation(anchor(name), label, mesh, tuple(newest_first(reports)))


def anchor(implementation: str) -> str:
    """Where the reports of an implementation stand on the page."""
    return _UNSAFE.sub("-", implementation.lower()).strip("-")


def newest_first(reports: Sequence[Report]) -> list[Report]:
    """By their moment; the profiles and channels of one moment in the order of their names."""
    named = sorted(reports, key=attrgetter("profile", "channel"), reverse=True)
    return sorted(named, key=lambda each: moment(each.started), reverse=True)


def reports_of(measured: Measured) -> list[Report]:
    """A report for each run of the series."""
    counts: dict[tuple[str, str], int] = {}
    for each in measured.tables.measurements:
        if each.value is not None:
            counts[each.run, each.name or ""] = int(each.value)
    files = {file.file: file for file in measured.tables.files}
    return [_report(run, counts, files[run.file].url) for run in measured.tables.runs]


def _report(run: Run, counts: Counts, url: str) -> Report:
    told = json.loads(run.dimensions or "{}")
    lists = json.loads(run.unread or "{}")
    version = run.version or ""
    return Report(
        implementation=run.configuration or run.mesh or "",
        mesh=run.mesh,
        version=version.removeprefix("https://github.com/"),
        version_url=web(version) if version.startswith("https://") else None,
        gateway_api=_short(told.get("gateway_api", "")),
        channel=told.get("channel", ""),
        profile=told.get("profile", ""),
        started=run.started or "",
        levels=tuple(
            _level(run.run, level, told[level], counts, lists) for level in LEVELS if level in told
        ),
        url=web(url),
    )


def _level(
    run: str, level: str, result: str, counts: Counts, lists: Mapping[str, list[str]]
) -> Level:
    names = {
        kind: tuple(sorted(lists.get(f"{level}/{kind}", ())))
        for kind in ("skippedTests", "failedTests", "supportedFeatures", "unsupportedFeatures")
    }
    return Level(
        level,
        result,
        tuple(
            (outcome, counts[run, f"{level}-{outcome}"])
            for outcome in OUTCOMES
            if (run, f"{level}-{outcome}") in counts
        ),
        names["skippedTests"],
        names["failedTests"],
        names["supportedFeatures"],
        names["unsupportedFeatures"],
    )


def _short(version: str) -> str:
    """A version, or the beginning of the commit that stands for one."""
    return version[:10] if _COMMIT.fullmatch(version) else version
