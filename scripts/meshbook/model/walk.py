"""Walk over a case by the kinds of its fields, so that no rule lists field names by hand.

Which word list a field uses, whether it is an address, a date or a text in two
languages is declared once, on the type of the field in ``case.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from meshbook.model.case import Case
from meshbook.model.values import In, Line, PartialDate, Quotation, Text, Url
from meshbook.problems import Loc

Kind = Literal["word", "url", "text", "line", "date", "record"]


@dataclass(slots=True)
class Marked:
    """The values of one file that rules look at, each with the way to it."""

    words: list[tuple[Loc, str, str]] = field(default_factory=list)
    """Way, name of the word list, word."""
    urls: list[tuple[Loc, str]] = field(default_factory=list)
    texts: list[tuple[Loc, Text]] = field(default_factory=list)
    lines: list[tuple[Loc, str]] = field(default_factory=list)
    """Texts in one language: names, titles, quotations."""
    dates: list[tuple[Loc, PartialDate]] = field(default_factory=list)


def marked(record: BaseModel) -> Marked:
    """Every word, address, text, line and date of a case (or another record), in order."""
    found = Marked()
    _collect(record, (), found)
    return found


def _collect(record: BaseModel, loc: Loc, found: Marked) -> None:
    kinds = field_kinds(type(record))
    for name, value in record.__dict__.items():
        if value is None or name not in kinds:
            continue
        kind = kinds[name]
        here = (*loc, name)
        if type(value) is list:
            for index, item in enumerate(value):
                _sort_in(kind, item, (*here, index), found)
        elif type(value) is dict:
            for key, item in value.items():
                _sort_in(kind, item, (*here, key), found)
        else:
            _sort_in(kind, value, here, found)


def _sort_in(kind: tuple[Kind, str], value: Any, loc: Loc, found: Marked) -> None:
    match kind[0]:
        case "record":
            _collect(value, loc, found)
        case "word":
            found.words.append((loc, kind[1], value))
        case "text":
            found.texts.append((loc, value))
        case "line":
            found.lines.append((loc, value))
        case "date":
            found.dates.append((loc, value))
        case "url":
            found.urls.append((loc, value))


@cache
def field_kinds(model: type[BaseModel]) -> dict[str, tuple[Kind, str]]:
    """The fields of ``model`` that are of a kind, with the word list of those that have one."""
    kinds = {}
    for name, info in model.model_fields.items():
        kind = _kind_of(info.annotation, info.metadata)
        if kind is not None:
            kinds[name] = kind
    return kinds


def _kind_of(annotation: Any, metadata: list[Any]) -> tuple[Kind, str] | None:
    for mark in metadata:
        if isinstance(mark, In):
            # A list that the model itself fixes is checked while reading.
            return None if get_origin(annotation) is Literal else ("word", mark.list)
        if mark in _URL_MARKS:
            return ("url", "")
        if mark in _LINE_MARKS:
            return ("line", "")
    if annotation is PartialDate:
        return ("date", "")
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return ("text" if issubclass(annotation, Text) else "record", "")
    inner, *marks = get_args(annotation) or (None,)
    if hasattr(annotation, "__metadata__"):
        return _kind_of(inner, marks)
    arguments = [kind for part in get_args(annotation) if (kind := _kind_of(part, []))]
    return arguments[0] if arguments else None


_URL_MARKS = get_args(Url)[1:]
_LINE_MARKS = (*get_args(Line)[1:], *get_args(Quotation)[1:])


@cache
def models(model: type[BaseModel] = Case) -> tuple[type[BaseModel], ...]:
    """``model`` and every model inside it, each once, outer ones first."""
    found: dict[type[BaseModel], None] = {model: None}
    for info in model.model_fields.values():
        for inner in inner_models(info.annotation):
            found.update(dict.fromkeys(models(inner)))
    return tuple(found)


def inner_models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models named in a type such as ``list[Stage]`` or ``Text | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for argument in get_args(annotation):
        yield from inner_models(argument)
