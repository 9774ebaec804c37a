"""Rules over lists of adopters, and over what a person decided about the names in them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from meshbook.model.adopters import Decisions, Listing
from meshbook.model.vocabulary import Vocabulary
from meshbook.model.walk import Marked, marked
from meshbook.problems import Problem
from meshbook.reading.decisions import locate_decision
from meshbook.reading.shape import quoted
from meshbook.rules import texts, urls
from meshbook.rules.identity import name_key
from meshbook.rules.source_subject import SourceSubject
from meshbook.rules.subject import Finding

TABLE = "listings.csv"
WITH_A_MESH = ("mesh", "talk")
"""The claims that may be of a mesh; that of a mesh has to be of one."""


def claims_fit_their_mesh(subject: SourceSubject) -> Iterator[Finding]:
    """L001: a mesh that is claimed and not named, or named and not claimed."""
    for number, row in enumerate(subject.tables.listings):
        missing = row.claim == "mesh" and row.mesh is None
        if missing or (row.mesh is not None and row.claim not in WITH_A_MESH):
            values = {"claim": row.claim, "value": quoted(row.mesh or "")}
            yield "L001", (TABLE, number, "mesh"), values


def days_of_entries_run_forward(subject: SourceSubject) -> Iterator[Finding]:
    """L002: a name that left a list before it came, or was seen there afterwards."""
    for number, row in enumerate(subject.tables.listings):
        days = [day for day in (row.first, row.seen, row.removed) if day]
        if days != sorted(days):
            yield "L002", (TABLE, number, "removed"), {"name": quoted(row.name)}


def entries_are_told_apart(subject: SourceSubject) -> Iterator[Finding]:
    """L003: two rows of one name with nothing that tells them apart."""
    found: set[tuple[str, str]] = set()
    for number, row in enumerate(subject.tables.listings):
        if row.key in found:
            values = {"name": quoted(row.name), "item": quoted(row.item)}
            yield "L003", (TABLE, number, "item"), values
        found.add(row.key)


@dataclass(frozen=True)
class DecisionSubject:
    """The decisions under examination, with the entries of all lists by their id."""

    decisions: Decisions
    lists: Mapping[str, tuple[Listing, ...]]
    vocabulary: Vocabulary
    today: datetime.date

    @cached_property
    def marked(self) -> Marked:
        """The addresses, texts and names in the decisions."""
        return marked(self.decisions)


def decision_problems(root: Path, subject: DecisionSubject) -> list[Problem]:
    """What is wrong with the decisions of the project at ``root``; never raises."""
    if subject.decisions == Decisions():
        return []
    place = locate_decision(root)
    return [
        Problem(code, place(loc), values, loc)
        for rule in (_are_written_well, _are_of_entries, _are_taken_once)
        for code, loc, values in rule(subject)
    ]


def _are_written_well(subject: DecisionSubject) -> Iterator[Finding]:
    """C016, U001 to U006, B025: as in the description of a source."""
    yield from texts.mail_addresses_stay_out(subject)
    yield from urls.addresses_are_public(subject)
    yield from texts.texts_are_in_both_languages(subject)


def _are_of_entries(subject: DecisionSubject) -> Iterator[Finding]:
    """L004: a decision about a name that no list has."""
    known = {row.name for rows in subject.lists.values() for row in rows}
    for index, same in enumerate(subject.decisions.same):
        for number, name in enumerate(same.names):
            if name not in known:
                yield "L004", ("same", index, "names", number), {"name": quoted(name)}
    for index, out in enumerate(subject.decisions.left_out):
        rows = subject.lists.get(out.list, ())
        if not any(out.is_of(out.list, row) for row in rows):
            told = " ".join(filter(None, (out.list, out.name, out.item)))
            yield "L004", ("left_out", index, "list"), {"name": quoted(told)}


def _are_taken_once(subject: DecisionSubject) -> Iterator[Finding]:
    """L005: a name that two decisions give to different organisations."""
    first: dict[str, int] = {}
    for index, same in enumerate(subject.decisions.same):
        for number, name in enumerate(same.names):
            other = first.setdefault(name_key(name), index)
            if other != index:
                values = {"name": quoted(name), "other": subject.decisions.same[other].name}
                yield "L005", ("same", index, "names", number), values
