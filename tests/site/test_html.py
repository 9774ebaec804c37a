"""Every page is valid HTML, by the Nu checker."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import java
from site_project import ROOT

NU = ROOT / "tests" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def test_the_nu_checker_finds_nothing_on_any_page(built: Path) -> None:
    result = subprocess.run(
        [java.find(), "-Xss4m", "-jar", str(NU), "--format", "json", "--exit-zero-always",
         "--skip-non-html", str(built)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    messages = json.loads(result.stderr)["messages"]
    faults = [
        f"{message.get('url', '')}:{message.get('lastLine', '')}: {message['message']}"
        for message in messages
        if message["type"] == "error" or message.get("subType") == "warning"
    ]
    assert faults == [], "\n".join(faults[:20])
