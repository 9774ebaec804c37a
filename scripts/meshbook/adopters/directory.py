"""All lists as one directory: an organisation once, with every list that names it.

Spellings that a rule can tell are one name (``rules/identity.py``); whatever else is one
organisation, or none, a person decided (``_decisions.yaml``). Nothing is dropped: what is left
out is told with its reason.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from meshbook.languages import Language
from meshbook.model.adopters import CLAIMS, Decisions, LeftOut, Listing, ListingClaim
from meshbook.model.benchmark import RawFile
from meshbook.model.case import Case
from meshbook.model.catalog import Catalog
from meshbook.rules.identity import name_key


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list, and the day on which the list was last read with it, where one is known."""

    list: str
    listing: Listing
    seen: str | None


@dataclass(frozen=True)
class Adopter:
    """An organisation as the lists name it, the entries that claim a mesh first.

    ``cases`` are the slugs of its full cases.
    """

    id: str
    name: str
    name_ja: str | None
    entries: tuple[Entry, ...]
    cases: tuple[str, ...]

    def called(self, language: Language) -> str:
        """Its name for readers of a language."""
        return self.name_ja or self.name if language == "ja" else self.name

    @cached_property
    def claims(self) -> tuple[ListingClaim, ...]:
        """What its listings claim, that of a mesh first."""
        made = {entry.listing.claim for entry in self.entries}
        return tuple(claim for claim in CLAIMS if claim in made)

    @cached_property
    def meshes(self) -> tuple[str, ...]:
        """The meshes that it is listed under, in the order of its listings."""
        named = (entry.listing.mesh for entry in self.entries)
        return tuple(dict.fromkeys(mesh for mesh in named if mesh))

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The ids of the lists that have it, or had it."""
        return tuple(dict.fromkeys(entry.list for entry in self.entries))

    @property
    def spellings(self) -> tuple[str, ...]:
        """The names in the lists that differ from ``name``."""
        names = dict.fromkeys(entry.listing.name for entry in self.entries)
        return tuple(name for name in names if name not in (self.name, self.name_ja))

    @property
    def is_listed(self) -> bool:
        """Whether some list still has it."""
        return any(entry.listing.removed is None for entry in self.entries)

    @property
    def has_left(self) -> bool:
        """Whether some list no longer has it."""
        return any(entry.listing.removed is not None for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Excluded:
    """An entry that is no adopter, and the decision that says so."""

    entry: Entry
    decision: LeftOut


@dataclass(frozen=True, slots=True)
class Directory:
    """The adopters in the order of their names, and what was left out."""

    adopters: tuple[Adopter, ...]
    excluded: tuple[Excluded, ...]


def directory(catalog: Catalog) -> Directory:
    """The directory of all lists of the catalogue."""
    kept: list[Entry] = []
    excluded: list[Excluded] = []
    for entry in _entries(catalog):
        out = _left_out(entry, catalog.decisions)
        if out is None:
            kept.append(entry)
        else:
            excluded.append(Excluded(entry, out))
    found: dict[str, list[Entry]] = defaultdict(list)
    decided = _decided(catalog.decisions)
    for entry in kept:
        own = name_key(entry.listing.name)
        found[decided.get(own, own)].append(entry)
    cases = _cases(catalog.cases)
    adopters = [_adopter(key, entries, catalog.decisions, cases) for key, entries in found.items()]
    return Directory(tuple(sorted(adopters, key=_order)), tuple(excluded))


def _entries(catalog: Catalog) -> Iterator[Entry]:
    for list_id, data in catalog.adopters.items():
        read = _read_on(data.tables.files, catalog.fetched.get(list_id))
        for row in data.tables.listings:
            yield Entry(list_id, row, row.seen if row.removed else read)


def _read_on(files: Sequence[RawFile], fetched: datetime.date | None) -> str | None:
    """The last day on which a list is known to have been as it is here."""
    days = [file.retrieved for file in files]
    return max([*days, *([fetched.isoformat()] if fetched else [])], default=None)


def _left_out(entry: Entry, decisions: Decisions) -> LeftOut | None:
    return next((out for out in decisions.left_out if out.is_of(entry.list, entry.listing)), None)


def _decided(decisions: Decisions) -> dict[str, str]:
    """The key of the name that was chosen, by the key of each that means the same."""
    return {name_key(name): name_key(same.name) for same in decisions.same for name in same.names}


def _cases(cases: Mapping[str, Case]) -> dict[str, list[str]]:
    """The slugs of the cases of an organisation by the key of each name that it goes by."""
    found: dict[str, list[str]] = defaultdict(list)
    for slug, case in cases.items():
        for key in dict.fromkeys(map(name_key, _names(case))):
            found[key].append(slug)
    return found


def _names(case: Case) -> Iterator[str]:
    organisation = case.organisation
    if organisation.anonymous or organisation.name is None:
        return
    yield organisation.name.en
    yield from (organisation.name.ja,) if organisation.name.ja else ()
    yield from (*organisation.aliases, *organisation.former_names)
    yield from (listing.name for listing in case.listings)


def _adopter(
    key: str, entries: Sequence[Entry], decisions: Decisions, cases: Mapping[str, Sequence[str]]
) -> Adopter:
    entries = sorted(entries, key=lambda entry: CLAIMS.index(entry.listing.claim))
    chosen = next((same for same in decisions.same if name_key(same.name) == key), None)
    names = [entry.listing.name for entry in entries]
    keys = dict.fromkeys([key, *map(name_key, names)])
    return Adopter(
        id=key,
        name=chosen.name if chosen else names[0],
        name_ja=chosen.ja if chosen else None,
        entries=tuple(entries),
        cases=tuple(dict.fromkeys(slug for each in keys for slug in cases.get(each, ()))),
    )


def _order(adopter: Adopter) -> tuple[str, str]:
    return adopter.id, adopter.name
