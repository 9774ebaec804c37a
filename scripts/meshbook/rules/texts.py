"""Texts: what they must not hold, whichever language they are in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from meshbook.problems import Loc
from meshbook.rules.subject import Finding, Subject

_MAIL = re.compile(r"[\w.+-]+[@\uff20][\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")


def mail_addresses_stay_out(subject: Subject) -> Iterator[Finding]:
    """C016: the mail address of somebody in a text."""
    for loc, text in _all_texts(subject):
        found = _MAIL.search(text) if "@" in text or "\uff20" in text else None
        if found:
            yield "C016", loc, {"address": found[0]}


def _all_texts(subject: Subject) -> Iterator[tuple[Loc, str]]:
    yield from subject.marked.lines
    for loc, text in subject.marked.texts:
        for language in ("en", "ja"):
            words = getattr(text, language)
            if words is not None:
                yield (*loc, language), words
