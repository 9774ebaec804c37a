"""The site in memory while somebody writes: read what changed, render what is asked for.

Nothing is rendered before a browser wants it, so a changed case costs one parse, one
check and one page. A case that cannot be read shows its faults at its own address and
stays in the lists as it was last good.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from meshbook.artifacts import Artifact, Bundle
from meshbook.languages import Language
from meshbook.model.catalog import Catalog
from meshbook.pages.fault import fault_page
from meshbook.pages.library import Library
from meshbook.pages.page import ProsePage
from meshbook.paths import CASES
from meshbook.problems import Problem
from meshbook.publish.guest import read_prose, wrapped
from meshbook.publish.site import assemble
from meshbook.reading.case import read_case
from meshbook.rules import check_case, errors_in
from meshbook.rules.case_rules import case_problems
from meshbook.settings import Settings

Stamps = dict[str, tuple[int, int]]


class LiveSite:
    """All files of the site by path, always as the sources on disk say.

    ``refresh`` is called by one thread, ``get`` by any.
    """

    def __init__(
        self, root: Path, catalog: Catalog, settings: Settings, problems: Iterable[Problem] = ()
    ) -> None:
        self._root, self._settings = root, settings
        self._lock = threading.RLock()
        self._cases = dict(catalog.cases)
        self._catalog = catalog
        self._faults: dict[str, list[Problem]] = {}
        for problem in errors_in(problems):
            if not problem.place.path.startswith(f"{CASES}/"):
                continue
            self._faults.setdefault(Path(problem.place.path).stem, []).append(problem)
        self._case_stamps = stamps(root, ["cases/*.yaml"])
        self._prose_stamps = stamps(root, ["docs/en/**/*.md", "docs/ja/**/*.md"])
        self._library = Library(catalog, settings)
        self._prose = read_prose(root, self._library)
        self._made: dict[str, bytes] = {}
        self._index()

    def refresh(self) -> bool:
        """Take in what changed on disk. True when a page may look different now."""
        now = stamps(self._root, ["cases/*.yaml"])
        changed = [path for path, stamp in now.items() if self._case_stamps.get(path) != stamp]
        gone = self._case_stamps.keys() - now.keys()
        prose_now = stamps(self._root, ["docs/en/**/*.md", "docs/ja/**/*.md"])
        if not changed and not gone and prose_now == self._prose_stamps:
            return False
        with self._lock:
            for path in gone:
                self._cases.pop(Path(path).stem, None)
                self._faults.pop(Path(path).stem, None)
            for path in changed:
                self._read(path)
            self._catalog = replace(self._catalog, cases=dict(sorted(self._cases.items())))
            self._library = Library(self._catalog, self._settings, self._library)
            if prose_now != self._prose_stamps:
                self._prose = read_prose(self._root, self._library)
            self._case_stamps, self._prose_stamps = now, prose_now
            self._index()
        return True

    def get(self, path: str) -> bytes | None:
        """The bytes of the file at ``path``, or None where the site has no such file."""
        with self._lock:
            slug = _slug_of(path)
            if slug in self._faults:
                language: Language = "ja" if path.startswith("ja/") else "en"
                return fault_page(self._library, slug, language, self._faults[slug])
            if path in self._made:
                return self._made[path]
            if path in self._artifacts:
                return self._artifacts[path].render()
            for bundle in self._bundles:
                if path.startswith(bundle.prefix):
                    self._made.update(bundle.render())
                    return self._made.get(path)
        return None

    def _read(self, path: str) -> None:
        slug = Path(path).stem
        try:
            content = (self._root / path).read_bytes()
        except OSError:
            return  # gone again: the next look will see it
        file = read_case(path, content)
        if file.case is not None:
            found = check_case(self._catalog, path, content, file.case)
        else:
            found = case_problems(file, content, self._catalog.vocabulary, self._catalog.today)
        problems = sorted([*file.problems, *found], key=lambda problem: problem.sort_key)
        errors = errors_in(problems)
        if errors or file.case is None:
            self._faults[slug] = errors
            return
        self._faults.pop(slug, None)
        self._cases[slug] = file.case

    def _index(self) -> None:
        site = assemble(self._library, self._prose, self._root, with_cards=False)
        self._artifacts = {each.path: each for each in site if isinstance(each, Artifact)}
        self._bundles = [each for each in site if isinstance(each, Bundle)]
        self._made = {}
        for prose in self._prose:
            artifact = self._prose_artifact(prose)
            self._artifacts[artifact.path] = artifact

    def _prose_artifact(self, prose: ProsePage) -> Artifact:
        return Artifact(prose.path, lambda: wrapped(self._library, prose))


def _slug_of(path: str) -> str:
    parts = path.removeprefix("ja/").split("/")
    return parts[1] if len(parts) == 3 and parts[0] == "cases" else ""


def stamps(root: Path, patterns: Iterable[str]) -> Stamps:
    """Size and time of change of the files that match, by path below ``root``."""
    found: Stamps = {}
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            try:
                stat = path.stat()
            except OSError:
                continue
            found[path.relative_to(root).as_posix()] = (stat.st_mtime_ns, stat.st_size)
    return found
