"""What pods used over time, as the Great Sidecar Debate's tools write it.

One row every ten seconds; the columns are ``<group> CPU`` in nanocores and ``<group> mem`` in
bytes, as the metrics API of Kubernetes tells them. All readings are samples. The figure of a
column is the mean of its readings under load: of those that are not below the mean of all, as
the authors cut off the idle time before and after.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import fmean

from meshbook.benchmarks.formats.draft import Draft
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.table import Row, Table
from meshbook.model.benchmark import Component, Metric, Tables
from meshbook.problems import Problem

TITLE = "resource CSV"
_COLUMN = re.compile(r"(\S.*) (CPU|mem)")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?", re.ASCII)
_KINDS: dict[str, tuple[Metric, str]] = {"CPU": ("cpu", "nanocores"), "mem": ("memory", "B")}
_GROUPS: dict[str, Component] = {
    "data-plane": "data-plane", "control-plane": "control-plane", "gke": "node", "k8s": "node",
    "load": "generator", "iperf": "generator", "faces": "app", "business": "app",
    "waypoint mesh": "waypoint", "ztunnel mesh": "ztunnel", "istio-ingressgateway mesh": "gateway",
    "istiod mesh": "control-plane", "linkerd-destination mesh": "control-plane",
    "linkerd-identity mesh": "control-plane", "linkerd-proxy-injector mesh": "control-plane",
}

_GENERATORS = frozenset({"load", "wrk2", "iperf", "iperf-client"})


def looks(name: str, head: str) -> bool:
    """Whether the first line is a header of such columns."""
    first = head.lstrip().partition("\n")[0]
    return first.lower().startswith("timestamp") and " CPU" in first and " mem" in first


def parse(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """Read all samples, and the means under load."""
    table = Table.of(content)
    draft = Draft(name, table)
    columns = [_Column.of(name, found)
               for name in table.header if (found := _COLUMN.fullmatch(name))]
    if not columns or table.header[0].lower() != "timestamp":
        draft.foreign(TITLE, "timestamp")
        return draft.done()
    run, started = draft.name_run(), None
    for row in table.rows():
        raw = row.cells[table.header[0]]
        when = _TIME.fullmatch(raw.strip())
        if not when:
            draft.no_number(raw, row.at(table.header[0]))
            continue
        time = f"{when[1]}T{when[2]}{when[3] or ''}"
        started = started or time
        for column in columns:
            column.read(draft, run, time, row)
    for column in columns:
        if column.values:
            draft.mean(run, column.metric, _loaded(column.values), f"column {column.header}",
                       column.component, column.group)
    table.tell(draft)
    draft.run(run, started=started)
    return draft.done()


@dataclass(slots=True)
class _Column:
    header: str
    group: str
    metric: Metric
    raw_unit: str
    component: Component
    values: list[float] = field(default_factory=list)

    @classmethod
    def of(cls, header: str, found: re.Match[str]) -> _Column:
        metric, unit = _KINDS[found[2]]
        return cls(header, found[1], metric, unit, _component(found[1]))

    def read(self, draft: Draft, run: str, time: str, row: Row) -> None:
        """Add the reading of this column; an empty cell is a group that was not there."""
        raw = row.cells[self.header]
        if not raw.strip():
            return
        value = draft.reading(run, time, self.metric, raw, self.raw_unit, row.at(self.header),
                              self.component, self.group)
        if value is not None:
            self.values.append(value)


FORMAT = Format("resource-csv", TITLE, looks, parse)


def _component(group: str) -> Component:
    """What a group of pods is: ``color mesh`` is the proxy beside ``color app``."""
    if group in _GROUPS:
        return _GROUPS[group]
    workload, _, part = group.rpartition(" ")
    if part == "app":
        return "generator" if workload in _GENERATORS else "app"
    return "proxy" if part == "mesh" else "other"


def _loaded(values: list[float]) -> list[float]:
    mean = fmean(values)
    return [value for value in values if value >= mean] or values
