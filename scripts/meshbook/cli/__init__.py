"""Words and exit codes: 0 all is well, 1 the data is wrong, 2 the work cannot go on.

Each command is a function in a module of its own; what takes long to import is imported
inside that function, so that every other command starts quickly.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from typing import Annotated

import typer

from meshbook.cli.benchmark import benchmark
from meshbook.cli.check import check
from meshbook.cli.diff import diff
from meshbook.cli.explain import explain
from meshbook.cli.fetch import fetch
from meshbook.cli.links import links
from meshbook.cli.release import release
from meshbook.cli.schema import schema
from meshbook.cli.site import build, serve
from meshbook.problems import MeshbookError

CANNOT_GO_ON = 2
DEBUG = "--debug"

app = typer.Typer(
    name="meshbook",
    help="Who runs a service mesh in production: check the cases and build the site.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(check)
app.command()(explain)
app.command()(schema)
app.command()(build)
app.command()(serve)
app.command()(fetch)
app.command()(release)
app.command()(diff)
app.command()(links)
app.add_typer(benchmark)


@app.callback()
def options(
    debug: Annotated[bool, typer.Option(help="Show the traceback of a failure.")] = False,
) -> None:
    """Options of every command. ``main`` takes ``--debug`` from wherever it stands."""


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave the process with its exit code; a failure is one line."""
    given = sys.argv[1:] if arguments is None else arguments
    command = [argument for argument in given if argument != DEBUG]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # no terminal may stop a message
    try:
        app(args=command, prog_name="meshbook")
    except MeshbookError as error:
        _fail(f"meshbook: {error}", DEBUG in given)
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())
        _fail(f"meshbook: a fault of Meshbook itself: {what}{_where_to_report()}", DEBUG in given)


def _fail(line: str, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    print(line, file=sys.stderr)
    sys.exit(CANNOT_GO_ON)


def _where_to_report() -> str:
    repository = os.environ.get("MESHBOOK_REPO_URL", "").rstrip("/")
    return f"; please report it at {repository}/issues" if repository else ""
