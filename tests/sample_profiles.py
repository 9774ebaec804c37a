"""A small profile of a mesh for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sample_cases import as_yaml, patched

_PROFILE: dict[str, Any] = {
    "mesh": "istio",
    "what": [
        {
            "id": "what-1",
            "text": {
                "en": "Istio puts a proxy beside each service.",
                "ja": "Istioは各サービスの横にプロキシを置きます。",
            },
            "sources": ["site"],
        }
    ],
    "licence": {
        "id": "licence",
        "text": {"en": "Apache-2.0.", "ja": "Apache-2.0です。"},
        "sources": ["site"],
    },
    "releases": [
        {
            "version": "1.30",
            "date": "2026-05-18",
            "end_of_support": "2027-01-31",
            "sources": ["site"],
        },
        {
            "version": "1.0",
            "date": "2018-07-31",
            "end_of_support": "2019-06-19",
            "sources": ["site"],
        },
    ],
    "history": [
        {
            "id": "first-release",
            "kind": "first-release",
            "date": "2017-05-24",
            "text": {"en": "Version 0.1 came out.", "ja": "0.1が公開されました。"},
            "sources": ["site"],
        }
    ],
    "sources": {
        "site": {
            "url": "https://www.example.net/istio",
            "title": "Istio",
            "publisher": "The project",
            "language": "en",
            "kind": "documentation",
            "relation": "project",
            "grade": "E2",
            "read": "full",
            "accessed": "2026-01-15",
        }
    },
    "verified": "2026-01-15",
}


def sample_profile(changes: dict[str, Any] | None = None) -> dict[str, Any]:
    """The plain data of a valid profile, with ``changes`` put in (see ``patched``)."""
    return patched(_PROFILE, changes or {})


def write_profile(root: Path, changes: dict[str, Any] | None = None, name: str = "istio") -> str:
    """Put the profile into the project at ``root``; gives its text."""
    folder = root / "docs" / "meshes"
    folder.mkdir(parents=True, exist_ok=True)
    text = as_yaml(sample_profile(changes))
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return text
