"""The CSV of Istio's performance tests, in its three generations.

Percentiles are whole microseconds, CPU thousandths of a core. Memory was ``mem_MB`` until 2020
and ``mem_Mi`` from then on; both are MiB, the first by a name that was never right. ``-`` is a
figure that is missing, and so is a proxy's 0: the pod had none. From 2020-10 on the default
header lacks a comma (``p999cpu_mili_avg_…``); nothing can be told of that column.
"""

from __future__ import annotations

import re
from typing import Any

from meshbook.benchmarks.formats.cells import dimensions, unread
from meshbook.benchmarks.formats.draft import Draft
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.table import Row, Table
from meshbook.model.benchmark import Component, Measurement, Metric, Mode, Stat, Tables
from meshbook.problems import Problem

TITLE = "Istio performance CSV"
_LABELS = re.compile(
    r"(nighthawk_)?([^_]*)_qps_(\d{1,12})_c_(\d{1,9})_(\d{1,12})(?:_(.*?))?"
    r"_(baseline|base|both|serveronly|serversidecar|clientonly|clientsidecar|ingress)"
)
_QUANTILES = {"p50": 0.5, "p75": 0.75, "p90": 0.9, "p95": 0.95, "p99": 0.99, "p999": 0.999}
_USED = re.compile(r"(cpu_mili|mem_MB|mem_Mi)_(avg|max)_(\w[\w-]*)", re.ASCII)
_UNITS: dict[str, tuple[Metric, str]] = {
    "cpu_mili": ("cpu", "mili"), "mem_MB": ("memory", "MB"), "mem_Mi": ("memory", "Mi"),
}
_COMPONENTS: dict[str, Component] = {
    "istio_proxy_fortioclient": "proxy-client", "istio_proxy_fortioserver": "proxy-server",
    "fortioclient": "proxy-client", "fortioserver": "proxy-server",
    "fortioserver_deployment_proxy": "proxy-server", "ingressgateway_proxy": "gateway",
    "istio_proxy_istio-ingressgateway": "gateway", "istio-ingressgateway": "gateway",
    "telemetry_mixer": "control-plane",
}
_MODES: dict[str, Mode] = {"base": "none", "baseline": "none", "ingress": "gateway"}
_NO_LIMIT = 99_999_999
_MISSING = frozenset({"", "-"})


def looks(name: str, head: str) -> bool:
    """Whether the first line is a header of such a table."""
    first = head.lstrip().partition("\n")[0]
    return "StartTime" in first and "Labels" in first and "ActualQPS" in first


def parse(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """Read every row: each is a run."""
    table = Table.of(content)
    draft = Draft(name, table)
    if not {"StartTime", "Labels"} <= set(table.header):
        draft.foreign(TITLE, "StartTime, Labels")
        return draft.done()
    for row in table.rows():
        _read(draft, row)
    table.tell(draft)
    return draft.done()


FORMAT = Format("istio-csv", TITLE, looks, parse)


def _read(draft: Draft, row: Row) -> None:
    cells = dict(row.cells)
    labels = cells.pop("Labels")
    run = draft.name_run(labels)
    seconds = _given(cells.pop("ActualDuration", ""))
    threads = _given(cells.pop("NumThreads", ""))
    started = cells.pop("StartTime").strip()
    rest: dict[str, str] = {}
    for column, raw in cells.items():
        if raw.strip() not in _MISSING and not _figure(draft, run, row, column, raw.strip()):
            rest[column] = raw
    load = _load(labels)
    if threads:
        load["connections"] = draft.count(threads, row.at("NumThreads"))
    draft.run(
        run, **load, unread=unread(rest),
        started=draft.moment(started, row.at("StartTime")) if started else None,
        duration_s=draft.value(seconds, "s", "s", row.at("ActualDuration")) if seconds else None,
    )


def _given(raw: str) -> str:
    return "" if raw.strip() in _MISSING else raw.strip()


def _figure(draft: Draft, run: str, row: Row, column: str, raw: str) -> bool:
    """Add the figure of a cell; False where the column is not known."""
    if column == "ActualQPS":
        draft.figure(run, "throughput", "rate", raw, "1/s", row.at(column))
    elif column in _QUANTILES:
        draft.figure(run, "latency", "quantile", raw, "us", row.at(column),
                     quantile=_QUANTILES[column])
    elif found := _USED.fullmatch(column):
        _used(draft, run, found, raw, row.at(column))
    else:
        return False
    return True


def _used(draft: Draft, run: str, column: re.Match[str], raw: str, locator: str) -> None:
    metric, unit = _UNITS[column[1]]
    stat: Stat = "mean" if column[2] == "avg" else "max"
    fields: dict[str, Any] = {
        "component": _COMPONENTS.get(column[3], "other"), "name": column[3],
        "aggregation": "window-mean" if stat == "mean" else "single",
    }
    if raw == "0":
        draft.measurements.append(Measurement(
            run, metric, stat, None, "cores" if metric == "cpu" else "MiB", raw=raw,
            raw_unit=unit, locator=locator, **fields,
        ))
        return
    known_as = "MiB" if metric == "memory" else None
    draft.figure(run, metric, stat, raw, unit, locator, known_as=known_as, **fields)


def _load(labels: str) -> dict[str, Any]:
    """What the labels say: ``<id>_qps_<rate>_c_<connections>_<bytes>_<telemetry>_<mode>``."""
    found = _LABELS.fullmatch(labels)
    if not found:
        return {"dimensions": dimensions({"labels": labels})}
    rate, telemetry = int(found[3]), found[6]
    words = telemetry.split("_") if telemetry else []
    nighthawk = bool(found[1])
    return {
        "generator": "nighthawk" if nighthawk else "fortio",
        "loop": "unknown" if nighthawk else "closed",
        "co_corrected": None if nighthawk else False,
        "target": "max" if rate >= _NO_LIMIT else "rate",
        "target_rps": None if rate >= _NO_LIMIT else float(rate),
        "target_scope": "total",
        "connections": int(found[4]),
        "payload_bytes": int(found[5]),
        "mesh": "linkerd" if "linkerd" in words else None,
        "mode": _MODES.get(found[7], "sidecar"),
        "mtls": True if "mtls" in words else False if "plaintext" in words else None,
        "configuration": telemetry,
        "dimensions": dimensions({"labels": labels, "mode": found[7], "telemetry": telemetry}),
    }
