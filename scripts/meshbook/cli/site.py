"""``meshbook build`` and ``meshbook serve``."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from meshbook.cli.formats import FORMATS, Report
from meshbook.clock import TODAY_VARIABLE
from meshbook.paths import find_root

Today = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help="The day to build for.", show_default="last commit"),
]


def build(
    output: Annotated[Path, typer.Option(help="The folder to build into.")] = Path("site"),
    cards: Annotated[bool, typer.Option(help="Draw the social cards.")] = True,
    exports: Annotated[bool, typer.Option(help="Write the data as files: API, tables, feeds.")] = (
        True
    ),
    today: Today = None,
) -> None:
    """Build the whole site."""
    from meshbook.publish.guest import CARDS_VARIABLE, EXPORTS_VARIABLE, build_site

    if today is not None:
        os.environ[TODAY_VARIABLE] = today
    if not cards:
        os.environ[CARDS_VARIABLE] = "0"
    if not exports:
        os.environ[EXPORTS_VARIABLE] = "0"
    started = time.perf_counter()
    print(f"Building the site into {output} …", file=sys.stderr)
    build_site(find_root(Path.cwd()), output.resolve())
    print(f"Built in {time.perf_counter() - started:.1f} s", file=sys.stderr)


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on 127.0.0.1.")] = 8000,
    today: Today = None,
) -> None:
    """Serve the site at http://127.0.0.1:PORT and reload pages when a source changes."""
    from meshbook.clock import today as date_of
    from meshbook.publish.guest import read_settings
    from meshbook.publish.live import LiveSite
    from meshbook.publish.server import LiveServer
    from meshbook.rules import check_project, errors_in

    if today is not None:
        os.environ[TODAY_VARIABLE] = today
    root = find_root(Path.cwd())
    with LiveServer(root, port) as server:
        print("Reading the cases and the pages …", file=sys.stderr)
        catalog, problems = check_project(root, date_of(root))
        errors = errors_in(problems)
        if errors:  # told here too: not all of them have a page of their own
            sys.stderr.write(FORMATS["text"](Report.of(len(catalog.cases), errors), "en"))
        site = LiveSite(root, catalog, read_settings(root), problems)
        print(f"Serving http://127.0.0.1:{port} (stop with Ctrl-C)", file=sys.stderr, flush=True)
        server.run(site)
