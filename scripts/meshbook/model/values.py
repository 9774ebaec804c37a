"""The small values that a case is made of: partial dates, quantities, bilingual text."""

from __future__ import annotations

import calendar
import datetime
import math
import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from meshbook.languages import Language

SLUG_FORM = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG_FORM, max_length=80)]
LINE_FORM = r"^\S(.*\S)?$"
PROSE_FORM = r"^\S([\s\S]*\S)?$"
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=LINE_FORM)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=PROSE_FORM)]
Quotation = Annotated[str, StringConstraints(min_length=1, max_length=600, pattern=PROSE_FORM)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=60)]
"""An id from one of the word lists in ``cases/_words``; a rule checks that it is there."""


@dataclass(frozen=True, slots=True)
class In:
    """Says, on a type, which word list its ids come from: the one place that says so."""

    list: str

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        form = handler(schema)
        return {**handler.resolve_ref_schema(form), "x-words": self.list}


Url = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
"""An address on the public web; rules say which ones are refused."""


_UNTOLD: set[str] = set()
"""One for all records that were sent: which fields a file gave is not sent along."""


class Record(BaseModel):
    """A frozen mapping that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def __getstate__(self) -> dict[str, Any]:
        """What another process is sent: the fields alone, a third less to pack and to unpack."""
        return self.__dict__

    def __setstate__(self, fields: dict[str, Any]) -> None:
        put = object.__setattr__  # a frozen record has none of its own
        put(self, "__dict__", fields)
        put(self, "__pydantic_fields_set__", _UNTOLD)
        put(self, "__pydantic_extra__", None)
        put(self, "__pydantic_private__", None)


_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@total_ordering
class PartialDate:
    """A day, a month or a year, as exact as its source: ``2021``, ``2021-05``, ``2021-05-06``."""

    __slots__ = ("day", "month", "year")

    def __init__(self, year: int, month: int | None = None, day: int | None = None) -> None:
        self.year, self.month, self.day = year, month, day

    @classmethod
    def parse(cls, value: object) -> PartialDate:
        """Read ISO 8601 with reduced precision.

        Raises a ``PydanticCustomError`` of type ``date_form`` or ``date_calendar``.
        """
        return value if isinstance(value, PartialDate) else cls._read(str(value))

    @classmethod
    @lru_cache(maxsize=4096)  # the same days come again and again
    def _read(cls, text: str) -> PartialDate:
        match = _DATE.fullmatch(text)
        if match is None:
            raise PydanticCustomError("date_form", "not YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if month is not None and not 1 <= month <= 12:
            raise PydanticCustomError("date_calendar", "no such month")
        if day is not None and month is not None:
            days = calendar.monthrange(max(year, 1), month)[1]
            if not 1 <= day <= days:
                raise PydanticCustomError("date_calendar", "no such day")
        return cls(year, month, day)

    @property
    def first(self) -> tuple[int, int, int]:
        """The earliest day that it may mean, as (year, month, day)."""
        return (self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> tuple[int, int, int]:
        """The latest day that it may mean, as (year, month, day)."""
        return (self.year, self.month or 12, self.day or 31)

    def has_come(self, today: datetime.date) -> bool:
        """Whether the earliest day that it may mean is ``today`` or before."""
        return self.first <= (today.year, today.month, today.day)

    def is_over(self, today: datetime.date) -> bool:
        """Whether the latest day that it may mean is before ``today``."""
        return self.last < (today.year, today.month, today.day)

    @property
    def middle(self) -> float:
        """Its middle as a fraction of years, for drawing: 2021-07 is about 2021.54."""
        if self.month is None:
            return self.year + 0.5
        return self.year + (self.month - 1) / 12 + ((self.day or 15) - 1) / 366

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    def __repr__(self) -> str:
        return f"PartialDate({self})"

    def __hash__(self) -> int:
        return hash(str(self))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and str(self) == str(other)

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first, self.last) < (other.first, other.last)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        # An editor reads an unquoted 2021 as a number; both spellings mean the year.
        return {
            "anyOf": [
                {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
                {"type": "integer", "minimum": 1900, "maximum": 2100},
            ]
        }


def day_of(parts: tuple[int, int, int]) -> datetime.date:
    """The day, or the last one of its month; a year before the calendar is its first one."""
    year, month, day = max(parts[0], datetime.MINYEAR), parts[1], parts[2]
    return datetime.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _version_text(value: object) -> object:
    return str(value) if isinstance(value, int | float) else value


Version = Annotated[
    str,
    BeforeValidator(_version_text),
    StringConstraints(min_length=1, max_length=60, pattern=LINE_FORM),
    # An editor reads an unquoted 1.10 as a number; here it stays what was written.
    WithJsonSchema({"anyOf": [{"type": "string", "maxLength": 60}, {"type": "number"}]}),
]


class Text(Record):
    """The same statement in English and Japanese; one may still be missing."""

    en: Prose | None = None
    ja: Prose | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.en is None and self.ja is None:
            raise PydanticCustomError("text_empty", "neither en nor ja")
        return self

    def get(self, language: Language) -> str | None:
        """The text in ``language``, or None where it has not been written."""
        return self.en if language == "en" else self.ja

    def best(self, language: Language) -> tuple[str, Language]:
        """The text in ``language`` where there is one, else in the other, with its language."""
        own = self.get(language)
        if own is not None:
            return own, language
        return (self.ja or "", "ja") if language == "en" else (self.en or "", "en")


class Title(Text):
    """A text of one line in each language."""

    en: Line | None = None
    ja: Line | None = None


Absence = Literal["undisclosed", "unknown", "not-measured"]
_ABSENCES = ("undisclosed", "unknown", "not-measured")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_FORMS = ("value", "about", "min", "max", "above", "below", "words", "absent")


class Quantity(Record):
    """A number, a bound, a range, a number in words, or one of three kinds of absence.

    Written as ``12``, ``{about: 20000}``, ``{min: 420}``, ``{min: 10, max: 50}``,
    ``{below: 5}``, ``{above: 100}``, ``{words: {en: hundreds, ja: 数百}}``,
    ``undisclosed``, ``unknown`` or ``not-measured``.
    """

    model_config = ConfigDict(allow_inf_nan=False)

    value: float | None = None
    about: float | None = None
    min: float | None = None
    max: float | None = None
    above: float | None = None
    below: float | None = None
    words: Text | None = None
    absent: Absence | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_scalar(cls, data: object) -> object:
        if isinstance(data, str):
            if data in _ABSENCES:
                return {"absent": data}
            if _NUMBER.fullmatch(data) and math.isfinite(float(data)):
                return {"value": float(data)}
            raise PydanticCustomError("quantity_form", "not a quantity")
        if isinstance(data, int | float) and not isinstance(data, bool):
            return {"value": float(data)}
        return data

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        given = {name for name in _FORMS if getattr(self, name) is not None}
        if given == {"min", "max"} and (self.min or 0) <= (self.max or 0):
            return self
        if len(given) != 1:
            raise PydanticCustomError("quantity_form", "not exactly one form of quantity")
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        form = handler(schema)
        form = handler.resolve_ref_schema(form)
        form["properties"].pop("absent", None)
        form["properties"].pop("value", None)
        return {"anyOf": [{"type": "number"}, {"enum": list(_ABSENCES)}, dict(form)]}
