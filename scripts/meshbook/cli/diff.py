"""``meshbook diff``: which facts changed between two releases, or since one of them."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from meshbook.languages import Language
from meshbook.paths import find_root

WORKING_TREE = "."


def diff(
    old: Annotated[str, typer.Argument(metavar="A", help="A release, such as 2026.11.")],
    new: Annotated[
        str, typer.Argument(metavar="[B]", help="A later one, or . for the files as they are.")
    ] = WORKING_TREE,
    form: Annotated[
        Literal["text", "markdown", "json"],
        typer.Option("--format", help="For a terminal, a changelog or a program."),
    ] = "text",
    lang: Annotated[Language, typer.Option(help="The language of the words.")] = "en",
) -> None:
    """Print what was added, removed, renamed and changed, fact by fact: old and new value."""
    from meshbook.cli.speech import say_in
    from meshbook.reading.catalog import read_whole
    from meshbook.reading.releases import read_facts
    from meshbook.releases.changes import compare, renames
    from meshbook.releases.facts import facts_of
    from meshbook.releases.telling import as_json, as_markdown, as_text

    root = find_root(Path.cwd())
    before = read_facts(root, old)
    catalog = read_whole(root)
    after = facts_of(catalog) if new == WORKING_TREE else read_facts(root, new)
    changes = compare(before, after, renames(catalog))
    if form == "json":
        sys.stdout.write(as_json(changes, old, new))
        return
    told = as_markdown if form == "markdown" else as_text
    sys.stdout.write(told(changes, old, new, partial(say_in, lang)))
