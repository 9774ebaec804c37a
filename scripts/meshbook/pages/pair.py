"""Two meshes side by side, as the ready comparisons show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from meshbook.analysis.lifeline import UNDATED, ordered
from meshbook.analysis.summary import Summary
from meshbook.model.case import Claim, DatedStage
from meshbook.model.profile import FACTS, Profile
from meshbook.model.values import Text
from meshbook.pages.claims import Citer, ClaimView, SourceView, split
from meshbook.pages.features import Column, column_of
from meshbook.pages.library import Library
from meshbook.pages.meshes import MeshCases, cases_by_mesh
from meshbook.pages.page import Page
from meshbook.pages.profiles import ProfileView, ReleaseRow, ending_words, name_of

NEWEST = 2
"""Lines of releases that are shown; the page of the mesh has all."""


@dataclass(frozen=True, slots=True)
class Side:
    """A mesh, or one mode of it."""

    mesh: str
    mode: str | None = None

    @property
    def query(self) -> str:
        """What the explorer is asked for."""
        return f"mesh={self.mesh}&mode={self.mode}" if self.mode else f"mesh={self.mesh}"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a cell: its name, where in it the reader is led, and what happened there."""

    slug: str
    anchor: str
    name: str
    words: str = ""


class SideView:
    """One side of a comparison in one language."""

    def __init__(self, library: Library, side: Side, page: Page) -> None:
        self.side, self._library, self._page = side, library, page
        self._renderer = library.renderers[page.language]
        profiles = library.catalog.profiles
        own = profiles.get(f"{side.mesh}-{side.mode}") if side.mode else None
        self.profile: Profile | None = own or profiles.get(side.mesh)
        self.page_id = self.profile.id if self.profile else side.mesh
        self.family = self._renderer.family(side.mesh)
        self.name = self._name(own)
        self.ending = ending_words(self.profile, self._renderer) if self.profile else ""
        self.over = self.profile is not None and self.profile.has_ended(library.catalog.today)

    def _name(self, own: Profile | None) -> str:
        """The name; of a mode without a profile of its own both."""
        renderer, side = self._renderer, self.side
        if own is not None or side.mode is None:
            return name_of(own, side.mesh, renderer)
        mesh, mode = renderer.term("meshes", side.mesh), renderer.term("modes", side.mode)
        return renderer.say("compare.side", mesh=mesh, mode=mode)

    @property
    def address(self) -> str:
        """The way from here to the page of the mesh."""
        return f"{self._page.home}meshes/{self.page_id}/"

    @cached_property
    def facts(self) -> Mapping[str, ClaimView | None]:
        """What the profile states, its sources linked where they stand: on the page of the mesh."""
        found = [(name, getattr(self.profile, name, None)) for name in FACTS]
        return {name: self._claim(fact, fact.text) if fact else None for name, fact in found}

    @property
    def ended(self) -> ClaimView | None:
        """How an ended product ended."""
        told = self.profile.ended if self.profile else None
        return self._claim(told, told.text) if told else None

    @cached_property
    def features(self) -> Column | None:
        """Its cells in the feature matrix; None where it has none."""
        sheet = self._library.catalog.features.get(self.page_id)
        return column_of(self._library, sheet, self._renderer) if sheet is not None else None

    @property
    def releases(self) -> Sequence[ReleaseRow]:
        """The newest lines, with the support that is given today."""
        if self.profile is None:
            return ()
        return ProfileView(self.profile, self._renderer, self._page.root).releases[:NEWEST]

    @cached_property
    def _whole(self) -> MeshCases | None:
        meshes = cases_by_mesh(self._library)
        return next((each for each in meshes if each.id == self.side.mesh), None)

    @cached_property
    def rows(self) -> Mapping[str, list[Summary]]:
        """The cases that name it, by what became of it.

        A stage has no mode. Of one mode only the cases that name no other mode of the mesh are
        grouped: of the rest nobody can tell which mode a stage is of.
        """
        if self._whole is None:
            return {}
        groups = self._whole.groups.items()
        found = ((group, [row for row in rows if self._is_sure(row)]) for group, rows in groups)
        return {group: rows for group, rows in found if rows}

    def _is_sure(self, row: Summary) -> bool:
        return self.side.mode is None or self._modes(row) == {self.side.mode}

    def _modes(self, row: Summary) -> set[str]:
        return {use.mode for use in row.case.meshes if use.mesh == self.side.mesh}

    @cached_property
    def ran(self) -> list[Summary]:
        """The cases that ran it or tried it."""
        used = self._whole.used if self._whole else []
        return [row for row in used if self.side.mode in (None, *self._modes(row))]

    @cached_property
    def listed(self) -> list[Summary]:
        """The cases that the explorer shows for it."""
        mesh, mode = self.side.mesh, self.side.mode
        return [
            row
            for row in self._library.summaries
            if mesh in row.facets["mesh"] and mode in (None, *row.facets["mode"])
        ]

    def lines(self, group: str) -> list[CaseLine]:
        """The cases of a group; of those that went away with the day and where to."""
        return [self._line(row, group) for row in self.rows.get(group, ())]

    def _line(self, row: Summary, group: str) -> CaseLine:
        name = self._renderer.name(row)
        stage = self._departure(row) if group in ("moved", "left", "rejected") else None
        if stage is None:
            return CaseLine(row.slug, "", name)
        return CaseLine(row.slug, stage.id, name, self._departed(stage))

    def _departure(self, row: Summary) -> DatedStage | None:
        own = [stage for stage in ordered(row.case.stages) if stage.mesh == self.side.mesh]
        return own[-1] if own else None

    def _departed(self, stage: DatedStage) -> str:
        renderer = self._renderer
        date = "" if stage.date == UNDATED else renderer.date(stage.date)
        if stage.to is None:
            return date
        return renderer.say("compare.went", to=renderer.term("meshes", stage.to), date=date)

    def _claim(self, claim: Claim, text: Text) -> ClaimView:
        words = split(text, self._renderer.language, len(claim.sources))
        cites = Markup(" ").join(
            self._marks[name] for name in claim.sources if name in self._marks
        )
        return ClaimView(claim.id, words, cites, None)

    @cached_property
    def _marks(self) -> Mapping[str, Markup]:
        """The boxed numbers, which lead to the sources on the page of the mesh."""
        if self.profile is None:
            return {}
        views = Citer(self.profile.sources, self._renderer, self._page.root).sources
        return dict(zip(self.profile.sources, map(self._mark, views), strict=True))

    def _mark(self, source: SourceView) -> Markup:
        cite = self._renderer.macro("claim.html", "cite_at")
        href = f"{self.address}#{source.anchor}"
        return cite(self._page.root, href, source.label, source.mark, source.number)


def both(one: SideView, other: SideView) -> list[Summary]:
    """The cases that ran or tried both sides, in the order of the library."""
    second = {row.slug for row in other.ran}
    return [row for row in one.ran if row.slug in second]
