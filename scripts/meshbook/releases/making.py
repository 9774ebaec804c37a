"""Make a release: everything is made before anything is written.

The folder of the release appears whole, as the last thing; until then there is no release, and
doing it again gives the same.
"""

from __future__ import annotations

import datetime
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from meshbook.languages import LANGUAGES, Language
from meshbook.model.catalog import Catalog
from meshbook.paths import ADDRESSES, RELEASES
from meshbook.problems import MeshbookError
from meshbook.reading.releases import ABOUT, FACTS, VERSION, order
from meshbook.releases.changes import Changes, compare, renames
from meshbook.releases.facts import as_table, facts_of
from meshbook.releases.metadata import CITATION, About, citation_of, codemeta, datacite, zenodo
from meshbook.releases.telling import Say, as_json, as_markdown


@dataclass(frozen=True, slots=True)
class Plan:
    """What a release writes: the files of its folder, and those at fixed paths of the project."""

    version: str
    folder: Mapping[str, bytes]
    project: Mapping[str, bytes]
    changes: Changes

    @property
    def paths(self) -> list[str]:
        """All of these files, from the project's root, sorted."""
        folder = (f"{RELEASES}/{self.version}/{name}" for name in self.folder)
        return sorted([*folder, *self.project])


def plan(
    catalog: Catalog, told: About, citation: str, addresses: Sequence[str],
    says: Mapping[Language, Say],
) -> Plan:  # fmt: skip
    """A release of ``catalog``. Raises MeshbookError for a version or a day that cannot follow."""
    _must_follow(catalog, told.version, told.date)
    last = catalog.published.last
    facts = facts_of(catalog)
    changes = compare(catalog.published.facts, facts, renames(catalog))
    before = last.version if last else ""
    released = {
        "version": told.version,
        "date": told.date.isoformat(),
        "previous": before or None,
        "records": len(facts),
        "changed": list(changes.cases),
    }
    logs = {
        f"CHANGES{'' if language == 'en' else f'.{language}'}.md": as_markdown(
            changes, before, told.version, says[language]
        )
        for language in LANGUAGES
    }
    texts = {
        ABOUT: json.dumps(released, indent=2) + "\n",
        "changes.json": as_json(changes, before, told.version),
        "datacite.json": datacite(told),
        **logs,
    }
    project = {
        ADDRESSES: _table(catalog, told.version, addresses),
        CITATION: citation_of(citation, told),
        ".zenodo.json": zenodo(told),
        "codemeta.json": codemeta(told),
    }
    return Plan(
        told.version,
        {FACTS: as_table(facts), **{name: text.encode() for name, text in texts.items()}},
        {path: text.encode() for path, text in project.items()},
        changes,
    )


def carry_out(made: Plan, root: Path) -> None:
    """Write a release into the project. A failed run leaves none; doing it again finishes it."""
    releases = root / RELEASES
    final = releases / made.version
    if final.exists():
        raise MeshbookError(f"{final} is there already; a release is never made again")
    releases.mkdir(parents=True, exist_ok=True)
    waiting = Path(tempfile.mkdtemp(prefix=".release-", dir=releases))
    try:
        staged = []
        for name, content in made.folder.items():
            (waiting / name).write_bytes(content)
        for number, (path, content) in enumerate(made.project.items()):
            file = releases / f"{waiting.name}.{number}"
            staged.append((file, root / path))
            file.write_bytes(content)
        waiting.chmod(0o755)
        for file, target in staged:
            os.replace(file, target)
        os.replace(waiting, final)
    except OSError:
        shutil.rmtree(waiting, ignore_errors=True)
        for file, _ in staged:
            file.unlink(missing_ok=True)
        raise


def _must_follow(catalog: Catalog, version: str, date: datetime.date) -> None:
    if VERSION.fullmatch(version) is None:
        raise MeshbookError(f"{version!r} is no version; expected YYYY.MM or YYYY.MM.N")
    last = catalog.published.last
    if last is None:
        return
    if order(version) <= order(last.version):
        raise MeshbookError(f"{version} does not follow {last.version}, the last release")
    if date < last.date:
        raise MeshbookError(f"{date} is before {last.date}, the day of {last.version}")


def _table(catalog: Catalog, version: str, addresses: Sequence[str]) -> str:
    """All earlier addresses as they stand, then the new ones with this version."""
    known = catalog.published.since
    every = sorted({*known, *addresses})
    return "".join(f"{address}\t{known.get(address, version)}\n" for address in every)
