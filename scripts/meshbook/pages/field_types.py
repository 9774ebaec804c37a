"""What a field of a model may hold, read off its type: for the field reference."""

from __future__ import annotations

import types
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from meshbook.model.values import In, PartialDate, Quantity, Slug, Text, Url, Version
from meshbook.model.writeup import ClaimRef

Kind = Literal[
    "text", "line", "slug", "claim", "url", "version", "date", "quantity", "number", "flag",
    "word", "record",
]
_CLASSES: dict[Any, Kind] = {
    Text: "text",
    Quantity: "quantity",
    PartialDate: "date",
    float: "number",
    bool: "flag",
}
_STRINGS: dict[Kind, tuple[Any, ...]] = {
    "slug": get_args(Slug)[1:],
    "claim": get_args(ClaimRef)[1:],
    "url": get_args(Url)[1:],
    "version": get_args(Version)[1:],
}


@dataclass(frozen=True, slots=True)
class FieldType:
    """The kind of one value, and whether the field holds a ``list`` or a ``mapping`` of them.

    ``model`` is the record's class, ``words`` the name of the word list that a word comes
    from, ``values`` the words themselves where the type fixes them.
    """

    kind: Kind
    many: Literal["", "list", "mapping"] = ""
    model: type[BaseModel] | None = None
    words: str = ""
    values: tuple[str, ...] = ()


def field_type(annotation: Any, marks: Iterable[Any] = ()) -> FieldType:
    """What ``annotation``, with the marks of its ``Annotated``, may hold."""
    marks = tuple(marks)
    words = next((mark.list for mark in marks if isinstance(mark, In)), "")
    if get_origin(annotation) is Literal:
        return FieldType("word", words=words, values=get_args(annotation))
    if words:
        return FieldType("word", words=words)
    if hasattr(annotation, "__metadata__"):
        inner, *own = get_args(annotation)
        return field_type(inner, own)
    if get_origin(annotation) in (Union, types.UnionType):
        return field_type(next(part for part in get_args(annotation) if part is not type(None)))
    if get_origin(annotation) is list:
        return replace(field_type(get_args(annotation)[0]), many="list")
    if get_origin(annotation) is dict:
        return replace(field_type(get_args(annotation)[1]), many="mapping")
    return _of_class(annotation, marks)


def _of_class(annotation: Any, marks: tuple[Any, ...]) -> FieldType:
    if annotation in _CLASSES:
        return FieldType(_CLASSES[annotation])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return FieldType("record", model=annotation)
    strings = (kind for kind, own in _STRINGS.items() if any(mark in own for mark in marks))
    return FieldType(next(strings, "line"))
