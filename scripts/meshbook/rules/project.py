"""Check a whole project: read every file, run every rule, cases in several processes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from meshbook.clock import today as default_today
from meshbook.model.adopters import Decisions
from meshbook.model.case import Case
from meshbook.model.catalog import Catalog
from meshbook.model.feature import FeatureSheet
from meshbook.model.profile import Profile
from meshbook.model.release import Published
from meshbook.model.vocabulary import Vocabulary
from meshbook.model.writeup import WriteUp
from meshbook.paths import CASES, FEATURES, PROFILES, WORDS, WRITEUPS
from meshbook.problems import Place, Problem
from meshbook.reading.case import CaseFile, locate
from meshbook.reading.catalog import Found, cases_of, find_cases, read_files
from meshbook.reading.decisions import LISTS, is_decisions, is_of_lists, read_decisions
from meshbook.reading.features import with_features
from meshbook.reading.fetched import fetched
from meshbook.reading.releases import moves_of, published_bytes, read_moves, read_published
from meshbook.reading.source import (
    FoundSources,
    SourceFiles,
    SourceRead,
    find_sources,
    is_data,
    load_source,
    read_source,
    read_sources,
    shelved,
)
from meshbook.reading.source_texts import source_texts
from meshbook.reading.spread import no_collection
from meshbook.reading.tables import as_tables
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.reading.written import is_inside, read_folder, whole
from meshbook.rules.case_rules import case_problems
from meshbook.rules.corrections import kept_problems
from meshbook.rules.features import feature_problems
from meshbook.rules.identity import (
    CatalogFinding,
    Identity,
    identity,
    organisations_are_unique,
)
from meshbook.rules.listings import DecisionSubject, decision_problems
from meshbook.rules.profiles import profile_problems
from meshbook.rules.remembered import Remembered
from meshbook.rules.running import crash
from meshbook.rules.sources import source_problems
from meshbook.rules.words import severity
from meshbook.rules.writeups import check_writeups, writeup_problems

CATALOG_RULES: tuple[Callable[[Iterable[Identity]], Iterator[CatalogFinding]], ...] = (
    organisations_are_unique,
)


@dataclass(frozen=True, slots=True)
class Examined:
    """A file after all rules that look at it alone.

    ``file`` is None where nobody needs it, ``digest`` where it is not to be remembered.
    """

    path: str
    problems: tuple[Problem, ...]
    identity: Identity | None
    file: CaseFile | None = None
    digest: str | None = None


def check_project(
    root: Path, today: datetime.date | None = None, jobs: int | None = None
) -> tuple[Catalog, list[Problem]]:
    """All cases and sources that could be read, and all problems by place.

    Raises MeshbookError when the work cannot go on.
    """
    words = read_vocabulary(root / WORDS)
    day = today or default_today(root)
    found = find_cases(root)
    profiles = read_folder(root, PROFILES, Profile)
    features = read_folder(root, FEATURES, FeatureSheet)
    writeups = read_folder(root, WRITEUPS, WriteUp)
    known = whole(profiles)
    published = read_published(root)

    def examine(file: CaseFile, content: bytes) -> Examined:
        found = case_problems(file, content, words, day, None, known, published)
        problems = (*file.problems, *found)
        return Examined(file.path, problems, _identity(file), file)

    examined = read_files(found, examine, jobs)
    shelves = find_sources(root)
    sources = read_sources(shelves)
    problems = [*_collected(found, examined, examined), *shelves.problems]
    for each in sources:
        problems += [*each.problems, *source_problems(each, words, day)]
    decisions, faults = _decided(root, sources, words, day)
    problems += faults
    catalog = Catalog(
        cases_of(one.file for one in examined if one.file), words, day,
        shelved(sources, "benchmarks"), shelved(sources, "signals"), fetched(root),
        shelved(sources, "adopters"), decisions, whole(writeups), known,
    )  # fmt: skip
    moves = read_moves(root)
    catalog = replace(
        with_features(catalog, features), published=published, moves=moves_of(moves)
    )
    problems += kept_problems(found, moves, published)
    for profile in profiles:
        problems += profile_problems(profile, words, day)
    for sheet in features:
        problems += feature_problems(sheet, words, day, known)
    for writeup in writeups:
        problems += writeup_problems(writeup, words, day, catalog.claim_ids, catalog.benchmarks)
    return catalog, sorted(problems, key=lambda problem: problem.sort_key)


def check_files(
    root: Path,
    today: datetime.date | None = None,
    paths: Sequence[Path] | None = None,
    jobs: int | None = None,
    announce: Callable[[int], None] = lambda files: None,
    remember: bool = False,
    texts: Path | None = None,
) -> tuple[int, list[Problem]]:
    """How many files were checked, and the problems of these files by place.

    ``paths`` (files or folders) limits the telling; that no organisation has two cases
    is still looked for among all cases, where one of them is a case. A path inside
    ``docs/data`` stands for the whole source that it is of. ``announce`` is told the number
    of files before the work begins. With ``remember``, what an earlier check found clean is
    not read again. ``texts`` is a folder with what the sources of cases say, as
    ``<case>/<source>.txt``, to look for copied words in. Raises MeshbookError when the work
    cannot go on.
    """
    words = read_vocabulary(root / WORDS)
    day = today or default_today(root)
    cases, data = _parted(root, paths)
    found = Found((), ()) if cases == [] else find_cases(root, cases)
    shelves = FoundSources() if data == [] else find_sources(root, data)
    folders = [load_source(path, folder) for path, folder in shelves.folders.items()]
    writeups = read_folder(root, WRITEUPS, WriteUp, paths)
    profiles = read_folder(root, PROFILES, Profile, paths)
    features = read_folder(root, FEATURES, FeatureSheet, paths)
    count = len(found.files) + sum(len(folder.contents) for folder in folders)
    count += len(writeups) + len(profiles) + len(features)
    announce(count)
    beside = read_folder(root, PROFILES, Profile) if found.files or features else []
    memory = None
    if remember and texts is None:
        held_against = [*(file.content for file in beside), *published_bytes(root)]
        memory = Remembered.of(root, words, day, held_against)
    rest = _rest(root, found) if cases else Found((), ())
    published = read_published(root)
    problems, known = _check_cases(
        found, rest, words, day, jobs, memory, texts, whole(beside), published
    )
    if paths is None:
        problems += kept_problems(found, read_moves(root), published)
    faults, clean = _check_sources(folders, words, day, memory)
    if memory is not None:  # what was not looked at this time stays as it is
        memory.write(
            memory.clean if cases == [] else known,
            clean if data is None else clean | memory.sources,
        )
    problems += [*shelves.problems, *faults]
    if data is None or any(is_of_lists(path, root) for path in paths or ()):
        lists = read_sources(find_sources(root, [root / LISTS] if (root / LISTS).is_dir() else []))
        problems += _decided(root, lists, words, day)[1]
    problems += check_writeups(root, words, day, writeups)
    for profile in profiles:
        problems += profile_problems(profile, words, day)
    for sheet in features:
        problems += feature_problems(sheet, words, day, whole(beside))
    return count, sorted(problems, key=lambda problem: problem.sort_key)


def check_case(catalog: Catalog, path: str, content: bytes, case: Case) -> list[Problem]:
    """What the rules find in ``case``, read from ``content``, as one of ``catalog``."""
    file = CaseFile(path, PurePath(path).stem, case, ())
    problems = case_problems(
        file, content, catalog.vocabulary, catalog.today, None, catalog.profiles, catalog.published
    )
    others = [
        identity(slug, f"{CASES}/{slug}.yaml", other)
        for slug, other in catalog.cases.items()
        if slug != file.slug
    ]

    def place(finding: CatalogFinding) -> Place:
        return locate(path, content)(finding[2])

    shared = catalog_problems([identity(file.slug, path, case), *others], place, {path})
    return sorted([*problems, *shared], key=lambda problem: problem.sort_key)


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """Those problems that keep a case from being published: all but the warnings."""
    return [problem for problem in problems if severity(problem) == "error"]


def catalog_problems(
    identities: Sequence[Identity],
    place: Callable[[CatalogFinding], Place],
    paths: Collection[str],
) -> list[Problem]:
    """What the rules over all cases say of the files ``paths``; ``place`` says where it is."""
    problems = []
    for rule in CATALOG_RULES:
        try:
            findings = [finding for finding in rule(identities) if finding[1] in paths]
        except Exception as error:  # a fault of ours: told, and the other rules go on
            problems.append(crash(rule.__name__, CASES, error))
            continue
        problems += [
            Problem(finding[0], place(finding), finding[3], finding[2]) for finding in findings
        ]
    return problems


def _parted(
    root: Path, paths: Sequence[Path] | None
) -> tuple[Sequence[Path] | None, Sequence[Path] | None]:
    """``paths`` to cases and paths to sources; None for all of both."""
    if paths is None:
        return None, None
    paths = [
        path
        for path in paths
        if not any(is_inside(path, root, folder) for folder in (WRITEUPS, PROFILES, FEATURES))
    ]
    data = [path for path in paths if is_data(path, root)]
    sources = [path for path in data if not is_decisions(path, root)]
    return [path for path in paths if path not in data], sources


def _decided(
    root: Path, sources: Iterable[SourceRead], words: Vocabulary, day: datetime.date
) -> tuple[Decisions, list[Problem]]:
    """What was decided about the names in lists, and what is wrong with it."""
    decisions, problems = read_decisions(root)
    lists = {
        each.files.source_id: as_tables(each.tables).listings
        for each in sources
        if each.files.shelf == "adopters"
    }
    return decisions, [
        *problems, *decision_problems(root, DecisionSubject(decisions, lists, words, day)),
    ]  # fmt: skip


def _check_cases(
    found: Found,
    rest: Found,
    words: Vocabulary,
    day: datetime.date,
    jobs: int | None,
    memory: Remembered | None,
    texts: Path | None,
    profiles: Mapping[str, Profile],
    published: Published,
) -> tuple[list[Problem], dict[str, Identity]]:
    """The problems of the cases ``found`` among ``rest``, and all clean ones by their digest."""

    def recall(path: str, content: bytes) -> Examined | None:
        if memory is None:
            return None
        digest = memory.digest(path, content)
        known = memory.clean.get(digest)
        return Examined(path, (), known, digest=digest) if known else None

    def examine(file: CaseFile, content: bytes) -> Examined:
        said = source_texts(texts, file.slug)
        found = case_problems(file, content, words, day, said, profiles, published)
        problems = (*file.problems, *found)
        digest = memory.digest(file.path, content) if memory and not problems else None
        return Examined(file.path, problems, _identity(file), digest=digest)

    examined = read_files(found, examine, jobs, recall)
    everything = [*examined, *read_files(rest, examine, jobs, recall)]
    known = {one.digest: one.identity for one in everything if one.digest and one.identity}
    return _collected(found, examined, everything), known


def _check_sources(
    folders: Iterable[SourceFiles],
    words: Vocabulary,
    day: datetime.date,
    memory: Remembered | None,
) -> tuple[list[Problem], frozenset[str]]:
    """The problems of the sources, and the digests of those that have none."""
    problems: list[Problem] = []
    clean: set[str] = set()
    for folder in folders:
        digest = memory.digest(folder.path, folder.whole) if memory is not None else ""
        faults: list[Problem] = []
        if memory is None or digest not in memory.sources:
            with no_collection():
                read = read_source(folder)
                faults = [*read.problems, *source_problems(read, words, day)]
        problems += faults
        if not faults:
            clean.add(digest)
    return problems, frozenset(clean)


def _rest(root: Path, found: Found) -> Found:
    given = dict(found.files)
    everything = find_cases(root).files
    return Found(tuple(file for file in everything if file[0] not in given), ())


def _identity(file: CaseFile) -> Identity | None:
    case = file.case or file.partial
    return identity(file.slug, file.path, case) if case is not None else None


def _collected(
    found: Found, told: Sequence[Examined], known: Sequence[Examined]
) -> list[Problem]:
    files = dict(found.files)

    def place(finding: CatalogFinding) -> Place:
        return locate(finding[1], files[finding[1]].read_bytes())(finding[2])

    identities = [one.identity for one in known if one.identity is not None]
    problems = [*found.problems, *(problem for one in told for problem in one.problems)]
    problems += catalog_problems(identities, place, files.keys())
    return sorted(problems, key=lambda problem: problem.sort_key)
