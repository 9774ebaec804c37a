"""Small valid cases for tests, changed by naming what differs."""

from __future__ import annotations

import base64
import copy
import datetime
import shutil
from pathlib import Path
from typing import Any

import yaml

from meshbook.reading.case import read_case
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.rules.case_rules import case_problems

PROJECT = Path(__file__).resolve().parents[1]

_MINIMAL: dict[str, Any] = {
    "title": {"en": "Example Co runs Istio", "ja": "例社のIstio"},
    "summary": {
        "en": "Example Co sells examples on line. Istio is in production since 2021, for mTLS and "
        "for canary releases. No figure for its effect was found.",
        "ja": "例社は用例をオンラインで販売しています。2021年からIstioを本番で使っています。"
        "目的はmTLSとカナリアリリースです。効果を示す数値は見つかりませんでした。",
    },
    "original": "en",
    "translation": "current",
    "organisation": {
        "name": {"en": "Example Co", "ja": "例社"},
        "kana": "れいしゃ",
        "country": "JP",
        "industry": "software",
        "size": "250-999",
        "homepage": "https://www.example.com/",
    },
    "disclosure": "public-source",
    "told_by": ["adopter"],
    "stages": [
        {
            "id": "stage-2021",
            "mesh": "istio",
            "stage": "production",
            "date": "2021-05",
            "sources": ["blog"],
        }
    ],
    "meshes": [{"id": "mesh-istio", "mesh": "istio", "mode": "sidecar", "sources": ["blog"]}],
    "sources": {
        "blog": {
            "url": "https://www.example.com/blog/istio",
            "title": "How we run Istio",
            "publisher": "Example Co",
            "date": "2021-06-01",
            "language": "en",
            "kind": "blog",
            "relation": "adopter",
            "grade": "E2",
            "read": "full",
            "accessed": "2026-01-15",
        }
    },
    "added": "2026-01-15",
    "verified": "2026-01-15",
}


def sample_case(changes: dict[str, Any] | None = None) -> dict[str, Any]:
    """The plain data of a minimal valid case, with ``changes`` put in (see ``patched``)."""
    return patched(_MINIMAL, changes or {})


def patched(data: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """A copy of ``data`` with ``changes``: mappings merge, None takes a key away.

    A list replaces a list; a mapping whose keys are numbers changes single items of one.
    """
    return _merge(copy.deepcopy(data), changes)  # type: ignore[no-any-return]


def _merge(old: Any, new: Any) -> Any:
    if isinstance(old, list) and isinstance(new, dict) and all(str(key).isdigit() for key in new):
        for key, value in new.items():
            old[int(key)] = _merge(old[int(key)], value)
        return old
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    for key, value in new.items():
        if value is None:
            old.pop(key, None)
        else:
            old[key] = _merge(old.get(key), value)
    return old


def as_yaml(data: Any) -> str:
    """Plain data as the text of a case file."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


def write_project(folder: Path, cases: dict[str, dict[str, Any] | str | bytes]) -> Path:
    """A project in ``folder``: the real word lists and ``cases`` by slug; gives ``folder``."""
    shutil.copytree(PROJECT / "cases" / "_words", folder / "cases" / "_words")
    for name, content in cases.items():
        path = folder / "cases" / (name if "." in name else f"{name}.yaml")
        if isinstance(content, dict):
            content = as_yaml(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def example_files(example: dict[str, Any]) -> dict[str, bytes]:
    """The files of an example of ``rules/codes.yaml``, by name; the example's own comes first."""
    name = example.get("name", "example.yaml")
    files = {name: _example_content(example)}
    for other, change in example.get("others", {}).items():
        files[f"{other}.yaml"] = _example_content(change)
    return files


def _example_content(example: dict[str, Any]) -> bytes:
    if "base64" in example:
        return base64.b64decode(example["base64"])
    if "text" in example:
        return str(example["text"]).encode()
    text = as_yaml(sample_case(example.get("change")))
    if "edit" in example:
        old, new = example["edit"]["from"], example["edit"]["to"]
        assert text.count(old) == 1, f"{old!r} has to stand once in the sample case"
        text = text.replace(old, new)
    return (text + example.get("append", "") * int(example.get("times", 1))).encode()


def rule_codes(changes: dict[str, Any]) -> list[str]:
    """The codes that the rules give for the minimal case with ``changes``, sorted.

    Its shape has to be right.
    """
    content = as_yaml(sample_case(changes)).encode()
    file = read_case("x.yaml", content)
    assert file.problems == ()
    words = read_vocabulary(PROJECT / "cases" / "_words")
    return sorted(p.code for p in case_problems(file, content, words, datetime.date(2026, 6, 1)))
