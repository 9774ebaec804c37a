"""GitHub: stars, forks, open issues, contributors and releases of the projects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from meshbook.benchmarks.changes import signal_key
from meshbook.benchmarks.json_value import JsonValue, day_of
from meshbook.benchmarks.signals import merge
from meshbook.benchmarks.visit import JSON, Collected, Source, SourceError, Visit
from meshbook.model.benchmark import Signal, SignalValue
from meshbook.net.answer import Response

API = "https://api.github.com/repos"
PROJECTS = {
    "linkerd": "linkerd/linkerd2",
    "istio": "istio/istio",
    "cilium": "cilium/cilium",
    "consul": "hashicorp/consul",
    "kuma": "kumahq/kuma",
    "envoy": "envoyproxy/envoy",
    "grpc-proxyless": "grpc/grpc",
    "open-service-mesh": "openservicemesh/osm",
    "traefik-mesh": "traefik/mesh",
    "nginx-service-mesh": "nginxinc/nginx-service-mesh",
}
"""The repository of each mesh. One that has moved is followed, and said to have moved."""

COUNTS: dict[str, Signal] = {
    "stargazers_count": "stars",
    "forks_count": "forks",
    "open_issues_count": "open-issues",  # open pull requests among them
}
_LAST = re.compile(r"[?&]page=(\d{1,7})(?:&|$)")


def collect(visit: Visit) -> Collected:
    """What each repository says today; a count that has not changed gives no new row."""

    def project_rows(project: str) -> list[SignalValue]:
        asked = (visit, project, PROJECTS[project])
        return [*_counts(*asked), *_contributors(*asked), *_releases(*asked)]

    told = visit.each(project_rows, PROJECTS)
    return Collected(merge(visit.known.tables, (row for rows in told for row in rows)))


def _counts(visit: Visit, project: str, repository: str) -> Iterator[SignalValue]:
    answer = visit.get(f"{API}/{repository}", accept=JSON)
    if answer is None:
        return
    about = JsonValue.of(answer)
    now = about["full_name"].text()
    if now.lower() != repository.lower():
        visit.notes.append(f"{project}: {repository} is now {now}")
    for field, signal in COUNTS.items():
        yield _counted(visit, project, signal, about[field].count(), f"https://github.com/{now}")


def _contributors(visit: Visit, project: str, repository: str) -> Iterator[SignalValue]:
    """The number of the last page, when a page holds one contributor."""
    url = f"{API}/{repository}/contributors?per_page=1&anon=true"
    answer = visit.get(url, accept=JSON)
    if answer is None:
        return
    listed = list(JsonValue.of(answer).items())
    match = _LAST.search(answer.links.get("last", ""))
    if not listed or match is None:
        raise SourceError(url, "expected one contributor and the address of the last page")
    address = f"https://github.com/{repository}"
    yield _counted(visit, project, "contributors", int(match[1]), address)


def _releases(visit: Visit, project: str, repository: str) -> Iterator[SignalValue]:
    """Releases, the newest first, until a page on which all are known."""
    known = {signal_key(row) for row in visit.known.tables.signals}
    url = f"{API}/{repository}/releases?per_page=100"

    def next_page(page: Response) -> str | None:
        rows = list(_released(project, page))
        seen = all(signal_key(row) in known for row in rows) and not visit.fresh
        return None if seen else page.links.get("next")

    pages = visit.pages(url, next_page)
    if pages is None:
        return
    rows = [row for page in pages for row in _released(project, page)]
    if not rows and any(key[:2] == (project, "release") for key in known):
        raise SourceError(url, "no releases are listed any more")
    yield from rows


def _released(project: str, page: Response) -> Iterator[SignalValue]:
    for release in JsonValue.of(page).items():
        published = release.get("published_at")
        if release["draft"].flag() or published is None:
            continue
        yield SignalValue(
            project=project,
            signal="release",
            date=day_of(published),
            value=release["tag_name"].text(),
            detail="prerelease" if release["prerelease"].flag() else None,
            url=release["html_url"].text(),
        )


def _counted(visit: Visit, project: str, signal: Signal, count: int, url: str) -> SignalValue:
    return SignalValue(project, signal, visit.today.isoformat(), str(count), None, url)


SOURCE = Source(
    id="github",
    folder="signals",
    addresses=tuple(
        f"{API}/{repository}{rest}"
        for repository in PROJECTS.values()
        for rest in ("", "/contributors?per_page=1&anon=true", "/releases?per_page=1")
    ),
    collect=collect,
    accept=JSON,
)
