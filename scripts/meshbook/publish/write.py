"""Write the site: two processes where the machine allows, and only bytes that differ."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from meshbook.artifacts import Artifact, Bundle, Site
from meshbook.problems import MeshbookError


def write(site: Site, folder: Path, jobs: int) -> None:
    """Write every artifact below ``folder``; with ``jobs`` of 2 the Japanese half in a child.

    Raises MeshbookError when the child fails; its own message is already on stderr.
    """
    japanese = [each for each in site if _is_japanese(each)]
    rest = [each for each in site if not _is_japanese(each)]
    if jobs < 2 or not hasattr(os, "fork") or len(site) < 200:
        _write_all([*rest, *japanese], folder)
        return
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        _run_child(japanese, folder)
    _write_all(rest, folder)
    _, status = os.waitpid(child, 0)
    if status != 0:
        raise MeshbookError("the process that writes the Japanese pages failed; see above")


def _run_child(site: Site, folder: Path) -> None:
    code = 1
    try:
        _write_all(site, folder)
        code = 0
    except BaseException:  # the child must never return into the caller's stack
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _is_japanese(each: Artifact | Bundle) -> bool:
    path = each.prefix if isinstance(each, Bundle) else each.path
    return path.startswith(("ja/", "search/ja/", "cards/ja/"))


def _write_all(site: Site, folder: Path) -> None:
    for path, content in _files(site):
        write_file(folder / path, content)


def _files(site: Site) -> Iterator[tuple[str, bytes]]:
    for each in site:
        if isinstance(each, Bundle):
            yield from each.render()
        else:
            yield each.path, each.render()


def write_file(path: Path, content: bytes) -> None:
    """Write ``content`` unless the file holds it already."""
    try:
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
