"""The reference: every field of a case, from the models; every code, from the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES, Language
from meshbook.pages.fields import fields_page
from meshbook.pages.library import Library
from meshbook.pages.page import Page
from meshbook.pages.rule_example import example
from meshbook.problems import Severity
from meshbook.rules.codes import Code, CodeBook, Words, code_book

RULES = "scripts/meshbook/rules/codes.yaml"


@dataclass(frozen=True, slots=True)
class RuleView:
    """A code in one language; ``bad`` and ``good`` are examples, None where it has none."""

    id: str
    severity: Severity
    words: Words
    bad: str | None
    good: str | None


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
        families = _families(book, language, library)
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
                    title=f"{rule.id} {rule.words.title}",
                    description=rule.words.why,
                    section="contribute",
                )
                render = partial(_render_rule, library, page, family, rule)
                yield Artifact(page.path, render, RULES)


def _families(book: CodeBook, language: Language, library: Library) -> list[Family]:
    views: dict[str, list[RuleView]] = {letter: [] for letter in book.families}
    for code in book.codes.values():
        views[code.family].append(_view(code, language, library))
    return [
        Family(letter, book.families[letter][language], tuple(rules))
        for letter, rules in views.items()
    ]


def _view(code: Code, language: Language, library: Library) -> RuleView:
    say = library.renderers[language].say

    def left_out(field: str) -> str:
        return say("reference.rules.left_out", field=field)

    return RuleView(
        id=code.id,
        severity=code.severity,
        words=code.words[language],
        bad=example(code.bad, left_out),
        good=example(code.good, left_out),
    )


def _render_rules(library: Library, page: Page, families: list[Family]) -> bytes:
    return library.renderers[page.language].page("rules.html", page, families=families)


def _render_rule(library: Library, page: Page, family: Family, rule: RuleView) -> bytes:
    renderer = library.renderers[page.language]
    return renderer.page("rule.html", page, family=family, rule=rule)
