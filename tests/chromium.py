"""Find the Chromium that the browser tests drive, or install one.

`python tests/chromium.py` prints the path of the executable. It exits with 1 and one line on
standard error where no browser can be had: the browser tests are never skipped silently.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
NONE_TO_BE_HAD = (
    "The browser tests need Chromium: install it (Debian: apt install chromium) "
    "or set CHROMIUM to the path of one."
)


class ChromiumMissing(RuntimeError):
    """No Chromium was found and none could be installed; the message says what to do."""


def find() -> str:
    """Return the path of a Chromium that starts, installing one when the machine has none.

    The environment variable CHROMIUM comes first; when it is set, nothing else is tried.
    Raises ChromiumMissing.
    """
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return _named(chosen)
    path = _on_this_machine() or _by_playwright() or _by_apt()
    if path is None:
        raise ChromiumMissing(NONE_TO_BE_HAD)
    return path


def _named(chosen: str) -> str:
    path = shutil.which(chosen)
    if path is None or not _starts(path):
        raise ChromiumMissing(f"CHROMIUM is {chosen!r}, which is no Chromium that starts here.")
    return path


def _on_this_machine() -> str | None:
    on_path = [path for path in map(shutil.which, COMMANDS) if path is not None]
    return next(filter(_starts, [*on_path, *MAC_APPS]), None)


def _by_playwright() -> str | None:
    """Playwright's own build; it needs system libraries, so it counts only when it starts."""
    path = _playwright_path()
    if path is None or _starts(path):
        return path
    print("No Chromium found: asking Playwright for its own build", file=sys.stderr)
    _run([sys.executable, "-m", "playwright", "install", "chromium"])
    return path if _starts(path) else None


def _playwright_path() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _by_apt() -> str | None:
    """The distribution's package, where this process may install packages.

    On Ubuntu the package only starts a snap, which a container has none of: hence the last check.
    """
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    print("No Chromium found: installing the distribution's package", file=sys.stderr)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run(["apt-get", "update", "-q"], quiet)
    _run(["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"], quiet)
    return _on_this_machine()


def _run(command: list[str], env: dict[str, str] | None = None) -> None:
    """Run an installer with its progress on standard error; whether it worked is seen after it."""
    subprocess.run(command, env=env, stdout=sys.stderr, check=False)


def _starts(path: str) -> bool:
    if not Path(path).is_file():
        return False
    try:
        version = subprocess.run(
            [path, "--version"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return version.returncode == 0 and "chrom" in version.stdout.lower()


def main() -> int:
    """Print the path of Chromium; return the exit code."""
    try:
        print(find())
    except ChromiumMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
