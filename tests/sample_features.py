"""A small sheet of features for tests: three cells of Istio, whose profile is the sample one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sample_cases import as_yaml, patched

_SHEET: dict[str, Any] = {
    "mesh": "istio",
    "cells": [
        {
            "feature": "mtls",
            "answer": "yes",
            "words": {"en": "On between all sidecars.", "ja": "サイドカー間で有効です。"},
            "version": "1.30",
            "date": "2026-01-10",
            "source": {
                "url": "https://www.example.net/istio/mtls",
                "title": "Mutual TLS",
                "publisher": "The project",
                "read": "full",
            },
            "accessed": "2026-01-15",
        },
        {
            "feature": "authorization",
            "answer": "yes",
            "words": {"en": "By policy.", "ja": "ポリシーによります。"},
            "version": "1.0",
            "date": "2018-07-31",
            "source": {
                "url": "https://www.example.net/istio/policy",
                "title": "Policy",
                "publisher": "The project",
                "read": "part",
            },
            "accessed": "2026-01-15",
        },
        {"feature": "http3", "answer": "unknown"},
    ],
}


def sample_sheet(changes: dict[str, Any] | None = None) -> dict[str, Any]:
    """The plain data of a valid sheet, with ``changes`` put in (see ``patched``)."""
    return patched(_SHEET, changes or {})


def write_features(root: Path, changes: dict[str, Any] | None = None, name: str = "istio") -> str:
    """Put the sheet into the project at ``root``; gives its text."""
    folder = root / "docs" / "data" / "features"
    folder.mkdir(parents=True, exist_ok=True)
    text = as_yaml(sample_sheet(changes))
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return text
