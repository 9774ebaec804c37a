"""Records as plain data, written as a file of the project would write them.

A quantity is a number, a word for an absence, or a mapping; a date is text; what is not given
is left out. So the schemas of the files describe these data too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meshbook.model.values import PartialDate, Quantity, Record


def plain(value: Any) -> Any:
    """``value`` as what JSON has: mappings, lists, texts, numbers, true and false."""
    if type(value) is str:  # most values are
        return value
    if isinstance(value, Quantity):
        return _written(value)
    if isinstance(value, Record):
        return _mapping(value.__dict__)
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, PartialDate):
        return str(value)
    return number(value) if isinstance(value, float) else value


def number(value: float) -> float | int:
    """5 for 5.0: the same figure is written in one way everywhere."""
    return int(value) if value.is_integer() else value


def _mapping(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in fields.items() if value is not None}


def _written(quantity: Quantity) -> Any:
    if quantity.value is not None:
        return number(quantity.value)
    return quantity.absent or _mapping(quantity.__dict__)
