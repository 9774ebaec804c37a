"""A fault in the data, as a value: what is wrong, where, and under which code.

The words of a problem live in ``rules/codes.yaml``; a problem carries only the
code and the values that its sentence quotes. Nothing here raises for bad data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Loc = tuple[str | int, ...]
"""The way to a value inside a case: ``("stages", 2, "date")``."""

Severity = Literal["error", "warning"]


class MeshbookError(Exception):
    """The work cannot go on (a folder is missing, a port is taken): one line, exit code 2."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a fault is: a file, and a line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. ``values`` fill the sentence of ``code``; ``loc`` is kept for programs."""

    code: str
    place: Place
    values: Mapping[str, str] = field(default_factory=dict)
    loc: Loc = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, tuple[str, ...]]:
        """By file, place and code, so that the same faults always stand in the same order."""
        place = self.place
        return (place.path, place.line, place.column, self.code, tuple(self.values.values()))
