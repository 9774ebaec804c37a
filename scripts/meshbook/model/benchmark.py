"""Other people's measurements, one record each, with where they come from and what they mean.

A source (a study, a live series, a feed of signals, a list of adopters) is one folder in
``docs/data``: its ``source.yaml`` is written by hand (``model/source.py``), its tables are CSV
files written by ``meshbook fetch`` and ``meshbook benchmark import``. Each dataclass here (and
``Listing`` in ``model/adopters.py``) is one table; its fields are the columns, in this order.
None and an empty cell are the same: not given. A missing figure is never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from meshbook.model.adopters import Listing

Mode = Literal[
    "none", "sidecar", "ambient-l4", "ambient-waypoint", "per-node-proxy", "cni-l4", "cni-l7",
    "proxyless", "gateway", "multicluster", "unknown",
]
VersionRole = Literal["measured", "label-only", "unknown"]
"""Label-only: the figures carry a newer version's name but were not measured again."""
Loop = Literal["open", "closed", "unknown"]
Target = Literal["rate", "max", "unknown"]
"""Whether the generator was to keep a rate, to go as fast as it could, or was not said."""
TargetScope = Literal["total", "per-worker", "unknown"]
Component = Literal[
    "client", "proxy", "proxy-client", "proxy-server", "ztunnel", "waypoint", "data-plane",
    "control-plane", "cni-agent", "app", "gateway", "node", "generator", "code", "other",
]
"""Where it was measured; ``client`` is what the load generator saw, ``code`` a function."""
Scope = Literal["per-instance", "sum", "mean", "max", "unknown"]
Metric = Literal[
    "latency", "throughput", "requests", "errors", "error-ratio", "cpu", "memory", "cpu-time",
    "bandwidth", "propagation", "connections", "duration", "allocation", "bytes", "features",
]
Stat = Literal[
    "quantile", "min", "mean", "median", "max", "stddev", "count", "sum", "rate", "value"
]
Unit = Literal[
    "ms", "rps", "ops/s", "cores", "MiB", "ratio", "s", "ns", "Mbit/s", "B", "count", "B/op",
    "allocs/op",
]
Aggregation = Literal[
    "single", "mean-of-runs", "median-of-runs", "mean-of-generators", "merged-histogram",
    "window-mean", "unknown",
]
Method = Literal[
    "parsed", "recomputed-histogram", "transcribed", "read-off-chart", "secondary"
]
Censored = Literal["", "<", ">", "~"]
Signal = Literal[
    "stars", "forks", "contributors", "open-issues", "release", "end-of-life", "packages",
    "landscape",
]


@dataclass(frozen=True, slots=True)
class RawFile:
    """``files.csv``: one upstream file as it was retrieved."""

    file: str
    """Its name in this source: a relative path of safe characters, unique."""
    url: str
    """Where it can be opened; empty where it is not published."""
    revision: str
    """Commit, or the ETag where there is none; may be empty."""
    sha256: str
    """Empty, and ``size`` 0, for a page that a person read and of which there is no copy: all its
    figures are then transcribed, read off a chart or secondary."""
    size: int
    retrieved: str
    """The day, YYYY-MM-DD."""


@dataclass(frozen=True, slots=True)
class Run:
    """``runs.csv``: one run of a load (or one build of a series): subject, load, environment."""

    run: str
    """Unique in this source: lower-case letters, digits, ``.``, ``-`` and ``/``."""
    file: str
    started: str | None = None
    """RFC 3339, or a partial date."""
    duration_s: float | None = None
    repeat: int | None = None
    mesh: str | None = None
    """An id of ``cases/_words/meshes.yaml``; ``none`` is a run without a mesh."""
    mode: Mode = "unknown"
    version: str | None = None
    version_role: VersionRole = "unknown"
    mtls: bool | None = None
    configuration: str | None = None
    generator: str | None = None
    generator_version: str | None = None
    loop: Loop = "unknown"
    co_corrected: bool | None = None
    """Whether the generator corrects for coordinated omission."""
    target: Target = "unknown"
    target_rps: float | None = None
    target_scope: TargetScope = "unknown"
    connections: int | None = None
    workers: int | None = None
    payload_bytes: int | None = None
    protocol: str | None = None
    keepalive: bool | None = None
    path: str | None = None
    app: str | None = None
    environment: str | None = None
    """An id of ``environments`` in ``source.yaml``."""
    group: str | None = None
    """An id of ``groups`` in ``source.yaml``: only runs of one group may share an axis."""
    dimensions: str | None = None
    """What else tells runs apart, as a JSON object with sorted keys: {"routes": 10}."""
    failed: str | None = None
    """Why the run gave no figures. It is kept, and hidden by default."""
    unread: str | None = None
    """Fields of the file that nobody reads, verbatim as JSON with sorted keys; for sources of
    which only facts may be taken, {"names": [...]}: the names of what was left out."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """``measurements.csv``: one figure of one run."""

    run: str
    metric: Metric
    stat: Stat
    value: float | None
    """In ``unit``; None where the source names a figure and gives none."""
    unit: Unit
    quantile: float | None = None
    """0.99 for the 99th percentile; None unless ``stat`` is quantile."""
    component: Component = "client"
    name: str | None = None
    """Of the component, as the source names it."""
    scope: Scope = "per-instance"
    instances: int | None = None
    raw: str | None = None
    """The figure as it stands in the file, and its unit there."""
    raw_unit: str | None = None
    aggregation: Aggregation = "single"
    method: Method = "parsed"
    locator: str = ""
    """Where in the file: a JSON pointer, ``line 12``, ``row 3, column p99``, ``table 2``."""
    delta: bool = False
    """Whether it is the difference to ``baseline`` (a run, where it is one of these)."""
    baseline: str | None = None
    low: float | None = None
    high: float | None = None
    censored: Censored = ""


@dataclass(frozen=True, slots=True)
class Bucket:
    """``buckets.csv``: one bucket of a latency histogram, ms; ``percent`` is cumulative."""

    run: str
    start: float
    end: float
    count: int
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """``samples.csv``: one reading of a gauge at one moment of a run."""

    run: str
    time: str
    metric: Metric
    value: float
    unit: Unit
    component: Component
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ResponseCode:
    """``codes.csv``: how many answers of a run had a code (``200``, ``SERVING``, an error)."""

    run: str
    code: str
    count: int


@dataclass(frozen=True, slots=True)
class SignalValue:
    """``signals.csv``: what a feed said of a project on a day."""

    project: str
    """An id of ``cases/_words/meshes.yaml``."""
    signal: Signal
    date: str
    value: str
    detail: str | None = None
    url: str | None = None


Row = RawFile | Run | Measurement | Bucket | Sample | ResponseCode | SignalValue | Listing
TABLES: dict[str, type[Row]] = {
    "files": RawFile,
    "runs": Run,
    "measurements": Measurement,
    "buckets": Bucket,
    "samples": Sample,
    "codes": ResponseCode,
    "signals": SignalValue,
    "listings": Listing,
}
"""The tables of a source by the name of their file; a table without rows has no file."""


@dataclass(frozen=True, slots=True)
class Tables:
    """All rows of one source, sorted by their fields."""

    files: tuple[RawFile, ...] = ()
    runs: tuple[Run, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    buckets: tuple[Bucket, ...] = ()
    samples: tuple[Sample, ...] = ()
    codes: tuple[ResponseCode, ...] = ()
    signals: tuple[SignalValue, ...] = ()
    listings: tuple[Listing, ...] = ()
