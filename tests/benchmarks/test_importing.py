"""``meshbook benchmark import``: a person's own result files into a study."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from meshbook.benchmarks import store

REPOSITORY = Path(__file__).parents[2]
OHA = """\
Summary:
  Success rate:\t100.00%
  Total:\t10.0000 secs
  Slowest:\t0.0900 secs
  Fastest:\t0.0010 secs
  Average:\t0.0052 secs
  Requests/sec:\t400.0000

  Total data:\t1.00 MiB
  Size/request:\t262 B
  Size/sec:\t102.40 KiB

Response time histogram:
  0.001 [1]    |
  0.090 [3999] |■■■■

Response time distribution:
  50.00% in 0.0050 secs
  99.00% in 0.0310 secs

Status code distribution:
  [200] 4000 responses
"""
VEGETA = json.dumps(
    {
        "latencies": {
            "total": 4_000_000_000, "mean": 5_200_000, "50th": 5_000_000, "90th": 9_000_000,
            "95th": 12_000_000, "99th": 31_500_000, "max": 90_000_000, "min": 1_000_000,
        },
        "bytes_in": {"total": 1048576, "mean": 262.1}, "bytes_out": {"total": 0, "mean": 0},
        "earliest": "2026-11-01T10:00:00Z", "latest": "2026-11-01T10:00:10Z",
        "end": "2026-11-01T10:00:10.005Z", "duration": 10_000_000_000, "wait": 5_000_000,
        "requests": 4000, "rate": 400.0, "throughput": 399.8, "success": 1,
        "status_codes": {"200": 4000}, "errors": [],
    }
)  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    shutil.copytree(REPOSITORY / "cases" / "_words", root / "cases" / "_words")
    (root / "results").mkdir()
    (root / "results" / "run 1.txt").write_text(OHA)
    (root / "results" / "attack.json").write_text(VEGETA)
    return root


def imported(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "meshbook", "benchmark", "import", *arguments],
        capture_output=True, text=True, cwd=root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "scripts")},
    )  # fmt: skip


def test_files_of_several_tools_become_records_of_one_study(project: Path) -> None:
    done = imported(
        project, "results/run 1.txt", "results/attack.json", "--study", "our-test",
        "--mesh", "linkerd", "--mode", "sidecar", "--mesh-version", "2.18",
        "--url", "https://www.example.com/results/",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    folder = project / "docs/data/benchmarks/our-test"
    tables = store.read(folder).tables
    assert [file.url for file in tables.files] == [
        "https://www.example.com/results/linkerd/sidecar/2.18/attack.json",
        "https://www.example.com/results/linkerd/sidecar/2.18/run-1.txt",
    ]
    assert {(run.mesh, run.mode, run.version) for run in tables.runs} == {
        ("linkerd", "sidecar", "2.18")
    }
    p99 = {
        run.generator: row.value for run in tables.runs for row in tables.measurements
        if row.run == run.run and row.metric == "latency" and row.quantile == 0.99
    }  # fmt: skip
    assert p99 == {"oha": 31.0, "vegeta": 31.5}
    source = (folder / "source.yaml").read_text()
    assert "test-bed:" in source and "conflict:" in source
    assert "fill in docs/data/benchmarks/our-test/source.yaml" in done.stdout


def test_results_of_two_meshes_with_one_name_stand_beside_each_other(project: Path) -> None:
    for mesh in ("linkerd", "none"):
        imported(project, "results/attack.json", "--study", "our-test", "--mesh", mesh)
    source = project / "docs/data/benchmarks/our-test/source.yaml"
    source.write_text("filled: in\n")
    again = imported(project, "results/attack.json", "--study", "our-test", "--mesh", "none")
    tables = store.read(source.parent).tables
    assert [run.run for run in tables.runs] == ["linkerd/attack", "none/attack"]
    assert source.read_text() == "filled: in\n"
    assert "fill in" not in again.stdout


def test_a_file_of_no_known_format_is_told_and_nothing_is_written(project: Path) -> None:
    (project / "results" / "notes.txt").write_text("just words\n")
    done = imported(project, "results/notes.txt", "results/attack.json", "--study", "our-test")
    assert done.returncode == 1
    assert "results/notes.txt:1:1: error B001" in done.stdout
    assert not (project / "docs").exists()


def test_a_broken_file_is_told_at_its_line(project: Path) -> None:
    (project / "results" / "attack.json").write_text(VEGETA[: len(VEGETA) // 2])
    done = imported(project, "results/attack.json", "--study", "our-test")
    assert done.returncode == 1
    assert "results/attack.json:1:" in done.stdout and "error B004" in done.stdout
    assert not (project / "docs").exists()


def test_a_file_that_is_not_there_is_told_too(project: Path) -> None:
    done = imported(project, "results/none.json", "--study", "our-test")
    assert done.returncode == 1 and "results/none.json:1:1: error F007" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("--study", "../elsewhere"),
        ("--study", "x", "--mesh", "linkerdd"),
        ("--study", "x", "--mode", "side-car"),
        ("--study", "x", "--url", "javascript:alert(1)"),
        ("--study", "x", "--group", "A B"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(project: Path, arguments: tuple[str, ...]) -> None:
    done = imported(project, "results/attack.json", *arguments)
    assert done.returncode == 2 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert not (project / "docs").exists()
