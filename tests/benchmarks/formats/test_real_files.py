"""Every real result file that is at hand parses, and holds as many rows as were counted.

``MESHBOOK_SAMPLES`` names the folder with the files; without it nothing is read here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from meshbook.benchmarks.formats import FORMATS, recognise
from meshbook.benchmarks.formats.histogram import percentile
from result_files import valid
from samples import SAMPLES, needs_samples

pytestmark = needs_samples

# format, where, then files, runs, failed runs, measurements, buckets, samples, codes
COUNTED = [
    ("fortio", "mesh-bench-2022/results/0?_*/http_*.json", 40, 40, 0, 480, 1593, 0, 41),
    ("fortio", "mesh-bench-2022/results/04_*/grpc_*.json", 5, 5, 1, 48, 175, 0, 4),
    ("fortio", "mesh-bench-2022/results/micro-bench/*/*.json", 4, 4, 0, 48, 128, 0, 4),
    ("fortio", "nighthawk/samples/fortio_data/*.json", 2, 2, 0, 14, 103, 0, 2),
    ("fortio", "smp/docs/_data/test-results.json", 1, 3, 0, 33, 27, 0, 3),
    ("smp", "smp/docs/assets/spec/readme/*result.yaml", 2, 2, 0, 14, 0, 0, 0),
    ("wrk2", "great-sidecar-debate-2025/V1/Data/*/*.log", 225, 225, 0, 3064, 14849, 0, 139),
    ("wrk2", "mesh-bench-2022/results/micro-bench/02_target/*.out", 5, 5, 0, 25, 0, 0, 0),
    ("resource-csv", "great-sidecar-debate-2025/V1/Data/*/*.csv", 75, 75, 0, 4350, 0, 151402, 0),
    ("oha", "livewyer-2024/**/*.txt", 405, 405, 0, 5670, 4455, 0, 585),
    ("istio-csv", "istio-tools/**/*.csv", 7, 625, 0, 7879, 0, 0, 0),
    ("prometheus", "mesh-bench-2022/results/*/cpu_*.json", 43, 43, 0, 97, 0, 29187, 0),
    ("prometheus", "mesh-bench-2022/results/*/mem_*.json", 43, 43, 0, 97, 0, 29187, 0),
    ("envoy-gateway", "envoy-gateway/versions/*.json", 46, 496, 0, 12400, 0, 0, 0),
]


@pytest.mark.parametrize("counted", COUNTED, ids=lambda each: each[1])
def test_every_real_file_is_read_without_a_problem(counted: tuple[Any, ...]) -> None:
    form, pattern, *expected = counted
    found: Counter[str] = Counter()
    for path in sorted(SAMPLES.glob(pattern)):
        content = path.read_bytes()
        recognised = recognise(path.name, content[:65_536])
        assert recognised is FORMATS[form], path
        tables, problems = recognised.parse(path.name, content)
        assert not problems, (path, problems[0])
        valid(tables, problems, path.name)
        found.update(
            files=1,
            runs=len(tables.runs),
            failed=sum(each.failed is not None for each in tables.runs),
            measurements=len(tables.measurements),
            buckets=len(tables.buckets),
            samples=len(tables.samples),
            codes=len(tables.codes),
        )
    assert [
        found[key]
        for key in ("files", "runs", "failed", "measurements", "buckets", "samples", "codes")
    ] == expected


def histograms(value: Any) -> Iterator[dict[str, Any]]:
    """Everything in a document that has both buckets and percentiles."""
    if isinstance(value, dict):
        if value.get("Data") and value.get("Percentiles"):
            yield value
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from histograms(each)


def test_percentiles_from_the_histogram_are_those_of_fortio_to_the_last_bit() -> None:
    compared = 0
    for path in SAMPLES.rglob("*.json"):
        for histogram in histograms(json.loads(path.read_bytes())):
            data = [(each["Start"], each["End"], each["Percent"]) for each in histogram["Data"]]
            for each in histogram["Percentiles"]:
                own = percentile(
                    each["Percentile"], histogram["Min"], histogram["Max"], histogram["Count"], data
                )
                assert own == each["Value"], (path, each)
                compared += 1
    assert compared == 15


def test_no_file_with_results_is_left_out() -> None:
    read = {path for _, pattern, *_ in COUNTED for path in SAMPLES.glob(pattern)}
    others = {
        path.relative_to(SAMPLES).parts[0]
        for path in SAMPLES.rglob("*")
        if path.is_file() and path not in read and path.suffix in (".json", ".log", ".out")
    }
    assert others == set()
