"""Changes in words: as text for a terminal, as Markdown for a changelog, as JSON for a program.

What came or went with its whole page is told with the page and not again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from meshbook.releases.changes import Change, Changes

Say = Callable[..., str]
"""Gives the string of a key with values filled in."""

_LONG = 300


def as_json(changes: Changes, old: str, new: str) -> str:
    """All of it; values are as in the data, null where one state has none."""
    told = {
        "format": "meshbook-changes/1",
        "from": old or None,
        "to": new,
        "added": changes.added,
        "removed": changes.removed,
        "renamed": [{"old": before, "new": after} for after, before in changes.renamed.items()],
        "changed": [_plain(change) for change in changes.changed],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def as_text(changes: Changes, old: str, new: str, say: Say) -> str:
    """A line for each change."""
    lines = [_heading(old, new, say), *_lines(changes, say, "", "  ")]
    return "\n".join(lines).rstrip("\n") + "\n"


def as_markdown(changes: Changes, old: str, new: str, say: Say) -> str:
    """The same under a heading, values as code."""
    lines = [f"# {_heading(old, new, say)}", "", *_lines(changes, say, "## ", "- ")]
    return "\n".join(lines).rstrip("\n") + "\n"


def _heading(old: str, new: str, say: Say) -> str:
    return say("data.diff.between", old=old, new=new) if old else say("data.diff.first", new=new)


def _lines(changes: Changes, say: Say, heading: str, item: str) -> Iterator[str]:
    if not changes:
        yield say("data.diff.none")
        return
    mark = "`" if heading else ""
    parts: dict[str, list[str]] = {
        "added": [*_with_counts(changes.added, say, mark)],
        "removed": [*_with_counts(changes.removed, say, mark)],
        "renamed": [
            f"{mark}{before}{mark} → {mark}{after}{mark}"
            for after, before in changes.renamed.items()
        ],
        "changed": [_changed(change, say, mark) for change in changes.changed],
    }
    for name, lines in parts.items():
        if lines:
            yield f"{heading}{say(f'data.diff.{name}', count=len(lines))}"
            yield from ([""] if heading else [])
            yield from (f"{item}{line}" for line in lines)
            yield ""


def _with_counts(records: Sequence[str], say: Say, mark: str) -> Iterator[str]:
    """Each record; one that is a page with the number of its claims that came or went with it."""
    whole = {record for record in records if "#" not in record}
    claims = Counter(record.partition("#")[0] for record in records if "#" in record)
    for record in records:
        page = record.partition("#")[0]
        if record in whole and claims[record]:
            told = say("data.diff.with_claims", count=claims[record])
            yield f"{mark}{record}{mark} {told}"
        elif record in whole or page not in whole:
            yield f"{mark}{record}{mark}"


def _changed(change: Change, say: Say, mark: str) -> str:
    absent = say("data.diff.absent")
    old, new = (f"{mark}{_cut(value)}{mark}" if value is not None else absent
                for value in (change.old, change.new))  # fmt: skip
    return f"{mark}{change.record}{mark} {change.field}: {old} → {new}"


def _cut(value: str) -> str:
    plain = value.replace("`", "'")
    return plain if len(plain) <= _LONG else f"{plain[: _LONG - 1]}…"


def _plain(change: Change) -> dict[str, Any]:
    old, new = (json.loads(value) if value is not None else None
                for value in (change.old, change.new))  # fmt: skip
    page, _, claim = change.record.partition("#")
    return {"record": page, "claim": claim or None, "field": change.field, "old": old, "new": new}
