"""``meshbook schema``: write the JSON Schema that editors check and complete cases with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from meshbook.paths import SCHEMA, WORDS, find_root


def schema(
    show: Annotated[
        bool, typer.Option("--print", help="Print it instead of writing the file.")
    ] = False,
) -> None:
    """Write docs/schema/case.schema.json from the models and the word lists."""
    from meshbook.reading.schema import schema_text
    from meshbook.reading.vocabulary import read_vocabulary

    root = find_root(Path.cwd())
    text = schema_text(read_vocabulary(root / WORDS))
    if show:
        print(text, end="")
        return
    path = root / SCHEMA
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    print(SCHEMA)
