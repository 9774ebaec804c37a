"""Texts: what they must not hold, whichever language they are in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from meshbook.languages import LANGUAGES
from meshbook.problems import Loc
from meshbook.reading.shape import dotted
from meshbook.rules.subject import Examinee, Finding

_MAIL = re.compile(r"[\w.+-]+[@\uff20][\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")


def mail_addresses_stay_out(subject: Examinee) -> Iterator[Finding]:
    """C016: the mail address of somebody in a text."""
    for loc, text in _texts_with_a_sign(subject):
        address = mail_address(text)
        if address is not None:
            yield "C016", loc, {"address": address}


def texts_are_in_both_languages(subject: Examinee) -> Iterator[Finding]:
    """B025: a text that readers of one language would miss."""
    for loc, text in subject.marked.texts:
        for language in LANGUAGES:
            if text.get(language) is None:
                yield "B025", loc, {"field": dotted(loc), "language": language}


def mail_address(text: str) -> str | None:
    """The first mail address in ``text``."""
    found = _MAIL.search(text) if _has_sign(text) else None
    return found[0] if found else None


def _texts_with_a_sign(subject: Examinee) -> Iterator[tuple[Loc, str]]:
    """The few texts that the pattern, slow to fail, has to be tried on."""
    for loc, line in subject.marked.lines:
        if _has_sign(line):
            yield loc, line
    for loc, text in subject.marked.texts:
        for language, words in (("en", text.en), ("ja", text.ja)):
            if words is not None and _has_sign(words):
                yield (*loc, language), words


def _has_sign(text: str) -> bool:
    return "@" in text or (not text.isascii() and "\uff20" in text)
