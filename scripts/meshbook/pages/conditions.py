"""Under which conditions a source was measured: eight things, the same for every source.

What nobody told is said as such; it is never left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from meshbook.analysis.ageing import Age, measured_age
from meshbook.model.catalog import Catalog
from meshbook.model.source import Environment
from meshbook.pages.ages import age_view
from meshbook.pages.comparison import moment
from meshbook.pages.environment import Renderer
from meshbook.pages.measured import Measured
from meshbook.pages.measures import Measures

MOST_LISTED = 5
"""Values that are listed one by one; of more, their number and range are told."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One of the eight: its name, what is known in order of weight, and an interest in it."""

    name: str
    facts: tuple[str, ...]
    flag: str = ""


class Conditions:
    """Words the conditions of one source in one language."""

    def __init__(
        self, measured: Measured, measures: Measures, renderer: Renderer, catalog: Catalog
    ) -> None:
        self._measured, self._measures, self._renderer = measured, measures, renderer
        self._catalog = catalog
        self._runs = measured.tables.runs
        self._say = renderer.say

    def all(self) -> list[Condition]:
        """The eight, in the order of the page."""
        makers = {
            "ran_by": self._ran_by,
            "date": self._date,
            "load": self._load,
            "application": self._application,
            "hardware": self._hardware,
            "repeats": self._repeats,
            "read_from": self._read_from,
            "versions": self._versions,
        }
        flags = {"ran_by": self._measures.ribbon}
        return [
            Condition(name, tuple(filter(None, make())), flags.get(name, ""))
            for name, make in makers.items()
        ]

    def _ran_by(self) -> Iterator[str]:
        trust = self._measured.source.trust
        yield self._renderer.line(trust.run_by)
        if trust.affiliation and trust.affiliation != trust.run_by:
            yield self._renderer.line(trust.affiliation)
        if trust.funder:
            yield self._renderer.say_of(
                "benchmarks.funder", who=self._renderer.line(trust.funder)
            )
        if trust.conflict in ("none", "unknown"):
            yield self._say(f"benchmarks.conflict.{trust.conflict}")

    def _date(self) -> Iterator[str]:
        source = self._measured.source
        if source.published:
            yield self._renderer.date(source.published)
        started = sorted({run.started[:10] for run in self._runs if run.started})
        if started:
            first, last = self._renderer.date(started[0]), self._renderer.date(started[-1])
            key = "measured_on" if first == last else "measured"
            yield self._say(f"benchmarks.{key}", first=first, last=last)
        retrieved = self._renderer.date(self._measured.retrieved)
        yield self._say("benchmarks.retrieved", date=retrieved)

    def _load(self) -> Iterator[str]:
        runs = self._runs
        tools = {(run.generator or "", run.generator_version or "") for run in runs}
        yield self._listed(" ".join(filter(None, tool)) for tool in sorted(tools))
        loops = {run.loop for run in runs}
        yield self._listed(self._say(f"benchmarks.loop.{loop}") for loop in sorted(loops))
        rates = {run.target_rps for run in runs if run.target_rps is not None}
        if rates:
            scopes = {run.target_scope for run in runs if run.target_rps is not None}
            key = "per_worker" if scopes == {"per-worker"} else "rate"
            yield self._say(f"benchmarks.load.{key}", rates=self._numbers(rates))
        if any(run.target == "max" for run in runs):
            yield self._say("benchmarks.load.max")
        connections = {run.connections for run in runs if run.connections is not None}
        if connections:
            yield self._say("benchmarks.load.connections", count=self._numbers(connections))
        corrected = {run.co_corrected for run in runs if run.co_corrected is not None}
        for answer in sorted(corrected):
            yield self._say(f"benchmarks.load.corrected.{'yes' if answer else 'no'}")

    def _application(self) -> Iterator[str]:
        runs = self._runs
        yield self._listed(sorted({run.app for run in runs if run.app}))
        yield self._listed(sorted({run.path for run in runs if run.path}))
        yield self._listed(sorted({run.protocol for run in runs if run.protocol}))
        sizes = {run.payload_bytes for run in runs if run.payload_bytes is not None}
        if sizes:
            yield self._say("benchmarks.load.payload", sizes=self._numbers(sizes))
        if {run.keepalive for run in runs} == {False}:
            yield self._say("benchmarks.load.no_keepalive")

    def _hardware(self) -> Iterator[str]:
        for environment in self._measured.source.environments.values():
            yield self._renderer.text(environment.label)
            yield self._measures.joined(filter(None, self._machine(environment)))

    def _machine(self, environment: Environment) -> Iterator[str]:
        if environment.nodes is not None:
            key = "one" if environment.nodes == 1 else "other"
            nodes = self._say(f"benchmarks.nodes.{key}", count=environment.nodes)
            instance = environment.instance_type
            yield f"{environment.nodes} × {instance}" if instance else nodes
        if environment.cpu_per_node is not None:
            cpu = self._measures.number(environment.cpu_per_node)
            yield self._say("benchmarks.cpu_per_node", count=cpu)
        if environment.kubernetes:
            yield f"Kubernetes {environment.kubernetes}"
        yield environment.cni or ""
        if environment.kind in ("ci-runner", "spot", "laptop"):
            yield self._say(f"benchmarks.environment.{environment.kind}")

    def _repeats(self) -> Iterator[str]:
        kept = [run for run in self._runs if not run.failed]
        if not kept:
            return
        key = "one" if len(kept) == 1 else "other"
        count = self._measures.number(len(kept))
        yield self._say(f"benchmarks.runs.{key}", count=count)
        failed = len(self._measured.failed)
        if failed:
            yield self._say("benchmarks.failed_count", count=failed)
        lengths = {round(run.duration_s) for run in kept if run.duration_s}
        if lengths:
            yield self._say("benchmarks.load.duration", seconds=self._numbers(lengths))

    def _read_from(self) -> Iterator[str]:
        source = self._measured.source
        yield self._say(f"benchmarks.availability.{source.availability}")
        methods = {each.method for each in self._measured.tables.measurements}
        yield self._listed(self._say(f"benchmarks.method.{method}") for method in sorted(methods))
        yield self._say(f"benchmarks.redistribute.{source.redistribute}", licence=source.licence)

    def _versions(self) -> Iterator[str]:
        named = sorted(
            {(run.mesh, run.version) for run in self._runs if run.mesh not in (None, "none")},
            key=lambda pair: (pair[0] or "", moment(pair[1] or ""), pair[1] or ""),
        )
        for mesh, pairs in groupby(named, key=lambda pair: pair[0]):
            versions = [version for _, version in pairs if version]
            if len(versions) > MOST_LISTED:
                versions = [f"{versions[0]}–{versions[-1]}"]
            yield f"{self._renderer.term('meshes', mesh or '')} {self._listed(versions)}".strip()
            yield from self._ages(mesh or "")
        if any(run.version_role == "label-only" for run in self._runs):
            yield self._say("benchmarks.label_only")

    def _ages(self, mesh: str) -> Iterator[str]:
        """How old the measured lines of a mesh are; of many only the newest."""
        profiles, today = self._catalog.profiles, self._catalog.today
        found: dict[str, Age] = {}
        for run in self._runs:
            if run.mesh != mesh or run.version_role == "label-only":
                continue
            age = measured_age(mesh, run.mode, run.version, profiles, today)
            if age is not None:
                found[age.line] = age
        newest_last = sorted(found.values(), key=lambda age: age.released.last)
        shown = newest_last if len(newest_last) <= MOST_LISTED else newest_last[-1:]
        return (age_view(age, self._renderer, "plain").words for age in shown)

    def _listed(self, words: Iterable[str]) -> str:
        return self._measures.joined(filter(None, words))

    def _numbers(self, values: Iterable[float]) -> str:
        """Each of a few numbers; of many, the least and the greatest."""
        ordered = sorted(values)
        if len(ordered) <= MOST_LISTED:
            return self._listed(map(self._measures.number, ordered))
        low, high = (self._measures.number(ordered[at]) for at in (0, -1))
        return self._say("frame.quantity.range", low=low, high=high)

