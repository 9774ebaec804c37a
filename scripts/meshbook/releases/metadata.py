"""What registries and archives are told of a release, from ``CITATION.cff``.

DataCite 4, Zenodo, CodeMeta and the citation file itself thus never say different things. The
words of the data's licence stand here; they are used only where the file names that licence.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from meshbook.problems import MeshbookError
from meshbook.reading.tree import read_tree

CITATION = "CITATION.cff"
_RIGHTS = {
    "rights": "Creative Commons Attribution 4.0 International",
    "rightsUri": "https://creativecommons.org/licenses/by/4.0/legalcode",
    "rightsIdentifier": "CC-BY-4.0",
    "rightsIdentifierScheme": "SPDX",
    "schemeUri": "https://spdx.org/licenses/",
}
_SOFTWARE_LICENCE = "https://spdx.org/licenses/Apache-2.0"


@dataclass(frozen=True, slots=True)
class About:
    """A release as a thing to cite. ``title_ja`` and ``repository`` may be empty."""

    title: str
    title_ja: str
    abstract: str
    authors: tuple[str, ...]
    keywords: tuple[str, ...]
    licence: str
    version: str
    date: datetime.date
    repository: str = ""


def about(
    citation: str, title_ja: str, version: str, date: datetime.date, repository: str
) -> About:
    """What ``CITATION.cff`` says, of this version.

    Raises MeshbookError for what is missing, and for a licence whose words are not known here.
    """
    data, problems = read_tree(CITATION, citation)
    if problems or data is None:
        raise MeshbookError(f"{CITATION}: cannot be read")
    try:
        told = About(
            title=data["title"],
            title_ja=title_ja,
            abstract=" ".join(str(data["abstract"]).split()),
            authors=tuple(_author(each) for each in data["authors"]),
            keywords=tuple(data["keywords"]),
            licence=data["license"],
            version=version,
            date=date,
            repository=repository,
        )
    except KeyError as error:
        raise MeshbookError(f"{CITATION}: has no {error}") from error
    known = _RIGHTS["rightsIdentifier"]
    if told.licence != known:
        raise MeshbookError(f"{CITATION}: the licence is {told.licence!r}; expected {known}")
    return told


def citation_of(citation: str, told: About) -> str:
    """The citation file with the version and the day of the release; all else stays as it is."""
    text = re.sub(r"(?m)^date-released:.*\n", "", citation)
    lines = f"version: '{told.version}'\ndate-released: {told.date.isoformat()}\n"
    new, count = re.subn(r"(?m)^version:.*\n", lambda match: lines, text)
    if count != 1:
        raise MeshbookError(f"{CITATION}: has {count} lines of version; expected one")
    return new


def datacite(told: About) -> str:
    """Metadata of DataCite 4 as JSON. The DOI is given by whoever registers it."""
    translated = {"title": told.title_ja, "titleType": "TranslatedTitle", "lang": "ja"}
    return _json({
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Dataset"},
        "creators": [{"name": name, "nameType": "Organizational"} for name in told.authors],
        "titles": [{"title": told.title, "lang": "en"}, *([translated] if told.title_ja else [])],
        "publisher": {"name": told.authors[0]},
        "publicationYear": str(told.date.year),
        "subjects": [{"subject": word} for word in told.keywords],
        "dates": [{"date": told.date.isoformat(), "dateType": "Issued"}],
        "language": "en",
        "version": told.version,
        "rightsList": [_RIGHTS],
        "descriptions": [
            {"description": told.abstract, "descriptionType": "Abstract", "lang": "en"}
        ],
        "formats": ["text/csv", "application/json", "application/vnd.apache.parquet",
                    "application/vnd.sqlite3"],
    })  # fmt: skip


def zenodo(told: About) -> str:
    """``.zenodo.json``."""
    return _json({
        "upload_type": "dataset",
        "title": told.title,
        "description": told.abstract,
        "creators": [{"name": name} for name in told.authors],
        "keywords": list(told.keywords),
        "license": told.licence.lower(),
        "access_right": "open",
        "language": "eng",
        "version": told.version,
        "publication_date": told.date.isoformat(),
    })  # fmt: skip


def codemeta(told: About) -> str:
    """``codemeta.json``: the program that holds, checks and publishes the data."""
    repository = {"codeRepository": told.repository} if told.repository else {}
    return _json({
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        "name": told.title,
        "description": told.abstract,
        "author": [{"@type": "Organization", "name": name} for name in told.authors],
        "keywords": list(told.keywords),
        "license": _SOFTWARE_LICENCE,
        "programmingLanguage": "Python",
        "version": told.version,
        "dateModified": told.date.isoformat(),
        **repository,
    })  # fmt: skip


def _author(author: Mapping[str, str]) -> str:
    return author.get("name") or f"{author['given-names']} {author['family-names']}"


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
