"""What the decision worksheet weighs, as a file that its script reads, one a language.

``evaluate/<language>.json`` holds the candidates, the criteria, every item of evidence with the
id of its claim, the sources, and the words of the worksheet and of its decision record. The page
names the digest of the file, so that a record can say from which data it was made.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import astuple
from functools import partial
from typing import Any, Generic, TypeVar

from meshbook.analysis.candidates import Candidate
from meshbook.analysis.criteria import CRITERIA, ENOUGH, MAINTAINED, NEEDED, REQUIREMENTS
from meshbook.analysis.evaluation import Evaluation
from meshbook.analysis.items import Item
from meshbook.analysis.rivals import Standing
from meshbook.analysis.weighing import ALL_UP_TO, SAMPLE
from meshbook.artifacts import Artifact
from meshbook.exports.evidence_words import EvidenceWords, Reference
from meshbook.exports.json_text import line
from meshbook.languages import LANGUAGES, Language
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.profiles import ending_words, name_of
from meshbook.pages.strings import strings_below

MATTER_AT_FIRST = ("effort", "reliability", "latency", "resources", "support", "production")
"""The criteria that have a weight before the reader gives any, all the same."""

WEIGHT = 3
CHOSEN_AT_FIRST = 5
"""Candidates that stand in the worksheet at first: those with most items of evidence."""

_WORDS = "evaluate.script."
_ROW = {each.id: place for place, each in enumerate(CRITERIA)}
_DEMAND = {name: place for place, name in enumerate((MAINTAINED, *REQUIREMENTS))}

Value = TypeVar("Value", bound=Hashable)


class Numbered(Generic[Value]):
    """Values that repeat, numbered in the order in which they were first seen."""

    def __init__(self) -> None:
        self._numbers: dict[Value, int] = {}

    def of(self, value: Value) -> int:
        """The number of ``value``."""
        return self._numbers.setdefault(value, len(self._numbers))

    @property
    def all(self) -> list[Value]:
        """The values by number."""
        return list(self._numbers)


def files(library: Library) -> Iterator[Artifact]:
    """The data file in each language."""
    for language in LANGUAGES:
        yield Artifact(path(language), partial(content, library, language))


def path(language: Language) -> str:
    """Where the file stands below the site's root."""
    return f"evaluate/{language}.json"


def digest(library: Library, language: Language) -> str:
    """The sha256 of the file."""
    return hashlib.sha256(content(library, language)).hexdigest()


def content(library: Library, language: Language) -> bytes:
    """The bytes of the file."""
    return line(data(library, language)).encode()


def data(library: Library, language: Language) -> dict[str, Any]:
    """The file as plain values.

    ``items`` are [candidate, criterion, direction, units, grade (0 for facts on record), vendor,
    origin, claim, words, who, sources] and, where the words are in another language, that; all
    that repeats is a number in its list. ``demands`` are [candidate, requirement, answer, id].
    """
    renderer, found = library.renderers[language], library.evaluation
    grades = renderer.catalog.vocabulary["grades"]
    return {
        "today": str(renderer.catalog.today),
        "needed": NEEDED,
        "enough": ENOUGH,
        "all_up_to": ALL_UP_TO,
        "sample": SAMPLE,
        "candidates": [_candidate(each, renderer) for each in found.candidates],
        "criteria": [[each, renderer.say(f"evaluate.criterion.{each}.label")] for each in _ROW],
        "requirements": [[each, renderer.say(f"evaluate.must.{each}")] for each in _DEMAND],
        "grades": [[name, term.label(language)] for name, term in grades.items()],
        "defaults": {
            "candidates": chosen_at_first(found),
            "weights": dict.fromkeys(MATTER_AT_FIRST, WEIGHT),
            "musts": [MAINTAINED],
        },
        "words": strings_below(language, _WORDS),
        **_evidence(library, language),
    }


def _evidence(library: Library, language: Language) -> dict[str, Any]:
    """The items and demands, and what their numbers mean."""
    words, found = EvidenceWords(library, language), library.evaluation
    number = {each.id: place for place, each in enumerate(found.candidates)}
    origins, who, sources = Numbered[str](), Numbered[str](), Numbered[Reference]()
    items = []
    for item in found.items:
        told = words.tell(item)
        items.append(
            [
                number[item.candidate], _ROW[item.criterion], item.direction, item.units,
                int(item.grade[1:] or 0), int(item.vendor), origins.of(item.origin),
                _claim(item, library), told.words, who.of(told.who),
                [sources.of(each) for each in told.references],
                *([told.language] if told.language else []),
            ]
        )  # fmt: skip
    return {
        "demands": [
            [number[each.candidate], _DEMAND[each.requirement], each.answer, each.address]
            for each in found.demands
        ],
        "origins": origins.all,
        "who": who.all,
        "sources": [list(astuple(each)) for each in sources.all],
        "items": items,
    }


def _candidate(candidate: Candidate, renderer: Renderer) -> list[str]:
    return [
        candidate.id, candidate_name(candidate, renderer), renderer.family(candidate.mesh),
        ended_words(candidate, renderer),
    ]  # fmt: skip


def candidate_name(candidate: Candidate, renderer: Renderer) -> str:
    """What a candidate is called."""
    profile = candidate.profile
    if candidate.apart and (profile is None or profile.name is None):
        return renderer.say("evaluate.apart", mesh=renderer.term("meshes", candidate.mesh))
    return name_of(profile, candidate.mesh, renderer)


def ended_words(candidate: Candidate, renderer: Renderer) -> str:
    """When it ended; nothing for a product that goes on."""
    profile = candidate.profile
    if profile is None or not profile.has_ended(renderer.catalog.today):
        return ""
    return ending_words(profile, renderer)


def chosen_at_first(found: Evaluation) -> list[str]:
    """The candidates with most items that count and that go on, in the order of the list."""
    over = {
        each.candidate
        for each in found.demands
        if each.requirement == MAINTAINED and each.answer == "no"
    }
    counts = Counter(item.candidate for item in found.items if item.units)
    goes_on = [each.id for each in found.candidates if each.id not in over]
    most = sorted(goes_on, key=lambda each: -counts[each])[:CHOSEN_AT_FIRST]
    return [each for each in goes_on if each in most]


def _claim(item: Item, library: Library) -> str:
    """The claim in its origin; for a measurement the whole address, where its chart stands."""
    if not isinstance(item.subject, Standing):
        return item.claim
    measured = library.benchmarks[item.subject.source]
    charts = (
        chart
        for chart in measured.comparisons
        if (chart.axis.group, chart.axis.metric) == (item.subject.group, item.subject.metric)
    )
    chart = next(charts, None)
    return measured.place_of(chart) if chart is not None else f"{measured.address}#figures"
