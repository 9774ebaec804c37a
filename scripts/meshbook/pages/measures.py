"""How measurements are worded in one language: numbers, units, subjects, flags, interests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from meshbook.model.source import INTERESTED
from meshbook.pages.comparison import Axis, Figure, Row, Subject
from meshbook.pages.environment import Renderer
from meshbook.pages.measured import Measured
from meshbook.pages.strings import strings


class Measures:
    """The words for the measurements of one source."""

    def __init__(self, measured: Measured, renderer: Renderer) -> None:
        self._source, self._renderer = measured.source, renderer
        self._products = measured.products
        self._is_of_each = measured.kind == "conformance"
        self.say = renderer.say

    def number(self, value: float) -> str:
        """Three digits that count and all before the point: 21,653, 404.5, 46.2, 0.444."""
        size = abs(value)
        if size >= 1000:
            return f"{value:,.0f}"
        if size < 1:
            return f"{value:.3g}" if size >= 1e-4 or not size else f"{value:.1e}"
        return f"{value:.{1 if size >= 100 else 2}f}".rstrip("0").rstrip(".")

    def amount(self, value: float, axis: Axis) -> str:
        """A value without its unit: a share as a percentage, what is added with its sign."""
        shown = self.number(value * 100 if axis.unit == "ratio" else value)
        return f"+{shown}" if axis.delta and value > 0 else shown

    def figure(self, figure: Figure, axis: Axis) -> str:
        """The middle value, with ``>``, ``<`` or ``~`` where the source gives a bound."""
        return f"{figure.censored}{self.amount(figure.middle, axis)}"

    def unit(self, unit: str) -> str:
        """``ms``, ``requests/s``; nothing for a bare count."""
        return self.say(f"benchmarks.unit.{unit}")

    def with_unit(self, number: str, unit: str) -> str:
        """A number and its unit, apart only where the unit is Latin."""
        return f"{number} {unit}" if unit[:1].isalpha() and unit.isascii() else f"{number}{unit}"

    def metric(self, axis: Axis) -> str:
        """What the axis shows, in words."""
        name = self.say(f"benchmarks.metric.{axis.metric}")
        if axis.scope in ("sum", "mean", "max"):
            name = self.say(f"benchmarks.scope.{axis.scope}", metric=name)
        return self.say("benchmarks.added", metric=name) if axis.delta else name

    def in_unit(self, words: str, axis: Axis) -> str:
        """``Latency (ms)``."""
        unit = self.unit(axis.unit)
        return self.say("benchmarks.in_unit", metric=words, unit=unit) if unit else words

    def stat(self, stat: str) -> str:
        """``p50``; ``mean``, ``highest`` in words."""
        return stat if stat[1:2].isdigit() else self.say(f"benchmarks.stat.{stat}")

    def group(self, axis: Axis) -> str:
        """The name of the group and of what tells this axis from the others of it."""
        return self.joined([self.declared(axis.group), *self.dimensions(axis)])

    def declared(self, group: str) -> str:
        """The name of a group of ``source.yaml``."""
        known = self._source.groups.get(group)
        return self._renderer.text(known.label) if known else group

    def dimensions(self, axis: Axis) -> Iterator[str]:
        """``100 routes``, ``scaling up``."""
        named = (self.dimension(name, value) for name, value in axis.dimensions.items())
        return filter(None, named)

    def dimension(self, name: str, value: Any) -> str:
        """One of them; as the source has it where the site has no words for it."""
        shown = self.number(value) if isinstance(value, int | float) else str(value)
        for key in (f"benchmarks.dimension.{name}.{value}", f"benchmarks.dimension.{name}"):
            if key in strings(self._renderer.language):
                return self.say(key, value=shown)
        return f"{name} {shown}"

    def product(self, subject: Subject) -> str:
        """``Istio 1.25.0, ambient with waypoint``; in words where there was no mesh."""
        if subject.mesh == "none":
            return self.joined(filter(None, (self._mode("none"), subject.configuration)))
        name = self._renderer.term("meshes", subject.mesh) if subject.mesh else ""
        parts = [" ".join(filter(None, (name, subject.version)))]
        if subject.mode not in ("unknown", "none"):
            parts.append(self._mode(subject.mode))
        return self.joined(filter(None, (*parts, subject.configuration)))

    def part(self, subject: Subject) -> str:
        """Which part of it was measured; nothing for what the client saw."""
        if subject.component == "client":
            return ""
        component = self.say(f"benchmarks.component.{subject.component}")
        is_plain = subject.name is None or subject.name.split()[0] == subject.component
        name = None if is_plain else subject.name
        return self.joined(filter(None, (component, name)))

    def subject(self, row: Row) -> str:
        """What was measured, with its part."""
        whole, part = self.product(row.subject), self.part(row.subject)
        if not (whole and part):
            return whole or part
        return self.say("benchmarks.of", whole=whole, part=part)

    def subject_and_runs(self, row: Row) -> str:
        """What was measured, and in how many runs where it was in several."""
        if len(row.runs) == 1:
            return self.subject(row)
        runs = self.say("benchmarks.n", count=len(row.runs))
        return self.say("benchmarks.with_runs", subject=self.subject(row), runs=runs)

    def mark(self, subject: Subject) -> tuple[str, str]:
        """Family and shape of the mark; a disc where there was no mesh."""
        if subject.mesh in (None, "none"):
            return "none", "disc"
        return self._renderer.family(subject.mesh), self._renderer.shape(subject.mesh)

    def flags(self, flags: Iterable[str]) -> tuple[str, ...]:
        """The labels of quality flags, in the order of their ids."""
        return tuple(map(self.flag, sorted(flags)))

    def flag(self, flag: str) -> str:
        """The label of a quality flag."""
        return self._renderer.term("flags", flag)

    @property
    def ribbon(self) -> str:
        """Whose interest is in the figures; nothing where none is known."""
        conflict = self._source.trust.conflict
        if conflict not in INTERESTED:
            return ""
        if conflict == "self" and self._is_of_each:
            return self.say("benchmarks.ribbon.self_each")
        one = conflict == "self" and len(self._products) < 2
        return self.say(f"benchmarks.ribbon.{conflict}{'_one' if one else ''}")

    def _mode(self, mode: str) -> str:
        return self.say(f"benchmarks.mode.{mode}")

    def joined(self, parts: Iterable[str]) -> str:
        """The parts of a label with what stands between them."""
        return self.say("benchmarks.join").join(parts)
