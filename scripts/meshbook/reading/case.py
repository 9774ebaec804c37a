"""Read one case file: bytes to text to tree to model, with every fault on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from pydantic import ValidationError

from meshbook.model.case import Case
from meshbook.problems import Loc, Place, Problem
from meshbook.reading.bytes import decode
from meshbook.reading.escapes import escaped_characters
from meshbook.reading.partial import may_be_merged, stand_in
from meshbook.reading.shape import shape_problems
from meshbook.reading.tree import place_at, places, read_tree

MANY = 100
"""A file with more shape faults than this is something else than a case with mistakes."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case file as read: ``case`` is None unless it was read without a fault.

    ``partial`` is then, where possible, a stand-in in which the values at ``replaced``
    are made up or may be missing; only rules may look at it.
    """

    path: str
    slug: str
    case: Case | None
    problems: tuple[Problem, ...]
    partial: Case | None = None
    replaced: frozenset[Loc] = frozenset()


def read_case(path: str, content: bytes) -> CaseFile:
    """Read the bytes of one file. Never raises for what they hold."""
    slug = PurePath(path).stem
    problems: list[Problem] = []
    if _SLUG.fullmatch(slug) is None or not path.endswith(".yaml") or len(slug) > 80:
        problems.append(Problem("F006", Place(path), {"name": PurePath(path).name}))
    text, faults = decode(path, content)
    problems += faults
    if not text:
        return CaseFile(path, slug, None, tuple(problems))
    data, faults = read_tree(path, text)
    problems += faults
    if data is None:
        return CaseFile(path, slug, None, tuple(problems))
    problems += escaped_characters(path, text)
    merged = may_be_merged(data, (fault.loc for fault in faults if fault.code == "Y005"))
    try:
        case = Case.model_validate(data)
        if not problems:
            return CaseFile(path, slug, case, ())
        return CaseFile(path, slug, None, tuple(problems), case, merged)
    except ValidationError as error:
        shape = shape_problems(path, places(path, text), error)
        problems += [
            fault
            for fault in shape
            if fault.code not in ("S001", "S007", "T003") or fault.loc not in merged
        ]
        if error.error_count() > MANY:
            return CaseFile(path, slug, None, tuple(problems))
        partial, replaced = stand_in(data, error)
        return CaseFile(path, slug, None, tuple(problems), partial, replaced | merged)


def locate(path: str, content: bytes) -> Callable[[Loc], Place]:
    """A function that gives the place of any value in the file of these bytes."""
    found = places(path, decode(path, content)[0])
    return lambda loc: place_at(path, found, loc)
