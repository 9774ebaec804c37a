"""Two languages, one set of facts: the same numbers and the same names on both sides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from meshbook.model.values import Text
from meshbook.problems import Loc
from meshbook.rules.numerals import english, japanese, written_alike
from meshbook.rules.subject import LATIN_NAME, Examinee, Finding

_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]")
_COUNTS_AS_STYLE = {"1"}
"""1つ and 1週間 stand where English says "the" and "a week"."""


class Telling(Examinee, Protocol):
    """A file that tells about an organisation, or about none."""

    @property
    def own_names(self) -> Collection[str]:
        """The words of the organisation's names: English may say "the company" instead."""


def numbers_agree(subject: Examinee) -> Iterator[Finding]:
    """T006: a number that only one of the two languages states."""
    for loc, text in _pairs(subject):
        if written_alike(text.en or "", text.ja or ""):
            continue
        en, en_words = english(text.en or "")
        ja, ja_words = japanese(text.ja or "")
        for number in sorted(en - ja - ja_words):
            yield "T006", (*loc, "en"), {"number": number, "language": "en", "other": "ja"}
        for number in sorted(ja - en - en_words - _COUNTS_AS_STYLE):
            yield "T006", (*loc, "ja"), {"number": number, "language": "ja", "other": "en"}


def names_agree(subject: Telling) -> Iterator[Finding]:
    """T007: a name in Latin letters in the Japanese text that the English text does not say."""
    spelled_out = _spelled_out(subject)
    own = subject.own_names
    for loc, text in _pairs(subject):
        said = (text.en or "").lower()
        for name in dict.fromkeys(LATIN_NAME.findall(text.ja or "")):
            if name.lower() in said or name in own:
                continue
            forms = (name, *spelled_out.get(_folded(name), ()))
            if not any(_folded(form) in _folded(said) for form in forms):
                yield "T007", (*loc, "ja"), {"name": name}


def _pairs(subject: Examinee) -> Iterator[tuple[Loc, Text]]:
    """The texts that stand in both languages; a quotation's translation is of a third text."""
    for loc, text in subject.marked.texts:
        if text.en is not None and text.ja is not None and loc[-1] != "translation":
            yield loc, text


def _spelled_out(subject: Examinee) -> Mapping[str, tuple[str, ...]]:
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
