"""The text of an answer."""

from __future__ import annotations

from meshbook.benchmarks.visit import SourceError
from meshbook.net.answer import Response


def text_of(answer: Response) -> str:
    """The text, without a byte order mark; raises SourceError where it is not UTF-8."""
    try:
        return answer.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(answer.url, f"expected UTF-8: {error}") from None
