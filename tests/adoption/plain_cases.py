"""The case files as plain YAML, to count by hand what the site counts by its own ways."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from site_project import ROOT

Plain = dict[str, Any]


@cache
def plain_cases() -> dict[str, Plain]:
    """Every committed case by its slug; all values are text."""
    files = sorted((ROOT / "cases").glob("[!_]*.yaml"))
    return {path.stem: _read(path.read_text(encoding="utf-8")) for path in files}


@cache
def plain_words(name: str) -> Plain:
    """A word list."""
    return _read((ROOT / "cases" / "_words" / f"{name}.yaml").read_text(encoding="utf-8"))


def stages(case: Plain) -> list[Plain]:
    """The stages of a case by date; a year counts from its first day."""
    return sorted(case.get("stages", []), key=lambda stage: first_day(stage["date"]))


def first_day(date: str) -> str:
    """2021 as 2021-01-01."""
    return date + "0000-01-01"[len(date) :]


def _read(text: str) -> Plain:
    return yaml.load(text, yaml.BaseLoader)  # type: ignore[no-any-return]  # text, no objects
