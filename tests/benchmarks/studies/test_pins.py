"""The list of a commit's files over real HTTP on loopback: what is taken, what is refused."""

from __future__ import annotations

import json

import pytest

import upstreams
from meshbook.benchmarks.pinned import Pin
from meshbook.benchmarks.visit import Snapshot, SourceError, Visit
from meshbook.benchmarks.visit import Upstream as File
from upstream import Shape, Upstream

PIN = Pin("owner/name", "a" * 40, "results")


def listed(paths: list[str], *, truncated: bool = False) -> list[File]:
    tree = [{"path": path, "type": "blob", "sha": "b" * 40} for path in paths]
    shape = Shape(json.dumps({"tree": tree, "truncated": truncated}).encode())
    with Upstream({PIN.tree: shape}) as upstream, upstream.client() as client:
        visit = Visit(client, Snapshot(), upstreams.TODAY)
        return PIN.files(visit, lambda path: path.endswith(".json"))


def test_files_that_are_wanted_below_the_folder_are_taken_with_their_digest() -> None:
    (file,) = listed(["results/a.json", "results/notes.md", "other/b.json", "resultsa.json"])
    assert (file.file, file.revision, file.digest) == ("a.json", PIN.commit, f"git:{'b' * 40}")


def test_a_list_that_is_cut_short_is_refused() -> None:
    with pytest.raises(SourceError, match="cut short"):
        listed(["results/a.json"], truncated=True)


def test_a_commit_without_results_is_refused() -> None:
    with pytest.raises(SourceError, match="no result is listed below results"):
        listed(["README.md"])
