"""``meshbook schema``: write the JSON Schemas that editors check and complete files with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from meshbook.paths import SCHEMAS, WORDS, FileKind, find_root


def schema(
    show: Annotated[
        FileKind | None, typer.Option("--print", help="Print this one; write no file.")
    ] = None,
) -> None:
    """Write docs/schema/*.schema.json from the models and the word lists."""
    from meshbook.reading.schema import MODELS, schema_name, schema_text
    from meshbook.reading.vocabulary import read_vocabulary

    root = find_root(Path.cwd())
    words = read_vocabulary(root / WORDS)
    if show is not None:
        print(schema_text(show, words), end="")
        return
    (root / SCHEMAS).mkdir(parents=True, exist_ok=True)
    for kind in MODELS:
        path = f"{SCHEMAS}/{schema_name(kind)}"
        (root / path).write_text(schema_text(kind, words), encoding="utf-8", newline="\n")
        print(path)
