"""A small project that can be built and released."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from sample_cases import PROJECT, sample_case, write_project
from sample_profiles import write_profile

OTHER: dict[str, Any] = {
    "organisation": {"name": {"en": "Other Co", "ja": "他社"}, "kana": "たしゃ",
                     "homepage": "https://www.example.org/"},
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two cases and a profile, with everything that a build needs."""
    root = tmp_path / "project"
    write_project(root, {"example": sample_case(), "other": sample_case(OTHER)})
    write_profile(root)
    (root / "docs" / "data").mkdir()
    for name in ("docs/en", "docs/ja", "docs/theme", "docs/schema", "scripts"):
        (root / name).symlink_to(PROJECT / name, target_is_directory=True)
    for name in ("mkdocs.yml", "CITATION.cff"):
        shutil.copy(PROJECT / name, root)
    return root
