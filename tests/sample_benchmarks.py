"""Invented measurements: a study of two loads, a live series with a change of method.

Every figure is made up; the names of the meshes are those of the word list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from meshbook.model.benchmark import Measurement, Metric, Mode, RawFile, Run, Tables, Unit
from meshbook.model.catalog import BenchmarkData
from meshbook.model.source import BenchmarkSource
from meshbook.pages.library import Library
from sample_pages import library

DIGEST = "0" * 64
COMMIT = "a" * 40


def text(words: str) -> dict[str, str]:
    """A text in both languages."""
    return {"en": words, "ja": f"{words}（日本語）"}


STUDY_SOURCE = BenchmarkSource.model_validate(
    {
        "kind": "study",
        "title": text("A study of two loads"),
        "summary": text("Two meshes and none under two loads."),
        "url": "https://bench.example.org/study",
        "publisher": "Bench Example",
        "published": "2025-04",
        "retrieved": "2026-10-01",
        "licence": "MIT",
        "redistribute": "yes",
        "availability": "raw-files",
        "pin": {"repository": "https://github.com/example/bench", "commit": COMMIT},
        "trust": {"run_by": "Example Vendor", "conflict": "self"},
        "environments": {"lab": {"label": text("A lab"), "nodes": 3, "instance_type": "large"}},
        "groups": {"slow": {"label": text("100 rps")}, "fast": {"label": text("1,000 rps")}},
        "conditions": [text("Everything ran at night.")],
        "caveats": [
            {
                "id": "memory",
                "flag": "authors-disclaim",
                "text": text("The memory is not to be relied upon."),
                "source": "https://bench.example.org/study#memory",
                "metric": "memory",
            }
        ],
        "conclusions": [
            {
                "id": "faster",
                "topic": "latency-linkerd-vs-istio-sidecar",
                "statement": text("Linkerd was the faster one."),
                "source": "https://bench.example.org/study#end",
            }
        ],
    }
)

OTHER_SOURCE = STUDY_SOURCE.model_copy(
    update={
        "title": STUDY_SOURCE.title.model_copy(update={"en": "Another study", "ja": "別の研究"}),
        "redistribute": "facts-only",
        "licence": "none",
        "availability": "secondary",
        "trust": STUDY_SOURCE.trust.model_copy(update={"conflict": "none", "run_by": "A Reader"}),
        "pin": None,
        "groups": {"slow": STUDY_SOURCE.groups["slow"]},
        "caveats": [],
    }
)

LIVE_SOURCE = BenchmarkSource.model_validate(
    {
        "kind": "live",
        "title": text("A gateway over its releases"),
        "summary": text("One gateway measures itself at each release."),
        "url": "https://bench.example.org/live",
        "publisher": "Bench Example",
        "retrieved": "2026-05-01",
        "licence": "Apache-2.0",
        "redistribute": "yes",
        "availability": "raw-files",
        "trust": {"run_by": "The gateway project", "conflict": "self"},
        "groups": {"old": {"label": text("The old way")}, "new": {"label": text("The new way")}},
        "breaks": [
            {
                "before": "v1.10.0",
                "text": text("The load became another one."),
                "source": "https://bench.example.org/live#break",
            }
        ],
        "stale_after_days": 30,
    }
)


def run(name: str, mesh: str, mode: Mode, group: str | None, **fields: object) -> Run:
    """A run of the open loop at a rate."""
    made = Run(
        name, f"{name}.json", mesh=mesh, mode=mode, group=group, environment="lab",
        generator="wrk2", loop="open", target="rate", target_rps=100.0, connections=16,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def latency(name: str, *values: float) -> list[Measurement]:
    """The median, p90 and p99 of a run in ms."""
    shares = (0.5, 0.9, 0.99)
    return [
        Measurement(name, "latency", "quantile", value, "ms", quantile=share, locator=f"/p{share}")
        for share, value in zip(shares, values, strict=False)
    ]


def memory(name: str, value: float | None, unit: Unit = "MiB") -> Measurement:
    """The mean memory of the proxies of a run."""
    metric: Metric = "memory"
    return Measurement(name, metric, "mean", value, unit, component="proxy")


def tables(runs: Sequence[Run], measurements: Iterable[Measurement]) -> Tables:
    """The tables of a source, a file a run."""
    files = [
        RawFile(
            each.file, f"https://bench.example.org/{each.file}", COMMIT, DIGEST, 10, "2026-10-01"
        )
        for each in runs
    ]
    return Tables(tuple(files), tuple(runs), tuple(measurements))


def study() -> BenchmarkData:
    """Three repeats at the slow load, one run at the fast one, one that failed."""
    runs, figures = [], []
    for group, factor in (("slow", 1.0), ("fast", 3.0)):
        for repeat in range(3 if group == "slow" else 1):
            for mesh, mode, version, base in (
                ("istio", "sidecar", "1.25.0", 4.0),
                ("linkerd", "sidecar", "2.18", 3.0),
                ("none", "none", None, 1.0),
            ):
                name = f"{group}/{mesh}-{repeat}"
                runs.append(run(name, mesh, mode, group, version=version))  # type: ignore[arg-type]
                base = factor * (base + repeat / 10)
                figures += [*latency(name, base, base * 2, base * 5), memory(name, 40 + base)]
    runs.append(run("fast/cilium", "cilium", "cni-l7", "fast", failed="out of memory"))
    runs.append(run("alone", "kuma", "sidecar", None))
    figures += latency("alone", 1.0, 2.0, 3.0)
    return BenchmarkData("a-study", STUDY_SOURCE, tables(runs, figures))


def impossible() -> BenchmarkData:
    """A second study, read second hand, with a median above p90 and a figure not given."""
    runs = [
        run("linkerd", "linkerd", "sidecar", "slow"), run("istio", "istio", "ambient-l4", "slow"),
    ]
    figures = [*latency("linkerd", 5.0, 4.0, 9.0), *latency("istio", 3.0, 4.0)]
    figures = [replace(each, method="secondary") for each in (*figures, memory("istio", None))]
    return BenchmarkData("another-study", OTHER_SOURCE, tables(runs, figures))


def live() -> BenchmarkData:
    """Six releases in their wrong order; the last two are measured in another way."""
    versions = ("v1.10.0", "v1.9.0", "v1.8.0", "v1.11.0", "v1.8.1", "v1.9.1")
    runs, figures = [], []
    for version in versions:
        is_new = version in ("v1.10.0", "v1.11.0")
        runs.append(
            run(
                version, "envoy", "gateway", "new" if is_new else "old", version=version,
                dimensions='{"routes": 100}', target_rps=50.0 if is_new else 9000.0,
            )
        )
        base = 0.5 if is_new else 40.0
        figures += latency(version, base, base * 2, base * 3)
    return BenchmarkData("a-gateway", LIVE_SOURCE, tables(runs, figures))


def empty() -> BenchmarkData:
    """A live series that gave a file, and no figure in it."""
    source = LIVE_SOURCE.model_copy(
        update={"title": STUDY_SOURCE.title.model_copy(update={"en": "Not read", "ja": "未取得"})}
    )
    file = RawFile("a.json", "https://bench.example.org/a.json", COMMIT, DIGEST, 10, "2026-05-01")
    return BenchmarkData("not-read", source, Tables(files=(file,)))


def measured_library(*sources: BenchmarkData) -> Library:
    """The invented organisations with ``sources``, or with all of the invented measurements."""
    base = library()
    data = {each.source_id: each for each in sources or (study(), impossible(), live(), empty())}
    return Library(replace(base.catalog, benchmarks=data), base.settings)
