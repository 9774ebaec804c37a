"""What a person should see after a run: what is gone, what has moved, what nobody could tell."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meshbook.analysis.staleness import Stale
from meshbook.links.cited import Citation
from meshbook.links.finding import VERDICTS, Verdict
from meshbook.links.standing import NEW, Standing


@dataclass(frozen=True, slots=True)
class Link:
    """An address, what is held of it, and where it stands.

    ``copies`` are other addresses of the same page that are not known to be dead;
    ``archivable`` says that a source with it could name an archived copy and does not.
    """

    url: str
    standing: Standing
    places: tuple[Citation, ...]
    copies: tuple[str, ...]
    archivable: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Links by what is to be done, each list in the order of the addresses; cases by age."""

    day: datetime.date
    counts: Mapping[str, int]
    """How many addresses have each verdict."""
    dead: Sequence[Link]
    moved: Sequence[Link]
    fading: Sequence[Link]
    """Found dead, but not yet on enough days."""
    blocked: Sequence[Link]
    unsure: Sequence[Link]
    sources: int
    archived: int
    """Of so many sources so many name an archived copy."""
    stale: Sequence[Stale]

    @property
    def wants_a_person(self) -> bool:
        """Whether something is wrong with the data itself."""
        return bool(self.dead or self.moved)


def report(
    cited: Mapping[str, Sequence[Citation]],
    standings: Mapping[str, Standing],
    stale: Sequence[Stale],
    day: datetime.date,
) -> Report:
    """The report of ``day`` on the addresses that are cited and that a run has seen."""
    known = [_link(url, standings, cited[url]) for url in cited if url in standings]
    counted = Counter(link.standing.verdict for link in known)
    sources = [each for places in cited.values() for each in places if each.archivable]

    def of(verdict: Verdict) -> list[Link]:
        return [link for link in known if link.standing.verdict == verdict]

    return Report(
        day=day,
        counts={verdict: counted[verdict] for verdict in VERDICTS},
        dead=of("dead"),
        moved=of("moved"),
        fading=[link for link in known if _is_fading(link.standing)],
        blocked=of("blocked"),
        unsure=[link for link in of("unsure") if link.standing.detail != NEW],
        sources=len(sources),
        archived=sum(each.is_archived for each in sources),
        stale=stale,
    )


def _link(url: str, standings: Mapping[str, Standing], places: Sequence[Citation]) -> Link:
    copies = dict.fromkeys(copy for place in places for copy in place.copies if copy != url)
    return Link(
        url,
        standings[url],
        tuple(places),
        tuple(copy for copy in copies if not _is_dead(copy, standings)),
        any(place.archivable and not place.is_archived for place in places),
    )


def _is_dead(url: str, standings: Mapping[str, Standing]) -> bool:
    held = standings.get(url.partition("#")[0])
    return held is not None and held.verdict == "dead"


def _is_fading(held: Standing) -> bool:
    return held.verdict != "dead" and any(each.found.verdict == "dead" for each in held.evidence)
