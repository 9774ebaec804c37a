"""Real upstream files that lie beside a checkout, not in it: ``MESHBOOK_SAMPLES`` names them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_GIVEN = Path(os.environ.get("MESHBOOK_SAMPLES") or "/nonexistent")
SAMPLES = _GIVEN / "benchmarks" if (_GIVEN / "benchmarks").is_dir() else _GIVEN
"""The folder with one folder a source; it does not exist where there are none."""

needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="MESHBOOK_SAMPLES names no folder: the real files were not read"
)

ADOPTERS = _GIVEN / "adopters"
"""The same of the lists of adopters."""

needs_adopters = pytest.mark.skipif(
    not ADOPTERS.is_dir(), reason="MESHBOOK_SAMPLES has no lists of adopters: they were not read"
)
