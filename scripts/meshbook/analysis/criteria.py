"""What the decision worksheet weighs, and what counts for or against: the rules as data.

The page publishes these tables as they stand here. An outcome counts by its declared direction,
an incident by the declared role of the mesh, a cell by its answer; nothing is read out of prose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EventRule = Literal["incident", "expansion", "partial-retreat"]

PARTLY, TOLD, DOCUMENTED = 1, 2, 6
"""Units of evidence: what shows a part or only an intention (a reason for taking a mesh, an
outcome that is not of the mesh alone, use whose scale is not told), a case or a study, a fact on
record."""

UNSEEN = ("forecast", "title")
"""Bases of an outcome that nobody has seen yet: they do not count."""

NEEDED = 6
"""Units that place a mesh in one criterion: three cases or studies, or one fact on record."""

ENOUGH = 0.5
"""A mesh is placed where criteria with any evidence carry at least this share of the weights."""

FRESH_RELEASE = 400
"""Days for which the newest line of releases counts as support."""

BLAMED = ("cause", "amplifier")
"""Roles of a mesh in an incident that count against it."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that may matter, and the words of the vocabulary that are evidence on it.

    ``outcomes`` count for where their direction is better, against where it is worse;
    ``features`` for with yes, against with no. ``shown`` are features that are told in words
    and milestones without a direction: they stand under the score and are not counted.
    """

    id: str
    outcomes: tuple[str, ...] = ()
    motives: tuple[str, ...] = ()
    events: tuple[EventRule, ...] = ()
    measured: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    milestones_for: tuple[str, ...] = ()
    milestones_against: tuple[str, ...] = ()
    milestones_shown: tuple[str, ...] = ()
    releases: bool = False
    use: bool = False


CRITERIA = (
    Criterion(
        "effort",
        outcomes=("toil", "time-to-diagnose"),
        motives=("simplicity",),
        shown=("installation", "upgrades"),
    ),
    Criterion(
        "reliability",
        outcomes=(
            "availability", "reliability", "error-rate", "outage-duration", "recovery-time",
            "change-failure-rate",
        ),
        events=("incident",),
    ),
    Criterion("latency", outcomes=("latency",), measured=("latency",)),
    Criterion("resources", outcomes=("resource-use", "cost"), measured=("cpu", "memory")),
    Criterion(
        "identity",
        outcomes=("security",),
        motives=("mtls",),
        features=("mtls", "mtls-default", "mtls-strict", "external-ca", "rotation"),
        shown=("identity",),
    ),
    Criterion(
        "authorization",
        motives=("identity",),
        features=("authorization", "authorization-l7", "egress"),
    ),
    Criterion(
        "multicluster",
        motives=("multicluster",),
        features=("multicluster",),
        shown=("multicluster-modes",),
    ),
    Criterion("outside-kubernetes", features=("vm", "windows"), shown=("platforms",)),
    Criterion(
        "observability",
        motives=("observability",),
        features=("golden-metrics", "route-metrics", "tracing", "access-logs"),
    ),
    Criterion("gateway-api", features=("gateway-api", "gateway-api-conformance")),
    Criterion(
        "support",
        features=("managed",),
        shown=("stable-builds", "end-of-life"),
        milestones_shown=("builds",),
        releases=True,
    ),
    Criterion(
        "governance",
        shown=("licence", "governance"),
        milestones_for=("donated", "incubating", "graduated"),
        milestones_against=("licence", "dormant", "archived"),
        milestones_shown=("owner",),
    ),
    Criterion("production", events=("expansion", "partial-retreat"), use=True),
)  # fmt: skip
"""The criteria in the order of the page."""

MAINTAINED = "maintained"

REQUIREMENTS = {
    "mtls-strict": "mtls-strict",
    "authorization-l7": "authorization-l7",
    "sidecarless": "sidecarless",
    "multicluster": "multicluster",
    "outside-kubernetes": "vm",
    "gateway-api": "gateway-api-conformance",
    "fips": "fips",
}
"""What a reader may demand, and the feature that answers it: ``no`` excludes a mesh. Besides
these there is ``MAINTAINED``: a product that has ended is excluded."""
