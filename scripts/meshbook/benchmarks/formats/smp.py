"""Service Mesh Performance: a result as its specification's YAML.

Keys and numbers alone are read, line by line: ``client.latencies_ms`` holds ``min``, ``average``
and percentiles, in milliseconds by their name (known files hold seconds there).
"""

from __future__ import annotations

import re
from typing import Any

from meshbook.benchmarks.formats.cells import unread
from meshbook.benchmarks.formats.draft import Draft
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.text import Lines
from meshbook.model.benchmark import Stat, Tables
from meshbook.problems import Problem

TITLE = "SMP YAML"
_LINE = re.compile(r"( *)([A-Za-z]\w*):(?: +(\S.*?))? *")
_QUANTILE = re.compile(r"p(\d{2,4})", re.ASCII)
_STATS: dict[str, Stat] = {"min": "min", "average": "mean", "max": "max"}


def looks(name: str, head: str) -> bool:
    """Whether it begins like a result of the specification."""
    return "latencies_ms:" in head and "start_time:" in head


def parse(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """Read every result; ``---`` or a second ``start_time`` begins another."""
    lines = Lines.of(content)
    draft = Draft(name, lines)
    for start, end in lines.parts(lambda line: line.startswith("start_time:")):
        _read(draft, lines.lines, start, end)
    return draft.finished(TITLE, "latencies_ms")


FORMAT = Format("smp", TITLE, looks, parse)


def _read(draft: Draft, lines: list[str], start: int, end: int) -> None:
    run = draft.name_run()
    path: list[tuple[int, str]] = []
    load: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    seen = False
    for index in range(start, end):
        found = _LINE.fullmatch(lines[index])
        if not found:
            continue
        depth, key, value = len(found[1]), found[2], found[3]
        path = [(each, name) for each, name in path if each < depth] + [(depth, key)]
        if value is None:
            continue
        where, locator = ".".join(name for _, name in path), f"line {index + 1}"
        if where.startswith("client.latencies_ms."):
            seen = True
            _latency(draft, run, key, value, locator)
        elif where == "start_time":
            load["started"] = draft.moment(value.strip("\"'"), locator)
        elif where == "client.connections":
            load["connections"] = draft.count(value, locator)
        elif where == "client.rps":
            draft.figure(run, "throughput", "rate", value, "rps", locator)
        else:
            rest[where] = value
    if not seen:
        draft.incomplete("latencies_ms", f"line {end}")
    draft.run(run, **load, unread=unread(rest))


def _latency(draft: Draft, run: str, key: str, raw: str, locator: str) -> None:
    if key in _STATS:
        draft.figure(run, "latency", _STATS[key], raw, "ms", locator)
    elif found := _QUANTILE.fullmatch(key):
        draft.figure(run, "latency", "quantile", raw, "ms", locator,
                     quantile=float(f"0.{found[1]}"))
