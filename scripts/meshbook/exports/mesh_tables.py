"""The meshes, their lines of releases and what they offer as tables."""

from __future__ import annotations

from collections.abc import Iterator

from meshbook.exports.case_tables import both, day
from meshbook.exports.table import Column, Row, Table
from meshbook.languages import LANGUAGES
from meshbook.model.feature import features_of
from meshbook.pages.library import Library
from meshbook.pages.meshes import cases_by_mesh


def _meshes(library: Library) -> Iterator[Row]:
    english, japanese = (library.renderers[language] for language in LANGUAGES)
    for mesh in sorted(cases_by_mesh(library), key=lambda each: each.id):
        profile = mesh.profile
        latest = profile.newest if profile else None
        yield (
            mesh.id, f"meshes/{mesh.id}/", mesh.term.id, mesh.mode,
            mesh.name(english), mesh.name(japanese), english.family(mesh.term.id),
            day(profile.born) if profile else None,
            latest.version if latest else None, day(latest.date) if latest else None,
            day(profile.ended.date) if profile and profile.ended else None,
            len(mesh.used), len(mesh.cases),
            profile is not None, day(profile.verified) if profile else None,
        )  # fmt: skip


def _releases(library: Library) -> Iterator[Row]:
    for name, profile in library.catalog.profiles.items():
        for release in profile.releases:
            yield name, release.version, day(release.date), day(release.end_of_support)


def _features(library: Library) -> Iterator[Row]:
    rows = features_of(library.catalog.vocabulary)
    for name, sheet in library.catalog.features.items():
        for cell in sheet.cells:
            source = cell.source
            yield (
                sheet.cell_id(cell.feature), name, cell.feature, rows[cell.feature].group,
                f"meshes/features/#{sheet.anchor(cell.feature)}",
                cell.answer, *both(cell.words), cell.version, day(cell.date),
                source.url if source else None, source.permalink if source else None,
                source.title if source else None, source.publisher if source else None,
                source.read if source else None, day(cell.accessed),
            )  # fmt: skip


MESHES = Table(
    "meshes",
    ("id",),
    (
        Column("id"), Column("path"), Column("mesh", words="meshes"),
        Column("mode", words="modes"), Column("name_en"), Column("name_ja"), Column("family"),
        Column("born", "date"), Column("latest"), Column("latest_date", "date"),
        Column("ended", "date"), Column("users", "integer"), Column("cases", "integer"),
        Column("profile", "boolean"), Column("verified", "date"),
    ),
    _meshes,
)  # fmt: skip

RELEASES = Table(
    "releases",
    ("mesh", "version"),
    (
        Column("mesh", of="meshes"), Column("version"), Column("date", "date"),
        Column("end_of_support", "date"),
    ),
    _releases,
)  # fmt: skip

FEATURES = Table(
    "features",
    ("id",),
    (
        Column("id"), Column("mesh", of="meshes"), Column("feature", words="features"),
        Column("feature_group", words="feature-groups"), Column("path"),
        Column("answer", words="fixed.answer"), Column("text_en"), Column("text_ja"),
        Column("version"), Column("date", "date"), Column("url", "url"),
        Column("permalink", "url"), Column("title"), Column("publisher"),
        Column("read", words="fixed.read"), Column("accessed", "date"),
    ),
    _features,
)  # fmt: skip
