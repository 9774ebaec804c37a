"""One visit to a source: what is asked of it, what it was known to say, what it says now.

A source is a small module in ``benchmarks/sources`` with one value::

    SOURCE = Source(id="some-study", folder="benchmarks", addresses=(FIRST,), collect=collect)

    def collect(visit: Visit) -> Collected: ...

``collect`` returns all rows of the source, new and kept. It raises a MeshbookError (NetError
of the client, SourceError of its own) when the source does not answer as it should; the
snapshot on disk then stays as it is. It touches neither disk nor clock.
"""

from __future__ import annotations

import datetime
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Literal, TypeVar

from meshbook.benchmarks.digests import digest
from meshbook.benchmarks.rows import join, of_files
from meshbook.model.benchmark import RawFile, Tables
from meshbook.net.answer import NotModified, Response
from meshbook.net.client import Client
from meshbook.problems import MeshbookError, Problem

_T = TypeVar("_T")
_Made = TypeVar("_Made")

LIMIT = 5_000_000
"""Bytes of one answer, decoded."""
LISTING = 20_000_000
"""Bytes of a list of all files of a repository."""
MINUTES = 20
"""A source that takes longer is given up, so that the others are not kept waiting."""
AT_ONCE = 4
"""Requests of one visit under way. The client holds each host to as many."""

JSON = ("application/json",)
RAW = ("text/plain", "application/octet-stream")
"""What raw files of repositories and buckets are sent as, whatever they hold."""

Read = Callable[[str, bytes], tuple[Tables, list[Problem]]]
"""From a file's name and bytes to its rows (``files`` is filled in later) and its faults."""


class SourceError(MeshbookError):
    """A source answered, but not with what it used to: its address and what was found."""

    def __init__(self, url: str, found: str) -> None:
        super().__init__(f"{url}: {found}")


@dataclass(frozen=True, slots=True)
class Upstream:
    """A file to be had: its name in the source, its address, and the state it is in there.

    A ``revision`` (commit, blob or build id) pins the file: known at that revision, it is not
    asked for again. Without one it is asked for each time, on condition that it has changed.
    ``digest`` is what whoever lists the file says of its content: ``sha256:<hex>``,
    ``md5:<base64>`` or ``git:<blob id>``.
    """

    file: str
    url: str
    revision: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """``manifest.csv``: how an address answered last, so that it can say "as before"."""

    url: str
    etag: str | None
    modified: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The last good state of a source: its rows, and how its addresses answered."""

    tables: Tables = field(default_factory=Tables)
    manifest: Mapping[str, Seen] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Collected:
    """All rows of a source, and the faults found on the way. With a fault nothing is kept."""

    tables: Tables
    problems: list[Problem] = field(default_factory=list)
    superseded: frozenset[str] = frozenset()
    """Known files that are left out on purpose: others say the same, closer to its origin."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source: where its snapshot lies, which addresses a probe opens, how it is collected."""

    id: str
    folder: Literal["benchmarks", "signals", "adopters"]
    addresses: tuple[str, ...]
    """One of each kind that the source asks: a probe opens each once."""
    collect: Callable[[Visit], Collected]
    accept: tuple[str, ...] = JSON + RAW
    """The content types of ``addresses``."""
    lead: Callable[[Response], str | None] = lambda _: None
    """An address of the next kind, that only an answer tells: a probe goes on there."""


class Visit:
    """Asks a source's addresses, each on condition that it has changed since ``known``.

    ``fresh`` asks everything again, as if nothing were known. ``manifest`` is what is to be
    remembered for the next visit.
    """

    def __init__(
        self,
        client: Client,
        known: Snapshot,
        today: datetime.date,
        *,
        fresh: bool = False,
        stopped: Event | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.client = client
        self.known = known
        self.today = today
        self.fresh = fresh
        self.manifest = dict(known.manifest)
        self.notes: list[str] = []
        """What whoever keeps the source in order should know, though nothing is wrong."""
        self._stopped = stopped or Event()
        self._clock = clock
        self._end = clock() + MINUTES * 60

    def get(
        self, url: str, *, accept: tuple[str, ...], limit: int = LIMIT, anew: bool = False
    ) -> Response | None:
        """The answer of ``url``; None when it is as it was at the last visit.

        ``anew`` asks without a condition: nothing of the last answer is known any more.
        Raises NetError, and SourceError when the visit has taken too long.
        """
        self._go_on(url)
        seen = None if self.fresh or anew else self.known.manifest.get(url)
        answer = self.client.get(
            url,
            etag=seen.etag if seen else None,
            modified=seen.modified if seen else None,
            accept=accept,
            limit=limit,
        )
        if isinstance(answer, NotModified):
            return None
        sha256 = hashlib.sha256(answer.content).hexdigest()
        self.manifest[url] = Seen(url, answer.etag, answer.modified, sha256)
        return None if seen and seen.sha256 == sha256 else answer

    def pages(
        self, url: str, next: Callable[[Response], str | None], *, accept: tuple[str, ...] = JSON
    ) -> Iterator[Response] | None:
        """The pages that begin at ``url``; None when the first is as it was at the last visit.

        Only for lists that grow at their beginning: else a first page tells nothing of others.
        """
        first = self.get(url, accept=accept)
        return None if first is None else self.follow(first, next, accept=accept)

    def follow(
        self,
        first: Response,
        next: Callable[[Response], str | None],
        *,
        accept: tuple[str, ...] = JSON,
    ) -> Iterator[Response]:
        """``first`` and the pages after it, as ``next`` reads their addresses from each."""
        for page in self.client.pages(first, next, accept=accept, limit=LIMIT):
            self._go_on(page.url)
            yield page

    def files(
        self,
        wanted: Iterable[Upstream],
        read: Read,
        *,
        accept: tuple[str, ...] = JSON + RAW,
        limit: int = LIMIT,
        superseded: frozenset[str] = frozenset(),
    ) -> Collected:
        """The rows of all ``wanted`` files: those as they were, and ``read`` from what is new.

        ``read`` gives run ids that are unique in the source, with ``Run.file`` the file's
        name. Known files that are no longer wanted stay, a snapshot never forgets; only those
        ``superseded`` go.
        """
        known = {file.file: file for file in self.known.tables.files}
        asked = [each for each in wanted if self.fresh or not _pinned(each, known)]
        answers = self.each(
            lambda each: self.get(
                each.url, accept=accept, limit=limit, anew=each.file not in known
            ),
            asked,
        )
        changed = [
            (each, answer)
            for each, answer in zip(asked, answers, strict=True)
            if answer is not None
        ]
        replaced = {each.file for each, _ in changed}
        parts = [of_files(self.known.tables, known.keys() - replaced - superseded)]
        problems: list[Problem] = []
        for each, answer in changed:
            file = self._provenance(each, answer)
            _verify(each, answer.content, file, known.get(each.file))
            tables, faults = read(each.file, answer.content)
            parts += [tables, Tables(files=(file,))]
            problems += faults
        return Collected(join(parts), problems, superseded)

    def _provenance(self, each: Upstream, answer: Response) -> RawFile:
        return RawFile(
            file=each.file,
            url=each.url,
            revision=each.revision or answer.etag or "",
            sha256=hashlib.sha256(answer.content).hexdigest(),
            size=len(answer.content),
            retrieved=self.today.isoformat(),
        )

    def each(self, work: Callable[[_T], _Made], items: Iterable[_T]) -> list[_Made]:
        """What ``work`` makes of each of ``items``, in their order, several at a time."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(work, items))

    def forget(self, url: str) -> None:
        """Ask ``url`` without a condition next time: its answer was only a part."""
        self.manifest.pop(url, None)

    def _go_on(self, url: str) -> None:
        if self._stopped.is_set():
            raise SourceError(url, "interrupted")
        if self._clock() > self._end:
            raise SourceError(url, f"the source took longer than {MINUTES} minutes")


def _verify(each: Upstream, content: bytes, file: RawFile, known: RawFile | None) -> None:
    """Raises SourceError for content that is not the one that was listed, or pinned before."""
    if each.digest and each.digest != digest(each.digest.partition(":")[0], content):
        raise SourceError(each.url, "is not the file that was listed: its digest differs")
    if known and _pinned(each, {known.file: known}) and known.sha256 != file.sha256:
        raise SourceError(each.url, f"has changed, though it is pinned at {each.revision}")


def _pinned(wanted: Upstream, known: Mapping[str, RawFile]) -> bool:
    """Whether the file is known in the very state that is wanted."""
    file = known.get(wanted.file)
    return bool(file and wanted.revision and file.revision == wanted.revision)
