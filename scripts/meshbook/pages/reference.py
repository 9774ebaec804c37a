"""The reference: every field of a case, from the models; every code, from the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES, Language
from meshbook.pages.fields import fields_page
from meshbook.pages.library import Library
from meshbook.pages.page import Page
from meshbook.problems import Severity
from meshbook.rules.codes import Code, CodeBook, code_book
from meshbook.rules.example import as_text
from meshbook.rules.words import visible

RULES = "scripts/meshbook/rules/codes.yaml"


@dataclass(frozen=True, slots=True)
class RuleView:
    """A code in one language.

    ``message`` and ``hint`` show in braces what a fault fills in; ``bad`` and ``good`` are
    examples, empty where it has none.
    """

    id: str
    severity: Severity
    title: str
    why: str
    message: str
    hint: str
    bad: str
    good: str


@dataclass(frozen=True, slots=True)
class Family:
    """Codes of one letter."""

    letter: str
    label: str
    rules: tuple[RuleView, ...]


def pages(library: Library) -> Iterator[Artifact]:
    """The fields, the rules and a page for each rule, in both languages."""
    book = code_book()
    for language in LANGUAGES:
        yield fields_page(library, language)
        families = _families(book, language)
        say = library.renderers[language].say
        page = Page(
            address="reference/rules/",
            language=language,
            title=say("reference.rules.title"),
            description=say("reference.rules.description"),
            section="contribute",
        )
        yield Artifact(page.path, partial(_render_rules, library, page, families), RULES)
        for family in families:
            for rule in family.rules:
                page = Page(
                    address=f"reference/rules/{rule.id}/",
                    language=language,
                    title=f"{rule.id} {rule.title}",
                    description=rule.why,
                    section="contribute",
                )
                render = partial(_render_rule, library, page, family, rule)
                yield Artifact(page.path, render, RULES)


def _families(book: CodeBook, language: Language) -> list[Family]:
    views: dict[str, list[RuleView]] = {letter: [] for letter in book.families}
    for code in book.codes.values():
        views[code.family].append(_view(code, language))
    return [
        Family(letter, book.families[letter][language], tuple(rules))
        for letter, rules in views.items()
    ]


def _view(code: Code, language: Language) -> RuleView:
    words = code.words[language]
    return RuleView(
        id=code.id,
        severity=code.severity,
        title=words.title,
        why=words.why,
        message=_readable(words.message),
        hint=_readable(words.hint),
        bad=_shown(as_text(code.bad)),
        good=_shown(as_text(code.good)),
    )


def _readable(template: str) -> str:
    """A template as it reads: ``{language:word}`` is told as ``{language}``."""
    return re.sub(r":word\b", "", template).replace("{{", "{").replace("}}", "}")


def _shown(lines: str) -> str:
    """An example with an escape for each character that cannot be seen."""
    return "\n".join(map(visible, lines.split("\n")))


def _render_rules(library: Library, page: Page, families: list[Family]) -> bytes:
    return library.renderers[page.language].page("rules.html", page, families=families)


def _render_rule(library: Library, page: Page, family: Family, rule: RuleView) -> bytes:
    renderer = library.renderers[page.language]
    return renderer.page("rule.html", page, family=family, rule=rule)
