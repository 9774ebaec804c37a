"""What changed between two states of the facts: records added and removed, values changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from meshbook.model.case import Case
from meshbook.model.catalog import Catalog
from meshbook.model.profile import Profile
from meshbook.model.release import CASE, Facts
from meshbook.releases.facts import MESH


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of a record that is in both states; None where one of them does not have it.

    ``old`` and ``new`` are JSON texts.
    """

    record: str
    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed, by record; ``renamed`` are records with their earlier names."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: Mapping[str, str]
    changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.renamed or self.changed)

    @property
    def cases(self) -> tuple[str, ...]:
        """The slugs of the cases that tell other facts, without those that are new or gone."""
        whole = {*self.added, *self.removed}
        records = [*whole, *self.renamed, *(change.record for change in self.changed)]
        pages = {record.partition("#")[0] for record in records} - whole
        return tuple(sorted(page.removeprefix(CASE) for page in pages if page.startswith(CASE)))


def compare(old: Facts, new: Facts, renamed: Mapping[str, str] | None = None) -> Changes:
    """What leads from ``old`` to ``new``; ``renamed`` has the new names of records by the old."""
    moved = {
        before: after
        for before, after in (renamed or {}).items()
        if before in old and before not in new and after in new and after not in old
    }
    known = {moved.get(record, record): facts for record, facts in old.items()}
    return Changes(
        added=tuple(sorted(new.keys() - known.keys())),
        removed=tuple(sorted(known.keys() - new.keys())),
        renamed={after: before for before, after in sorted(moved.items())},
        changed=tuple(
            change
            for record in sorted(known.keys() & new.keys())
            for change in differing(record, known[record], new[record])
            if not (record in moved.values() and change.field == "id")
        ),
    )


def differing(record: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """The facts of one record that are not the same."""
    for key in sorted(old.keys() | new.keys()):
        if old.get(key) != new.get(key):
            yield Change(record, key, old.get(key), new.get(key))


def renames(catalog: Catalog) -> dict[str, str]:
    """The records that have another name now: claims, and cases with all their claims."""
    areas: tuple[tuple[str, Mapping[str, Case | Profile]], ...] = (
        (CASE, catalog.cases),
        (MESH, catalog.profiles),
    )
    found = {
        f"{area}{name}#{old}": f"{area}{name}#{new}"
        for area, records in areas
        for name, record in records.items()
        for old, new in record.renamed.items()
    }
    for move in catalog.moves.moved:
        slug = (move.new or "").removeprefix(CASE).rstrip("/")
        case = catalog.cases.get(slug)
        if case is None or move.new is None:
            continue
        old, new = move.old.rstrip("/"), move.new.rstrip("/")
        found[old] = new
        earlier = {now: before for before, now in case.renamed.items()}
        for _, claim in case.claims():
            found[f"{old}#{earlier.get(claim.id, claim.id)}"] = f"{new}#{claim.id}"
    return found
