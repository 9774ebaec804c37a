"""A list that is a file in a repository: what it says now, and who came and went when.

The commits that touched the file are listed; of each that is new, the file is read as it was
then. Only the newest state is needed to be right: it is compared with the digest that the
repository tells of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from meshbook.adopters.entries import Change, Read, as_tables, refuse_a_rout, replay, united
from meshbook.adopters.text import text_of
from meshbook.benchmarks.digests import digest
from meshbook.benchmarks.json_value import JsonValue, day_of
from meshbook.benchmarks.visit import JSON, RAW, Collected, SourceError, Visit
from meshbook.model.benchmark import RawFile
from meshbook.net.answer import Response

API = "https://api.github.com/repos"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that touched the file, and its day in UTC."""

    id: str
    day: str


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file of a repository (``owner/name``) that lists adopters, and how it is read."""

    repository: str
    path: str
    read: Read

    @property
    def commits(self) -> str:
        """The address that lists the commits that touched the file, the newest first."""
        return f"{API}/{self.repository}/commits?path={quote(self.path, safe='')}&per_page=100"

    def collect(self, visit: Visit) -> Collected:
        """All that were ever listed, as far as the commits tell."""
        known = visit.known.tables
        revision = known.files[0].revision if known.files and not visit.fresh else ""

        def next_page(page: Response) -> str | None:
            seen = revision in {commit.id for commit in self._listed(page)}
            return None if seen else page.links.get("next")

        pages = visit.pages(self.commits, next_page)
        if pages is None:
            return Collected(known)
        commits = [commit for page in pages for commit in self._listed(page)]
        if not commits:
            raise SourceError(self.commits, "no commit is listed")
        ids = [commit.id for commit in commits]
        is_sequel = revision in ids
        new = commits[: ids.index(revision)] if is_sequel else commits
        if not new:
            return Collected(known)
        file, newest = self._newest(visit, new[0])
        refuse_a_rout(file.url, known.listings, newest.entries)
        older = visit.each(lambda commit: self._older(visit, commit), reversed(new[1:]))
        changes = [*(change for change in older if change is not None), newest]
        if is_sequel:
            return Collected(as_tables(replay(known.listings, changes), [file]))
        today = visit.today.isoformat()
        rows = united(known.listings, replay((), changes), today)
        return Collected(as_tables(rows, [file]))

    def raw(self, commit: str) -> str:
        """The address of the file's bytes at a commit."""
        return f"https://raw.githubusercontent.com/{self.repository}/{commit}/{quote(self.path)}"

    def contents(self, commit: str) -> str:
        """The address that tells of the file at a commit."""
        return f"{API}/{self.repository}/contents/{quote(self.path)}?ref={commit}"

    def _listed(self, page: Response) -> Iterator[Commit]:
        for entry in JsonValue.of(page).items():
            yield Commit(entry["sha"].text(), day_of(entry["commit"]["committer"]["date"]))

    def _newest(self, visit: Visit, commit: Commit) -> tuple[RawFile, Change]:
        """The list as it is now: its bytes are those that the repository tells of."""
        answer = self._state(visit, commit)
        told = visit.get(self.contents(commit.id), accept=JSON, anew=True)
        visit.forget(self.contents(commit.id))
        assert told is not None  # it was asked for without a condition
        if JsonValue.of(told)["sha"].text() != digest("git", answer.content).partition(":")[2]:
            raise SourceError(answer.url, "is not the file that was listed: its digest differs")
        file = RawFile(
            file=self.path,
            url=f"https://github.com/{self.repository}/blob/{commit.id}/{quote(self.path)}",
            revision=commit.id,
            sha256=digest("sha256", answer.content).partition(":")[2],
            size=len(answer.content),
            retrieved=visit.today.isoformat(),
        )
        return file, self._change(commit, answer)

    def _older(self, visit: Visit, commit: Commit) -> Change | None:
        """The list as it was after a commit; None, and a note, where it could not be read."""
        answer = self._state(visit, commit)
        try:
            return self._change(commit, answer)
        except SourceError as error:
            visit.notes.append(str(error))
            return None

    def _state(self, visit: Visit, commit: Commit) -> Response:
        url = self.raw(commit.id)
        answer = visit.get(url, accept=RAW, anew=True)
        visit.forget(url)  # a commit never changes: it is not asked for again
        assert answer is not None  # it was asked for without a condition
        return answer

    def _change(self, commit: Commit, answer: Response) -> Change:
        address = f"https://github.com/{self.repository}/commit/{commit.id}"
        return Change(commit.day, address, self.read(answer.url, text_of(answer)))
