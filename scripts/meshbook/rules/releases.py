"""Dates of a case against the releases of the mesh itself: nobody runs what is not there yet.

A mesh without a profile, or a version of an unknown line, is not looked at. Whoever made the
mesh may have run it before: such a warning stands with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from meshbook.model.case import Case
from meshbook.model.profile import Profile, profile_of
from meshbook.model.values import PartialDate
from meshbook.problems import Loc
from meshbook.rules.subject import Finding, Subject


def meshes_are_older_than_their_use(subject: Subject) -> Iterator[Finding]:
    """D017: a mesh that was looked at, run or left before it was first released."""
    for loc, date, profile in _used(subject.case, subject.profiles):
        if profile.born is not None and date.last < profile.born.first:
            values = {"date": str(date), "profile": profile.id, "release": str(profile.born)}
            yield "D017", loc, values


def versions_are_older_than_their_use(subject: Subject) -> Iterator[Finding]:
    """D018: a version that was run before its line was released."""
    for number, use in enumerate(subject.case.meshes):
        profile = subject.profiles.get(use.mesh)
        for index, version in enumerate(use.versions):
            line = profile.line_of(version.version) if profile is not None else None
            if line is None or version.date is None or version.date.last >= line.date.first:
                continue
            loc: Loc = ("meshes", number, "versions", index, "date")
            yield "D018", loc, {
                "version": version.version, "date": str(version.date),
                "line": line.version, "release": str(line.date),
            }  # fmt: skip


def _used(
    case: Case, profiles: Mapping[str, Profile]
) -> Iterator[tuple[Loc, PartialDate, Profile]]:
    """Every dated stage and use with the profile of its mesh, the one of its mode first."""
    for index, stage in enumerate(case.stages):
        for mesh in dict.fromkeys((stage.mesh, stage.to or stage.mesh)):
            if mesh in profiles:
                yield ("stages", index, "date"), stage.date, profiles[mesh]
    for index, use in enumerate(case.meshes):
        profile = profile_of(use.mesh, use.mode, profiles)
        if profile is not None and use.since is not None:
            yield ("meshes", index, "since"), use.since, profile
