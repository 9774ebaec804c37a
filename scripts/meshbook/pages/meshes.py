"""The pages of the meshes: each mesh that a case names, and its cases by what happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from meshbook.analysis.summary import Summary
from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES, Language
from meshbook.model.case import MeshVersion
from meshbook.model.values import PartialDate
from meshbook.model.vocabulary import Term
from meshbook.pages.case import status_words
from meshbook.pages.claims import web
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library
from meshbook.pages.mesh_figures import measurements_of
from meshbook.pages.page import Page
from meshbook.pages.signals import support_of

GROUPS = ("in-use", "silent", "moved", "left", "trial", "rejected", "undated", "alternative")
"""What became of a mesh in a case, in the order of the page; also the ids of its headings."""

LISTED = 6
"""Lifelines of one mesh on the page of all meshes."""

SHOWN = 100
"""Cases of one group on the page of a mesh; the explorer has all of them."""


@dataclass(frozen=True, slots=True)
class MeshCases:
    """A mesh and the cases that name it, by group, newest evidence first."""

    term: Term
    groups: dict[str, list[Summary]] = field(default_factory=dict)

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

    @property
    def ended(self) -> PartialDate | None:
        """When the product ended or will end."""
        ended = self.term.extra.get("ended")
        return PartialDate.parse(ended) if ended else None

    @property
    def ended_source(self) -> str | None:
        """Where its end was announced."""
        return web(self.term.extra.get("ended_source"))


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
            yield Artifact(page.path, render, f"meshes/{mesh.term.id}")


def cases_by_mesh(library: Library) -> list[MeshCases]:
    """Each mesh that a case names, those with most users first."""
    groups: dict[str, dict[str, list[Summary]]] = defaultdict(lambda: defaultdict(list))
    for summary in library.summaries:
        for mesh, group in _groups(summary).items():
            groups[mesh][group].append(summary)
    meshes = [
        MeshCases(term, groups[term.id])
        for term in library.catalog.vocabulary["meshes"].values()
        if term.id in groups
    ]
    return sorted(meshes, key=lambda mesh: (-len(mesh.used), -len(mesh.cases)))


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
    name = mesh.term.label(language)
    return Page(
        address=f"meshes/{mesh.term.id}/",
        language=language,
        title=say("meshes.mesh_title", mesh=name),
        description=say("meshes.mesh_description", mesh=name, count=len(mesh.cases)),
        section="meshes",
    )


def _render_list(library: Library, page: Page, meshes: Sequence[MeshCases]) -> bytes:
    renderer = library.renderers[page.language]
    return renderer.page("meshes.html", page, meshes=meshes, listed=LISTED, groups=GROUPS)


def _render_mesh(
    library: Library, page: Page, mesh: MeshCases, meshes: Sequence[MeshCases]
) -> bytes:
    renderer = library.renderers[page.language]
    uses = [
        (row, use)
        for row in mesh.cases
        for use in row.case.meshes
        if use.mesh == mesh.term.id
    ]
    return renderer.page(
        "mesh.html",
        page,
        mesh=mesh,
        groups=[
            (group, len(rows), [_line(row, renderer) for row in rows[:SHOWN]])
            for group in GROUPS
            if (rows := mesh.groups.get(group))
        ],
        modes=Counter(use.mode for _, use in uses if use.mode != "unknown").most_common(),
        versions=_versions([(row, version) for row, use in uses for version in use.versions]),
        measurements=measurements_of(library, mesh.term.id, renderer),
        support=support_of(library, mesh.term.id, renderer),
        related=[other for other in meshes if _is_related(mesh.term, other.term)],
    )


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


def _is_related(one: Term, other: Term) -> bool:
    """Whether one of two products is made of the other, or both of a third."""
    return one.id != other.id and _made_of(one) == _made_of(other)


def _made_of(term: Term) -> str:
    return str(term.extra.get("version_of", term.id))
