"""Fetch sources one apart from the other: what one does wrong is that one's alone.

Whatever happens to a source (no answer, a wrong one, a fault in its rows, a bug in its
module), its last good snapshot stays byte for byte as it was, and the others go on.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event

from meshbook.benchmarks import store
from meshbook.benchmarks.changes import Change, changes
from meshbook.benchmarks.visit import LISTING, Collected, Snapshot, Source, SourceError, Visit
from meshbook.model.benchmark import Tables
from meshbook.net.answer import Response
from meshbook.net.client import Client
from meshbook.paths import WORDS
from meshbook.problems import MeshbookError, Problem
from meshbook.reading.source import load_source, read_source
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.rules.sources import source_problems
from meshbook.rules.words import message, severity

UNDESCRIBED = "B020"
"""The text of a source is a person's to write; its tables may come first."""

AT_ONCE = 8
"""Sources under way. Of one host the client still asks only a few things at a time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the fetch of one source ended. ``failure`` is None when it went well."""

    source: str
    failure: str | None = None
    changes: Sequence[Change] = field(default_factory=tuple)
    notes: Sequence[str] = field(default_factory=tuple)
    last: datetime.date | None = None
    """The day of the last good snapshot before this one; None when there is none."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What one address answered to a probe."""

    source: str
    url: str
    failure: str | None = None
    answer: str = ""


def refresh(
    root: Path,
    sources: Sequence[Source],
    client: Client,
    today: datetime.date,
    *,
    fresh: bool = False,
    done: Callable[[Outcome], None] = lambda _: None,
) -> list[Outcome]:
    """Fetch ``sources`` into the project at ``root``; one outcome each, in their order.

    ``fresh`` asks for everything again, also what is pinned or has not changed. ``done`` is
    called with each outcome as it comes.
    """
    days = store.fetched(root)
    words = read_vocabulary(root / WORDS)
    stopped = Event()

    def judge(source: Source, staged: Path) -> None:
        shown = f"{store.DATA}/{source.folder}/{source.id}"
        read = read_source(load_source(shown, staged))
        found = [*read.problems, *source_problems(read, words, today)]
        _refuse_faults([problem for problem in found if problem.code != UNDESCRIBED])

    def one(source: Source) -> Outcome:
        folder = root / store.DATA / source.folder / source.id
        last = days.get(source.id)
        try:
            known = store.read(folder)
            last = last or _newest(known.tables)
            visit = Visit(client, known, today, fresh=fresh, stopped=stopped)
            collected = source.collect(visit)
            _refuse(source, known, collected)
            store.write(folder, Snapshot(collected.tables, visit.manifest), partial(judge, source))
        except MeshbookError as error:
            return Outcome(source.id, str(error), last=last)
        except Exception as error:
            what = " ".join(f"{type(error).__name__}: {error}".split())
            return Outcome(source.id, f"a fault of Meshbook itself: {what}", last=last)
        found = changes(known.tables, collected.tables)
        return Outcome(source.id, None, found, visit.notes, last)

    outcomes = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        futures = [pool.submit(one, source) for source in sources]
        try:
            for future in as_completed(futures):
                outcome = future.result()
                outcomes[outcome.source] = outcome
                done(outcome)
        except BaseException:
            stopped.set()
            pool.shutdown(cancel_futures=True)
            raise
    good = [outcome.source for outcome in outcomes.values() if outcome.failure is None]
    if good:
        store.note_fetched(root, good, today)
    return [outcomes[source.id] for source in sources]


def probe(
    sources: Sequence[Source], client: Client, done: Callable[[Opened], None] = lambda _: None
) -> list[Opened]:
    """Open each address of ``sources`` once, write nothing, and say what each answered."""

    def one(source: Source, url: str) -> list[Opened]:
        opened = list(_open(source, client, url))
        done(opened[0])
        return opened

    with ThreadPoolExecutor(AT_ONCE) as pool:
        futures = [
            pool.submit(one, source, url) for source in sources for url in source.addresses
        ]
    return [opened for future in futures for opened in future.result()]


def _open(source: Source, client: Client, url: str) -> Iterator[Opened]:
    """What ``url`` answers, and then the address that its answer leads to."""
    seen: set[str] = set()
    following: str | None = url
    while following and following not in seen:
        url = following
        seen.add(url)
        try:
            answer = client.get(url, accept=source.accept, limit=LISTING)
            assert isinstance(answer, Response)  # nothing was asked conditionally
            following = source.lead(answer)
        except MeshbookError as error:
            yield Opened(source.id, url, str(error))
            return
        told = f"{answer.status} {answer.content_type} {len(answer.content)} B"
        moved = f" -> {answer.final_url}" if answer.final_url != url else ""
        yield Opened(source.id, url, None, told + moved)


def _refuse(source: Source, known: Snapshot, collected: Collected) -> None:
    """Raises SourceError for rows that must not take the place of the known ones."""
    tables = collected.tables
    _refuse_faults(collected.problems)
    if tables == Tables():
        raise SourceError(source.addresses[0], "nothing was found there")
    kept = {file.file for file in tables.files} | collected.superseded
    lost = {file.file for file in known.tables.files} - kept
    if lost:
        raise SourceError(source.addresses[0], f"no longer there: {', '.join(sorted(lost)[:3])}")
    gone = _subjects(known.tables) - _subjects(tables)
    if gone:
        raise SourceError(source.addresses[0], f"no longer told: {' '.join(min(gone))}")
    dropped = _entries(known.tables) - _entries(tables)
    if dropped:
        raise SourceError(source.addresses[0], f"no longer known: {' '.join(min(dropped)).strip()}")


def _refuse_faults(problems: Sequence[Problem]) -> None:
    """Raises MeshbookError for problems that are errors; warnings pass."""
    errors = [problem for problem in problems if severity(problem) == "error"]
    if errors:
        first = errors[0]
        told = f"{first.place}: {first.code}: {message(first, 'en')}"
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise MeshbookError(told + more)


def _newest(tables: Tables) -> datetime.date | None:
    """The day on which the newest file was retrieved, for what no fetch has brought."""
    days = [file.retrieved for file in tables.files]
    return datetime.date.fromisoformat(max(days)) if days else None


def _subjects(tables: Tables) -> set[tuple[str, str]]:
    return {(row.project, row.signal) for row in tables.signals}


def _entries(tables: Tables) -> set[tuple[str, str]]:
    return {row.key for row in tables.listings}
