"""What a person writes of a source of measurements: who ran it, on what, and what to mind.

It stands in ``source.yaml`` beside the tables. Whatever only a text tells (a method break, a
disclaimer of the authors, the hardware) is declared here and shown from here.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from meshbook.model.values import In, Line, PartialDate, Record, Slug, Text, Title, Url, Word

Kind = Literal["study", "live", "signals", "adopters"]
"""A study is dated and pinned; a live series measures one project again and again; adopters are
a list of names.
"""
Conflict = Literal["none", "self", "competitor", "commissioned", "unknown"]
"""Whether whoever ran it sells or makes what was measured, or was paid by whoever does."""
INTERESTED: tuple[Conflict, ...] = ("self", "competitor", "commissioned")
"""Those that every chart says. What is unknown is said among the conditions."""
Redistribute = Literal["yes", "facts-only", "link-only"]
"""What the licence allows: the files, figures and settings alone, or nothing but a link."""
Availability = Literal["raw-files", "figures-in-text", "charts-only", "secondary"]
EnvironmentClass = Literal["bare-metal", "cloud-vm", "spot", "ci-runner", "laptop", "unknown"]
FlagId = Annotated[Word, In("flags")]


class Pin(Record):
    """The one state of a repository that a study is taken from."""

    repository: Url
    commit: Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")]
    path: Line | None = None


class Trust(Record):
    """Who ran it and who may profit."""

    run_by: Line
    affiliation: Line | None = None
    funder: Line | None = None
    conflict: Conflict
    note: Text | None = None


class Environment(Record):
    """What it ran on. Unset is not told."""

    label: Title
    kind: EnvironmentClass = "unknown"
    provider: Line | None = None
    region: Line | None = None
    instance_type: Line | None = None
    nodes: int | None = None
    cpu_per_node: float | None = None
    memory_gib_per_node: float | None = None
    arch: Line | None = None
    kernel: Line | None = None
    kubernetes: Line | None = None
    cni: Line | None = None


class Group(Record):
    """Runs that may stand on one axis: the same load on the same environment."""

    label: Title
    note: Text | None = None


class Caveat(Record):
    """Something to mind, with where it is said; ``group`` or ``mesh`` narrows it."""

    id: Slug
    flag: FlagId | None = None
    text: Text
    source: Url
    group: Slug | None = None
    mesh: Word | None = None
    metric: Word | None = None


class Break(Record):
    """A change of method in a live series: nothing before it may be joined to what follows."""

    before: Line
    """The first version or day that is measured by the new method."""
    text: Text
    source: Url

    def begins_with(self, name: str) -> bool:
        """Whether a version or moment is the first one or a part of it: 1.20.1 of 1.20."""
        return name.startswith(self.before) and not name[len(self.before) :][:1].isdigit()


class Conclusion(Record):
    """What the authors concluded, for the ledger that sets conclusions side by side."""

    id: Slug
    topic: Slug
    """The question that several sources answer: ``latency-linkerd-istio``."""
    statement: Text
    source: Url
    locator: Line | None = None


class BenchmarkSource(Record):
    """One source of measurements. Its id is the name of its folder."""

    kind: Kind
    title: Title
    summary: Text
    url: Url
    publisher: Line
    published: PartialDate | None = None
    retrieved: PartialDate
    licence: Line
    """An SPDX id, or ``none`` where no licence is stated."""
    redistribute: Redistribute
    availability: Availability
    pin: Pin | None = None
    trust: Trust
    environments: dict[Slug, Environment] = {}
    groups: dict[Slug, Group] = {}
    conditions: list[Text] = []
    caveats: list[Caveat] = []
    breaks: list[Break] = []
    conclusions: list[Conclusion] = []
    stale_after_days: int | None = None
    """After so many days without a fetch a live source is called stale."""
