"""What the cells of a table may hold, from the types of its dataclass: text to value."""

from __future__ import annotations

import datetime
import json
import math
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache, partial
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic_core import PydanticCustomError

from meshbook.model.benchmark import TABLES
from meshbook.model.values import PartialDate
from meshbook.reading.shape import near, quoted

LONGEST = 2000
"""Characters of a cell of text. What nobody reads is kept in cells of JSON, which may be longer."""


class CellFault(Exception):
    """A cell that is not of its column: the code, and the values that its sentence quotes."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``read`` gives the value of a cell or raises CellFault."""

    name: str
    read: Callable[[str], Any]


@cache
def columns_of(name: str) -> tuple[Column, ...]:
    """The columns of the table ``name`` (of ``TABLES``), in their order."""
    hints = get_type_hints(TABLES[name])
    found = []
    for each in fields(TABLES[name]):
        annotation = hints[each.name]
        optional = type(None) in get_args(annotation)
        read = _reader(each.name, annotation)
        blank = None if optional else each.default
        may_be_blank = optional or each.default == "" or each.name in _MAY_BE_EMPTY
        found.append(Column(each.name, partial(_cell, each.name, read, may_be_blank, blank)))
    return tuple(found)


_MAY_BE_EMPTY = {"revision", "sha256", "url"}
"""A file in no repository has no revision, one that nobody published no address, and a page
of which figures were only taken down no digest.
"""


def _cell(
    name: str, read: Callable[[str], Any], may_be_blank: bool, blank: Any, text: str
) -> Any:
    if text:
        return read(text)
    if not may_be_blank:
        raise CellFault("B014", field=name)
    return "" if blank is MISSING else blank


def _reader(name: str, annotation: Any) -> Callable[[str], Any]:
    """What reads a cell that is not empty."""
    if name in _FORMS:
        return partial(_formed, name, *_FORMS[name])
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(each for each in get_args(annotation) if each is not type(None))
    if get_origin(annotation) is Literal:
        return partial(_offered, name, {each: each for each in get_args(annotation) if each})
    return partial(_READERS[annotation], name)


def _offered(name: str, offered: Mapping[str, str], text: str) -> str:
    if text not in offered:  # else the string of the type, so that equal cells are one object
        raise CellFault(
            "S004", field=name, value=quoted(text), expected=", ".join(offered),
            near=near(text, list(offered)),
        )  # fmt: skip
    return offered[text]


def _yes_no(name: str, text: str) -> bool:
    if text not in ("true", "false"):
        raise CellFault("B013", field=name, value=quoted(text), expected="yes-no")
    return text == "true"


def _whole_number(name: str, text: str) -> int:
    if _WHOLE.fullmatch(text) is None:
        raise CellFault("B013", field=name, value=quoted(text), expected="whole-number")
    return int(text)


def _number(name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise CellFault("B013", field=name, value=quoted(text), expected="number")
    if text != repr(value) and text != (short := shortest(value)):
        raise CellFault("B015", field=name, value=quoted(text), expected=short)
    return value


def shortest(value: float) -> str:
    """The one way in which a table holds ``value``: 12, 0.1, 1e-07."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _text(name: str, text: str) -> str:
    if len(text) > LONGEST:
        raise CellFault("S006", field=name, limit=str(LONGEST))
    return text


def _formed(name: str, is_right: Callable[[str], bool], expected: str, text: str) -> str:
    if not is_right(text):
        raise CellFault("B013", field=name, value=quoted(text), expected=expected)
    return text


def _is_day(text: str) -> bool:
    if _DAY.fullmatch(text) is None:
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_moment(text: str) -> bool:
    """A moment of RFC 3339 (its zone where the source tells it), or a day, a month or a year."""
    try:
        if "T" in text:
            datetime.datetime.fromisoformat(_FRACTION.sub("", text))
        else:
            PartialDate.parse(text)
    except (ValueError, PydanticCustomError):
        return False
    return True


def _is_object(text: str) -> bool:
    """A JSON object as it is written here: sorted keys, nothing escaped that need not be."""
    try:
        value = json.loads(text)
        written = json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and written == text


_READERS: Mapping[Any, Callable[[str, str], Any]] = {
    bool: _yes_no,
    int: _whole_number,
    float: _number,
    str: _text,
}
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FRACTION = re.compile(r"(?<=:[0-9]{2})\.[0-9]+")
_RUN = re.compile(r"[a-z0-9]([a-z0-9./-]{0,198}[a-z0-9])?")
_PART = r"(?!\.{1,2}(?:/|$))[A-Za-z0-9._+=@%~-]{1,200}"
_FILE = re.compile(rf"(?=.{{1,400}}$){_PART}(?:/{_PART})*")
_SHA256 = re.compile(r"[0-9a-f]{64}")

# The columns that hold text of one form, and the form as a key of the words in codes.yaml.
_FORMS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "run": (lambda text: _RUN.fullmatch(text) is not None, "run-id"),
    "file": (lambda text: _FILE.fullmatch(text) is not None, "safe-path"),
    "sha256": (lambda text: _SHA256.fullmatch(text) is not None, "sha256"),
    "retrieved": (_is_day, "day"),
    "date": (_is_day, "day"),
    "first": (_is_day, "day"),
    "seen": (_is_day, "day"),
    "removed": (_is_day, "day"),
    "started": (_is_moment, "moment"),
    "dimensions": (_is_object, "json-object"),
    "unread": (_is_object, "json-object"),
}
