"""Projects to measure on: the real program and pages with a generated catalogue."""

from __future__ import annotations

import datetime
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property, partial
from hashlib import blake2b
from pathlib import Path

from tests.bench.catalogue import ROOT, SEED, TODAY, Catalogue

from meshbook.artifacts import Artifact, Bundle
from meshbook.model.catalog import Catalog
from meshbook.pages.library import Library
from meshbook.pages.page import ProsePage
from meshbook.publish.guest import read_prose, wrapped
from meshbook.publish.site import assemble
from meshbook.reading.catalog import read_catalog
from meshbook.settings import Settings

CACHE = ROOT / ".cache" / "bench"
ENVIRONMENT = {"MESHBOOK_TODAY": TODAY, "MESHBOOK_SITE_URL": "https://meshbook.example/"}
MESHBOOK = [sys.executable, "-m", "meshbook"]
LINKED = ("docs/en", "docs/ja", "docs/schema", "docs/theme", "scripts", "cases/_words")
"""What is the project's own. The measurements stay out: here cases are counted, and the pages
of measurements are as many with one case as with thousands.
"""
_SHARE = 100
"""Cases that a process writes at once."""


def project(count: int) -> Path:
    """A project with ``count`` generated cases; written once for the same cases and generator."""
    folder = CACHE / f"{SEED}-{_fingerprint()}" / str(count)
    if not (folder / "done").exists():
        print(f"Writing {count} cases …", file=sys.stderr)
        for other in CACHE.glob(f"{SEED}-*"):  # of cases or a generator that have changed since
            if other != folder.parent:
                shutil.rmtree(other, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "cases").mkdir(parents=True)
        with ProcessPoolExecutor() as pool:
            starts = range(0, count, _SHARE)
            shares = [range(start, min(start + _SHARE, count)) for start in starts]
            list(pool.map(_write_share, [folder / "cases"] * len(shares), shares))
        (folder / "done").touch()
    if (folder / "docs").is_symlink():
        (folder / "docs").unlink()
    (folder / "docs").mkdir(exist_ok=True)
    for name in LINKED:
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


@cache
def _catalogue() -> Catalogue:
    return Catalogue()


def _write_share(folder: Path, numbers: range) -> None:
    _catalogue().write(folder, numbers)


@cache
def _fingerprint() -> str:
    """Changes with the real cases, the word lists and the generator."""
    digest = blake2b(digest_size=6)
    here = Path(__file__).parent
    sources = [*(ROOT / "cases").rglob("*.yaml"), ROOT / "tests" / "search" / "records.yaml"]
    sources += [here / name for name in ("catalogue.py", "prose.py", "yaml_text.py")]
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True)
class Loaded:
    """A project read into this process, for what is measured without a build."""

    root: Path

    @cached_property
    def catalog(self) -> Catalog:
        """The cases."""
        return read_catalog(self.root, datetime.date.fromisoformat(TODAY))[0]

    @cached_property
    def library(self) -> Library:
        """What pages are made from."""
        return Library(self.catalog, Settings.of(ENVIRONMENT["MESHBOOK_SITE_URL"], None, None))

    @cached_property
    def prose(self) -> list[ProsePage]:
        """The hand-written pages."""
        return read_prose(self.root, self.library)

    def site(self) -> Iterator[Artifact | Bundle]:
        """Every file of the site, none rendered yet."""
        yield from assemble(
            self.library, self.prose, self.root, with_cards=False, with_exports=False
        )
        for page in self.prose:
            yield Artifact(page.path, partial(wrapped, self.library, page))


@cache
def loaded(count: int) -> Loaded:
    """The project of ``count`` cases in memory."""
    return Loaded(project(count))
