"""Adoption in numbers: the cases counted by industry, country, year, mesh, motive and step.

The module brings in pandas, which takes more than a second: only what counts over all cases
imports it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd  # type: ignore[import-untyped]

from meshbook.analysis.counts import ALL, MEASURED, Adoption, Flow, Slugs, Tally
from meshbook.analysis.lifeline import Segment, is_undated, ordered
from meshbook.analysis.moves import first_told, is_several, moves, standing
from meshbook.analysis.spans import to_leaving, to_production
from meshbook.analysis.summary import FACETS, Summary
from meshbook.model.case import DatedStage
from meshbook.model.vocabulary import Vocabulary

_LONG = ["word", "column", "slug"]


def adoption(rows: Sequence[Summary], vocabulary: Vocabulary) -> Adoption:
    """The numbers over ``rows``."""
    steps = {row.slug: moves(row) for row in rows}
    every = [move for row in rows for move in steps[row.slug]]
    facets = _facets(rows)
    told = _told(rows, vocabulary)
    leaving = [span for row in rows for span in to_leaving(row, steps[row.slug])]
    produced = set(facets[(facets.facet == "stage") & (facets.word == "production")].slug)
    return Adoption(
        cases=tuple(row.slug for row in rows),
        courses=_flows((first_told(row.case), standing(row), row.slug) for row in rows),
        undated=tuple(row.slug for row in rows if row.status is None),
        moves=tuple(every),
        flows=_flows((move.mesh, move.target, move.slug) for move in every),
        several=tuple(r.slug for r in rows if not steps[r.slug] and is_several(r.case)),
        industries=_tallies(_crossed(facets, "industry", "stage")),
        countries=_tallies(_crossed(facets, "country", "stage")),
        starts=tuple(sorted(_tallies(_starts(rows)), key=lambda tally: tally.word)),
        precision=_precision(rows),
        never=tuple(row.slug for row in rows if row.slug not in produced),
        meshes=_tallies(_standings(rows)),
        motives=_tallies(_motives(facets, told)),
        outcomes=_tallies(_outcomes(told)),
        to_production=tuple(span for row in rows for span in to_production(row)),
        to_leaving=tuple(leaving),
    )


def _facets(rows: Sequence[Summary]) -> pd.DataFrame:
    """A row for each value that a case has in a facet of the explorer."""
    values = [
        (facet, word, row.slug) for row in rows for facet in FACETS for word in row.facets[facet]
    ]
    return pd.DataFrame(values, columns=["facet", "word", "slug"])


def _crossed(facets: pd.DataFrame, by: str, across: str) -> pd.DataFrame:
    """Each word of the facet ``by`` with all its cases, and with those of each word ``across``."""
    mine = facets[facets.facet == by][["word", "slug"]]
    its = facets[facets.facet == across][["word", "slug"]].rename(columns={"word": "column"})
    return pd.concat([mine.assign(column=ALL), mine.merge(its, on="slug")])[_LONG]


def _long(lines: Iterable[tuple[str | None, str, str]]) -> pd.DataFrame:
    return pd.DataFrame([line for line in lines if line[0] is not None], columns=_LONG)


def _tallies(frame: pd.DataFrame) -> tuple[Tally, ...]:
    """The words of a long frame with their columns, most cases first."""
    counted = frame.drop_duplicates().groupby(["word", "column"], sort=True).slug.agg(tuple)
    words: dict[str, dict[str, Slugs]] = {}
    for (word, column), slugs in counted.items():
        words.setdefault(word, {})[column] = slugs
    found = [Tally(word, columns) for word, columns in words.items()]
    return tuple(sorted(found, key=lambda tally: (-len(tally.cases()), tally.word)))


def _flows(steps: Iterable[tuple[str | None, str | None, str]]) -> tuple[Flow, ...]:
    """The flows from a source to a target, most cases first."""
    frame = pd.DataFrame(
        [step for step in steps if None not in step], columns=["source", "target", "slug"]
    ).drop_duplicates()
    grouped = frame.groupby(["source", "target"], sort=True).slug.agg(tuple)
    found = [Flow(source, target, slugs) for (source, target), slugs in grouped.items()]
    return tuple(sorted(found, key=lambda flow: (-len(flow.cases), flow.source, flow.target)))


def _starts(rows: Sequence[Summary]) -> pd.DataFrame:
    """The year of each first date in production, and what the date says."""
    return _long(
        (str(stage.date.year), column, row.slug)
        for row, stage, dating in _first_productions(rows)
        for column in (ALL, dating)
    )


def _precision(rows: Sequence[Summary]) -> Tally:
    """How exact the dates are that tell when production began."""
    frame = _long(
        ("start", "day" if stage.date.day else "month" if stage.date.month else "year", row.slug)
        for row, stage, dating in _first_productions(rows)
        if dating == "start"
    )
    return next(iter(_tallies(frame)), Tally("start", {}))


def _first_productions(rows: Sequence[Summary]) -> Iterator[tuple[Summary, DatedStage, str]]:
    """For each case that has any, its first stage of production and what the date says."""
    for row in rows:
        stages = ordered(row.case.stages)
        first = next((stage for stage in stages if stage.stage == "production"), None)
        if first is None:
            continue
        open_side = first.date_is if first.date_is in ("by", "after") else "start"
        yield row, first, "undated" if is_undated(first, row.case) else open_side


def _standings(rows: Sequence[Summary]) -> pd.DataFrame:
    """Each mesh of each case, and how it stands there; ``all`` is what the explorer counts."""
    return _long(
        (segment.mesh, column, row.slug)
        for row in rows
        for segment in row.segments
        for column in _columns_of(segment)
    )


def _columns_of(segment: Segment) -> tuple[str, ...]:
    if not segment.proven and segment.ends != "trial":
        return ("not-taken",)
    return (ALL, "left" if segment.ends == "rejected" else segment.ends)


def _told(rows: Sequence[Summary], vocabulary: Vocabulary) -> pd.DataFrame:
    """A row for each outcome: its kind, the case, on what it rests, which way it went."""
    metrics = vocabulary["metrics"]
    kinds = {metric: term.extra.get("aspect") for metric, term in metrics.items()}
    lines = [
        (kinds.get(outcome.metric), row.slug, outcome.basis == MEASURED, outcome.direction)
        for row in rows
        for outcome in row.case.outcomes
    ]
    frame = pd.DataFrame(lines, columns=["kind", "slug", MEASURED, "direction"])
    return frame[frame.kind.notna()].astype({MEASURED: bool})


def _motives(facets: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Each motive across the kinds and directions of outcome; ``none`` where none is told.

    ``security/measured`` are the cases in which an outcome of that kind was measured.
    """
    mine = facets[facets.facet == "motive"][["word", "slug"]]
    measured = told[told[MEASURED]].assign(column=lambda each: each.kind + f"/{MEASURED}")
    directions = told.rename(columns={"direction": "column"})
    beside = pd.concat([measured, directions])[["slug", "column"]]
    silent = mine[~mine.slug.isin(told.slug)].assign(column="none")
    crossed = _crossed(facets, "motive", "outcome")
    return pd.concat([crossed, mine.merge(beside, on="slug"), silent])[_LONG]


def _outcomes(told: pd.DataFrame) -> pd.DataFrame:
    """Each kind of outcome, on what it rests, and which way it went."""
    named = told.rename(columns={"kind": "word"})
    rests = named[MEASURED].map({True: MEASURED, False: "told"})
    parts = [named.assign(column=each) for each in (ALL, rests, named.direction)]
    return pd.concat(parts)[_LONG]
