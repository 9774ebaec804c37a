"""The files whose addresses are promised: those that depend on no single record."""

from __future__ import annotations

from meshbook.exports.calendar import PATH as CALENDAR
from meshbook.exports.database import PATH as DATABASE
from meshbook.exports.dataset import TABLES
from meshbook.exports.endpoints import ENDPOINTS, ROOT
from meshbook.exports.manifest import PATH as MANIFEST
from meshbook.exports.tables import ENDINGS, FOLDER, PACKAGE


def lasting_files() -> list[str]:
    """Their paths below the address of the site."""
    api = [f"{ROOT}{each.path}" for each in ENDPOINTS if not each.parameter]
    tables = [f"{FOLDER}/{name}.{ending}" for name in TABLES for ending in ENDINGS]
    return [*api, f"{ROOT}openapi.json", *tables, DATABASE, PACKAGE, MANIFEST, CALENDAR, "llms.txt"]
