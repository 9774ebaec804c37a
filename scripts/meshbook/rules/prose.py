"""Prose: sentences, summaries and English that a reader can follow, and words of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from meshbook.languages import Language
from meshbook.problems import Loc
from meshbook.rules.subject import Examinee, Finding, Subject

LONGEST_SENTENCE: Mapping[Language, int] = {"en": 45, "ja": 120}
"""Words in English, characters in Japanese."""
SUMMARY: Mapping[Language, tuple[int, int]] = {"en": (60, 900), "ja": (30, 480)}
"""Characters: enough to say who, which mesh and what happened, and no more than a screen."""
READABLE = (3.0, 14.0)
"""Automated readability index, about the years of school that a text asks for."""
_ENOUGH_WORDS = 150
"""Fewer say nothing about how readable a case is."""
RUN: Mapping[Language, int] = {"en": 8, "ja": 24}
"""So many words, or Japanese characters, in a row as in the source are a copy."""

_SENTENCES = {
    "en": re.compile(r"(?<=[.!?])\s+(?=[\"'(A-Z])"),
    "ja": re.compile(r"(?<=[。！？])"),
}
_UNITS = {"en": re.compile(r"[A-Za-z0-9]+"), "ja": re.compile(r"\w")}


def sentences_are_short(subject: Examinee) -> Iterator[Finding]:
    """W001: a sentence that is too long to be read at once."""
    for loc, language, text in _texts(subject):
        limit = LONGEST_SENTENCE[language]
        if len(text) <= limit or (language == "en" and text.count(" ") < limit):
            continue
        for sentence in _SENTENCES[language].split(text):
            length = len(sentence.split()) if language == "en" else len(sentence)
            if length > limit:
                yield "W001", loc, {
                    "length": str(length), "limit": str(limit), "start": sentence[:24],
                    "unit": "words" if language == "en" else "characters",
                }  # fmt: skip


def summaries_fit(subject: Subject) -> Iterator[Finding]:
    """W002: a summary that says too little, or more than a summary."""
    for language, (low, high) in SUMMARY.items():
        text = subject.case.summary.get(language)
        if text is not None and not low <= len(text) <= high:
            values = {"length": str(len(text)), "low": str(low), "high": str(high)}
            yield "W002", ("summary", language), values


def english_is_readable(subject: Subject) -> Iterator[Finding]:
    """W003: English that asks for too much, or is telegram style."""
    letters = words = sentences = 0
    for _, language, text in _texts(subject):
        if language != "en":
            continue
        spaces = text.count(" ")
        letters += len(text) - spaces
        words += spaces + 1
        sentences += text.count(". ") + text.count("? ") + 1
    if words < _ENOUGH_WORDS:
        return
    index = 4.71 * letters / words + 0.5 * words / sentences - 21.43
    low, high = READABLE
    if not low <= index <= high:
        values = {"index": f"{index:.1f}", "low": f"{low:g}", "high": f"{high:g}"}
        yield "W003", ("summary",), values


def words_are_our_own(subject: Subject) -> Iterator[Finding]:
    """W005: a run of words as it stands in the text of a source, where that is at hand."""
    if not subject.source_texts:
        return
    for loc, language, text in _texts(subject):
        for source, original in subject.source_texts.items():
            run = _shared_run(text, original, language)
            if run:
                yield "W005", loc, {"run": run, "source": source, "length": str(RUN[language])}
                break


def _shared_run(text: str, original: str, language: Language) -> str | None:
    """The first run of words that both texts have, as our text writes it."""
    places = [match.span() for match in _UNITS[language].finditer(text)]
    length = RUN[language]
    known = _runs(original, language)
    for first in range(len(places) - length + 1):
        run = places[first : first + length]
        if tuple(text[start:end].lower() for start, end in run) in known:
            return text[run[0][0] : run[-1][1]]
    return None


@cache
def _runs(original: str, language: Language) -> frozenset[tuple[str, ...]]:
    units = [unit.lower() for unit in _UNITS[language].findall(original)]
    length = RUN[language]
    return frozenset(tuple(units[at : at + length]) for at in range(len(units) - length + 1))


def _texts(subject: Examinee) -> Iterator[tuple[Loc, Language, str]]:
    """Every text of the case in our own words, by language."""
    for loc, text in subject.marked.texts:
        if loc[-1] == "translation":
            continue
        if text.en is not None:
            yield (*loc, "en"), "en", text.en
        if text.ja is not None:
            yield (*loc, "ja"), "ja", text.ja
