"""What several sources conclude on one question, with the conditions in which they differ.

Nothing is averaged and nobody is right here: a reader sees who says what, and what was not
the same. Conditions are taken from the runs and the description of each source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from meshbook.model.benchmark import Run
from meshbook.model.catalog import BenchmarkData
from meshbook.model.source import Conclusion, Environment

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """What one source concludes. ``conditions`` are by the names of ``CONDITIONS``.

    A condition that the source does not tell has no values.
    """

    source_id: str
    conclusion: Conclusion
    conditions: Mapping[str, Values]


@dataclass(frozen=True, slots=True)
class Topic:
    """One question, the positions on it by source, and the conditions that are not the same."""

    topic: str
    positions: tuple[Position, ...]
    differing: Values


def ledger(sources: Mapping[str, BenchmarkData]) -> tuple[Topic, ...]:
    """The questions that more than one source answers, in the order of their names."""
    found: dict[str, list[Position]] = defaultdict(list)
    for name in sorted(sources):
        conditions = conditions_of(sources[name])
        for conclusion in sources[name].source.conclusions:
            found[conclusion.topic].append(Position(name, conclusion, conditions))
    return tuple(
        Topic(topic, tuple(positions), differing(each.conditions for each in positions))
        for topic, positions in sorted(found.items())
        if len({position.source_id for position in positions}) > 1
    )


def conditions_of(data: BenchmarkData) -> Mapping[str, Values]:
    """Under which conditions a source was measured: each with all its values, sorted."""
    return {name: _sorted(values(data)) for name, values in CONDITIONS.items()}


def differing(conditions: Iterable[Mapping[str, Values]]) -> Values:
    """The conditions that are not the same in all; one that only some tell is not the same."""
    every = list(conditions)
    return tuple(name for name in CONDITIONS if len({each[name] for each in every}) > 1)


def _of_runs(read: Callable[[Run], object]) -> Callable[[BenchmarkData], Iterable[object]]:
    return lambda data: (read(run) for run in data.tables.runs)


def _of_environments(
    read: Callable[[Environment], object],
) -> Callable[[BenchmarkData], Iterable[object]]:
    return lambda data: map(read, data.source.environments.values())


def _version(run: Run) -> str | None:
    return f"{run.mesh} {run.version}" if run.mesh and run.version else None


def _subject(run: Run) -> str | None:
    return f"{run.mesh} {run.mode}" if run.mesh else None


CONDITIONS: Mapping[str, Callable[[BenchmarkData], Iterable[object]]] = {
    "published": lambda data: (data.source.published,),
    "conflict": lambda data: (data.source.trust.conflict,),
    "generator": _of_runs(lambda run: run.generator),
    "loop": _of_runs(lambda run: run.loop),
    "target": _of_runs(lambda run: run.target),
    "target_rps": _of_runs(lambda run: run.target_rps),
    "connections": _of_runs(lambda run: run.connections),
    "payload_bytes": _of_runs(lambda run: run.payload_bytes),
    "protocol": _of_runs(lambda run: run.protocol),
    "path": _of_runs(lambda run: run.path),
    "app": _of_runs(lambda run: run.app),
    "mtls": _of_runs(lambda run: run.mtls),
    "subjects": _of_runs(_subject),
    "versions": _of_runs(_version),
    "environment": _of_environments(lambda environment: environment.kind),
    "provider": _of_environments(lambda environment: environment.provider),
    "instance_type": _of_environments(lambda environment: environment.instance_type),
    "nodes": _of_environments(lambda environment: environment.nodes),
    "kubernetes": _of_environments(lambda environment: environment.kubernetes),
    "cni": _of_environments(lambda environment: environment.cni),
}
"""Every condition by its name, and where its values come from."""


def _sorted(values: Iterable[object]) -> Values:
    """As text, numbers by size; what is not told is left out."""
    told = {value for value in values if value is not None and value != "unknown"}
    return tuple(map(_text, sorted(told, key=_place)))


def _place(value: object) -> tuple[float, str]:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return (float(str(value)), "") if is_number else (float("inf"), str(value))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)
