"""A study that lies in a repository at one commit, which never changes: its files and terms."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import quote

from meshbook.benchmarks.json_value import JsonValue
from meshbook.benchmarks.visit import JSON, SourceError, Upstream, Visit
from meshbook.model.benchmark import Run, Tables

_UNSAFE = re.compile(r"[^A-Za-z0-9._/-]")


@dataclass(frozen=True, slots=True)
class Pin:
    """A folder of a repository (``owner/name``) at a commit."""

    repository: str
    commit: str
    folder: str

    @property
    def tree(self) -> str:
        """The address that lists all files of the commit."""
        return f"https://api.github.com/repos/{self.repository}/git/trees/{self.commit}?recursive=1"

    def files(self, visit: Visit, wanted: Callable[[str], bool]) -> list[Upstream]:
        """The files whose name below the folder is ``wanted``; none when all are known.

        Raises SourceError when the list is cut short or holds no such file.
        """
        listed = visit.get(self.tree, accept=JSON)
        if listed is None:
            return []
        tree = JsonValue.of(listed)
        truncated = tree.get("truncated")
        if truncated and truncated.flag():
            raise SourceError(self.tree, "the list of files is cut short")
        found = [
            self.file(path, entry["sha"].text())
            for entry in tree["tree"].items()
            if (path := self._below(entry["path"].text())) and wanted(path)
        ]
        if not found:
            raise SourceError(self.tree, f"no result is listed below {self.folder}")
        return found

    def file(self, path: str, blob: str = "") -> Upstream:
        """One file of the folder. What a file name must not hold becomes a dot in ours."""
        return Upstream(
            file=_UNSAFE.sub(".", path),
            url=f"https://raw.githubusercontent.com/{self.repository}/{self.commit}"
            f"/{quote(f'{self.folder}/{path}')}",
            revision=self.commit,
            digest=f"git:{blob}" if blob else "",
        )

    def _below(self, path: str) -> str | None:
        start = f"{self.folder}/"
        return path.removeprefix(start) if path.startswith(start) else None


def facts_only(tables: Tables) -> Tables:
    """``tables`` of a source whose fields may not be copied: what is unread keeps its names."""
    return replace(tables, runs=tuple(_named(run) for run in tables.runs))


def _named(run: Run) -> Run:
    if run.unread is None:
        return run
    return replace(run, unread=json.dumps({"names": sorted(json.loads(run.unread))}))
