"""The age of a statement in words: "describes 1.24, unsupported since 24 Jun 2025"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from meshbook.analysis.ageing import Age
from meshbook.pages.environment import Renderer


@dataclass(frozen=True, slots=True)
class AgeView:
    """An age in words; ``is_old`` where the line is over, or where newer ones have come out."""

    words: str
    is_old: bool


def age_view(
    age: Age, renderer: Renderer, form: Literal["describes", "plain"] = "describes"
) -> AgeView:
    """``age`` as a cell tells it (``describes``), or after the version itself (``plain``)."""
    values = {
        "line": age.line,
        "date": renderer.date(age.since) if age.since is not None else "",
        "count": str(age.newer),
    }
    words = renderer.say(f"features.age.{form}.{_key(age)}", **values)
    return AgeView(words, age.is_old)


def _key(age: Age) -> str:
    if age.state == "over":
        return "ended" if age.product else "over"
    if age.state == "supported":
        return "supported"
    return {0: "newest", 1: "one"}.get(age.newer, "other")
