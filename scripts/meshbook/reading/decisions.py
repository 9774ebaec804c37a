"""Read what a person decided about names in lists of adopters."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from meshbook.model.adopters import Decisions
from meshbook.paths import DATA
from meshbook.problems import Loc, Place, Problem
from meshbook.reading.bytes import content_of, decode
from meshbook.reading.escapes import escaped_characters
from meshbook.reading.shape import shape_problems
from meshbook.reading.tree import place_at, places, read_tree

LISTS = f"{DATA}/adopters"
DECISIONS = f"{LISTS}/_decisions.yaml"


def is_of_lists(path: Path, root: Path) -> bool:
    """Whether ``path`` is, lies in or holds the folder of the lists."""
    lists, given = root / LISTS, Path(os.path.abspath(path))
    return given.is_relative_to(lists) or lists.is_relative_to(given)


def is_decisions(path: Path, root: Path) -> bool:
    """Whether ``path`` is the file of the decisions."""
    return Path(os.path.abspath(path)) == root / DECISIONS


def read_decisions(root: Path) -> tuple[Decisions, list[Problem]]:
    """The decisions of the project at ``root``, none where there are none, and what is wrong."""
    path = root / DECISIONS
    if not os.path.lexists(path):
        return Decisions(), []
    content = content_of(DECISIONS, path)
    if isinstance(content, Problem):
        return Decisions(), [content]
    text, problems = decode(DECISIONS, content)
    data, faults = read_tree(DECISIONS, text) if text else (None, [])
    problems += faults
    if data is None:
        return Decisions(), problems
    problems += escaped_characters(DECISIONS, text)
    try:
        return Decisions.model_validate(data), problems
    except ValidationError as error:
        shape = shape_problems(DECISIONS, places(DECISIONS, text), error, Decisions)
        return Decisions(), [*problems, *shape]


def locate_decision(root: Path) -> Callable[[Loc], Place]:
    """A function that gives the place of a value of the decisions."""
    text = decode(DECISIONS, (root / DECISIONS).read_bytes())[0]
    found = places(DECISIONS, text)
    return lambda loc: place_at(DECISIONS, found, loc)
