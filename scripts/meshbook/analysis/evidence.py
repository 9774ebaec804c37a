"""The rows of one source laid out by run, as the rules of quality look at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from meshbook.model.benchmark import Measurement, Run, Sample
from meshbook.model.catalog import BenchmarkData
from meshbook.model.source import BenchmarkSource

Flagged = tuple[str, str, str]
"""A run, a metric (empty for the whole run) and the id of a flag."""

SEEN_FROM_OUTSIDE = frozenset({"client", "generator"})
"""The components at which a load generator measures."""

_SUCCESS = frozenset({"ok", "serving", "success", "0"})


@dataclass(frozen=True)
class Evidence:
    """What one source holds."""

    data: BenchmarkData

    @property
    def source(self) -> BenchmarkSource:
        """What a person wrote of it."""
        return self.data.source

    @cached_property
    def runs(self) -> Mapping[str, Run]:
        """The runs by id."""
        return {run.run: run for run in self.data.tables.runs}

    @cached_property
    def figures(self) -> Mapping[str, list[Measurement]]:
        """The figures that have a value, by run."""
        found: dict[str, list[Measurement]] = defaultdict(list)
        for each in self.data.tables.measurements:
            if each.value is not None and each.run in self.runs:
                found[each.run].append(each)
        return found

    @cached_property
    def codes(self) -> Mapping[str, dict[str, int]]:
        """How many answers had a code, by run."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for each in self.data.tables.codes:
            found[each.run][each.code] = each.count
        return found

    @cached_property
    def gauges(self) -> Mapping[tuple[str, str, str, str], list[float]]:
        """The readings of each gauge in their order, by run, metric, component and name."""
        found: dict[tuple[str, str, str, str], list[Sample]] = defaultdict(list)
        for each in self.data.tables.samples:
            found[each.run, each.metric, each.component, each.name or ""].append(each)
        return {
            key: [each.value for each in sorted(samples, key=lambda sample: sample.time)]
            for key, samples in found.items()
        }

    @cached_property
    def requests(self) -> Mapping[str, float]:
        """How many requests a run measured, where any table tells."""
        buckets: dict[str, float] = defaultdict(float)
        for each in self.data.tables.buckets:
            buckets[each.run] += each.count
        answered = {run: float(sum(codes.values())) for run, codes in self.codes.items()}
        counted = {
            run: max(counts)
            for run in self.figures
            if (counts := [each.value or 0 for each in self.outside(run, "requests")])
        }
        return {**buckets, **answered, **counted}

    def outside(self, run: str, *metrics: str) -> Iterator[Measurement]:
        """What the load generator measured, differences left out."""
        return (
            each
            for each in self.figures.get(run, ())
            if each.metric in metrics and each.component in SEEN_FROM_OUTSIDE and not each.delta
        )

    def throughput(self, run: str) -> float | None:
        """Requests per second that the load generator measured; the highest it gives."""
        found = [
            each.value
            for each in self.outside(run, "throughput")
            if each.value is not None and each.unit in ("rps", "ops/s") and each.stat != "max"
        ]
        return max(found, default=None)

    def latency(self, run: str) -> float | None:
        """The mean latency in ms that the load generator measured; the median where none is."""
        found = {
            "mean" if each.stat == "mean" else "median": each.value
            for each in self.outside(run, "latency")
            if each.stat in ("mean", "median") or each.quantile == 0.5
        }
        return found.get("mean", found.get("median"))


def is_success(code: str) -> bool:
    """Whether an answer with this code is what was asked for: 2xx, or a name that says so."""
    text = code.strip().lower()
    is_number = len(text) == 3 and text[0] == "2" and (text[1:].isdigit() or text[1:] == "xx")
    return is_number or text in _SUCCESS


def target_of(run: Run) -> float | None:
    """The rate in requests per second that all workers together were to keep."""
    if run.target_rps is None or run.target == "max":
        return None
    if run.target_scope != "per-worker":
        return run.target_rps
    return run.target_rps * run.workers if run.workers else None


def load_of(run: Run) -> tuple[tuple[str, object], ...]:
    """The settings by which runs of one group have to agree, as (column, value)."""
    return tuple((name, getattr(run, name)) for name in LOAD)


LOAD = (
    "environment", "generator", "loop", "target", "target_rps", "target_scope", "connections",
    "payload_bytes", "protocol", "keepalive", "path", "app",
)  # fmt: skip
"""The columns of a run that say under which load it was, and where: what runs that may stand on
one axis agree in, as far as they say it.
"""


def together(*rules: Iterable[Flagged]) -> dict[tuple[str, str], frozenset[str]]:
    """What several rules found, by run and metric."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for run, metric, flag in chain(*rules):
        found[run, metric].add(flag)
    return {key: frozenset(found[key]) for key in sorted(found)}
