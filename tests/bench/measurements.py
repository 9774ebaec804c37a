"""A million measurements: loaded, grouped and drawn, in a process of its own; and stored.

The figures are made up: one study of many loads, in each of which several meshes were run
many times. A process is started, reads the tables from disk, brings everything that may
stand on one axis together and draws each of these pictures.
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from tests.bench.process import HOW, peak_of, run
from tests.bench.project import CACHE
from tests.bench.report import Report, median, spread

from meshbook.benchmarks import store
from meshbook.benchmarks.rows import cells
from meshbook.benchmarks.visit import Snapshot
from meshbook.model.benchmark import Measurement, Metric, Mode, RawFile, Run, Stat, Tables, Unit

SEED = 20260801
FIGURES = 20
"""Figures of one run: twelve of latency, three of throughput, five of processor and memory."""
REPEATS = 25
MESHES: tuple[tuple[str, Mode], ...] = (
    ("none", "none"), ("istio", "sidecar"), ("istio", "ambient-l4"), ("linkerd", "sidecar"),
    ("cilium", "cni-l7"),
)  # fmt: skip
EXTREMES: tuple[tuple[Stat, float], ...] = (("min", 0.5), ("mean", 1.4), ("max", 90.0))
RESOURCES: tuple[tuple[Metric, Unit], ...] = (("cpu", "cores"), ("memory", "MiB"))
STORED = 100_000
SECONDS, BYTES = 10.0, 1.5e9
DRAW = [sys.executable, "-m", "tests.bench.drawing"]


def measure(quick: bool) -> Report:
    """Draw all pictures of a large study, round after round; write a smaller one to the store."""
    report = Report("measurements")
    size, rounds = (200_000, 3) if quick else (1_000_000, 5)
    folder = study(size)
    command = [*DRAW, str(folder)]
    root = Path(__file__).resolve().parents[2]
    run(command, root)  # warms the disk
    walls = [run(command, root).wall for _ in range(rounds)]
    peak = peak_of(command, root)
    report.table(
        "Measurements loaded, grouped and drawn (a process started anew)",
        ("measurements", "rounds", "s", "s, all", "MB"),
        [(size, rounds, median(walls), spread(walls), peak / 1e6)],
    )
    report.note(HOW)
    report.limit(f"{size:,} measurements, loaded, grouped and drawn", median(walls), SECONDS, "s")
    report.limit(f"{size:,} measurements, memory", peak / 1e6, BYTES / 1e6, "MB")
    _store(report, rounds)
    return report


def study(size: int) -> Path:
    """The folder of a made-up study of ``size`` measurements; written once."""
    folder = CACHE / f"measurements-{SEED}" / str(size)
    if not (folder / "measurements.csv").exists():
        print(f"Writing {size:,} measurements …", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        store.write(folder, Snapshot(tables(size)))
    return folder


def tables(size: int) -> Tables:
    """The rows of a study of ``size`` measurements."""
    chance = random.Random(SEED)
    names = list(_runs(size // FIGURES))
    return Tables(
        files=(RawFile("a.json", "https://bench.example/a.json", "v1", "0" * 64, 1, "2026-08-01"),),
        runs=tuple(names),
        measurements=tuple(row for each in names for row in _figures(each.run, chance)),
    )


def _runs(count: int) -> Iterator[Run]:
    for number in range(count):
        load, rest = divmod(number, len(MESHES) * REPEATS)
        mesh, mode = MESHES[rest % len(MESHES)]
        yield Run(
            f"load-{load:04}/{mesh}-{mode}-{rest // len(MESHES)}", "a.json", mesh=mesh, mode=mode,
            version="1.0", generator="wrk2", loop="open", target="rate",
            target_rps=float(100 + load), group=f"load-{load:04}",
        )  # fmt: skip


def _figures(run: str, chance: random.Random) -> Iterator[Measurement]:
    base = chance.lognormvariate(1, 0.5)
    for share in (0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999):
        value = round(base / (1 - share) ** 0.5, 6)
        yield Measurement(run, "latency", "quantile", value, "ms", share, locator=f"p{share}")
    for stat, factor in EXTREMES:
        yield Measurement(run, "latency", stat, round(base * factor, 6), "ms")
        yield Measurement(run, "throughput", stat, round(1000 / base, 3), "rps")
    for metric, unit in RESOURCES:
        value = round(chance.uniform(1, 50), 3)
        yield Measurement(run, metric, "mean", value, unit, component="proxy")
        yield Measurement(run, metric, "mean", value / 2, unit, component="control-plane")
    yield Measurement(run, "memory", "max", 60.0, "MiB", component="proxy")


def _store(report: Report, rounds: int) -> None:
    """How fast records come from values to files that lie on the disk for good."""
    made = tables(STORED)
    records = sum(len(getattr(made, each.name)) for each in fields(made))
    weight = sum(len(",".join(cells(row))) + 1 for row in made.measurements)
    folder = CACHE / f"measurements-{SEED}" / "stored"
    walls = []
    for _ in range(rounds):
        shutil.rmtree(folder, ignore_errors=True)
        started = time.perf_counter()
        store.write(folder, Snapshot(made))
        walls.append(time.perf_counter() - started)
    took = median(walls)
    report.table(
        "Records into the store (sorted, written, synced)",
        ("records", "rounds", "s", "s, all", "records/s", "MB/s"),
        [(records, rounds, took, spread(walls), records / took, weight / took / 1e6)],
    )
