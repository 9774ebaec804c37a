"""``meshbook links``: which pages that the cases rest on are gone, moved, or closed to us."""

from __future__ import annotations

import datetime
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from meshbook.cli.fetch import agent, day_of_machine, progress
from meshbook.languages import Language
from meshbook.paths import find_root

if TYPE_CHECKING:
    from meshbook.links.report import Report
    from meshbook.links.visit import Visitor

STALE = 730
"""Days after which evidence of use is called old, unless told otherwise."""


def links(
    form: Annotated[
        Literal["text", "json", "markdown"],
        typer.Option("--report", help="For people, programs, or an issue."),
    ] = "text",
    known: Annotated[
        bool, typer.Option("--known", help="Ask nobody: report what earlier runs found.")
    ] = False,
    stale_after: Annotated[
        int, typer.Option(min=1, metavar="DAYS", help="From when on evidence of use is old.")
    ] = STALE,
    lang: Annotated[Language, typer.Option(help="The language of the report.")] = "en",
    today: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day of the run.", show_default="today"),
    ] = None,
) -> None:
    """Look politely at every address in cases, write-ups, profiles and feature sheets.

    An address is called dead only when runs on several days agree; what they found is kept in
    docs/data/links. The exit code is 0 when all is well, 1 when a page is dead or has moved,
    2 when nothing could be done.
    """
    from meshbook.cli.link_reports import FORMS
    from meshbook.links.turns import Turns
    from meshbook.links.visit import Visitor
    from meshbook.net.knock import Knocker

    root, day = find_root(Path.cwd()), day_of_machine(today)
    with Knocker(agent=agent()) as knocker:
        visitor = Visitor(knocker, Turns(time.time, time.sleep), time.time)
        told = check_links(root, None if known else visitor, day, stale_after)
    sys.stdout.write(FORMS[form](told, lang))
    if told.wants_a_person:
        raise typer.Exit(1)


def check_links(
    root: Path, visitor: Visitor | None, day: datetime.date, stale_after: int
) -> Report:
    """The report of a run by ``visitor``, whose findings are kept; without one, of those before.

    Raises MeshbookError where the cases have faults, or the run is not credible.
    """
    from meshbook.analysis.staleness import stale
    from meshbook.links import store
    from meshbook.links.cited import cited
    from meshbook.links.report import report
    from meshbook.links.run import look_at, weigh
    from meshbook.reading.catalog import read_whole

    catalog = read_whole(root, day)
    addresses = cited(catalog)
    standings = store.read(root)
    if visitor is not None:
        with progress(len(addresses)) as advance:
            found = look_at(addresses, visitor, day, advance)
        standings = weigh(standings, found, day)
        store.write(root, standings)
    return report(addresses, standings, stale(catalog.cases, day, stale_after), day)
