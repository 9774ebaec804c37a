"""The catalog made ready for pages: rows, neighbours and renderers, computed once a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import InitVar, dataclass
from functools import cached_property

from meshbook.adopters.directory import Directory, directory
from meshbook.analysis.ageing import Age, cell_ages
from meshbook.analysis.counts import Adoption
from meshbook.analysis.evaluation import Evaluation, evaluation, measured_items
from meshbook.analysis.items import Item
from meshbook.analysis.matching import Matcher
from meshbook.analysis.similar import Neighbourhood
from meshbook.analysis.summary import Summary, summarise
from meshbook.languages import LANGUAGES, Language
from meshbook.model.case import Case
from meshbook.model.catalog import Catalog
from meshbook.pages.environment import Renderer, rooms_of
from meshbook.pages.measured import Measured, by_id
from meshbook.settings import Settings


@dataclass(frozen=True)
class Library:
    """What page makers are given. Everything in it follows from catalog and settings.

    ``previous`` is a library of nearly the same cases whose rows and renderers may be
    taken over: it only saves time.
    """

    catalog: Catalog
    settings: Settings
    previous: InitVar[Library | None] = None

    def __post_init__(self, previous: Library | None) -> None:
        known = previous._rows if previous is not None else {}
        object.__setattr__(self, "_known", known)
        if previous is not None and self._speaks_like(previous):
            self.__dict__["renderers"] = previous.renderers
        if previous is not None and self._measures_like(previous):
            self.__dict__["benchmarks"] = previous.benchmarks
            same = previous.catalog.profiles is self.catalog.profiles
            if same and "standings" in previous.__dict__:
                self.__dict__["standings"] = previous.standings

    def _speaks_like(self, other: Library) -> bool:
        """Whether a renderer of ``other``, which knows no cases, says the same here."""
        mine, its = self.catalog, other.catalog
        same_words = mine.vocabulary is its.vocabulary and mine.today == its.today
        same_rooms = rooms_of(mine) == rooms_of(its)
        return same_words and same_rooms and self.settings == other.settings

    def _measures_like(self, other: Library) -> bool:
        """Whether what was made ready of the measurements of ``other`` is the same here."""
        mine, its = self.catalog, other.catalog
        return mine.benchmarks is its.benchmarks and mine.fetched is its.fetched

    @cached_property
    def summaries(self) -> tuple[Summary, ...]:
        """A row for each case: newest evidence first, then by slug."""
        rows = sorted(self._rows.values(), key=lambda row: row.slug)
        rows.sort(key=lambda row: row.newest.last, reverse=True)
        return tuple(rows)

    @cached_property
    def _rows(self) -> dict[str, Summary]:
        known: Mapping[str, Summary] = self.__dict__.pop("_known")
        return {slug: self._row(slug, case, known) for slug, case in self.catalog.cases.items()}

    def _row(self, slug: str, case: Case, known: Mapping[str, Summary]) -> Summary:
        row = known.get(slug)
        if row is not None and row.case is case:
            return row
        return summarise(slug, case, self.catalog.vocabulary)

    @cached_property
    def matcher(self) -> Matcher:
        """Who ranks the cases by what a reader asks for."""
        return Matcher(self.summaries, self.catalog.vocabulary)

    @cached_property
    def neighbourhood(self) -> Neighbourhood:
        """Who tells which cases are similar."""
        return Neighbourhood(self.summaries)

    @cached_property
    def evaluation(self) -> Evaluation:
        """The evidence that the decision worksheet weighs."""
        return evaluation(self.catalog, self.summaries, self.standings)

    @cached_property
    def standings(self) -> tuple[Item, ...]:
        """What the studies add to that evidence."""
        return measured_items(self.catalog)

    @cached_property
    def cell_ages(self) -> Mapping[str, Mapping[str, Age]]:
        """The ages of the cells that name a version, by the ids of their sheets and rows."""
        profiles, today = self.catalog.profiles, self.catalog.today
        return {
            sheet.id: cell_ages(sheet, profiles, today) for sheet in self.catalog.features.values()
        }

    @cached_property
    def benchmarks(self) -> Mapping[str, Measured]:
        """The sources of measurements by id."""
        meshes = tuple(self.catalog.vocabulary["meshes"])
        return by_id(self.catalog.benchmarks, meshes, self.catalog.fetched)

    @cached_property
    def signals(self) -> Mapping[str, Measured]:
        """The feeds of signals by id."""
        meshes = tuple(self.catalog.vocabulary["meshes"])
        return by_id(self.catalog.signals, meshes, self.catalog.fetched)

    @cached_property
    def adopters(self) -> Directory:
        """The directory of the lists of adopters."""
        return directory(self.catalog)

    @cached_property
    def adoption(self) -> Adoption:
        """The cases in numbers."""
        from meshbook.analysis.adoption import adoption  # brings in pandas: only when asked

        return adoption(self.summaries, self.catalog.vocabulary)

    @cached_property
    def renderers(self) -> Mapping[Language, Renderer]:
        """One renderer a language."""
        return {
            language: Renderer(self.catalog, self.settings, language) for language in LANGUAGES
        }
