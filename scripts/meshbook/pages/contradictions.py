"""The contradiction ledger: one question, and what each source answers under its conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from meshbook.analysis.ledger import Position, Topic, ledger
from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES, Language
from meshbook.model.source import Conclusion
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.measured import Measured
from meshbook.pages.measures import Measures
from meshbook.pages.page import Page
from meshbook.pages.strings import strings

SHOWN = (
    "versions", "generator", "loop", "target_rps", "connections", "path", "app", "mtls",
    "instance_type",
)
"""The conditions that are told where they differ, most telling first. Day and interest of a
study stand beside its name; all others are on its page."""

MOST_NUMBERS = 4
"""Numbers that are listed one by one; of more, the least and the greatest are told."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A condition that is not the same in all."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one source concludes, and in which conditions it differs from the others.

    ``untold`` are the names of those that it does not tell.
    """

    measured: Measured
    conclusion: Conclusion
    ribbon: str
    differs: tuple[Difference, ...]
    untold: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that two sources or more answer."""

    id: str
    words: str
    answers: tuple[Answer, ...]


def pages(library: Library) -> Iterator[Artifact]:
    """The ledger in both languages, where there is any source."""
    if not library.benchmarks:
        return
    for language in LANGUAGES:
        page = _page(library, language)
        yield Artifact(page.path, partial(_render, library, page), "docs/data/benchmarks")


def questions(library: Library, language: Language) -> list[Question]:
    """The questions that two sources or more answer, those with most answers first."""
    renderer = library.renderers[language]
    made = [_question(topic, library, renderer) for topic in ledger(library.catalog.benchmarks)]
    return sorted(made, key=lambda each: (-len(each.answers), each.id))


def _question(topic: Topic, library: Library, renderer: Renderer) -> Question:
    shown = [name for name in SHOWN if name in topic.differing]
    answers = tuple(
        _answer(position, library.benchmarks[position.source_id], shown, renderer)
        for position in topic.positions
    )
    return Question(topic.topic, question(topic.topic, renderer), answers)


def _answer(
    position: Position, measured: Measured, shown: Sequence[str], renderer: Renderer
) -> Answer:
    measures = Measures(measured, renderer)
    label = {name: renderer.say(f"benchmarks.differs.{name}") for name in shown}
    told = {name: position.conditions[name] for name in shown if position.conditions[name]}
    return Answer(
        measured,
        position.conclusion,
        measures.ribbon,
        tuple(
            Difference(label[name], _values(name, values, measures, renderer))
            for name, values in told.items()
        ),
        measures.joined(label[name] for name in shown if name not in told),
    )


def _values(
    name: str, values: Sequence[str], measures: Measures, renderer: Renderer
) -> str:
    if name == "versions":
        pairs = (value.partition(" ") for value in values)
        values = [f"{renderer.term('meshes', mesh)} {version}" for mesh, _, version in pairs]
    elif name in ("loop", "mtls"):
        values = [renderer.say(f"benchmarks.{name}.{value}") for value in values]
    elif name in ("target_rps", "connections"):
        values = [measures.number(float(value)) for value in values]
        if len(values) > MOST_NUMBERS:
            return renderer.say("frame.quantity.range", low=values[0], high=values[-1])
    return measures.joined(values)


def question(topic: str, renderer: Renderer) -> str:
    """The question in words; its id where the string table has none."""
    key = f"benchmarks.topic.{topic}"
    return renderer.say(key) if key in strings(renderer.language) else topic


def _page(library: Library, language: Language) -> Page:
    say = library.renderers[language].say
    count = len(questions(library, language))
    return Page(
        address="benchmarks/contradictions/",
        language=language,
        title=say("benchmarks.ledger.page_title"),
        description=say("benchmarks.ledger.description", count=count),
        section="benchmarks",
    )


def _render(library: Library, page: Page) -> bytes:
    renderer = library.renderers[page.language]
    return renderer.page("contradictions.html", page, questions=questions(library, page.language))
