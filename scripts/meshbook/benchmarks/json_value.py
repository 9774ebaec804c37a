"""A value in an answer that says, where it is not as it should be, what it is instead."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from meshbook.benchmarks.visit import SourceError
from meshbook.net.answer import Response

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A value, the address it came from, and its JSON pointer there.

    Each method raises SourceError where the value is not of the kind that is asked for.
    """

    url: str
    value: Any
    at: str = ""

    @classmethod
    def of(cls, response: Response) -> JsonValue:
        """The JSON of an answer."""
        return cls.parse(response.url, response.content)

    @classmethod
    def parse(cls, url: str, content: bytes) -> JsonValue:
        """The JSON of what came from ``url``."""
        try:
            value = json.loads(content, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise SourceError(url, f"expected JSON: {error}") from None
        return cls(url, value)

    def __getitem__(self, key: str) -> JsonValue:
        found = self.get(key)
        if found is None:
            raise SourceError(self.url, f"{self.at or '/'} has no {key!r}")
        return found

    def get(self, key: str) -> JsonValue | None:
        """The value of a field; None where it is missing or null."""
        if not isinstance(self.value, dict):
            self._not("an object")
        value = self.value.get(key)
        return None if value is None else JsonValue(self.url, value, f"{self.at}/{key}")

    def items(self) -> Iterator[JsonValue]:
        """The values of a list."""
        if not isinstance(self.value, list):
            self._not("a list")
        for index, value in enumerate(self.value):
            yield JsonValue(self.url, value, f"{self.at}/{index}")

    def text(self) -> str:
        """A string that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            self._not("a text")
        return self.value

    def count(self) -> int:
        """A whole number, 0 or more."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**15:
            self._not("a count")
        return value

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            self._not("true or false")
        return self.value

    def _not(self, expected: str) -> NoReturn:
        found = repr(self.value)
        shown = found if len(found) <= _LONGEST else f"{found[:_LONGEST]}…"
        raise SourceError(self.url, f"{self.at or '/'} is {shown}; expected {expected}")


def day_of(node: JsonValue) -> str:
    """The day, YYYY-MM-DD, of a text that begins with one."""
    text = node.text()
    try:
        datetime.date.fromisoformat(text[:10])
    except ValueError:
        raise SourceError(node.url, f"{node.at} is {text[:_LONGEST]!r}; expected a date") from None
    return text[:10]


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")
