"""An object of a JSON document that is being read: what is taken from it, and what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from meshbook.benchmarks.formats.cells import unread, written
from meshbook.benchmarks.formats.documents import Documents, step, text_of
from meshbook.benchmarks.formats.draft import Draft
from meshbook.benchmarks.units import NoNumberError
from meshbook.model.benchmark import Metric, Stat, Unit

Locate = Callable[[str], str]


class Node:
    """A JSON object; what is taken from it is no longer in ``rest``."""

    def __init__(
        self, draft: Draft, locate: Locate, value: Mapping[str, Any], pointer: str = ""
    ) -> None:
        self.draft = draft
        self.rest = dict(value)
        self.pointer = pointer
        self._locate = locate

    @classmethod
    def inside(
        cls, draft: Draft, documents: Documents, index: int, value: Mapping[str, Any],
        pointer: str = "",
    ) -> Node:
        """The object ``value``, which is at ``pointer`` of document ``index``."""
        return cls(draft, lambda inner: documents.locator(index, inner), value, pointer)

    def at(self, *names: str | int) -> str:
        """The locator of what is inside."""
        return self._locate(self.pointer + "".join(map(step, names)))

    def take(self, key: str) -> Any:
        """The value of ``key``, which is then read; None without one."""
        return self.rest.pop(key, None)

    def text(self, key: str) -> str | None:
        """A number or a string as the file writes it; anything else stays unread."""
        found = text_of(self.rest.get(key))
        if found is not None:
            del self.rest[key]
        return found

    def flag(self, key: str) -> bool | None:
        """A truth value; anything else stays unread."""
        return self.rest.pop(key) if isinstance(self.rest.get(key), bool) else None

    def node(self, key: str) -> Node:
        """The object at ``key``, empty where there is none; what it leaves is not in ``rest``."""
        value = self.rest.get(key)
        if not isinstance(value, dict):
            value = {}
        else:
            del self.rest[key]
        return Node(self.draft, self._locate, value, self.pointer + step(key))

    def nodes(self, key: str) -> Iterator[Node]:
        """The objects in the list at ``key``; other items are problems."""
        items = self.rest.pop(key) if isinstance(self.rest.get(key), list) else []
        for index, item in enumerate(items):
            if isinstance(item, dict):
                yield Node(self.draft, self._locate, item, self.pointer + step(key) + step(index))
            else:
                self._wrong(self.at(key, index), item)

    def items(self) -> Iterator[tuple[str, Any]]:
        """All that is left, which is then read."""
        left, self.rest = self.rest, {}
        yield from left.items()

    def figure(
        self, run: str, metric: Metric, stat: Stat, key: str, raw_unit: str, **fields: Any
    ) -> float | None:
        """Add the figure at ``key`` if it is there (null is not)."""
        value = self.take(key)
        if value is None:
            return None
        raw, locator = text_of(value), self.at(key)
        if raw is None:
            self._wrong(locator, value)
            return None
        return self.draft.figure(run, metric, stat, raw, raw_unit, locator, **fields)

    def value(self, key: str, raw_unit: str, unit: Unit) -> float | None:
        """The number at ``key`` in ``unit``, if it is there."""
        value = self.take(key)
        raw = text_of(value)
        if raw is None:
            if value is not None:
                self._wrong(self.at(key), value)
            return None
        return self.draft.value(raw, raw_unit, unit, self.at(key))

    def moment(self, key: str) -> str | None:
        """The moment at ``key``, if it is there."""
        raw = self.text(key)
        return None if raw is None else self.draft.moment(raw, self.at(key))

    def count(self, key: str) -> int | None:
        """The whole number at ``key``, if it is there."""
        value = self.take(key)
        raw = text_of(value)
        if raw is None:
            if value is not None:
                self._wrong(self.at(key), value)
            return None
        return self.draft.count(raw, self.at(key))

    def unread(self, **more: Any) -> str | None:
        """What is left, and ``more`` of it, as it is kept in the run."""
        return unread(self.rest | {key: value for key, value in more.items() if value})

    def _wrong(self, locator: str, value: Any) -> None:
        raw = written(value)[:80]
        self.draft.fault(NoNumberError(raw), field=locator, raw=raw, locator=locator)
