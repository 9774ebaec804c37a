"""Runs the browser engine's own tests on an index built here."""

import os
import subprocess
from pathlib import Path


def test_the_engine_passes_its_own_tests(node: str, fixture_index: Path) -> None:
    script = Path(__file__).with_name("engine.test.js")
    told = subprocess.run(
        [node, "--test", script],
        env={**os.environ, "SEARCH_INDEX": str(fixture_index)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
