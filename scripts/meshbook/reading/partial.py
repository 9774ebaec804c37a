"""A stand-in for a case that has shape faults, so that its other faults show in the same run.

Each faulty value is replaced by a neutral one of the right type and the whole is read
again. The stand-in is for the rules alone; it is never published.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from meshbook.model.case import Case
from meshbook.model.values import PartialDate, Quantity, Text
from meshbook.problems import Loc
from meshbook.reading.shape import clean, model_at

TRIES = 6
"""A replaced value can uncover another fault (a missing field in a new record)."""

_NEUTRAL_DATE = "1900-01-01"
_NEUTRAL_WORDS = "stand-in"


def stand_in(data: Any, error: ValidationError) -> tuple[Case | None, frozenset[Loc]]:
    """``data`` as a case in spite of ``error``, and the ways to all that was replaced.

    ``data`` is changed. The case is None when it cannot be had.
    """
    replaced: set[Loc] = set()
    for _ in range(TRIES):
        for fault in error.errors(include_url=False, include_context=False):
            loc = clean(fault["loc"])
            if fault["type"] != "extra_forbidden":
                replaced.add(loc)
            if not _mend(data, loc, fault["type"], "[key]" in fault["loc"], len(replaced)):
                return None, frozenset(replaced)
        try:
            return Case.model_validate(data), frozenset(replaced)
        except ValidationError as next_error:
            error = next_error
    return None, frozenset(replaced)


def may_be_merged(data: Any, mappings: Iterable[Loc]) -> frozenset[Loc]:
    """The ways to all that a merge key in one of ``mappings`` may have stood for."""
    lost: set[Loc] = set()
    for loc in mappings:
        model = model_at(loc)
        if model is None or _is_keyed(loc):
            lost.add(loc)
            continue
        given = _at(data, loc) or {}
        lost.update((*loc, name) for name in model.model_fields if name not in given)
    return frozenset(lost)


def _is_keyed(loc: Loc) -> bool:
    """Whether ``loc`` is a mapping such as sources, whose keys are ids."""
    model = model_at(loc[:-1]) if loc else None
    info = model.model_fields.get(str(loc[-1])) if model is not None else None
    return info is not None and get_origin(info.annotation) is dict


def _mend(data: Any, loc: Loc, kind: str, is_key: bool, number: int) -> bool:
    """Replace the value at ``loc``; False when there is no way to it."""
    if not loc:
        return False
    holder = _at(data, loc[:-1])
    last: Any = loc[-1]
    if isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        holder[last] = _neutral(_item_type(loc), number)
        return True
    if not isinstance(holder, dict):
        return False
    if kind == "extra_forbidden":
        holder.pop(last, None)
        return True
    if is_key:
        holder[f"stand-in-{number}"] = holder.pop(last, None)
        return True
    model = model_at(loc[:-1])
    info = model.model_fields.get(last) if model is not None else None
    if model is Quantity:
        holder.clear()
        holder["absent"] = "unknown"
    elif info is None:  # the value of a mapping such as sources
        holder[last] = _neutral(_item_type(loc), number)
    elif info.is_required():
        holder[last] = _neutral(info.annotation, number)
    else:
        holder.pop(last, None)
    return True


def _at(data: Any, loc: Loc) -> Any:
    for part in loc:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _item_type(loc: Loc) -> Any:
    """The type of the items of the list or mapping that the last part of ``loc`` is in."""
    model = model_at(loc[:-2])
    info = model.model_fields.get(str(loc[-2])) if model is not None and len(loc) > 1 else None
    return get_args(info.annotation)[-1] if info is not None and get_args(info.annotation) else str


def _neutral(annotation: Any, number: int) -> Any:
    """A value of the type that no rule has anything to say about, as far as there is one."""
    if hasattr(annotation, "__metadata__") or get_origin(annotation) in (Union, types.UnionType):
        return _neutral(get_args(annotation)[0], number)
    if get_origin(annotation) is Literal:
        return get_args(annotation)[0]
    if get_origin(annotation) is list:
        return [_neutral(get_args(annotation)[0], number)]
    if get_origin(annotation) is dict:
        return {f"{_NEUTRAL_WORDS}-{number}": _neutral(get_args(annotation)[1], number)}
    if annotation is PartialDate:
        return _NEUTRAL_DATE
    if annotation is Quantity:
        return "unknown"
    if isinstance(annotation, type) and issubclass(annotation, Text):
        return {"en": _NEUTRAL_WORDS, "ja": _NEUTRAL_WORDS}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {
            name: _neutral(info.annotation, number)
            for name, info in annotation.model_fields.items()
            if info.is_required()
        }
    return f"{_NEUTRAL_WORDS}-{number}"


def touches(loc: Loc, replaced: Iterable[Loc]) -> bool:
    """Whether ``loc`` is at, around or inside something that was replaced."""
    return any(loc[: len(other)] == other or other[: len(loc)] == loc for other in replaced)
