"""The evidence for and against each candidate by criterion: one item a claim, each with its id.

What counts stands in ``criteria.py``. Every item leads to a claim: of a case, a cell of the
features, a measurement of a study or a dated fact of a profile. Nothing is scored here:
``weighing.py`` does that, and the browser does the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meshbook.analysis.candidates import Candidate, Candidates
from meshbook.analysis.criteria import CRITERIA, TOLD
from meshbook.analysis.items import Demand, Item
from meshbook.analysis.on_record import demands, on_record
from meshbook.analysis.rivals import standings, study_grade
from meshbook.analysis.summary import Summary
from meshbook.analysis.told import CaseEvidence
from meshbook.model.catalog import BenchmarkData, Catalog
from meshbook.model.source import INTERESTED


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that the worksheet weighs, in a fixed order."""

    candidates: tuple[Candidate, ...]
    items: tuple[Item, ...]
    demands: tuple[Demand, ...]


def evaluation(
    catalog: Catalog, summaries: Sequence[Summary], measured: Sequence[Item]
) -> Evaluation:
    """The evidence of the whole catalogue; ``measured`` is what ``measured_items`` gives."""
    candidates = _candidates(catalog)
    interested = frozenset(
        word for word, term in catalog.vocabulary["relations"].items() if term.extra.get("interest")
    )
    items = [
        *(item for row in summaries for item in CaseEvidence(row, candidates, interested).items()),
        *measured,
        *(item for each in candidates.all for item in on_record(each, catalog)),
    ]
    place = {each.id: number for number, each in enumerate(candidates.all)}
    row = {each.id: number for number, each in enumerate(CRITERIA)}
    items.sort(
        key=lambda item: (
            place[item.candidate], row[item.criterion], -item.units, item.grade, item.address
        )
    )  # fmt: skip
    answers = tuple(answer for each in candidates.all for answer in demands(each, catalog))
    return Evaluation(candidates.all, tuple(items), answers)


def measured_items(catalog: Catalog) -> tuple[Item, ...]:
    """What the studies say, which takes longest to work out and changes least."""
    candidates = _candidates(catalog)
    sources = catalog.benchmarks.values()
    return tuple(item for data in sources for item in _measured(data, candidates))


def _candidates(catalog: Catalog) -> Candidates:
    return Candidates(catalog.vocabulary["meshes"], catalog.profiles)


def _measured(data: BenchmarkData, candidates: Candidates) -> Iterator[Item]:
    """One item a study, metric and candidate. Its claim is the group and the metric."""
    interested = data.source.trust.conflict in INTERESTED
    room = "live" if data.source.kind == "live" else "studies"
    for criterion in CRITERIA:
        for metric in criterion.measured:
            for each in standings(data, metric, candidates):
                yield Item(
                    each.candidate, criterion.id, each.direction, TOLD,
                    f"benchmarks/{room}/{data.source_id}/", f"{each.group}-{metric}",
                    study_grade(data), interested, subject=each,
                )  # fmt: skip
