"""Invented reports of conformance and signals: two products of one mesh, one mesh unlisted.

Every figure is made up; the names of the meshes are those of the word list.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

from meshbook.model.benchmark import Measurement, RawFile, Run, SignalValue, Tables
from meshbook.model.catalog import BenchmarkData
from meshbook.model.source import BenchmarkSource
from meshbook.pages.library import Library
from sample_benchmarks import DIGEST, LIVE_SOURCE, live, text
from sample_pages import library

HOST = "https://reports.example.org"


def _source(kind: str, title: str) -> BenchmarkSource:
    told = {"kind": kind, "title": text(title), "summary": text(f"What {title} is."),
            "breaks": [], "groups": {"profiles": {"label": text("Profiles")}},
            "conditions": [text("Core tests come first.")], "retrieved": "2026-10-01",
            "caveats": [{"id": "mind", "text": text("Mind the versions."), "source": HOST}],
            "stale_after_days": 60}  # fmt: skip
    return BenchmarkSource.model_validate({**LIVE_SOURCE.model_dump(mode="json"), **told})


def _report(
    name: str, project: str, mesh: str | None, started: str, core: tuple[int, int, int],
    extended: tuple[int, int, int] | None = None, profile: str = "MESH-HTTP",
    version: str = "1.2.0", gateway_api: str = "v1.4.0", skipped: str | None = None,
) -> tuple[Run, list[Measurement]]:  # fmt: skip
    told = {"core": "success", "gateway_api": gateway_api, "profile": profile,
            "channel": "standard"}  # fmt: skip
    lists: dict[str, list[str]] = {}
    counts = dict(zip(("core-passed", "core-failed", "core-skipped"), core, strict=True))
    if skipped:
        told["core"], lists["core/skippedTests"] = "partial", [skipped]
    if extended:
        names = ("extended-passed", "extended-failed", "extended-skipped")
        counts |= dict(zip(names, extended, strict=True))
        told["extended"] = "success"
        lists["extended/supportedFeatures"] = ["MeshSecond", "MeshFirst"]
        lists["extended/unsupportedFeatures"] = ["MeshThird"]
    run = Run(
        name, f"{name}.yaml", started, mesh=mesh, version=version, version_role="measured",
        configuration=project, group="profiles", dimensions=json.dumps(told, sort_keys=True),
        unread=json.dumps(lists, sort_keys=True) if lists else None,
    )  # fmt: skip
    figures = [
        Measurement(name, "features", "count", count, "count", component="other", name=kind)
        for kind, count in counts.items()
    ]
    return run, figures


def conformance() -> BenchmarkData:
    """Six reports; the later of two moments in different zones is not the later text."""
    reports = [
        _report("old", "istio", "istio", "2025-03-01T10:00:00Z", (2, 0, 0), version="1.24",
                gateway_api="v1.2.0"),
        _report("new", "istio", "istio", "2026-03-01T10:00:00Z", (6, 0, 1), (3, 0, 0),
                skipped="MeshNotRun"),
        _report("grpc", "istio", "istio", "2026-03-01T10:00:00Z", (1, 0, 0), profile="MESH-GRPC"),
        _report("first", "linkerd", "linkerd", "2026-01-02T01:00:00+09:00", (7, 0, 0),
                version="2.17"),
        _report("second", "linkerd", "linkerd", "2026-01-01T20:00:00Z", (7, 0, 0), version="2.18",
                gateway_api="4c436290f2bfeaeaf0b1a367449e16de3e0addc4"),
        _report("paid", "Acme for Linkerd", "linkerd", "2026-02-01T00:00:00Z", (7, 0, 0),
                version="https://github.com/acme/mesh/pull/7"),
        _report("cloud", "Zeta Cloud Mesh", None, "", (5, 2, 0)),
    ]  # fmt: skip
    runs = tuple(run for run, _ in reports)
    files = tuple(
        RawFile(run.file, f"{HOST}/{run.file}", "", DIGEST, 10, "2026-10-01") for run in runs
    )
    figures = tuple(each for _, found in reports for each in found)
    source = _source("live", "Conformance")
    return BenchmarkData("conformance", source, Tables(files, runs, figures))


def signals() -> dict[str, BenchmarkData]:
    """A landscape, ends of life and releases of Istio, and the landscape of Kuma."""
    steps = [
        SignalValue("istio", "landscape", "2022-09-30", "incubating"),
        SignalValue("istio", "landscape", "2022-09-30", "accepted"),
        SignalValue("istio", "landscape", "2023-07-12", "graduated"),
        SignalValue("istio", "landscape", "2024-01-01", "knighted"),
        SignalValue("kuma", "landscape", "2020-06-25", "accepted"),
    ]
    ends = [
        SignalValue("istio", "end-of-life", f"202{year}-01-31", f"1.{year}", None, f"{HOST}/eol")
        for year in range(4, 9)
    ]
    releases = [
        SignalValue("istio", "release", f"2026-0{month}-01", f"1.{month}.0", detail, f"{HOST}/r")
        for month, detail in ((1, None), (2, None), (3, None), (4, None), (5, "prerelease"))
    ]
    stars = [SignalValue("istio", "stars", "2026-10-01", "38123")]
    return {
        name: BenchmarkData(name, _source("signals", name.title()), Tables(signals=tuple(rows)))
        for name, rows in (("ends", ends), ("landscape", steps), ("releases", [*releases, *stars]))
    }


def supported_library(fetched: dict[str, datetime.date] | None = None) -> Library:
    """The invented organisations with reports, signals and one series of measurements."""
    base = library()
    data = {each.source_id: each for each in (live(), conformance())}
    catalog = replace(base.catalog, benchmarks=data, signals=signals(), fetched=fetched or {})
    return Library(catalog, base.settings)
