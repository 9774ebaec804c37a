"""Words: each has to be in the list that its field uses."""

from __future__ import annotations

from collections.abc import Iterator

from meshbook.reading.shape import near, quoted
from meshbook.rules.subject import Examinee, Finding, Subject


def words_are_listed(subject: Examinee) -> Iterator[Finding]:
    """V001: a word that its list does not have."""
    for loc, name, word in subject.marked.words:
        terms = subject.vocabulary.lists[name]
        if word not in terms:
            values = {
                "value": quoted(word),
                "list": name,
                "near": near(word, list(terms)),
            }
            yield "V001", loc, values


def staged_meshes_are_described(subject: Subject) -> Iterator[Finding]:
    """V002: a mesh that was run has no entry of its own under ``meshes``."""
    described = {use.mesh for use in subject.case.meshes}
    for index, stage in enumerate(subject.case.stages):
        if stage.stage in ("pilot", "production") and stage.mesh not in described:
            yield "V002", ("stages", index, "mesh"), {"mesh": quoted(stage.mesh)}
