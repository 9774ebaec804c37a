"""Ids of the page itself: a claim with one of them would have no link of its own."""

from __future__ import annotations

from collections.abc import Iterator

from meshbook.rules.subject import Finding, Subject

_FRAME = ("main", "language", "theme", "search", "search-open", "toc", "contents")
"""On every page."""
RESERVED_IDS = frozenset(
    [
        *_FRAME,
        # The sections of a case, and what stands in them.
        "summary", "happened", "background", "why", "setup", "rollout", "quotes", "trouble",
        "outcomes", "alternatives", "scale", "disagreement", "checks", "gaps", "lessons",
        "sources", "people", "listings", "corrections", "waivers", "cite", "citation-text",
        "claim-citation", "similar",
    ]
)
RESERVED_ON_MESHES = frozenset(
    [
        *_FRAME,
        "history", "releases", "features", "in-use", "silent", "moved", "left", "trial", "rejected",
        "undated", "alternative", "versions", "measurements", "support", "sources",
        "cite", "citation-text", "claim-citation",
    ]
)
"""The sections of the page of a mesh."""
RESERVED_PREFIXES = ("source-", "foot-")
"""What the ids of the sources and of the parts of the foot begin with."""


def claim_ids_are_free(subject: Subject) -> Iterator[Finding]:
    """C011: the id of a claim is one that the page itself uses."""
    for loc, claim in subject.claims:
        if claim.id in RESERVED_IDS or claim.id.startswith(RESERVED_PREFIXES):
            yield "C011", (*loc, "id"), {"id": claim.id}
