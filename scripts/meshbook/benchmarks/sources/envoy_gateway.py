"""Envoy Gateway measures each release; before v1.6.4 the figures stand on its dashboard only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from meshbook.benchmarks.formats import FORMATS
from meshbook.benchmarks.json_value import JsonValue, day_of
from meshbook.benchmarks.rows import rename_runs
from meshbook.benchmarks.visit import JSON, RAW, Collected, Source, SourceError, Upstream, Visit
from meshbook.model.benchmark import Tables
from meshbook.net.answer import Response
from meshbook.problems import Problem

REPOSITORY = "https://api.github.com/repos/envoyproxy/gateway"
RELEASES = f"{REPOSITORY}/releases?per_page=100"
DASHBOARD = "site/tools/benchmark-dashboard/src/data/versions"
HISTORY = f"{REPOSITORY}/contents/{DASHBOARD}?ref=main"
ASSET = "benchmark_result.json"

ENVIRONMENT = "github-runner"
SATURATING, STEPPED = "saturating", "stepped"
"""Groups: 10,000 requests a second for 30 s up to v1.6.1, and 100 to 2,000 for 90 s since."""
BREAK = (1, 6, 4)

_TAG = re.compile(r"v(\d+)\.(\d+)\.(\d+)")


def collect(visit: Visit) -> Collected:
    """One file a release: its asset where it has one, else what the dashboard keeps."""
    assets = list(_assets(visit))
    known = [file.file for file in visit.known.tables.files]
    names = {*known, *(file.file for file, _ in assets)}
    measured = {_version(name) for name in names if name.startswith("releases/")}
    history = [file for file in _history(visit) if _version(file.file) not in measured]
    superseded = frozenset(
        name for name in known if name.startswith("history/") and _version(name) in measured
    )
    published = {file.file: day for file, day in assets}

    def read(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
        return read_version(name, content, published.get(name))

    wanted = [*(file for file, _ in assets), *history]
    return visit.files(wanted, read, superseded=superseded)


def read_version(
    name: str, content: bytes, published: str | None = None
) -> tuple[Tables, list[Problem]]:
    """The runs of one version; ``name`` is ``releases/v1.9.0.json`` or ``history/v1.1.0.ts``."""
    version = _version(name)
    tables, problems = FORMATS["envoy-gateway"].parse(name, content)
    group = SATURATING if _numbers(version) < BREAK else STEPPED
    runs = tuple(
        replace(
            run, mesh="envoy", mode="gateway", version=version, version_role="measured",
            loop="closed",  # Nighthawk is started without --open-loop
            started=published or run.started, environment=ENVIRONMENT, group=group,
        )
        for run in tables.runs
    )  # fmt: skip
    return rename_runs(replace(tables, runs=runs), version), problems


def _assets(visit: Visit) -> Iterator[tuple[Upstream, str]]:
    """The measurements attached to releases, each with the day of its release."""
    pages: Iterable[Response] | None = visit.pages(RELEASES, lambda page: page.links.get("next"))
    releases = [release for page in pages or () for release in JsonValue.of(page).items()]
    if pages is not None and not releases:
        raise SourceError(RELEASES, "no releases are listed")
    for release in releases:
        tag = release["tag_name"].text()
        for asset in release["assets"].items():
            if asset["name"].text() == ASSET and _TAG.fullmatch(tag):
                digest = asset.get("digest")
                file = Upstream(
                    f"releases/{tag}.json",
                    asset["browser_download_url"].text(),
                    revision=str(asset["id"].count()),
                    digest=digest.text() if digest else "",
                )
                yield file, day_of(release["published_at"])


def _history(visit: Visit) -> Iterator[Upstream]:
    listed = visit.get(HISTORY, accept=JSON)
    if listed is None:
        return
    found = False
    for entry in JsonValue.of(listed).items():
        name = entry["name"].text()
        if name.endswith(".ts") and _TAG.fullmatch(name.removesuffix(".ts")):
            found = True
            blob = entry["sha"].text()
            url = entry["download_url"].text()
            yield Upstream(f"history/{name}", url, revision=blob, digest=f"git:{blob}")
    if not found:
        raise SourceError(HISTORY, "no versions are listed")


def _version(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0]


def _numbers(version: str) -> tuple[int, ...]:
    match = _TAG.fullmatch(version)
    return tuple(int(part) for part in match.groups()) if match else ()


SOURCE = Source(
    id="envoy-gateway",
    folder="benchmarks",
    addresses=(
        RELEASES,
        HISTORY,
        f"https://github.com/envoyproxy/gateway/releases/download/v1.9.0/{ASSET}",
        f"https://raw.githubusercontent.com/envoyproxy/gateway/main/{DASHBOARD}/v1.1.0.ts",
    ),
    collect=collect,
    accept=JSON + RAW,
)
