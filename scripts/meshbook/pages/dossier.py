"""What the page of any source of measurements tells besides its charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from meshbook.exports.citables import data_version, of_measured
from meshbook.exports.linked_data import Download, Origin
from meshbook.languages import Language
from meshbook.model.benchmark import RawFile, Run
from meshbook.model.source import Caveat, Conclusion
from meshbook.model.vocabulary import Term
from meshbook.pages.citation import Citing, citing
from meshbook.pages.claims import web
from meshbook.pages.comparison import Comparison, Row, Subject
from meshbook.pages.conditions import Condition, Conditions
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.measured import Measured
from meshbook.pages.measures import Measures
from meshbook.pages.page import Page

TABLED = (
    "p50", "p75", "p90", "p95", "p99", "p99.9", "median", "mean", "min", "max", "value", "rate",
    "sum", "count",
)
"""The statistics that a table on a page has columns for; the files have all of them."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A run that gave no figures, and why, in the words of its source."""

    run: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class FlagLine:
    """A quality flag, what it means, and how many runs have it."""

    id: str
    label: str
    meaning: str
    runs: int


@dataclass(frozen=True, slots=True)
class Artefact:
    """One upstream file, or the repository at its commit."""

    name: str
    href: str | None
    revision: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """The twin of a chart: a column a statistic, a line a row."""

    stats: tuple[str, ...]
    lines: tuple[TableLine, ...]
    unit: str

    @property
    def counts(self) -> bool:
        """Whether the number of runs is not the same for every line."""
        return len({line.runs for line in self.lines}) > 1


@dataclass(frozen=True, slots=True)
class Cell:
    """The middle figure, and the least and the greatest where the runs differ."""

    words: str
    spread: str = ""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row of a table. A cell is None where the source gives no such figure."""

    mark: tuple[str, str]
    name: str
    runs: int
    cells: tuple[Cell | None, ...]
    notes: tuple[str, ...]


class Dossier:
    """All parts of the page of ``measured`` in one language, but for its charts."""

    def __init__(self, library: Library, measured: Measured, language: Language) -> None:
        self.measured = measured
        self.renderer = library.renderers[language]
        self.measures = Measures(measured, self.renderer)
        self._library = library

    def page(self) -> Page:
        """The page of the source."""
        source, language = self.measured.source, self.renderer.language
        return Page(
            address=self.measured.address,
            language=language,
            title=source.title.best(language)[0],
            description=source.summary.best(language)[0].split("\n")[0],
            section="benchmarks",
        )

    def page_of(self, part: str, title: str) -> Page:
        """The page of a part of the source, where there is too much for one."""
        whole = self.page()
        return replace(
            whole,
            address=f"{whole.address}{part}/",
            title=self.renderer.say("benchmarks.part.title", part=title, source=whole.title),
            description=self.renderer.say(
                "benchmarks.part.description", part=title, source=whole.title
            ),
        )

    @property
    def citing(self) -> Citing:
        """How its page is cited, and where its figures lie as files."""
        measured, source = self.measured, self.measured.source
        folder = f"data/benchmarks/{measured.id}"
        names = ("runs", "measurements") if measured.tables.runs else ()
        return citing(
            of_measured(measured, data_version(self.renderer.catalog.today)),
            self.page(),
            self.renderer,
            [Download(f"{folder}/{name}.csv", "text/csv") for name in names],
            Origin(
                self.renderer.text(source.title),
                source.url,
                source.trust.run_by,
                str(source.published or ""),
            ),
        )

    @property
    def conditions(self) -> list[Condition]:
        """The eight conditions."""
        catalog = self._library.catalog
        return Conditions(self.measured, self.measures, self.renderer, catalog).all()

    @property
    def flags(self) -> list[FlagLine]:
        """The quality flags that any of its runs has, most frequent first."""
        return [
            FlagLine(
                flag, self.measures.flag(flag), flag_meaning(flag, self.renderer), count
            )
            for flag, count in self.measured.flag_counts.items()
        ]

    @property
    def undrawn(self) -> list[str]:
        """Which figures are in no chart, and why."""
        return [
            self.renderer.say(
                "benchmarks.study.undrawn",
                metric=self.renderer.say(f"benchmarks.metric.{metric}"),
                count=self.measures.number(count),
                flag=self.measures.flag(flag),
            )
            for (metric, flag), count in self.measured.undrawn.items()
        ]

    @property
    def failures(self) -> list[Failure]:
        """The failed runs."""
        return [self._failure(run) for run in self.measured.failed]

    @property
    def caveats(self) -> Sequence[Caveat]:
        """What a person wrote down to mind."""
        return self.measured.source.caveats

    @property
    def conclusions(self) -> list[tuple[Conclusion, bool]]:
        """What the authors conclude, and whether another source answers the same question."""
        topics: dict[str, set[str]] = {}
        for name, other in self._library.benchmarks.items():
            for each in other.source.conclusions:
                topics.setdefault(each.topic, set()).add(name)
        return [
            (each, len(topics[each.topic]) > 1) for each in self.measured.source.conclusions
        ]

    @property
    def artefacts(self) -> list[Artefact]:
        """The upstream files, in the order of their names."""
        return [self._artefact(file) for file in self.measured.tables.files]

    @property
    def pin(self) -> Artefact | None:
        """The one state of a repository that a study is taken from."""
        pin = self.measured.source.pin
        if pin is None:
            return None
        href = web(pin.repository)
        if href and href.startswith("https://github.com/"):
            href = f"{href.rstrip('/')}/tree/{pin.commit}/{quote(pin.path or '')}".rstrip("/")
        return Artefact(pin.repository.removeprefix("https://"), href, pin.commit)

    def table(self, comparison: Comparison, columns: Sequence[str] = TABLED) -> Table:
        """The twin of the chart of ``comparison``, with those of ``columns`` that it has."""
        stats = tuple(stat for stat in columns if stat in comparison.stats)
        lines = tuple(self._line(row, stats) for row in comparison.rows)
        return Table(stats, lines, self.measures.unit(comparison.axis.unit))

    def _line(self, row: Row, stats: Sequence[str]) -> TableLine:
        measures = self.measures
        cells = tuple(
            self._cell(row, stat) if stat in row.figures else None for stat in stats
        )
        notes = measures.flags(row.flags)
        name = measures.subject(row)
        return TableLine(measures.mark(row.subject), name, len(row.runs), cells, notes)

    def _cell(self, row: Row, stat: str) -> Cell:
        figure, axis = row.figures[stat], row.axis
        low, high = (self.measures.amount(figure.values[at], axis) for at in (0, -1))
        words = self.measures.figure(figure, axis)
        if low == high:
            return Cell(words)
        return Cell(words, self.renderer.say("benchmarks.quantity_range", low=low, high=high))

    def _failure(self, run: Run) -> Failure:
        subject = Subject(run.mesh, run.mode, run.version, run.configuration, "client", None)
        words = self.measures.product(subject)
        return Failure(run.run, words, self.renderer.line(run.failed or ""))

    def _artefact(self, file: RawFile) -> Artefact:
        return Artefact(file.file, web(file.url), file.revision, file.size)


def flag_meaning(flag: str, renderer: Renderer) -> str:
    """What a quality flag means, in words; nothing where the list has none."""
    term: Term | None = renderer.catalog.vocabulary["flags"].get(flag)
    meaning = term.extra.get("means", {}) if term else {}
    return str(meaning.get(renderer.language, ""))
