"""The studies' real files, where ``MESHBOOK_SAMPLES`` names a folder that holds them.

Each file is read as a fetch reads it, and what comes out is what lies in ``docs/data``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from meshbook.benchmarks.pinned import Pin
from meshbook.benchmarks.rows import join, of_files
from meshbook.benchmarks.sources import great_sidecar, istio_tools, livewyer, mesh_bench
from meshbook.benchmarks.visit import Read
from meshbook.model.benchmark import RawFile, Tables
from meshbook.reading.tables import read_tables
from samples import SAMPLES, needs_samples

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "docs" / "data" / "benchmarks"
pytestmark = needs_samples

Found = Mapping[str, bytes]
"""Contents by the name of a file in its source."""


def below(folder: str, pin: Pin, wanted: Callable[[str], bool]) -> Found:
    base = SAMPLES / folder
    return {
        pin.file(name).file: path.read_bytes()
        for path in sorted(base.rglob("*"))
        if path.is_file() and wanted(name := path.relative_to(base).as_posix())
    }


def of_istio() -> Found:
    folders = {
        istio_tools.LAST: "perf_dashboard_2024-07/perf_data",
        istio_tools.PROTOTYPE: "perf_dashboard_2019-12/perf_data",
        istio_tools.EXAMPLE: "example_plot",
    }
    return {
        f"{group}.csv": (SAMPLES / "istio-tools" / folders[pin] / path).read_bytes()
        for (pin, path), group in istio_tools.FILES.items()
    }


def of_mesh_bench() -> Found:
    return below("mesh-bench-2022/results", mesh_bench.PIN, mesh_bench.wanted)


STUDIES: Mapping[str, tuple[Callable[[], Found], Callable[[Iterable[str]], Read]]] = {
    "livewyer-2024": (
        lambda: below("livewyer-2024", livewyer.PIN, livewyer.wanted), lambda _: livewyer.read
    ),
    "great-sidecar-2025": (
        lambda: below(
            "great-sidecar-debate-2025/V1/Data", great_sidecar.PIN, great_sidecar.wanted
        ),
        lambda _: great_sidecar.read,
    ),
    "mesh-bench-2022": (of_mesh_bench, mesh_bench.reader),
    "istio-tools": (of_istio, lambda _: istio_tools.read),
}  # fmt: skip

COUNTS = {
    "livewyer-2024": (126, 126, 1764, 1386, 0, 178),
    "great-sidecar-2025": (300, 300, 7414, 0, 14024, 0),
    "mesh-bench-2022": (131, 131, 722, 1768, 25876, 45),
    "istio-tools": (7, 625, 7879, 0, 0, 0),
}
"""Files, runs, measurements, buckets, samples and codes."""


@pytest.fixture(scope="module", params=STUDIES)
def study(request: pytest.FixtureRequest) -> tuple[str, Found, Tables]:
    """A study's id, its real files and what they give."""
    collected, reader = STUDIES[request.param]
    files = collected()
    read = reader(files)
    parts = []
    for name, content in files.items():
        tables, problems = read(name, content)
        assert problems == [], name
        parts.append(tables)
    return request.param, files, join(parts)


def test_every_real_file_is_read_without_a_fault(study: tuple[str, Found, Tables]) -> None:
    name, files, tables = study
    counts = (
        len(files), len(tables.runs), len(tables.measurements), len(tables.buckets),
        len(tables.samples), len(tables.codes),
    )  # fmt: skip
    assert counts == COUNTS[name]


def test_the_snapshot_is_what_the_files_give(study: tuple[str, Found, Tables]) -> None:
    name, files, tables = study
    kept, problems = read_tables(DATA / name)
    assert problems == []
    collected = of_files(kept, files.keys())
    assert (collected.runs, collected.codes) == (tables.runs, tables.codes)
    assert collected.measurements == tables.measurements
    assert (collected.buckets, collected.samples) == (tables.buckets, tables.samples)


def test_the_snapshot_names_the_files_by_their_digests(study: tuple[str, Found, Tables]) -> None:
    name, files, _ = study
    kept, _ = read_tables(DATA / name)
    rows: dict[str, RawFile] = {file.file: file for file in kept.files}
    for file, content in files.items():
        assert rows[file].sha256 == hashlib.sha256(content).hexdigest(), file
        assert rows[file].size == len(content)


def test_no_two_files_give_a_run_of_the_same_name(study: tuple[str, Found, Tables]) -> None:
    _, _, tables = study
    assert len({run.run for run in tables.runs}) == len(tables.runs)
