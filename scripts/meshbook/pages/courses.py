"""The two pictures of flows of the page of adoption, each with its twin as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from meshbook.analysis.counts import Adoption, Flow
from meshbook.analysis.moves import FIRST, KINDS, NOW, Kind, Move
from meshbook.model.case import DateIs
from meshbook.model.values import PartialDate
from meshbook.pages.counted import Item, items
from meshbook.pages.environment import Renderer
from meshbook.pages.flow import Flows, Link, flows
from meshbook.pages.strings import strings

MARKS = {"ended": "s-event", "in-use": "s-production", "trial": "s-left"}
"""The marks of what is no stage of its own; a stage has the mark of its name."""


@dataclass(frozen=True, slots=True)
class End:
    """A thing that flows leave or reach: how it is called, in the picture and else, and marked."""

    key: str
    name: str
    short: str
    family: str
    mark: str

    @property
    def id(self) -> str:
        """Its key as a part of an anchor."""
        return self.key.replace("/", "-")


@dataclass(frozen=True, slots=True)
class Row:
    """One flow of the twin."""

    id: str
    source: End
    target: End
    count: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and its flows grouped by where they come from and by where they go."""

    id: str
    drawn: Flows
    ends: Mapping[str, End]
    by_source: Mapping[str, tuple[Row, ...]]
    by_target: Mapping[str, tuple[Row, ...]]

    @property
    def count(self) -> int:
        """How much goes through it."""
        return sum(band.count for band in self.drawn.bands)

    def row(self, source: str, target: str) -> Row:
        """The row of a band."""
        return next(row for row in self.by_source[source] if row.target.key == target)


def moved(found: Adoption, names: Mapping[str, str], renderer: Renderer) -> Picture:
    """From each mesh that was left to where those who left it went."""
    told: dict[tuple[str, str, str], list[Move]] = {}
    for move in found.moves:
        told.setdefault((move.mesh, move.target, move.slug), []).append(move)

    def steps_of(flow: Flow) -> Iterator[Item]:
        for slug in flow.cases:
            steps = [step(move, names, renderer) for move in told[flow.source, flow.target, slug]]
            notes = renderer.say("adoption.join").join(each.note for each in steps)
            yield replace(steps[0], note=notes)

    ends = {flow.source: _mesh(flow.source, renderer) for flow in found.flows}
    ends |= {flow.target: _target(flow.target, renderer) for flow in found.flows}
    rows = [_row("flow", flow, ends, steps_of(flow)) for flow in found.flows]
    return _picture("flow", rows, ends, lambda end: KINDS.index(_kind(end)))


def lived(found: Adoption, names: Mapping[str, str], renderer: Renderer) -> Picture:
    """From the first thing that is dated of each case to where it stands."""
    ends = {f"first/{word}": _stage("first", word, renderer) for word in FIRST}
    ends |= {f"now/{word}": _stage("now", word, renderer) for word in NOW}
    order = list(ends)
    rows = [
        _row(
            "course",
            Flow(f"first/{flow.source}", f"now/{flow.target}", flow.cases),
            ends,
            items(flow.cases, names),
        )
        for flow in found.courses
    ]
    return _picture("course", rows, ends, order.index)


def step(move: Move, names: Mapping[str, str], renderer: Renderer) -> Item:
    """A step as an item of a list: whose it is, the claim that tells it, and when."""
    date = dated(move.date, move.date_is, renderer)
    return Item(names[move.slug], f"cases/{move.slug}/#{move.claim}", date)


def _picture(
    name: str, rows: Sequence[Row], ends: Mapping[str, End], rank: Callable[[str], int]
) -> Picture:
    """The picture of ``rows``: ends by their rank, those of one rank by what goes through them."""
    by_source = _grouped(rows, lambda row: row.source.key, rank)
    by_target = _grouped(rows, lambda row: row.target.key, rank)
    drawn = flows(
        [Link(row.source.key, row.target.key, row.count) for row in rows],
        {key: sum(row.count for row in group) for key, group in by_source.items()},
        {key: sum(row.count for row in group) for key, group in by_target.items()},
        lambda key: ends[key].short,
    )
    return Picture(name, drawn, ends, by_source, by_target)


def _grouped(
    rows: Iterable[Row], key: Callable[[Row], str], rank: Callable[[str], int]
) -> dict[str, tuple[Row, ...]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    total = {each: sum(row.count for row in group) for each, group in groups.items()}
    order = sorted(groups, key=lambda each: (rank(each), -total[each], each))
    return {each: tuple(groups[each]) for each in order}


def _row(name: str, flow: Flow, ends: Mapping[str, End], items: Iterable[Item]) -> Row:
    source, target = ends[flow.source], ends[flow.target]
    identity = f"{name}-{source.id}--{target.id}"
    return Row(identity, source, target, len(flow.cases), tuple(items))


def _kind(end: str) -> Kind:
    """The kind of step that leads to ``end``; one that steps lead away from is a mesh."""
    first = end.split("/")[0]
    return next((kind for kind in KINDS if kind == first), "mesh")


def _mesh(mesh: str, renderer: Renderer) -> End:
    name = renderer.term("meshes", mesh)
    short = _short(mesh, name, renderer)
    return End(mesh, name, short, renderer.family(mesh), f"m-{renderer.shape(mesh)}")


def _target(target: str, renderer: Renderer) -> End:
    kind, *rest = target.split("/")
    if kind == "mesh":
        return replace(_mesh(rest[0], renderer), key=target)
    if kind == "mode":
        mesh, before, after = rest
        return _change(mesh, before, after, target, renderer)
    name = renderer.say(f"adoption.end.{kind}")
    return End(target, name, name, "", MARKS.get(kind, f"s-{kind}"))


def _change(mesh: str, before: str, after: str, target: str, renderer: Renderer) -> End:
    of, say = _mesh(mesh, renderer), renderer.say
    old, new = renderer.term("modes", before), renderer.term("modes", after)
    name = say("adoption.mode", mesh=of.name, before=old, after=new)
    old, new = _short(before, old, renderer), _short(after, new, renderer)
    short = say("adoption.mode_short", mesh=of.short, before=old, after=new)
    return replace(of, key=target, name=name, short=short)


def _stage(side: str, word: str, renderer: Renderer) -> End:
    name = renderer.say(f"adoption.{side}.{word}")
    return End(f"{side}/{word}", name, name, "", MARKS.get(word, f"s-{word}"))


def _short(word: str, name: str, renderer: Renderer) -> str:
    """What stands in the picture for a name that is too long for it."""
    return strings(renderer.language).get(f"adoption.short.{word}", name)


def dated(date: PartialDate | None, date_is: DateIs, renderer: Renderer) -> str:
    """A date as the case has it; nothing where it has none."""
    if date is None:
        return ""
    words = renderer.date(date)
    return words if date_is == "on" else renderer.say(f"case.date.{date_is}", date=words)
