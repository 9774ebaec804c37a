"""Cilium's USERS.md: blocks that say who, and which features. Few of them are a mesh.

The lines with contacts (``Q``) are handles of people and are not taken, nor are descriptions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from meshbook.adopters.entries import numbered, public
from meshbook.adopters.history import ListFile
from meshbook.benchmarks.visit import JSON, Source
from meshbook.model.adopters import Listing, ListingClaim

_BEGIN = re.compile(r"^Users \(", re.MULTILINE)
_BLOCK = re.compile(r"^\s*\*\s*N[:：.]", re.MULTILINE)
_FIELD = re.compile(r"^\s*([A-Z])[:：.][ \t]*(.*)$", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s,)]+")
_MESH = re.compile(r"service mesh|mesh between", re.IGNORECASE)
_CLUSTER_MESH = re.compile(r"cluster ?mesh", re.IGNORECASE)
"""Clusters joined to one network: another feature."""


def read(url: str, text: str) -> tuple[Listing, ...]:
    """The entries after the heading of the list; the example before it is none."""
    begin = _BEGIN.search(text)
    blocks = _BLOCK.split(text[begin.start() :] if begin else text)[1:]
    return numbered(entry for block in blocks for entry in _entry(block))


def claim_of(features: str) -> ListingClaim:
    """What a line of features claims."""
    if _MESH.search(features):
        return "mesh"
    return "cluster-mesh" if _CLUSTER_MESH.search(features) else "cni"


def _entry(block: str) -> Iterator[Listing]:
    name, _, rest = block.partition("\n")
    if not name.strip():
        return
    fields = {letter: " ".join(words.split()) for letter, words in _FIELD.findall(rest)}
    features = fields.get("U", "").rstrip(" ,")
    claim = claim_of(features)
    address = _ADDRESS.search(fields.get("L", ""))
    yield Listing(
        name=" ".join(name.split()),
        claim=claim,
        mesh="cilium" if claim == "mesh" else None,
        url=public(address[0]) if address else None,
        note=features if claim == "mesh" else None,
    )


FILE = ListFile("cilium/cilium", "USERS.md", read)
SOURCE = Source("cilium-users", "adopters", (FILE.commits,), FILE.collect, accept=JSON)
