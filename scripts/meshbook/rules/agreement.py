"""Two languages, one set of facts: the same numbers and the same names on both sides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from meshbook.model.values import Text
from meshbook.problems import Loc
from meshbook.rules.numerals import english, japanese
from meshbook.rules.subject import Finding, Subject

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-./+&'][A-Za-z0-9]+)*")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]")
_COUNTS_AS_STYLE = {"1"}
"""1つ and 1週間 stand where English says "the" and "a week"."""


def numbers_agree(subject: Subject) -> Iterator[Finding]:
    """T006: a number that only one of the two languages states."""
    for loc, text in _pairs(subject):
        en, en_words = english(text.en or "")
        ja, ja_words = japanese(text.ja or "")
        for number in sorted(en - ja - ja_words):
            yield "T006", (*loc, "en"), {"number": number, "language": "en", "other": "ja"}
        for number in sorted(ja - en - en_words - _COUNTS_AS_STYLE):
            yield "T006", (*loc, "ja"), {"number": number, "language": "ja", "other": "en"}


def names_agree(subject: Subject) -> Iterator[Finding]:
    """T007: a name in Latin letters in the Japanese text that the English text does not say."""
    spelled_out = _spelled_out(subject)
    own = _own_names(subject)
    for loc, text in _pairs(subject):
        said = _folded(text.en or "")
        for name in dict.fromkeys(_NAME.findall(text.ja or "")):
            forms = (name, *spelled_out.get(_folded(name), ()))
            if name not in own and not any(_folded(form) in said for form in forms):
                yield "T007", (*loc, "ja"), {"name": name}


def _pairs(subject: Subject) -> Iterator[tuple[Loc, Text]]:
    """The texts that stand in both languages; a quotation's translation is of a third text."""
    for loc, text in subject.marked.texts:
        if text.en is not None and text.ja is not None and loc[-1] != "translation":
            yield loc, text


def _own_names(subject: Subject) -> set[str]:
    """The words of the organisation's names: English may say "the company" instead."""
    organisation = subject.case.organisation
    names = [*organisation.aliases, *organisation.former_names]
    if organisation.name is not None:
        names += [organisation.name.en, organisation.name.ja or ""]
    return {word for name in names for word in _NAME.findall(name)}


def _spelled_out(subject: Subject) -> Mapping[str, tuple[str, ...]]:
    """What English may say instead of an abbreviation, by its folded form: CEO, chief executive."""
    return {
        _folded(term.ja): (term.en, *term.extra.get("also", ()))
        for term in subject.vocabulary["abbreviations"].values()
    }


def _folded(text: str) -> str:
    """Letters and digits alone, without accents: `gRPC-Web` is `grpcweb`."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_ALPHANUMERIC.sub("", text.lower())
