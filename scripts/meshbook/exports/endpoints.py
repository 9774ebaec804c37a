"""What can be asked of the API: the one list that its description and its page are made from."""

from __future__ import annotations

from dataclasses import dataclass

from meshbook.exports.case_tables import CASES
from meshbook.exports.claim_table import CLAIMS
from meshbook.exports.data_tables import MEASUREMENTS, STUDIES
from meshbook.exports.mesh_tables import FEATURES, MESHES
from meshbook.exports.table import Table

ROOT = "api/v1/"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address below ``ROOT``. ``name`` is that of its words in the string tables.

    ``gives`` is the table whose rows it lists, or the name of the schema of its ``data``.
    """

    path: str
    name: str
    gives: Table | str
    parameter: str = ""


ENDPOINTS = (
    Endpoint("index.json", "index", "Index"),
    Endpoint("cases.json", "cases", CASES),
    Endpoint("cases/{slug}.json", "case", "CaseFile", "slug"),
    Endpoint("claims.json", "claims", "ClaimPages"),
    Endpoint("claims/{page}.json", "claims_page", CLAIMS, "page"),
    Endpoint("meshes.json", "meshes", MESHES),
    Endpoint("meshes/{id}.json", "mesh", "MeshFile", "id"),
    Endpoint("features.json", "features", FEATURES),
    Endpoint("studies.json", "studies", STUDIES),
    Endpoint("measurements.json", "measurements", "MeasurementFiles"),
    Endpoint("measurements/{study}.json", "study", MEASUREMENTS, "study"),
    Endpoint("vocabulary.json", "vocabulary", "Vocabulary"),
)
