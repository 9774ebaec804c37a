"""A problem as sentences: what is and what was expected, and the cure."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from meshbook.languages import Language
from meshbook.problems import Problem, Severity
from meshbook.rules.codes import Code, Words, code_book


def message(problem: Problem, language: Language) -> str:
    """What is and what was expected, in one line."""
    return _filled(_words(problem, language).message, problem.values, language)


def hint(problem: Problem, language: Language) -> str:
    """The cure, in one line."""
    words = _words(problem, language)
    template = words.near if words.near and problem.values.get("near") else words.hint
    return _filled(template, problem.values, language)


def advice(code: Code, language: Language) -> str:
    """The cure that is published with ``code``: its hint, with a mark for each value."""
    template = code.words[language].hint
    names = {name for _, name, _, _ in Formatter().parse(template) if name}
    return _filled(template, dict.fromkeys(names, "…"), language)


def severity(problem: Problem) -> Severity:
    """Whether the problem keeps a case from being published."""
    return code_book().codes[problem.code].severity


def visible(text: str) -> str:
    """``text`` with what cannot be seen written out, so that it cannot act on a terminal."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def _words(problem: Problem, language: Language) -> Words:
    return code_book().codes[problem.code].words[language]


def _filled(template: str, values: Mapping[str, str], language: Language) -> str:
    return template.format_map({name: _Value(text, language) for name, text in values.items()})


class _Value(str):
    """A value that ``{value:word}`` puts into the words of the language."""

    language: Language

    def __new__(cls, text: str, language: Language) -> _Value:
        value = super().__new__(cls, visible(text))
        value.language = language
        return value

    def __format__(self, spec: str) -> str:
        labels = code_book().words.get(self) if spec == "word" else None
        return labels[self.language] if labels else str(self)
