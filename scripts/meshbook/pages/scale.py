"""Axes in plain Python: values to per cent of the axis, and ticks that a reader can count with."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

STEPS = (1, 2, 2.5, 5, 10)
MOST_STEPS = 5
LOG_FROM = 50
"""An axis is logarithmic where its largest value is so many times its smallest."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A numeric axis from its first tick to its last; a linear one includes zero."""

    kind: Literal["linear", "log"]
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Where ``value`` stands, in per cent from the low end."""
        low, high = self.ticks[0], self.ticks[-1]
        if self.kind == "log":
            low, high, value = math.log(low), math.log(high), math.log(max(value, low))
        return round(100 * (value - low) / (high - low), 1)


def scale_of(values: Iterable[float], steps: int = MOST_STEPS) -> Scale:
    """The axis of at most ``steps`` steps on which all ``values`` (finite, one or more) stand."""
    drawn = sorted(values)
    low, high = drawn[0], drawn[-1]
    if low > 0 and high / low >= LOG_FROM:
        return Scale("log", _log_ticks(low, high, steps))
    return Scale("linear", _linear_ticks(min(low, 0.0), max(high, 0.0), steps))


def _linear_ticks(low: float, high: float, steps: int) -> tuple[float, ...]:
    """Whole multiples of a round step that enclose ``low`` and ``high``."""
    if low == high:
        return (0.0, 1.0)
    size = 10 ** math.floor(math.log10(high - low) - 1)
    for step in (factor * size * scale for scale in (1, 10) for factor in STEPS):
        first, last = math.floor(low / step), math.ceil(high / step)
        if last - first <= steps:
            break
    return tuple(_clean(step * number) for number in range(first, last + 1))


def _log_ticks(low: float, high: float, steps: int) -> tuple[float, ...]:
    """Powers of ten that enclose them; every second or third where there would be too many."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    stride = math.ceil((last - first) / steps)
    last = first + stride * math.ceil((last - first) / stride)
    return tuple(_clean(10.0**power) for power in range(first, last + 1, stride))


def _clean(value: float) -> float:
    return float(f"{value:.10g}")
