"""Live reload: from saving a case to the browser showing it, under ``meshbook serve``."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.bench.browsing import chromium
from tests.bench.catalogue import slug_of
from tests.bench.project import CACHE, ENVIRONMENT, MESHBOOK, project
from tests.bench.report import Report, median, spread

CHANGES = 7
_TITLE = re.compile(r"(?m)^(title:\n  en: (?:>-\n    )?\"?)")

_PAINTED = """() => performance.timeOrigin
  + performance.getEntriesByName("first-contentful-paint")[0].startTime"""
"""When the browser painted the page with the change, in ms since 1970: a driver that waits for
a text looks for it up to half a second apart.
"""


def measure(quick: bool) -> Report:
    """Change cases one after the other, each shown in a browser that is on its page."""
    report = Report("reload")
    size = 250 if quick else 1000
    with tempfile.TemporaryDirectory(prefix="meshbook-bench-", dir=CACHE) as folder:
        root = Path(folder) / "project"
        shutil.copytree(project(size), root)  # links followed: no edit elsewhere restarts it
        times = _changes(root, 3 if quick else CHANGES)
    report.table(
        "From saving a case to seeing it in the browser",
        ("cases", "changes", "s", "s, all"),
        [(size, len(times), median(times), spread(times))],
    )
    report.limit(f"live reload at {size} cases, median", median(times), 0.5, "s")
    return report


def _changes(root: Path, count: int) -> list[float]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [*MESHBOOK, "serve", "--port", str(port)], cwd=root, env={**os.environ, **ENVIRONMENT},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        return [_change(root, address, number) for number in range(count)]
    finally:
        process.terminate()
        process.wait(10)


def _change(root: Path, address: str, number: int) -> float:
    slug = slug_of(number * 7)
    path = root / "cases" / f"{slug}.yaml"
    word = f"Changed{number}x{os.getpid()}"
    text, changed = _TITLE.subn(rf"\g<1>{word} ", path.read_text("utf-8"), count=1)
    assert changed == 1, slug
    with chromium() as browser:
        page = browser.new_page()
        page.goto(f"{address}/cases/{slug}/")
        time.sleep(0.5)
        started = time.time()
        path.write_text(text, "utf-8")
        page.get_by_text(word).first.wait_for(timeout=20_000)
        return float(page.evaluate(_PAINTED)) / 1000 - started


def _wait_for(address: str) -> None:
    """Until the server answers. Raises TimeoutError."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{address} does not answer")
