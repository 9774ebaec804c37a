"""The overview of measurements: what exists, how fresh it is, and what to trust."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES, Language
from meshbook.pages.contradictions import questions
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.measured import Measured
from meshbook.pages.measures import Measures
from meshbook.pages.page import Page
from meshbook.pages.signals import keepers


@dataclass(frozen=True, slots=True)
class Line:
    """A source in the overview. ``count`` are its runs, or the releases of a series."""

    measured: Measured
    ribbon: str
    metrics: str
    count: str
    span: str
    stale: bool

    @property
    def flagged(self) -> int:
        """How many of its runs have any quality flag, the failed ones left out."""
        failed = {run.run for run in self.measured.failed}
        return len({run for (run, _), found in self.measured.flags.items() if found} - failed)


@dataclass(frozen=True, slots=True)
class Count:
    """A number over all sources: its name and how many."""

    name: str
    number: int


def pages(library: Library) -> Iterator[Artifact]:
    """The overview in both languages, where there is any source."""
    if not library.benchmarks:
        return
    for language in LANGUAGES:
        page = _page(library, language)
        yield Artifact(page.path, partial(_render, library, page), "docs/data/benchmarks")


def _page(library: Library, language: Language) -> Page:
    say = library.renderers[language].say
    kinds = [each.kind for each in library.benchmarks.values()]
    return Page(
        address="benchmarks/",
        language=language,
        title=say("benchmarks.title"),
        description=say(
            "benchmarks.description", studies=kinds.count("study"), live=kinds.count("live")
        ),
        section="benchmarks",
    )


def _render(library: Library, page: Page) -> bytes:
    renderer = library.renderers[page.language]
    sources = list(library.benchmarks.values())
    lines = [_line(each, renderer) for each in sources]
    studies = [line for line in lines if line.measured.kind == "study"]
    studies.sort(key=lambda line: str(line.measured.source.published or ""), reverse=True)
    live = [line for line in lines if line.measured.kind == "live"]
    return renderer.page(
        "benchmarks.html",
        page,
        counts=_counts([*studies, *live]),
        studies=studies,
        live=live,
        keepers=keepers(library, renderer),
        questions=questions(library, page.language),
    )


def _line(measured: Measured, renderer: Renderer) -> Line:
    measures = Measures(measured, renderer)
    say = renderer.say
    metrics = measures.joined(say(f"benchmarks.metric.{each}") for each in measured.metrics)
    kept = [run for run in measured.tables.runs if not run.failed]
    versions = measured.releases
    if measured.source.kind == "live":
        number = len(versions) or len(kept)
        unit = "live.releases" if versions else "live.days"
    else:
        number, unit = len(kept), "runs"
    form = "one" if number == 1 else "other"
    return Line(
        measured,
        measures.ribbon,
        metrics,
        say(f"benchmarks.{unit}.{form}", count=measures.number(number)) if number else "",
        say("benchmarks.live.span", first=versions[0], last=versions[-1]) if versions else "",
        measured.is_stale(renderer.catalog.today),
    )


def _counts(lines: Sequence[Line]) -> list[Count]:
    kinds = [line.measured.kind for line in lines]
    runs = sum(len(line.measured.tables.runs) for line in lines)
    failed = sum(len(line.measured.failed) for line in lines)
    numbers = {
        "studies": kinds.count("study"),
        "live": kinds.count("live"),
        "runs": runs - failed,
        "flagged": sum(line.flagged for line in lines),
        "failed": failed,
    }
    return [Count(name, number) for name, number in numbers.items()]
