"""Between what one may choose, and to which of them a claim belongs.

A candidate is a product, or one mode of it where that has a profile of its own: ``istio`` is then
Istio in its other modes. Where a text does not name the mode, its date may: before the mode was
public nobody ran it. What stays open belongs to no candidate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meshbook.analysis.coverage import NO_PRODUCT
from meshbook.model.case import Case
from meshbook.model.profile import Profile
from meshbook.model.values import PartialDate

MODES_OF_RUNS = {
    "ambient-l4": "ambient",
    "ambient-waypoint": "ambient",
    "per-node-proxy": "per-node",
    "cni-l4": "per-node",
    "cni-l7": "per-node",
}
"""The modes of measured runs by the word that cases have for them, where it is another."""

_BESIDE = ("gateway", "none")
"""Modes in which a product runs, but not as a mesh."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product, or one mode of it. ``apart`` are the modes that are candidates themselves."""

    id: str
    mesh: str
    mode: str | None
    profile: Profile | None
    apart: tuple[str, ...] = ()


class Candidates:
    """All candidates, in the order of the word list."""

    def __init__(self, meshes: Iterable[str], profiles: Mapping[str, Profile]) -> None:
        self.all = tuple(
            candidate
            for mesh in meshes
            if mesh not in NO_PRODUCT
            for candidate in _of(mesh, profiles)
        )
        self._of_mesh = {each.mesh: each for each in self.all if each.mode is None}
        self._of_mode = {(each.mesh, each.mode): each for each in self.all if each.mode}

    def of(self, mesh: str | None, mode: str, date: PartialDate | None) -> Candidate | None:
        """To whom a claim on ``mesh`` in ``mode`` of ``date`` belongs; None where that is open."""
        whole = self._of_mesh.get(mesh or "")
        if whole is None or mode in _BESIDE:
            return None
        if mode in whole.apart:
            return self._of_mode[whole.mesh, mode]
        if not whole.apart or mode not in ("unknown", "mixed"):
            return whole
        return whole if date is not None and self._is_before(whole, date) else None

    def _is_before(self, whole: Candidate, date: PartialDate) -> bool:
        """Whether nobody can have run a mode of its own then."""
        profiles = [self._of_mode[whole.mesh, mode].profile for mode in whole.apart]
        births = [profile.born for profile in profiles if profile is not None]
        return all(born is not None and date.last < born.first for born in births)

    def of_case(self, case: Case, mesh: str, date: PartialDate | None) -> Candidate | None:
        """To whom a claim on ``mesh`` in ``case`` belongs, by the modes that the case names."""
        named = {use.mode for use in case.meshes if use.mesh == mesh}
        modes = named - {"unknown", *_BESIDE} or named or {"unknown"}
        found = {
            each.id: each for mode in modes if (each := self.of(mesh, mode, date)) is not None
        }
        return next(iter(found.values())) if len(found) == 1 else None


def only_mesh(case: Case) -> str | None:
    """The one mesh that the case names; None where there are several, or none with a name."""
    named = {use.mesh for use in case.meshes} - {"unnamed"}
    return named.pop() if len(named) == 1 else None


def _of(mesh: str, profiles: Mapping[str, Profile]) -> list[Candidate]:
    apart = {
        each.mode: each for each in profiles.values() if each.mesh == mesh and each.mode is not None
    }
    whole = Candidate(mesh, mesh, None, profiles.get(mesh), tuple(apart))
    return [whole, *(Candidate(each.id, mesh, mode, each) for mode, each in apart.items())]
