"""Cases, write-ups and profiles while somebody writes them: as last good, and their faults."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from meshbook.model.case import Case
from meshbook.model.catalog import Catalog
from meshbook.model.profile import Profile
from meshbook.model.values import Record
from meshbook.model.writeup import WriteUp
from meshbook.paths import CASES, PROFILES, WRITEUPS
from meshbook.problems import Problem
from meshbook.publish.stamps import differing, stamps
from meshbook.reading.bytes import content_of
from meshbook.reading.case import read_case
from meshbook.reading.written import read_written
from meshbook.rules import check_case, errors_in
from meshbook.rules.case_rules import case_problems
from meshbook.rules.profiles import profile_problems
from meshbook.rules.writeups import writeup_problems

FOLDERS = (CASES, WRITEUPS, PROFILES)

R = TypeVar("R", bound=Record)


class Drafts:
    """``catalog`` holds every file as it was last good, ``faults`` the errors of the others.

    The errors are by the path of their file: ``cases/heb.yaml``.
    """

    def __init__(self, root: Path, catalog: Catalog, problems: Iterable[Problem]) -> None:
        self._root = root
        self.catalog = catalog
        self.faults: dict[str, list[Problem]] = {}
        for problem in errors_in(problems):
            if _is_in(problem.place.path, *FOLDERS):
                self.faults.setdefault(problem.place.path, []).append(problem)
        self._stamps = self._look()

    def changed(self) -> set[str]:
        """The files that changed since the last call."""
        before, self._stamps = self._stamps, self._look()
        return differing(before, self._stamps)

    def take(self, changed: Collection[str]) -> None:
        """Read these files, and check them and what rests on them.

        Cases are held against profiles and write-ups against cases: a case that was good is
        not looked at again for a changed profile, as there may be a thousand.
        """
        profiles = self._taken(changed, PROFILES, self.catalog.profiles, self._profile)
        self.catalog = replace(self.catalog, profiles=profiles)
        if any(_is_in(path, PROFILES) for path in changed):
            changed = {*changed, *self.faults}
        cases = self._taken(changed, CASES, self.catalog.cases, self._case)
        self.catalog = replace(self.catalog, cases=cases)
        changed = {*changed, *self._resting_on(changed)}
        writeups = self._taken(changed, WRITEUPS, self.catalog.writeups, self._writeup)
        self.catalog = replace(self.catalog, writeups=writeups)

    def _look(self) -> dict[str, tuple[int, int]]:
        return stamps(self._root, [f"{folder}/[!._]*.yaml" for folder in FOLDERS])

    def _resting_on(self, changed: Collection[str]) -> Iterable[str]:
        """The write-ups that cite one of the changed cases, and those that may have lacked it."""
        slugs = {Path(path).stem for path in changed if _is_in(path, CASES)}
        for slug, writeup in self.catalog.writeups.items():
            if not slugs.isdisjoint(writeup.cases):
                yield f"{WRITEUPS}/{slug}.yaml"
        yield from (path for path in self.faults if _is_in(path, WRITEUPS))

    def _taken(
        self,
        changed: Iterable[str],
        folder: str,
        known: Mapping[str, R],
        examine: Callable[[str, bytes], tuple[R | None, list[Problem]]],
    ) -> dict[str, R]:
        """The records in ``folder``: as ``known``, but for what changed and is good."""
        records = dict(known)
        for path in changed:
            if not _is_in(path, folder):
                continue
            slug, file = Path(path).stem, self._root / path
            self.faults.pop(path, None)
            if not file.exists():
                records.pop(slug, None)
                continue
            content = content_of(path, file)
            if isinstance(content, Problem):
                self.faults[path] = [content]
                continue
            record, problems = examine(path, content)
            errors = errors_in(problems)
            if record is None or errors:
                self.faults[path] = sorted(errors, key=lambda problem: problem.sort_key)
            else:
                records[slug] = record
        return dict(sorted(records.items()))

    def _profile(self, path: str, content: bytes) -> tuple[Profile | None, list[Problem]]:
        file = read_written(Profile, path, content)
        problems = profile_problems(file, self.catalog.vocabulary, self.catalog.today)
        return file.record, problems

    def _case(self, path: str, content: bytes) -> tuple[Case | None, list[Problem]]:
        file, catalog = read_case(path, content), self.catalog
        if file.case is not None:
            return file.case, check_case(catalog, path, content, file.case)
        found = case_problems(
            file, content, catalog.vocabulary, catalog.today, None, catalog.profiles
        )
        return None, [*file.problems, *found]

    def _writeup(self, path: str, content: bytes) -> tuple[WriteUp | None, list[Problem]]:
        file, catalog = read_written(WriteUp, path, content), self.catalog
        problems = writeup_problems(
            file, catalog.vocabulary, catalog.today, catalog.claim_ids, catalog.benchmarks
        )
        return file.record, problems


def _is_in(path: str, *folders: str) -> bool:
    return path.rpartition("/")[0] in folders
