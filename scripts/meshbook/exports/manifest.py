"""The list of all exported files with their size and SHA-256, to check a copy against.

A file is summed while it is rendered, so that the list costs no second rendering of those
that the same process has made already.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from meshbook.artifacts import Artifact
from meshbook.exports.json_text import document

PATH = "data/manifest.json"
FORMAT = "meshbook-manifest/1"


@dataclass(slots=True)
class _Summed:
    """Renders a file, and keeps its size and sum."""

    path: str
    render: Callable[[], bytes]
    entry: dict[str, object] = field(default_factory=dict)

    def __call__(self) -> bytes:
        content = self.render()
        self.entry = {
            "path": self.path,
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        return content

    def summed(self) -> dict[str, object]:
        if not self.entry:
            self()
        return self.entry


def summed(artifacts: Iterable[Artifact]) -> list[Artifact]:
    """The same files, and last ``data/manifest.json``, which lists them by path."""
    kept = [(each, _Summed(each.path, each.render)) for each in artifacts]
    files = [replace(artifact, render=file) for artifact, file in kept]
    every = sorted((file for _, file in kept), key=lambda file: file.path)
    return [*files, Artifact(PATH, lambda: _manifest(every))]


def _manifest(files: Sequence[_Summed]) -> bytes:
    return document({"format": FORMAT, "files": [file.summed() for file in files]})
