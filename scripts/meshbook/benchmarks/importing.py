"""A person's own result files as records of a study, in the same form as everybody's."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from meshbook.benchmarks import store
from meshbook.benchmarks.formats import FORMATS, recognise
from meshbook.benchmarks.rows import join, of_files, rename_runs
from meshbook.benchmarks.visit import Snapshot
from meshbook.model.benchmark import Mode, RawFile, Run, Tables
from meshbook.problems import Place, Problem
from meshbook.reading.bytes import content_of

LARGEST = 200 * 1024 * 1024
"""Bytes of one file."""
HEAD = 64 * 1024
"""So much of a file shows its format."""
SOURCE = "source.yaml"

_SKELETON = Path(__file__).with_name("source_skeleton.yaml")
_UNSAFE = re.compile(r"[^A-Za-z0-9._=-]+")
_NOT_ID = re.compile(r"[^a-z0-9.]+")


@dataclass(frozen=True, slots=True)
class Subject:
    """What was measured. The files do not say it; it is the same for all of one import."""

    mesh: str | None = None
    mode: Mode = "unknown"
    version: str | None = None
    environment: str = "test-bed"
    group: str = "load"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gave: its rows, the faults, and whether ``source.yaml`` waits to be filled."""

    folder: Path
    tables: Tables
    problems: list[Problem]
    skeleton: bool = False


def read_results(
    paths: Sequence[Path], url: str, subject: Subject, today: datetime.date
) -> tuple[Tables, list[Problem]]:
    """The rows of result files, whatever recognised tool wrote each; run ids from their names.

    ``url`` is where the files can be opened: of the folder where it ends in a slash; empty
    where they are not published.
    """
    parts: list[Tables] = []
    problems: list[Problem] = []
    for path, name in zip(paths, _names(paths, subject), strict=True):
        content = content_of(str(path), path, LARGEST)
        if isinstance(content, Problem):
            problems.append(content)
            continue
        form = recognise(path.name, content[:HEAD])
        if form is None:
            known = ", ".join(each.title for each in FORMATS.values())
            problems.append(Problem("B001", Place(str(path)), {"format": known, "detail": ""}))
            continue
        tables, faults = form.parse(str(path), content)
        problems += faults
        file = RawFile(
            file=name,
            url=f"{url}{name}" if url.endswith("/") else url,
            revision="",
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            retrieved=today.isoformat(),
        )
        runs = tuple(_of_subject(run, name, subject) for run in tables.runs)
        parts.append(rename_runs(replace(tables, files=(file,), runs=runs), _run_id(name)))
    return join(parts), problems


def import_results(
    root: Path,
    study: str,
    paths: Sequence[Path],
    url: str,
    subject: Subject,
    today: datetime.date,
    *,
    refused: frozenset[str] = frozenset(),
) -> Imported:
    """Put result files into the folder of ``study``, beside what it holds already.

    Files of the same names take the place of those imported before. Nothing is written when
    there is a problem of one of the codes ``refused``.
    """
    folder = root / store.DATA / "benchmarks" / study
    tables, problems = read_results(paths, url, subject, today)
    if any(problem.code in refused for problem in problems):
        return Imported(folder, tables, problems)
    known = store.read(folder)
    kept = {file.file for file in known.tables.files} - {file.file for file in tables.files}
    whole = join([of_files(known.tables, kept), tables])
    skeleton = not (folder / SOURCE).exists()
    store.write(folder, Snapshot(whole, known.manifest))
    if skeleton:
        text = _skeleton(url, subject, today)
        (folder / SOURCE).write_text(text, encoding="utf-8", newline="\n")
    return Imported(folder, tables, problems, skeleton)


def _of_subject(run: Run, name: str, subject: Subject) -> Run:
    return replace(
        run,
        file=name,
        mesh=subject.mesh or run.mesh,
        mode=subject.mode if subject.mode != "unknown" else run.mode,
        version=subject.version or run.version,
        version_role="measured" if subject.version else run.version_role,
        environment=subject.environment,
        group=subject.group,
    )


def _names(paths: Sequence[Path], subject: Subject) -> list[str]:
    """The names of files in the study: their paths from the folder that holds them all.

    Tools give the results of every mesh the same names; those of two subjects lie apart.
    """
    told = [subject.mesh, subject.mode if subject.mode != "unknown" else None, subject.version]
    folders = [os.path.dirname(os.path.abspath(path)) for path in paths]
    common = os.path.commonpath(folders) if folders else ""
    found: list[str] = []
    for path in paths:
        own = Path(os.path.relpath(os.path.abspath(path), common)).parts
        parts = (*(part for part in told if part), *own)
        name = "/".join(_UNSAFE.sub("-", part).strip(".") or "file" for part in parts)
        found.append(_unused(name, found))
    return found


def _unused(name: str, taken: Sequence[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{stem}-{number}{dot}{ending}" if stem else f"{name}-{number}"
    return candidate


def _run_id(name: str) -> str:
    stem = name.rpartition(".")[0] or name
    parts = (_NOT_ID.sub("-", part).strip("-.") for part in stem.lower().split("/"))
    return "/".join(part or "file" for part in parts)


def _skeleton(url: str, subject: Subject, today: datetime.date) -> str:
    values = {
        "{url}": url, "{today}": today.isoformat(),
        "{environment}": subject.environment, "{group}": subject.group,
    }  # fmt: skip
    text = _SKELETON.read_text(encoding="utf-8")
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text
