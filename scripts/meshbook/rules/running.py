"""Run rules so that none can stop the others, and say where they found something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from meshbook.problems import Place, Problem
from meshbook.reading.case import locate
from meshbook.rules.subject import Finding

S = TypeVar("S")


def apply_rules(
    rules: Iterable[Callable[[S], Iterator[Finding]]],
    subject: S,
    path: str,
    most: int | None = None,
) -> tuple[list[Finding], list[Problem]]:
    """What ``rules`` find in ``subject``, and a problem of the file ``path`` for each that failed.

    ``most`` is how many findings of one rule are taken; None for all.
    """
    findings: list[Finding] = []
    crashes: list[Problem] = []
    for rule in rules:
        try:
            findings += list(islice(rule(subject), most))
        except Exception as error:  # a fault of ours: told, and the other rules go on
            crashes.append(crash(rule.__name__, path, error))
    return findings, crashes


def placed(findings: Iterable[Finding], path: str, content: bytes) -> list[Problem]:
    """``findings`` as problems at their places in the file ``path`` of these bytes."""
    findings = list(findings)
    if not findings:  # working out the places takes as long as reading the file
        return []
    place_of = locate(path, content)
    return [Problem(code, place_of(loc), values, loc) for code, loc, values in findings]


def crash(rule: str, path: str, error: Exception) -> Problem:
    """The problem that stands for a rule that failed."""
    return Problem("X001", Place(path), {"rule": rule, "error": f"{type(error).__name__}: {error}"})
