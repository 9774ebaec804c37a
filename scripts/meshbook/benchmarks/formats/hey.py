"""hey: the summary it prints, and its CSV with one row a request. Both are in seconds."""

from __future__ import annotations

from typing import Any

from meshbook.benchmarks.formats.draft import Draft
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.requests import read_requests
from meshbook.benchmarks.formats.summary_text import read_summaries
from meshbook.benchmarks.formats.table import Table
from meshbook.benchmarks.formats.text import Lines
from meshbook.model.benchmark import Tables
from meshbook.problems import Problem

TITLE = "hey"
_LOAD: dict[str, Any] = {"generator": "hey", "loop": "closed", "co_corrected": False}
_CSV = "response-time,"


def looks(name: str, head: str) -> bool:
    """Whether it begins like the text or the CSV of hey; oha's text tells a success rate."""
    if head.startswith(_CSV):
        return True
    return "Summary:" in head and "Requests/sec:" in head and "Success rate:" not in head


def parse(name: str, content: bytes) -> tuple[Tables, list[Problem]]:
    """Read every summary in the file, or all requests of the CSV."""
    lines = Lines.of(content)
    if not lines.lines[0].startswith(_CSV):
        draft = Draft(name, lines)
        read_summaries(draft, lines, _LOAD)
        return draft.finished(TITLE, "Summary:")
    table = Table.of(content)
    draft = Draft(name, table)
    run = draft.name_run()
    code = "status-code" if "status-code" in table.header else None
    read_requests(draft, table, run, "response-time", "s", code)
    draft.run(run, **_LOAD)
    return draft.finished(TITLE, "response-time")


FORMAT = Format("hey", TITLE, looks, parse)
