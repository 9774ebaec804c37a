"""A small write-up for tests, on the sample case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sample_cases import as_yaml, patched

_WRITEUP: dict[str, Any] = {
    "title": {"en": "One that stayed", "ja": "使い続ける1社"},
    "standfirst": {"en": "What one case tells.", "ja": "1つの事例から分かることです。"},
    "original": "en",
    "published": "2026-02-01",
    "sections": [
        {
            "id": "what-happened",
            "heading": {"en": "What happened", "ja": "起きたこと"},
            "passages": [
                {
                    "text": {
                        "en": "Example Co has run Istio since May 2021.",
                        "ja": "例社は2021年5月からIstioを運用しています。",
                    },
                    "claims": ["example#stage-2021"],
                }
            ],
        }
    ],
    "limits": [{"en": "It is one case.", "ja": "1つの事例にすぎません。"}],
}


def sample_writeup(changes: dict[str, Any] | None = None) -> dict[str, Any]:
    """The plain data of a valid write-up, with ``changes`` put in (see ``patched``)."""
    return patched(_WRITEUP, changes or {})


def write_writeup(root: Path, changes: dict[str, Any] | None = None, name: str = "example") -> str:
    """Put the write-up into the project at ``root``; gives its text."""
    folder = root / "docs" / "writeups"
    folder.mkdir(parents=True, exist_ok=True)
    text = as_yaml(sample_writeup(changes))
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return text
