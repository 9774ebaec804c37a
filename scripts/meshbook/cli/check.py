"""``meshbook check``: every fault in cases and data, in the form that the reader works with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from meshbook.cli.formats import FORMATS, Report
from meshbook.clock import today as day_of
from meshbook.languages import Language
from meshbook.paths import find_root

SLOW = 500
"""So many files take long enough that somebody who waits is told."""


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files or folders; everything when left out."),
    ] = None,
    form: Annotated[
        Literal["text", "json", "github", "sarif"],
        typer.Option("--format", help="For people, programs, pull requests or code scanning."),
    ] = "text",
    lang: Annotated[Language, typer.Option(help="The language of the messages.")] = "en",
    remember: Annotated[
        bool, typer.Option("--cache/--no-cache", help="Pass over files that were found clean.")
    ] = True,
    texts: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            help="A folder with what sources say (CASE/SOURCE.txt): look for copied words.",
        ),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD", help="The day to check against.", show_default="last commit"
        ),
    ] = None,
) -> None:
    """Check cases and measurements: print every fault with its place and cure, then the count.

    The exit code is 0 when nothing is wrong (warnings do not count), 1 when something is,
    and 2 when the check could not be done.
    """
    from meshbook.rules.project import check_files

    root = find_root(Path.cwd())
    files, problems = check_files(
        root, day_of(root, today), paths or None, announce=_announce, remember=remember,
        texts=texts,
    )
    report = Report.of(files, problems)
    sys.stdout.write(FORMATS[form](report, lang))
    if report.errors:
        raise typer.Exit(1)


def _announce(files: int) -> None:
    if files >= SLOW and sys.stderr.isatty():
        sys.stderr.write(f"{files} ...\n")
