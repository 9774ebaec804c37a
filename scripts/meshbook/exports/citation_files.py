"""The files behind "Cite this": ``cite/<kind>/<id>`` as .bib, .ris and .json (CSL-JSON).

All claims of a case stand in the files of kind ``claim`` that have its name, those of the profile
of a mesh in the files of kind ``statement``, those of the feature matrix in ``cell``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from meshbook.artifacts import Artifact
from meshbook.exports.citables import (
    cells_of_features,
    claims_of_case,
    data_version,
    kind_of,
    of_case,
    of_data,
    of_measured,
    of_release,
    of_writeup,
    statements_of_mesh,
)
from meshbook.exports.citations import Citable, Kind
from meshbook.model.profile import Profile
from meshbook.pages.citation import FORMATS, Writer, data_titles, file_of
from meshbook.pages.compare import PAIRS
from meshbook.pages.compare import citable_of as citable_of_pair
from meshbook.pages.features import citable_of as citable_of_features
from meshbook.pages.library import Library
from meshbook.pages.meshes import cases_by_mesh
from meshbook.pages.meshes import citable_of as citable_of_mesh
from meshbook.paths import FEATURES, RELEASES, WRITEUPS

Maker = Callable[[], Citable | Iterable[Citable]]
"""Makes what a file cites when the file is wanted: a live site lists all and renders few."""


def files(library: Library) -> Iterator[Artifact]:
    """The files of everything that can be cited, three each."""
    catalog = library.catalog
    version, day = data_version(catalog.today), catalog.today
    for slug, case in catalog.cases.items():
        origin = f"cases/{slug}.yaml"
        yield from _three(library, "case", slug, origin, partial(of_case, slug, case, version))
        claims = partial(claims_of_case, slug, case, version)
        yield from _three(library, "claim", slug, origin, claims)
    for mesh in cases_by_mesh(library):
        origin, whole = f"meshes/{mesh.id}", partial(citable_of_mesh, library, mesh)
        yield from _three(library, "mesh", mesh.id, origin, whole)
        if mesh.profile is not None:
            statements = partial(_statements, whole, mesh.profile)
            yield from _three(library, "statement", mesh.id, origin, statements)
    if catalog.features:
        matrix = citable_of_features(library)
        cells = partial(cells_of_features, matrix, catalog.features.values())
        yield from _three(library, "features", matrix.id, FEATURES, lambda: matrix)
        yield from _three(library, "cell", matrix.id, FEATURES, cells)
    for measured in library.benchmarks.values():
        kind, make = kind_of(measured), partial(of_measured, measured, version)
        yield from _three(library, kind, measured.id, f"benchmarks/{measured.id}", make)
    for slug, writeup in catalog.writeups.items():
        make = partial(of_writeup, slug, writeup, version)
        yield from _three(library, "writeup", slug, f"{WRITEUPS}/{slug}.yaml", make)
    for pair in PAIRS:
        make = partial(citable_of_pair, library, pair)
        yield from _three(library, "comparison", pair, "compare", make)
    titles = data_titles(library.renderers)
    yield from _three(library, "data", "meshbook", "data", partial(of_data, titles, day))
    for release in catalog.published.releases:
        make = partial(of_release, release, titles)
        yield from _three(library, "release", release.version, RELEASES, make)


def _statements(whole: Callable[[], Citable], profile: Profile) -> Iterator[Citable]:
    return statements_of_mesh(whole(), profile)


def _three(library: Library, kind: Kind, name: str, origin: str, make: Maker) -> Iterator[Artifact]:
    path = file_of(kind, name)
    for ending, write in FORMATS.items():
        yield Artifact(f"{path}.{ending}", partial(_render, write, make, library), origin)


def _render(write: Writer, make: Maker, library: Library) -> bytes:
    made = make()
    citables = [made] if isinstance(made, Citable) else made
    return write(citables, library.renderers).encode()
