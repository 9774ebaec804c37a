"""The site in memory while somebody writes: read what changed, render what is asked for.

Nothing is rendered before a browser wants it, so a changed file costs one parse, one
check and one page. A case, write-up or profile that cannot be read shows its faults at its
own address and stays in the lists as it was last good.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path

from meshbook.artifacts import Artifact, Bundle
from meshbook.languages import Language
from meshbook.model.catalog import Catalog
from meshbook.pages.fault import fault_page
from meshbook.pages.library import Library
from meshbook.pages.page import ProsePage
from meshbook.paths import CASES, PROFILES, WRITEUPS
from meshbook.problems import Problem
from meshbook.publish.drafts import Drafts
from meshbook.publish.guest import read_prose, wrapped
from meshbook.publish.site import assemble
from meshbook.publish.stamps import stamps
from meshbook.settings import Settings

PROSE = ["docs/en/**/*.md", "docs/ja/**/*.md"]
FILES_OF = {"cases": CASES, "writeups": WRITEUPS, "meshes": PROFILES}
"""The folder of the files that the pages below an address are made from, a file a page."""


class LiveSite:
    """All files of the site by path, always as the sources on disk say.

    ``refresh`` is called by one thread, ``get`` by any.
    """

    def __init__(
        self, root: Path, catalog: Catalog, settings: Settings, problems: Iterable[Problem] = ()
    ) -> None:
        self._root, self._settings = root, settings
        self._lock = threading.RLock()
        self._drafts = Drafts(root, catalog, problems)
        self._prose_stamps = stamps(root, PROSE)
        self._library = Library(catalog, settings)
        self._prose = read_prose(root, self._library)
        self._made: dict[str, bytes] = {}
        self._index()

    def refresh(self) -> bool:
        """Take in what changed on disk. True when a page may look different now."""
        changed = self._drafts.changed()
        prose_now = stamps(self._root, PROSE)
        if not changed and prose_now == self._prose_stamps:
            return False
        with self._lock:
            self._drafts.take(changed)
            self._library = Library(self._drafts.catalog, self._settings, self._library)
            if prose_now != self._prose_stamps:
                self._prose = read_prose(self._root, self._library)
            self._prose_stamps = prose_now
            self._index()
        return True

    def get(self, path: str) -> bytes | None:
        """The bytes of the file at ``path``, or None where the site has no such file."""
        with self._lock:
            faults = self._drafts.faults.get(_file_of(path))
            if faults:
                language: Language = "ja" if path.startswith("ja/") else "en"
                address = path.removeprefix("ja/").removesuffix("index.html")
                return fault_page(self._library, address, language, faults)
            if path in self._made:
                return self._made[path]
            if path in self._artifacts:
                return self._artifacts[path].render()
            for bundle in self._bundles:
                if path.startswith(bundle.prefix):
                    self._made.update(bundle.render())
                    return self._made.get(path)
        return None

    def _index(self) -> None:
        site = assemble(
            self._library, self._prose, self._root, with_cards=False, with_exports=True
        )
        self._artifacts = {each.path: each for each in site if isinstance(each, Artifact)}
        self._bundles = [each for each in site if isinstance(each, Bundle)]
        self._made = {}
        for prose in self._prose:
            artifact = self._prose_artifact(prose)
            self._artifacts[artifact.path] = artifact

    def _prose_artifact(self, prose: ProsePage) -> Artifact:
        return Artifact(prose.path, lambda: wrapped(self._library, prose))


def _file_of(path: str) -> str:
    """The file that the page at ``path`` is made from; empty where it is not of one file."""
    parts = path.removeprefix("ja/").split("/")
    folder = FILES_OF.get(parts[0])
    return f"{folder}/{parts[1]}.yaml" if folder and len(parts) == 3 else ""
