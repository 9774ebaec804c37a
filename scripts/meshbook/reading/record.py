"""Read one YAML file as a record of a model: every fault at its place, nothing raised."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from meshbook.model.values import Record
from meshbook.problems import Problem
from meshbook.reading.bytes import decode
from meshbook.reading.escapes import escaped_characters
from meshbook.reading.shape import shape_problems
from meshbook.reading.tree import places, read_tree

R = TypeVar("R", bound=Record)


def read_record(model: type[R], path: str, content: bytes) -> tuple[R | None, list[Problem]]:
    """What the file ``path`` says as a ``model``, and what is wrong with it."""
    text, problems = decode(path, content)
    if not text:
        return None, problems
    data, faults = read_tree(path, text)
    problems += faults
    if data is None:
        return None, problems
    problems += escaped_characters(path, text)
    try:
        return model.model_validate(data), problems
    except ValidationError as error:
        return None, [*problems, *shape_problems(path, places(path, text), error, model)]
