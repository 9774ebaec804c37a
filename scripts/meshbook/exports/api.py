"""``/api/v1/``: the data as static JSON, and ``openapi.json``, which describes it.

Every answer is an object with ``data``; a list has its ``count`` beside it. What may change and
what may not is promised at ``/data/#api``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from meshbook.artifacts import Artifact
from meshbook.exports.case_tables import CASES
from meshbook.exports.claim_table import CLAIMS
from meshbook.exports.data_tables import MEASUREMENTS, STUDIES
from meshbook.exports.dataset import Dataset
from meshbook.exports.endpoints import ENDPOINTS, ROOT
from meshbook.exports.json_text import document
from meshbook.exports.mesh_tables import FEATURES, MESHES
from meshbook.exports.openapi import openapi
from meshbook.exports.table import Table
from meshbook.model.case import Case
from meshbook.model.plain import plain
from meshbook.model.vocabulary import Term
from meshbook.pages.meshes import MeshCases

PAGE = 1000
"""Claims in one file."""

LISTS = {
    "cases.json": CASES, "meshes.json": MESHES, "studies.json": STUDIES, "features.json": FEATURES,
}  # fmt: skip


def files(dataset: Dataset) -> Iterator[Artifact]:
    """Every file of the API."""
    library = dataset.library
    yield _file("openapi.json", lambda: openapi(dataset))
    yield _file("index.json", lambda: _index(dataset))
    yield _file("vocabulary.json", lambda: _vocabulary(dataset))
    for path, table in LISTS.items():
        yield _file(path, partial(_rows, dataset, table))
    for slug, case in library.catalog.cases.items():
        yield _file(f"cases/{slug}.json", partial(_case, slug, case), f"cases/{slug}.yaml")
    yield _file("claims.json", lambda: _claims(dataset))
    for page in range(1, pages(dataset) + 1):
        yield _file(f"claims/{page}.json", partial(_claims_page, dataset, page))
    for mesh in dataset.meshes:
        yield _file(f"meshes/{mesh.id}.json", partial(_mesh, dataset, mesh), f"meshes/{mesh.id}")
    yield _file("measurements.json", lambda: _measurements(dataset))
    for study in library.benchmarks:
        yield _file(f"measurements/{study}.json", partial(_study, dataset, study), study)


def pages(dataset: Dataset) -> int:
    """How many files the claims fill: one at least."""
    claims = sum(1 for case in dataset.library.catalog.cases.values() for _ in case.claims())
    return max(1, -(-claims // PAGE))


def _file(path: str, value: Callable[[], Any], origin: str = "") -> Artifact:
    return Artifact(f"{ROOT}{path}", lambda: document(value()), origin)


def _listed(rows: Sequence[Any]) -> dict[str, Any]:
    return {"count": len(rows), "data": rows}


def _rows(dataset: Dataset, table: Table) -> dict[str, Any]:
    return _listed(dataset.records(table))


def _index(dataset: Dataset) -> dict[str, Any]:
    library = dataset.library
    return {
        "data": {
            "version": "v1",
            "as_of": library.catalog.today.isoformat(),
            "licence": "CC-BY-4.0",
            "documentation": "data/",
            "openapi": f"{ROOT}openapi.json",
            "counts": {
                "cases": len(library.catalog.cases),
                "claims": sum(len(list(case.claims())) for case in library.catalog.cases.values()),
                "meshes": len(dataset.meshes),
                "studies": len(library.benchmarks),
            },
            "paths": [f"{ROOT}{each.path}" for each in ENDPOINTS if not each.parameter],
            "templates": [f"{ROOT}{each.path}" for each in ENDPOINTS if each.parameter],
        }
    }


def _case(slug: str, case: Case) -> dict[str, Any]:
    return {"data": {"slug": slug, "path": f"cases/{slug}/", "case": plain(case)}}


def _claims(dataset: Dataset) -> dict[str, Any]:
    paths = [f"{ROOT}claims/{page}.json" for page in range(1, pages(dataset) + 1)]
    return {**_listed(paths), "claims": len(dataset.rows(CLAIMS)), "per_page": PAGE}


def _claims_page(dataset: Dataset, page: int) -> dict[str, Any]:
    rows = dataset.rows(CLAIMS)[(page - 1) * PAGE : page * PAGE]
    return {**_listed([CLAIMS.record(row) for row in rows]), "page": page}


def _mesh(dataset: Dataset, mesh: MeshCases) -> dict[str, Any]:
    features = dataset.library.catalog.features.get(mesh.id)
    return {
        "data": {
            "id": mesh.id,
            "path": f"meshes/{mesh.id}/",
            "cases": sorted(row.slug for row in mesh.cases),
            **({"profile": plain(mesh.profile)} if mesh.profile else {}),
            **({"features": plain(features)} if features else {}),
        }
    }


def _measurements(dataset: Dataset) -> dict[str, Any]:
    rows = [
        {
            "study": name,
            "path": f"{ROOT}measurements/{name}.json",
            "measurements": len(measured.tables.measurements),
        }
        for name, measured in dataset.library.benchmarks.items()
    ]
    return _listed(rows)


def _study(dataset: Dataset, study: str) -> dict[str, Any]:
    rows = (row for row in dataset.rows(MEASUREMENTS) if row[0] == study)
    return _listed([MEASUREMENTS.record(row) for row in rows])


def _vocabulary(dataset: Dataset) -> dict[str, Any]:
    lists = dataset.library.catalog.vocabulary.lists
    return {"data": {name: [_term(term) for term in lists[name].values()] for name in lists}}


def _term(term: Term) -> dict[str, Any]:
    return {"id": term.id, "en": term.en, "ja": term.ja}
