"""Sources of measurements for tests: made up in a line, copied under other names and units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from meshbook.model.benchmark import Measurement, ResponseCode, Run, Sample, Tables
from meshbook.model.catalog import BenchmarkData
from meshbook.model.source import BenchmarkSource
from sample_cases import patched
from sample_sources import SOURCE

OTHER_NAMES = {"istio": "linkerd", "linkerd": "cilium", "cilium": "kuma", "kuma": "istio",
               "traefik-mesh": "consul", "none": "none"}  # fmt: skip
_STRETCHED = {"latency", "duration"}
_SLOWED = {"throughput"}


def made(
    runs: Iterable[Run],
    measurements: Iterable[Measurement] = (),
    samples: Iterable[Sample] = (),
    codes: Iterable[ResponseCode] = (),
    **changes: Any,
) -> BenchmarkData:
    """A source with these rows; ``changes`` are put into its ``source.yaml``."""
    source = BenchmarkSource.model_validate(patched(SOURCE, changes))
    tables = Tables(
        runs=tuple(runs), measurements=tuple(measurements), samples=tuple(samples),
        codes=tuple(codes),
    )  # fmt: skip
    return BenchmarkData("made", source, tables)


def latency(run: str, *quantiles: tuple[float, float], **others: float) -> list[Measurement]:
    """Latencies in ms of a run: ``(0.99, 12.5)``, ``mean=3.0``."""
    rows = [Measurement(run, "latency", "quantile", value, "ms", at) for at, value in quantiles]
    return rows + [
        Measurement(run, "latency", stat, value, "ms")  # type: ignore[arg-type]
        for stat, value in others.items()
    ]


def rate(run: str, value: float) -> Measurement:
    """The throughput of a run."""
    return Measurement(run, "throughput", "rate", value, "rps")


def requests(run: str, count: float) -> Measurement:
    """How many requests a run made."""
    return Measurement(run, "requests", "count", count, "count")


def undeclared(data: BenchmarkData) -> BenchmarkData:
    """``data`` without what a person declared of it: only the figures speak."""
    bare = data.source.model_copy(update={"caveats": [], "breaks": []})
    return replace(data, source=bare)


def relabelled(data: BenchmarkData) -> BenchmarkData:
    """The same figures as if another study of other meshes had made them."""
    tables = data.tables
    names = {run.run: f"copy/{number:04}" for number, run in enumerate(tables.runs)}
    versions = {
        version: f"{number}.7"
        for number, version in enumerate(sorted({run.version or "" for run in tables.runs}), 40)
    }
    runs = [
        replace(
            run,
            run=names[run.run],
            mesh=OTHER_NAMES.get(run.mesh, run.mesh) if run.mesh else None,
            version=versions[run.version] if run.version else None,
            group=f"other-{run.group}" if run.group else None,
            generator=f"my-{run.generator}" if run.generator else None,
        )
        for run in tables.runs
    ]

    def renamed(rows: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(replace(row, run=names[row.run]) for row in rows)

    return BenchmarkData(
        "copy",
        data.source,
        Tables(
            files=tables.files, runs=tuple(runs), measurements=renamed(tables.measurements),
            buckets=renamed(tables.buckets), samples=renamed(tables.samples),
            codes=renamed(tables.codes),
        ),
    )  # fmt: skip


def rescaled(data: BenchmarkData, by: float) -> BenchmarkData:
    """The same on a machine that is ``by`` times slower and needs as many times the memory."""

    def measurement(row: Measurement) -> Measurement:
        factor = by if row.metric in _STRETCHED | {"memory"} else 1.0
        factor = 1 / by if row.metric in _SLOWED else factor
        return row if row.value is None else replace(row, value=row.value * factor)

    def run(row: Run) -> Run:
        return replace(
            row,
            target_rps=row.target_rps / by if row.target_rps else row.target_rps,
            duration_s=row.duration_s * by if row.duration_s else row.duration_s,
        )

    tables = data.tables
    return replace(
        data,
        tables=replace(
            tables,
            runs=tuple(map(run, tables.runs)),
            measurements=tuple(map(measurement, tables.measurements)),
            buckets=tuple(replace(b, start=b.start * by, end=b.end * by) for b in tables.buckets),
            samples=tuple(
                replace(s, value=s.value * by) if s.metric == "memory" else s
                for s in tables.samples
            ),
        ),
    )
