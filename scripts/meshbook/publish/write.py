"""Write the site: two processes where the machine allows, and only bytes that differ."""

from __future__ import annotations

import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from meshbook.artifacts import Artifact, Bundle, Site
from meshbook.problems import MeshbookError
from meshbook.reading.spread import rare_collection

WORTHWHILE = 200
"""A smaller site is written sooner than a process is started for it."""


def write(site: Site, folder: Path, jobs: int) -> None:
    """Write every artifact below ``folder``.

    With two ``jobs`` a forked process works from the end of the site while this one works
    from its beginning, until they meet. Each then touches its own half of the cases, which
    keeps memory shared, and neither waits for the other. Raises MeshbookError when the
    other process fails; its own message is on stderr.
    """
    with rare_collection():
        if jobs < 2 or len(site) < WORTHWHILE or not hasattr(os, "fork"):
            _write(site, folder, lambda: True)
            return
        site = sorted(site, key=_place)
        left = multiprocessing.get_context("fork").Value("i", len(site))

        def take() -> bool:
            """Whether one more artifact is left for whoever asks."""
            with left.get_lock():
                left.value -= 1
                return bool(left.value >= 0)

        child = _start(lambda: _write(reversed(site), folder, take))
        try:
            _write(site, folder, take)
        finally:  # never leave the other one writing on its own
            _, status = os.waitpid(child, 0)
    if status != 0:
        raise MeshbookError("the second writing process failed; see above")


def _start(work: Callable[[], None]) -> int:
    """Run ``work`` in a forked process and return its id."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child != 0:
        return child
    code = 1
    try:
        work()
        code = 0
    except BaseException as error:  # the child must never return into the caller's stack
        if "--debug" in sys.argv:
            traceback.print_exc()
        print(f"meshbook: {type(error).__name__}: {error}", file=sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(code)


def _place(each: Artifact | Bundle) -> tuple[int, str]:
    """Bundles, the longest work, at both ends; between them the two languages of a page."""
    if isinstance(each, Bundle):
        return (0 if each.prefix.endswith("/en/") else 2, each.prefix)
    return (1, each.path.removeprefix("ja/"))


def _write(site: Iterable[Artifact | Bundle], folder: Path, take: Callable[[], bool]) -> None:
    for each in site:
        if not take():
            return
        for path, content in _files(each):
            write_file(folder / path, content)


def _files(each: Artifact | Bundle) -> Iterator[tuple[str, bytes]]:
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
