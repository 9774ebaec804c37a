"""The CNCF landscape: how mature a project of the foundation is, and since when.

Read from the hand-kept file: what is generated from it carries data under other terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from meshbook.benchmarks.json_value import JsonValue, day_of
from meshbook.benchmarks.signals import merge
from meshbook.benchmarks.visit import RAW, Collected, Source, SourceError, Visit
from meshbook.model.benchmark import SignalValue
from meshbook.net.answer import Response
from meshbook.reading.tree import read_tree

FILE = "https://raw.githubusercontent.com/cncf/landscape/master/landscape.yml"
PROJECTS = {
    "https://github.com/linkerd/linkerd2": "linkerd",
    "https://github.com/istio/istio": "istio",
    "https://github.com/cilium/cilium": "cilium",
    "https://github.com/kumahq/kuma": "kuma",
    "https://github.com/envoyproxy/envoy": "envoy",
    "https://github.com/grpc/grpc": "grpc-proxyless",
    "https://github.com/openservicemesh/osm": "open-service-mesh",
    "https://github.com/networkservicemesh/api": "network-service-mesh",
}
"""The mesh by the repository that the landscape gives."""

STEPS = ("accepted", "incubating", "graduated", "archived")
"""The fields of ``extra`` with the day on which a project became what they are named after."""

SANDBOX = "sandbox"
"""The level that a project is accepted at if at no higher one: it has no day but that one."""


def collect(visit: Visit) -> Collected:
    """Each step of each project, with its day."""
    answer = visit.get(FILE, accept=RAW)
    if answer is None:
        return Collected(visit.known.tables)
    rows = [row for item in _items(_tree(answer)) for row in _steps(item)]
    missing = {row.project for row in visit.known.tables.signals} - {row.project for row in rows}
    if missing or not rows:
        raise SourceError(FILE, f"not listed: {', '.join(sorted(missing)) or 'any project'}")
    return Collected(merge(visit.known.tables, rows))


def _tree(answer: Response) -> JsonValue:
    """The file as plain data. The client has bounded its size, the reader bounds its depth."""
    try:
        text = answer.content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(FILE, f"expected UTF-8: {error}") from None
    data: Any
    data, problems = read_tree(FILE, text)
    if problems:
        first = problems[0]
        raise SourceError(FILE, f"line {first.place.line}: expected plain YAML ({first.code})")
    return JsonValue(FILE, data)


def _items(tree: JsonValue) -> Iterator[JsonValue]:
    for category in tree["landscape"].items():
        for part in category["subcategories"].items():
            items = part.get("items")
            yield from items.items() if items else ()


def _steps(item: JsonValue) -> Iterator[SignalValue]:
    repository, extra, level = item.get("repo_url"), item.get("extra"), item.get("project")
    project = PROJECTS.get(repository.text().rstrip("/")) if repository else None
    if repository is None or project is None or extra is None:
        return
    days = {step: extra.get(step) for step in STEPS}
    if level is not None and level.value == SANDBOX:
        days[SANDBOX] = days["accepted"]
    for step, day in days.items():
        if day is not None:
            yield SignalValue(project, "landscape", day_of(day), step, None, repository.text())


SOURCE = Source(
    id="cncf-landscape",
    folder="signals",
    addresses=(FILE,),
    collect=collect,
    accept=RAW,
)
