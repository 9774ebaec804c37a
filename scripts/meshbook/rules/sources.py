"""Rules over a whole source: what its files say of each other and of the world."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from typing import get_args

from meshbook.analysis.evidence import LOAD
from meshbook.model.benchmark import TABLES, Metric, Run
from meshbook.model.source import BenchmarkSource
from meshbook.model.vocabulary import Vocabulary
from meshbook.problems import Problem
from meshbook.reading.shape import near, quoted
from meshbook.reading.source import SOURCE_FILE, SourceRead, locate
from meshbook.reading.tables import as_tables
from meshbook.rules import dates, figures, listings, spelling, texts, urls, vocabulary
from meshbook.rules.running import apply_rules
from meshbook.rules.source_subject import SourceRule, SourceSubject
from meshbook.rules.subject import Examinee, Finding

_DATED = (
    "files.retrieved", "runs.started", "signals.date", "listings.first", "listings.seen",
    "listings.removed",
)
_WRITTEN: tuple[Callable[[Examinee], Iterator[Finding]], ...] = (
    vocabulary.words_are_listed,
    dates.dates_are_past,
    texts.mail_addresses_stay_out,
    texts.texts_are_in_both_languages,
    urls.addresses_are_public,
    spelling.spelling_is_ours,
)


def written_fields_are_right(subject: SourceSubject) -> Iterator[Finding]:
    """B025, C016, D001, U001 to U006, V001, W004: as in whatever is written by hand."""
    for rule in _WRITTEN:
        for code, loc, values in rule(subject):
            yield code, (SOURCE_FILE, *loc), values


_SHELF_TABLES = {"signals": {"files", "signals"}, "adopters": {"files", "listings"}}
"""The tables of a shelf; the measurements have all other ones."""


def kinds_fit_their_shelf(subject: SourceSubject) -> Iterator[Finding]:
    """B027: signals or names among the measurements, or the other way round."""
    shelf = subject.shelf
    if subject.source is not None:
        kind = subject.source.kind
        if shelf != (kind if kind in _SHELF_TABLES else "benchmarks"):
            yield "B027", (SOURCE_FILE, "kind"), {"kind": kind, "folder": shelf}
    fitting = _SHELF_TABLES.get(shelf, TABLES.keys() - {"signals", "listings"})
    for name in TABLES:
        if name not in fitting and getattr(subject.tables, name):
            yield "B027", (f"{name}.csv", 0), {"kind": name, "folder": shelf}


def meshes_are_listed(subject: SourceSubject) -> Iterator[Finding]:
    """V001: a mesh or project that the word list does not have."""
    meshes = subject.vocabulary.lists["meshes"]
    named = list(subject.cells("runs.mesh", "signals.project", "listings.mesh"))
    if subject.source is not None:
        named += [
            ((SOURCE_FILE, "caveats", index, "mesh"), caveat.mesh)
            for index, caveat in enumerate(subject.source.caveats)
            if caveat.mesh is not None
        ]
    for loc, mesh in named:
        if mesh not in meshes:
            values = {"value": quoted(mesh), "list": "meshes", "near": near(mesh, list(meshes))}
            yield "V001", loc, values


def days_are_past(subject: SourceSubject) -> Iterator[Finding]:
    """D001: something retrieved, measured or told after today; an end is announced ahead."""
    today = subject.today.isoformat()
    ahead = {
        ("signals.csv", number, "date")
        for number, row in enumerate(subject.tables.signals)
        if row.signal == "end-of-life"
    }
    for loc, date in subject.cells(*_DATED):
        if date[:10] > today and loc not in ahead:
            yield "D001", loc, {"date": quoted(date), "today": today}


def addresses_of_files_are_public(subject: SourceSubject) -> Iterator[Finding]:
    """U001 to U006: an address in a table that is not one of a public page."""
    named = ("listings.url", "listings.added_by", "listings.removed_by")
    for loc, url in subject.cells("files.url", "signals.url", *named):
        fault = urls.fault_of(url) if url else None
        if fault is not None:
            yield fault[0], loc, {"url": quoted(url), **fault[1]}


def cells_hold_no_mail_addresses(subject: SourceSubject) -> Iterator[Finding]:
    """C016: the mail address of somebody in a cell."""
    named = (
        "runs.configuration", "runs.failed", "runs.unread", "runs.dimensions", "measurements.name",
        "signals.value", "signals.detail", "listings.name", "listings.note",
    )  # fmt: skip
    for loc, text in subject.cells(*named):
        address = texts.mail_address(str(text))
        if address is not None:
            yield "C016", loc, {"address": quoted(address)}


def references_lead_somewhere(subject: SourceSubject) -> Iterator[Finding]:
    """B018: a run, file, environment, group, metric or version that is not there."""
    source, tables = subject.source, subject.tables
    places: list[tuple[str, str, list[str]]] = []
    if "files" in subject.whole:
        places.append(("files", "runs.file", [file.file for file in tables.files]))
    if "runs" in subject.whole:
        runs = [run.run for run in tables.runs]
        places += [
            ("runs", f"{table}.run", runs)
            for table in ("measurements", "buckets", "samples", "codes")
        ]
    if source is not None:
        places.append(("environments", "runs.environment", list(source.environments)))
        places.append(("groups", "runs.group", list(source.groups)))
    for where, column, known in places:
        names = frozenset(known)
        for loc, name in subject.cells(column):
            if name not in names:
                yield "B018", loc, _reference(column.split(".")[1], name, where, known)
    if source is not None:
        yield from _references_of(source, subject)


def _references_of(source: BenchmarkSource, subject: SourceSubject) -> Iterator[Finding]:
    for index, caveat in enumerate(source.caveats):
        here = (SOURCE_FILE, "caveats", index)
        if caveat.group is not None and caveat.group not in source.groups:
            values = _reference("group", caveat.group, "groups", list(source.groups))
            yield "B018", (*here, "group"), values
        metrics = list(get_args(Metric))
        if caveat.metric is not None and caveat.metric not in metrics:
            yield "B018", (*here, "metric"), _reference("metric", caveat.metric, "metrics", metrics)
    versions = sorted({run.version for run in subject.tables.runs if run.version})
    days = [run.started for run in subject.tables.runs if run.started]
    known = subject.tables.runs and "runs" in subject.whole  # not before the first fetch
    for index, each in enumerate(source.breaks if known else ()):
        if not any(map(each.begins_with, (*versions, *days))):
            values = _reference("before", each.before, "versions", versions)
            yield "B018", (SOURCE_FILE, "breaks", index, "before"), values


def _reference(field: str, name: str, where: str, known: list[str]) -> dict[str, str]:
    return {"field": field, "value": quoted(name), "list": where, "near": near(name, known[:1000])}


def groups_are_of_one_load(subject: SourceSubject) -> Iterator[Finding]:
    """B022: runs of one group that were not under one load, or not on one environment."""
    first: dict[tuple[str, str, str], tuple[Run, object]] = {}
    for number, run in enumerate(subject.tables.runs):
        if run.group is None or run.failed:
            continue
        for name in LOAD:
            value = getattr(run, name)
            if value is None or value == "unknown":
                continue
            other, before = first.setdefault((run.group, run.dimensions or "", name), (run, value))
            if before != value:
                values = {
                    "group": run.group, "field": name, "value": quoted(value),
                    "other": quoted(before), "run": quoted(other.run),
                }  # fmt: skip
                yield "B022", ("runs.csv", number, name), values


def licences_are_kept(subject: SourceSubject) -> Iterator[Finding]:
    """B026: more than the licence allows: copied fields, or figures where there may be a link."""
    terms = subject.source.redistribute if subject.source is not None else "yes"
    if terms == "link-only":
        for loc, _ in list(subject.cells("measurements.run"))[:1]:
            yield "B026", loc, {"terms": terms}
    if terms != "yes":
        for loc, unread in subject.cells("runs.unread"):
            if json.loads(unread).keys() != {"names"}:
                yield "B026", loc, {"terms": terms}


SOURCE_RULES: tuple[SourceRule, ...] = (
    written_fields_are_right,
    kinds_fit_their_shelf,
    meshes_are_listed,
    days_are_past,
    addresses_of_files_are_public,
    cells_hold_no_mail_addresses,
    references_lead_somewhere,
    figures.quantiles_are_told,
    figures.units_fit_their_metric,
    figures.values_can_be,
    groups_are_of_one_load,
    figures.failed_runs_have_no_figures,
    figures.files_read_by_a_program_have_a_digest,
    licences_are_kept,
    listings.claims_fit_their_mesh,
    listings.days_of_entries_run_forward,
    listings.entries_are_told_apart,
)


TOLD = 100
"""So many findings of one rule are told: what is wrong in every row is told by some."""


def source_problems(
    read: SourceRead, words: Vocabulary, today: datetime.date
) -> list[Problem]:
    """What the rules find in a source; never raises. What reading found is in ``read``."""
    subject = SourceSubject(
        read.files.source_id, read.files.shelf, read.source, as_tables(read.tables),
        frozenset(name for name in TABLES if _is_whole(read, name)), words, today,
    )  # fmt: skip
    findings, crashes = apply_rules(SOURCE_RULES, subject, read.files.path, TOLD)
    place_of = locate(read)
    problems = [Problem(code, place_of(loc), values, loc) for code, loc, values in findings]
    return [*crashes, *problems]


def _is_whole(read: SourceRead, name: str) -> bool:
    """Whether all rows of a table are known: it was read without a fault, or there is none."""
    table = read.tables.get(name)
    return not table.problems if table is not None else not read.files.problems
