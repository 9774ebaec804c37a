"""Gateway API conformance reports: what meshes pass of the tests for meshes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from meshbook.benchmarks.json_value import JsonValue
from meshbook.benchmarks.rows import as_object
from meshbook.benchmarks.visit import (
    JSON,
    LISTING,
    RAW,
    Collected,
    Source,
    SourceError,
    Upstream,
    Visit,
)
from meshbook.model.benchmark import Measurement, Run, Tables
from meshbook.problems import Place, Problem
from meshbook.reading.bytes import decode
from meshbook.reading.tree import read_tree

TREE = "https://api.github.com/repos/kubernetes-sigs/gateway-api/git/trees/main?recursive=1"
REPORTS = "https://raw.githubusercontent.com/kubernetes-sigs/gateway-api/main"
EXAMPLE = "conformance/reports/v1.2.1/istio-istio/experimental-1.24-default-report.yaml"
GROUP = "mesh-profiles"

MESHES = {
    "istio": "istio",
    "cilium": "cilium",
    "kuma": "kuma",
    "linkerd": "linkerd",
    "buoyant enterprise for linkerd": "linkerd",
}
"""The mesh by the name of the project in a report."""

_PATH = re.compile(r"conformance/reports/(v\d[\w.]*/[\w./-]+)\.yaml")
_UNSAFE = re.compile(r"[^a-z0-9.]+")


def collect(visit: Visit) -> Collected:
    """Every report of the main branch. Those without a profile for meshes give no rows."""
    listed = visit.get(TREE, accept=JSON, limit=LISTING)
    if listed is None:
        return Collected(visit.known.tables)
    return visit.files(_reports(JsonValue.of(listed)), read_report)


def read_report(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """A run for each profile for meshes in a report."""
    if b"MESH" not in content:
        return Tables(), []
    text, problems = decode(name, content)
    if problems:
        return Tables(), problems
    data, problems = read_tree(name, text)
    if problems:
        return Tables(), problems
    runs: list[Run] = []
    figures: list[Measurement] = []
    try:
        _read(JsonValue(name, data), runs, figures)
    except SourceError as error:
        values = {"format": "Gateway API conformance report", "detail": str(error)}
        return Tables(), [Problem("B001", Place(name), values)]
    return Tables(runs=tuple(runs), measurements=tuple(figures)), []


def _reports(tree: JsonValue) -> Iterator[Upstream]:
    truncated = tree.get("truncated")
    if truncated and truncated.flag():
        raise SourceError(TREE, "the list of files is cut off")
    found = False
    for entry in tree["tree"].items():
        path = entry["path"].text()
        match = _PATH.fullmatch(path)
        if match and entry["type"].text() == "blob":
            found = True
            url = f"{REPORTS}/{quote(path)}"
            blob = entry["sha"].text()
            yield Upstream(f"{match[1]}.yaml", url, revision=blob, digest=f"git:{blob}")
    if not found:
        raise SourceError(TREE, "no conformance reports are listed")


def _read(report: JsonValue, runs: list[Run], figures: list[Measurement]) -> None:
    implementation = report["implementation"]
    project = implementation["project"].text()
    for profile in report["profiles"].items():
        kind = profile["name"].text()
        if not kind.startswith("MESH"):
            continue
        lists = _lists(profile)
        run = f"{_slug(report.url.removesuffix('.yaml'))}/{_slug(kind)}"
        runs.append(
            Run(
                run=run,
                file=report.url,
                started=report["date"].text(),
                mesh=MESHES.get(project.lower()),
                version=implementation["version"].text(),
                version_role="measured",
                configuration=project,
                group=GROUP,
                dimensions=as_object(
                    profile=kind,
                    gateway_api=report["gatewayAPIVersion"].text(),
                    core=profile["core"]["result"].text(),
                    **_told(channel=report.get("gatewayAPIChannel"), mode=report.get("mode")),
                    **_told(extended=_result(profile.get("extended"))),
                ),
                unread=as_object(**lists) if lists else None,
            )
        )
        figures += _figures(run, profile)


def _figures(run: str, profile: JsonValue) -> Iterator[Measurement]:
    for level in ("core", "extended"):
        part = profile.get(level)
        if part is None:
            continue
        for outcome in ("Passed", "Failed", "Skipped"):
            raw = part["statistics"][outcome]
            yield _count(run, f"{level}-{outcome.lower()}", _number(raw), raw)
        for kind in ("supported", "unsupported"):
            features = part.get(f"{kind}Features")
            if features:
                yield _count(run, f"{kind}-features", len(list(features.items())), features)


def _count(run: str, name: str, value: int, node: JsonValue) -> Measurement:
    raw = node.value if isinstance(node.value, str) else None
    return Measurement(
        run=run, metric="features", stat="count", value=value, unit="count",
        component="other", name=name, raw=raw, locator=node.at,
    )  # fmt: skip


def _lists(profile: JsonValue) -> dict[str, Any]:
    """The names of tests and features, which no figure holds."""
    found = {}
    for level in ("core", "extended"):
        part = profile.get(level)
        for key, value in (part.value.items() if part else ()):
            if isinstance(value, list) and value:
                found[f"{level}/{key}"] = value
    return found


def _number(node: JsonValue) -> int:
    """A count as the text that YAML has."""
    text = node.text()
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII):
        raise SourceError(node.url, f"{node.at} is {text[:80]!r}; expected a count")
    return int(text)


def _result(level: JsonValue | None) -> JsonValue | None:
    return level["result"] if level else None


def _told(**values: JsonValue | None) -> dict[str, str]:
    """The texts of the values that there are."""
    return {name: value.text() for name, value in values.items() if value is not None}


def _slug(text: str) -> str:
    return "/".join(_UNSAFE.sub("-", part).strip("-") for part in text.lower().split("/"))


SOURCE = Source(
    id="gateway-api-conformance",
    folder="benchmarks",
    addresses=(TREE, f"{REPORTS}/{EXAMPLE}"),
    collect=collect,
    accept=JSON + RAW,
)
