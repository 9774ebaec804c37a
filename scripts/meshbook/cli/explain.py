"""``meshbook explain``: the published advice on a code, in either language."""

from __future__ import annotations

from textwrap import indent
from typing import Annotated

import typer

from meshbook.languages import Language
from meshbook.problems import MeshbookError


def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="For example C001.")],
    lang: Annotated[Language, typer.Option(help="The language of the advice.")] = "en",
) -> None:
    """Explain a code of ``meshbook check``: what it means, why it exists, what to do."""
    from meshbook.reading.shape import near
    from meshbook.rules.codes import code_book
    from meshbook.rules.example import as_text
    from meshbook.rules.words import advice, visible

    book = code_book()
    known = book.codes.get(code.upper())
    if known is None:
        close = near(code.upper(), list(book.codes))
        meant = f"did you mean {close}?" if close else "the codes are in the rule reference"
        raise MeshbookError(f"there is no code {visible(code)}; {meant}")
    words = known.words[lang]
    heading = f"{known.id} ({known.severity}): {words.title}"
    parts = [heading, words.why, f"hint: {advice(known, lang)}"]
    for label, example in (("bad", known.bad), ("good", known.good)):
        snippet = as_text(example)
        if snippet:
            parts.append(f"{book.words[label][lang]}:\n{indent(snippet, '    ')}")
    print("\n\n".join(parts))
