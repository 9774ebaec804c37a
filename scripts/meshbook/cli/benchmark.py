"""``meshbook benchmark import``: a person's own result files into a study."""

from __future__ import annotations

import datetime
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from meshbook.languages import Language
from meshbook.model.benchmark import Mode
from meshbook.paths import find_root
from meshbook.problems import MeshbookError

if TYPE_CHECKING:
    from meshbook.benchmarks.importing import Imported

benchmark = typer.Typer(
    name="benchmark", help="Measurements of your own.", no_args_is_help=True, rich_markup_mode=None
)
_WORDS = Path(__file__).with_name("benchmark.yaml")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ADDRESS = re.compile(r"https://[^\s\"\\{}]+")


@benchmark.callback()
def options() -> None:
    """Measurements of your own."""


@benchmark.command("import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="What load generators wrote.")
    ],
    study: Annotated[
        str, typer.Option(metavar="ID", help="The study: a folder of docs/data/benchmarks.")
    ],
    url: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Of the published files' folder, with a / last.")
    ] = "",
    mesh: Annotated[
        str | None, typer.Option(metavar="ID", help="The mesh; none for a run without one.")
    ] = None,
    mode: Annotated[str, typer.Option(help=f"One of {', '.join(get_args(Mode))}.")] = "unknown",
    mesh_version: Annotated[str | None, typer.Option(help="The version measured.")] = None,
    environment: Annotated[
        str, typer.Option(metavar="ID", help="What it ran on, an id of source.yaml.")
    ] = "test-bed",
    group: Annotated[
        str, typer.Option(metavar="ID", help="Runs that may be compared, an id of source.yaml.")
    ] = "load",
    lang: Annotated[Language, typer.Option(help="The language of the messages.")] = "en",
) -> None:
    """Import result files into a study, in the same form as everybody's measurements.

    The format of each file is recognised. Every fault is told with its file and line; with
    one, nothing is written and the exit code is 1. A new study gets a source.yaml to fill in.
    """
    from meshbook.benchmarks.importing import Subject, import_results
    from meshbook.rules.codes import code_book

    for name, given in (("study", study), ("environment", environment), ("group", group)):
        if not _ID.fullmatch(given):
            raise MeshbookError(f"--{name} {given!r}: expected lower-case letters, digits and -")
    if mode not in get_args(Mode):
        raise MeshbookError(f"--mode {mode!r}: expected one of {', '.join(get_args(Mode))}")
    if url and not _ADDRESS.fullmatch(url):
        raise MeshbookError(f"--url {url!r}: expected an address that begins with https://")
    _of_a_mesh(mesh)
    root = find_root(Path.cwd())
    errors = frozenset(
        code for code, each in code_book().codes.items() if each.severity == "error"
    )
    subject = Subject(mesh, mode, mesh_version, environment, group)  # type: ignore[arg-type]
    imported = import_results(
        root, study, files, url, subject, datetime.date.today(), refused=errors
    )
    _tell(root, imported, len(files), lang)
    if any(problem.code in errors for problem in imported.problems):
        raise typer.Exit(1)


def _of_a_mesh(mesh: str | None) -> None:
    """Raises MeshbookError for a mesh that no word list knows."""
    from meshbook.paths import WORDS
    from meshbook.reading.shape import near
    from meshbook.reading.vocabulary import read_vocabulary

    known = list(read_vocabulary(find_root(Path.cwd()) / WORDS)["meshes"])
    if mesh is not None and mesh not in known:
        close = near(mesh, known)
        hint = f"did you mean {close}?" if close else f"expected one of {', '.join(known)}"
        raise MeshbookError(f"--mesh {mesh!r}: {hint}")


def _tell(root: Path, imported: Imported, files: int, lang: Language) -> None:
    from meshbook.benchmarks.importing import SOURCE
    from meshbook.cli.formats import Report, text
    from meshbook.cli.speech import words_of

    words = words_of(_WORDS)[lang]
    report = Report.of(files, imported.problems)
    if imported.problems:
        sys.stdout.write(text(report, lang))
    if report.errors:
        print(words["refused"])
        return
    folder, tables = imported.folder.relative_to(root).as_posix(), imported.tables
    print(
        words["written"].format(
            folder=folder, files=len(tables.files), runs=len(tables.runs),
            figures=len(tables.measurements),
        )
    )  # fmt: skip
    if imported.skeleton:
        print(words["skeleton"].format(path=f"{folder}/{SOURCE}"))
