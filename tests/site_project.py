"""A project to build the site from, and a plain host to serve it: what site tests share."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from meshbook.paths import PROFILES, WRITEUPS

ROOT = Path(__file__).resolve().parents[1]
TODAY = "2026-11-24"
SITE_URL = "https://meshbook.example/"
SUB_PATH_URL = "https://example.org/pages/meshbook/"
ADDRESSES = {
    "MESHBOOK_REPO_URL": "https://example.org/meshbook/source",
    "MESHBOOK_CONTACT": "cases@example.org",
}


def make_project(folder: Path) -> Path:
    """A copy of the project whose cases are the sample catalogue and the real ones.

    Cases, write-ups and profiles can be edited; everything else is linked to.
    """
    (folder / "docs").mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("scripts", *(f"docs/{part.name}" for part in (ROOT / "docs").iterdir())):
        if name in (WRITEUPS, PROFILES):
            shutil.copytree(ROOT / name, folder / name)
        else:
            (folder / name).symlink_to(ROOT / name)
    (folder / "cases").mkdir()
    (folder / "cases" / "_words").symlink_to(ROOT / "cases" / "_words", target_is_directory=True)
    for source in (ROOT / "cases", ROOT / "tests" / "catalogue"):
        for case in source.glob("*.yaml"):
            shutil.copy(case, folder / "cases")
    return folder


def run_build(project: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``command`` in ``project``; fail the test when it fails."""
    result = run(project, *command, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return result


def run(project: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``command`` in ``project`` with a fixed clock, whatever comes of it."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env={**os.environ, "MESHBOOK_TODAY": TODAY, **environment},
        capture_output=True,
        text=True,
        timeout=180,
    )


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A plain static host on loopback for ``folder``; gives its address without a slash."""
    handler = functools.partial(_QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass
