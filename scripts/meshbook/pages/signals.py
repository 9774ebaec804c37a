"""Signs of support for a mesh: conformance, the landscape, ends of life, releases.

Each stands with its source and the day on which that was read. What no feed says is not there:
no row is better than a row that says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meshbook.model.benchmark import SignalValue
from meshbook.model.values import Text
from meshbook.pages.claims import web
from meshbook.pages.conformance import Report, anchor, newest_first, reports_of
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.measured import Measured
from meshbook.pages.measures import Measures

STEPS = ("accepted", "sandbox", "incubating", "graduated", "archived")
"""What a project of the foundation can become."""

NEWEST = 3
"""Releases, and lines of releases with their end, that are shown; their source has all."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a feed says: its words, and where to see it."""

    words: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Support:
    """What one source says of a mesh under one heading of the string table.

    ``page`` is the address of its page on the site, where it has one.
    """

    kind: str
    said: tuple[Said, ...]
    reports: tuple[Report, ...]
    title: Text
    href: str | None
    page: str
    read: str


@dataclass(frozen=True, slots=True)
class Keeper:
    """A source of signs; ``page`` is the address of its page on the site, where it has one."""

    measured: Measured
    ribbon: str
    page: str
    href: str | None
    meshes: tuple[str, ...]
    stale: bool


def support_of(library: Library, mesh: str, renderer: Renderer) -> list[Support]:
    """Everything that any source says of ``mesh``."""
    found = [
        _conformance(each, mesh)
        for each in library.benchmarks.values()
        if each.kind == "conformance" and mesh in each.products
    ]
    for each in library.signals.values():
        found += _signals(each, mesh, renderer)
    return found


def keepers(library: Library, renderer: Renderer) -> list[Keeper]:
    """Every source of such signs, conformance first."""
    tested = [each for each in library.benchmarks.values() if each.kind == "conformance"]
    today = library.catalog.today
    return [
        Keeper(
            each,
            Measures(each, renderer).ribbon,
            each.address if each in tested else "",
            web(each.source.url),
            _named(each),
            each.is_stale(today),
        )
        for each in (*tested, *library.signals.values())
    ]


def _named(measured: Measured) -> tuple[str, ...]:
    """The meshes that a source says something of, in the order of the word list."""
    named = {row.project for row in measured.tables.signals} | {*measured.products}
    return tuple(mesh for mesh in measured.meshes if mesh in named)


def _conformance(measured: Measured, mesh: str) -> Support:
    """The reports on the newest release of the Gateway API that each implementation tested."""
    shown: list[Report] = []
    reports = newest_first([each for each in reports_of(measured) if each.mesh == mesh])
    reports.sort(key=lambda each: not each.is_mesh)
    for name in dict.fromkeys(each.implementation for each in reports):
        own = [each for each in reports if each.implementation == name]
        shown += [each for each in own if each.gateway_api == own[0].gateway_api]
    return Support(
        "conformance",
        (),
        tuple(shown),
        measured.source.title,
        web(measured.source.url),
        f"{measured.address}#{anchor(shown[0].implementation)}",
        measured.retrieved,
    )


def _signals(measured: Measured, mesh: str, renderer: Renderer) -> Iterator[Support]:
    rows = [row for row in measured.tables.signals if row.project == mesh]
    makers = {"landscape": _steps, "end-of-life": _ends, "release": _releases}
    for kind, words in makers.items():
        told = words([row for row in rows if row.signal == kind], renderer)
        if told:
            source = measured.source
            yield Support(
                kind, tuple(told), (), source.title, web(source.url), "", measured.retrieved
            )


def _steps(rows: Sequence[SignalValue], renderer: Renderer) -> list[Said]:
    """What the foundation decided, the first step first."""
    known = [row for row in rows if row.value in STEPS]
    ordered = sorted(known, key=lambda row: (row.date, STEPS.index(row.value)))
    return [
        Said(renderer.say(f"signals.step.{row.value}", date=renderer.date(row.date)), None)
        for row in ordered
    ]


def _ends(rows: Sequence[SignalValue], renderer: Renderer) -> list[Said]:
    """Until when the lines of releases that end last are looked after."""
    ordered = sorted(rows, key=lambda row: row.date, reverse=True)
    today = renderer.catalog.today.isoformat()
    return [
        _said(row, renderer, "signals.ended" if row.date <= today else "signals.ends")
        for row in ordered[:NEWEST]
    ]


def _releases(rows: Sequence[SignalValue], renderer: Renderer) -> list[Said]:
    """The newest releases that are meant for use."""
    final = [row for row in rows if row.detail != "prerelease"]
    ordered = sorted(final, key=lambda row: row.date, reverse=True)
    return [_said(row, renderer, "signals.released") for row in ordered[:NEWEST]]


def _said(row: SignalValue, renderer: Renderer, key: str) -> Said:
    words = renderer.say(key, value=row.value, date=renderer.date(row.date))
    return Said(words, web(row.url or ""))
