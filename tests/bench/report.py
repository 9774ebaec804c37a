"""What the measurements found: medians, ratios, targets, as tables and as JSON."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Report:
    """The results of one measure. ``limits`` are what it was held to."""

    name: str
    limits: list[dict[str, Any]] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)

    def table(self, title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Print a table and keep its numbers."""
        lines = [list(header), *([_cell(value) for value in row] for row in rows)]
        widths = [max(_width(line[column]) for line in lines) for column in range(len(header))]
        print(f"\n{title}")
        for line in lines:
            cells = zip(line, widths, strict=True)
            print("  " + "  ".join(cell + " " * (width - _width(cell)) for cell, width in cells))
        self.data[title] = {"header": list(header), "rows": lines[1:]}

    def note(self, text: str) -> None:
        """Print a remark."""
        print(f"  {text}")

    def limit(self, what: str, value: float, most: float, unit: str = "") -> None:
        """Hold ``value`` against the most that it may be."""
        verdict = "PASS" if value <= most else "FAIL"
        self.limits.append(
            {"what": what, "value": value, "most": most, "unit": unit, "verdict": verdict}
        )
        print(f"  {verdict}  {what}: {_cell(value)} {unit} (target: at most {_cell(most)})")

    def save(self, folder: Path) -> None:
        """Write all numbers to ``<name>.json`` in ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        result = {"name": self.name, "limits": self.limits, "data": self.data}
        path = folder / f"{self.name}.json"
        path.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")


def median(values: Iterable[float]) -> float:
    """The median; of an even number of values the mean of the two in the middle."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * 95 // 100) - 1)]


def spread(values: Sequence[float]) -> str:
    """Smallest to largest."""
    return f"{_cell(min(values))}–{_cell(max(values))}"


def _cell(value: object) -> str:
    return f"{value:,.3g}" if isinstance(value, float) and abs(value) < 1000 else (
        f"{value:,.0f}" if isinstance(value, float) else str(value)
    )


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)
