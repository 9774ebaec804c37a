"""Every page is valid HTML, by the Nu checker."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import java
from site_project import ROOT

NU = ROOT / "tests" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ALLOW_LOOPBACK = "-Dnu.validator.servlet.allow-forbidden-hosts=true"


def test_the_nu_checker_finds_nothing_on_any_page(built: Path, host: str) -> None:
    pages = [f"{host}/{path.relative_to(built)}" for path in sorted(built.rglob("*.html"))]
    result = subprocess.run(
        [java.find(), "-Xss4m", ALLOW_LOOPBACK, "-jar", str(NU),
         "--format", "json", "--exit-zero-always", *pages],
        capture_output=True,
        text=True,
        timeout=300,
    )
    faults = [
        f"{message.get('url', '')}:{message.get('lastLine', '')}: {message['message']}"
        for message in json.loads(result.stderr)["messages"]
    ]
    assert faults == [], "\n".join(faults[:20])
