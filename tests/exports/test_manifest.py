"""The list of files: all of them, with the size and the sum that they really have."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from meshbook.artifacts import Artifact
from meshbook.exports.dataset import Dataset
from meshbook.exports.manifest import PATH, summed
from meshbook.publish.site import EXPORT_MAKERS


def test_every_exported_file_is_listed_with_its_size_and_sum(
    dataset: Dataset, files: Mapping[str, bytes]
) -> None:
    made = summed(each for maker in EXPORT_MAKERS for each in maker.files(dataset))
    told = json.loads({each.path: each for each in made}[PATH].render())["files"]
    assert told == [
        {"path": path, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in sorted(files.items())
    ]


def test_a_file_that_was_rendered_is_not_rendered_again_for_its_sum() -> None:
    times = []

    def render() -> bytes:
        times.append(1)
        return b"x"

    file, manifest = summed([Artifact("a.json", render, "origin")])
    assert (file.render(), file.origin) == (b"x", "origin")
    manifest.render()
    assert len(times) == 1


def test_the_list_is_right_too_where_it_is_rendered_first() -> None:
    *_, manifest = summed([Artifact("a.json", lambda: b"abc")])
    [entry] = json.loads(manifest.render())["files"]
    assert entry["sha256"] == hashlib.sha256(b"abc").hexdigest()
