"""The pages of the meshes: what each is, and the cases that name it by what happened.

A mesh has a page where a case names it or a profile describes it; a mode that has a profile of
its own (``istio-ambient``) has one too, with the cases that run that mode.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from meshbook.analysis.coverage import NO_PRODUCT
from meshbook.analysis.summary import Summary
from meshbook.artifacts import Artifact
from meshbook.exports.citables import of_mesh
from meshbook.exports.citations import Citable
from meshbook.languages import LANGUAGES, Language
from meshbook.model.case import Case, MeshUse, MeshVersion
from meshbook.model.profile import Profile
from meshbook.model.vocabulary import Term
from meshbook.pages.case import status_words
from meshbook.pages.citation import citing
from meshbook.pages.claims import Words, split
from meshbook.pages.environment import Renderer
from meshbook.pages.features import OF_PROFILE, Column, Group, column_of, groups_of
from meshbook.pages.library import Library
from meshbook.pages.mesh_figures import measurements_of
from meshbook.pages.page import Page
from meshbook.pages.profiles import NEWEST, ProfileView, ending_words, name_of
from meshbook.pages.signals import support_of

GROUPS = ("in-use", "silent", "moved", "left", "trial", "rejected", "undated", "alternative")
"""What became of a mesh in a case, in the order of the page; also the ids of its headings."""

LISTED = 6
"""Lifelines of one mesh on the page of all meshes."""

SHOWN = 100
"""Cases of one group on the page of a mesh; the explorer has all of them."""


SECTIONS = (
    "history", "releases", *GROUPS, "versions", "features", "measurements", "support", "sources",
    "cite",
)
"""The sections in their order; also the ids of their headings, which no statement may have."""


@dataclass(frozen=True, slots=True)
class MeshCases:
    """A mesh, or one mode of it, and the cases that name it, by group, newest evidence first."""

    term: Term
    groups: dict[str, list[Summary]] = field(default_factory=dict)
    profile: Profile | None = None

    @property
    def id(self) -> str:
        """The last part of its address."""
        return self.profile.id if self.profile is not None else self.term.id

    @property
    def mode(self) -> str | None:
        """The mode where the page is of one alone."""
        return self.profile.mode if self.profile is not None else None

    @property
    def query(self) -> str:
        """What the explorer is asked for."""
        mode = f"&mode={self.mode}" if self.mode else ""
        return f"mesh={self.term.id}{mode}"

    def name(self, renderer: Renderer) -> str:
        """What it is called."""
        return name_of(self.profile, self.term.id, renderer)

    def uses(self, case: Case) -> list[MeshUse]:
        """The uses of it in ``case``."""
        return [
            use
            for use in case.meshes
            if use.mesh == self.term.id and self.mode in (None, use.mode)
        ]

    @property
    def used(self) -> list[Summary]:
        """The cases that ran it or tried it; who only considered it is not among them."""
        return [
            row
            for group in GROUPS
            if group not in ("rejected", "alternative")
            for row in self.groups.get(group, ())
        ]

    @property
    def cases(self) -> list[Summary]:
        """Every case that names it."""
        return [row for group in GROUPS for row in self.groups.get(group, ())]


@dataclass(frozen=True, slots=True)
class Entry:
    """A mesh in the list of all: its name, its first sentence, and its end where it has one."""

    mesh: MeshCases
    name: str
    what: Words | None
    ended: str


@dataclass(frozen=True, slots=True)
class Line:
    """A case in the list of a mesh: its row, its name and where it stands, in words."""

    summary: Summary
    name: str
    status: str
    place: str


def pages(library: Library) -> Iterator[Artifact]:
    """The list of meshes and a page for each, in both languages."""
    meshes = cases_by_mesh(library)
    for language in LANGUAGES:
        page = _list_page(library, language, len(meshes))
        yield Artifact(page.path, partial(_render_list, library, page, meshes), "cases")
        for mesh in meshes:
            page = _mesh_page(library, mesh, language)
            render = partial(_render_mesh, library, page, mesh, meshes)
            yield Artifact(page.path, render, f"meshes/{mesh.id}")


def cases_by_mesh(library: Library) -> list[MeshCases]:
    """Each mesh that a case names or a profile describes, those with most users first."""
    profiles = library.catalog.profiles
    groups: dict[str, dict[str, list[Summary]]] = defaultdict(lambda: defaultdict(list))
    for summary in library.summaries:
        for mesh, group in _groups(summary).items():
            groups[mesh][group].append(summary)
    meshes = [
        MeshCases(term, groups.get(term.id, {}), profiles.get(term.id))
        for term in library.catalog.vocabulary["meshes"].values()
        if term.id in groups or term.id in profiles
    ]
    meshes += [
        _only_mode(mesh, profile)
        for mesh in meshes
        for profile in profiles.values()
        if profile.mode and profile.mesh == mesh.term.id
    ]
    return sorted(
        meshes,
        key=lambda mesh: (mesh.term.id in NO_PRODUCT, -len(mesh.used), -len(mesh.cases)),
    )


def citable_of(library: Library, mesh: MeshCases) -> Citable:
    """The page of a mesh as something to cite."""
    titles = {language: _mesh_page(library, mesh, language).title for language in LANGUAGES}
    return of_mesh(mesh.id, titles, mesh.profile, library.catalog.today)


def _only_mode(mesh: MeshCases, profile: Profile) -> MeshCases:
    """The cases of ``mesh`` that run the mode of ``profile``."""
    mode = MeshCases(mesh.term, {}, profile)
    for group, rows in mesh.groups.items():
        own = [row for row in rows if mode.uses(row.case)]
        if own:
            mode.groups[group] = own
    return mode


def _groups(summary: Summary) -> dict[str, str]:
    """The group of each mesh that a case names: what is dated counts before what is not."""
    found: dict[str, str] = {
        other.mesh: "alternative"
        for other in summary.case.alternatives
        if other.mesh not in (None, "none")
    }
    found |= {use.mesh: "undated" for use in summary.case.meshes}
    return found | {segment.mesh: segment.ends for segment in summary.segments}


def _list_page(library: Library, language: Language, count: int) -> Page:
    say = library.renderers[language].say
    return Page(
        address="meshes/",
        language=language,
        title=say("meshes.title"),
        description=say("meshes.description", count=count),
        section="meshes",
    )


def _mesh_page(library: Library, mesh: MeshCases, language: Language) -> Page:
    say = library.renderers[language].say
    name = mesh.name(library.renderers[language])
    form = "profile" if mesh.profile is not None else "mesh"
    return Page(
        address=f"meshes/{mesh.id}/",
        language=language,
        title=say(f"meshes.{form}_title", mesh=name),
        description=say(f"meshes.{form}_description", mesh=name, count=len(mesh.cases)),
        section="meshes",
    )


def _render_list(library: Library, page: Page, meshes: Sequence[MeshCases]) -> bytes:
    renderer = library.renderers[page.language]
    entries = [_entry(mesh, renderer) for mesh in meshes]
    return renderer.page(
        "meshes.html",
        page,
        entries=entries,
        listed=LISTED,
        groups=GROUPS,
        has_features=bool(library.catalog.features),
    )


def _entry(mesh: MeshCases, renderer: Renderer) -> Entry:
    profile = mesh.profile
    return Entry(
        mesh,
        mesh.name(renderer),
        split(profile.what[0].text, renderer.language) if profile else None,
        ending_words(profile, renderer) if profile else "",
    )


def _render_mesh(
    library: Library, page: Page, mesh: MeshCases, meshes: Sequence[MeshCases]
) -> bytes:
    renderer = library.renderers[page.language]
    uses = [(row, use) for row in mesh.cases for use in mesh.uses(row.case)]
    return renderer.page(
        "mesh.html",
        page,
        mesh=mesh,
        name=mesh.name(renderer),
        profile=ProfileView(mesh.profile, renderer, page.root) if mesh.profile else None,
        newest=NEWEST,
        features=_features(library, mesh, renderer),
        groups=[
            (group, len(rows), [_line(row, renderer) for row in rows[:SHOWN]])
            for group in GROUPS
            if (rows := mesh.groups.get(group))
        ],
        modes=Counter(use.mode for _, use in uses if use.mode != "unknown").most_common(),
        versions=_versions([(row, version) for row, use in uses for version in use.versions]),
        measurements=measurements_of(library, mesh.term.id, renderer, mesh.mode),
        support=[] if mesh.mode else support_of(library, mesh.term.id, renderer),
        cite=citing(
            citable_of(library, mesh), page, renderer, has_parts=mesh.profile is not None
        ),
        related=[(other, other.name(renderer)) for other in meshes if _is_related(mesh, other)],
    )


def _features(
    library: Library, mesh: MeshCases, renderer: Renderer
) -> tuple[list[Group], Column] | None:
    """The rows and cells of the mesh, but for what its profile says elsewhere on the page."""
    sheet = library.catalog.features.get(mesh.id)
    if sheet is None:
        return None
    groups = groups_of(renderer, OF_PROFILE)
    return groups, column_of(library, sheet, renderer)


def _line(summary: Summary, renderer: Renderer) -> Line:
    organisation = summary.case.organisation
    places = [renderer.term("industries", organisation.industry)]
    if organisation.country:
        places.append(renderer.country(organisation.country))
    return Line(
        summary,
        renderer.name(summary),
        status_words(summary.status, renderer),
        renderer.say("case.join").join(places),
    )


def _versions(
    versions: list[tuple[Summary, MeshVersion]],
) -> list[tuple[Summary, MeshVersion]]:
    """The versions that a source names, those with the latest date first, undated ones last."""
    return sorted(
        versions, key=lambda pair: pair[1].date.last if pair[1].date else (0, 0, 0), reverse=True
    )[:SHOWN]


def _is_related(one: MeshCases, other: MeshCases) -> bool:
    """Whether one of two products is made of the other, or both of a third."""
    return one.id != other.id and _made_of(one.term) == _made_of(other.term)


def _made_of(term: Term) -> str:
    return str(term.extra.get("version_of", term.id))
