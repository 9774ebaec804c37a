"""Find the case files of a project and read them all."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from meshbook.clock import today as default_today
from meshbook.model.adopters import Decisions
from meshbook.model.case import Case
from meshbook.model.catalog import Catalog
from meshbook.model.feature import FeatureSheet
from meshbook.model.profile import Profile
from meshbook.model.writeup import WriteUp
from meshbook.paths import CASES, FEATURES, PROFILES, WORDS, WRITEUPS
from meshbook.problems import MeshbookError, Place, Problem
from meshbook.reading.bytes import content_of
from meshbook.reading.case import CaseFile, read_case
from meshbook.reading.decisions import read_decisions
from meshbook.reading.features import with_features
from meshbook.reading.fetched import fetched
from meshbook.reading.releases import moves_of, read_moves, read_published
from meshbook.reading.source import FoundSources, find_sources, read_sources, shelved
from meshbook.reading.spread import spread
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.reading.written import read_folder, whole

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Found:
    """The case files in the order of their paths as shown, and what else was found."""

    files: tuple[tuple[str, Path], ...]
    problems: tuple[Problem, ...]


def read_catalog(
    root: Path,
    today: datetime.date | None = None,
    paths: Sequence[Path] | None = None,
    jobs: int | None = None,
) -> tuple[Catalog, list[Problem]]:
    """The cases and sources of the project that could be read, and what is wrong with the rest.

    ``paths`` limits it to some case files or folders, and leaves the sources out. ``today``
    is the date of the last commit where it is not given. The rules are not run:
    ``meshbook.rules.check_project`` does both.
    Raises MeshbookError when the word lists or a given path cannot be read.
    """
    vocabulary = read_vocabulary(root / WORDS)
    found = find_cases(root, paths)
    files = read_files(found, lambda file, content: file, jobs)
    sources = find_sources(root) if paths is None else FoundSources()
    read = read_sources(sources)
    problems = [*found.problems, *(problem for file in files for problem in file.problems)]
    problems += [*sources.problems, *(problem for each in read for problem in each.problems)]
    decisions, faults = read_decisions(root) if paths is None else (Decisions(), [])
    writeups = read_folder(root, WRITEUPS, WriteUp, paths)
    profiles = read_folder(root, PROFILES, Profile, paths)
    features = read_folder(root, FEATURES, FeatureSheet, paths)
    problems += [*faults, *(problem for file in writeups for problem in file.problems)]
    problems += [problem for file in profiles for problem in file.problems]
    problems += [problem for file in features for problem in file.problems]
    problems.sort(key=lambda problem: problem.sort_key)
    catalog = Catalog(
        cases_of(files), vocabulary, today or default_today(root),
        shelved(read, "benchmarks"), shelved(read, "signals"), fetched(root),
        shelved(read, "adopters"), decisions, whole(writeups), whole(profiles),
    )  # fmt: skip
    catalog = with_features(catalog, features)
    if paths is not None:
        return catalog, problems
    moves = read_moves(root)
    problems += moves.problems if moves else ()
    return replace(catalog, published=read_published(root), moves=moves_of(moves)), problems


def read_whole(root: Path, today: datetime.date | None = None) -> Catalog:
    """The catalog of a project in which everything can be read; raises MeshbookError otherwise."""
    catalog, problems = read_catalog(root, today)
    if problems:
        place = problems[0].place
        raise MeshbookError(f"{place}: cannot be read; `meshbook check` says what is wrong")
    return catalog


def read_files(
    found: Found,
    each: Callable[[CaseFile, bytes], R],
    jobs: int | None = None,
    known: Callable[[str, bytes], R | None] = lambda path, content: None,
) -> list[R]:
    """What ``each`` gives for every file and its bytes, in the order of ``found``.

    A file of which ``known`` gives it already, from its path and bytes, is not read.
    With many files the work is shared among processes; ``each`` runs in them, so
    only what it gives has to be handed over.
    """

    def read(file: tuple[str, Path]) -> R:
        shown, path = file
        content = content_of(shown, path)
        if isinstance(content, Problem):
            return each(CaseFile(shown, path.stem, None, (content,)), b"")
        return known(shown, content) or each(read_case(shown, content), content)

    return spread(read, found.files, jobs)


def cases_of(files: Iterable[CaseFile]) -> dict[str, Case]:
    """The cases that were read without a fault, by slug, in the order of the slugs."""
    whole = [(file.slug, file.case) for file in files if file.case is not None]
    return dict(sorted(whole, key=lambda pair: pair[0]))


def find_cases(root: Path, paths: Sequence[Path] | None = None) -> Found:
    """The case files of the project, or those among ``paths`` (files or folders).

    Names that begin with ``_`` are passed over. Raises MeshbookError for a path that does
    not exist or in which nothing is to be checked, and for a project without cases.
    """
    if paths is None and not (root / CASES).is_dir():
        raise MeshbookError(f"{root}: no folder {CASES} here")
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in paths or [root / CASES]:
        if not os.path.lexists(path):
            raise MeshbookError(f"{path}: no such file or folder")
        before = len(files) + len(problems)
        if not _is_passed_over(path, root) and path.is_dir():
            _look_into(path, root, files, problems)
        elif not _is_passed_over(path, root):
            files[shown_path(path, root)] = path
        if paths and len(files) + len(problems) == before:
            raise MeshbookError(f"{path}: no case to check here")
    return Found(tuple(sorted(files.items())), tuple(problems))


def shown_path(path: Path, root: Path) -> str:
    """The path from the project's root, with slashes; in full where it is outside."""
    absolute = Path(os.path.abspath(path))
    inside = absolute.is_relative_to(root)
    return (absolute.relative_to(root) if inside else absolute).as_posix()


def _is_passed_over(path: Path, root: Path) -> bool:
    """Whether ``path`` is, or inside the project lies in, something that begins with ``_``."""
    shown = Path(shown_path(path, root))
    parts = shown.parts[-1:] if shown.is_absolute() else shown.parts
    return any(part.startswith("_") for part in parts)


def _look_into(
    folder: Path, root: Path, files: dict[str, Path], problems: list[Problem]
) -> None:
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(("_", ".")):
            continue
        shown = shown_path(entry, root)
        if entry.suffix == ".yaml":
            files[shown] = entry
        else:
            problems.append(Problem("F008", Place(shown), {"name": entry.name}))
