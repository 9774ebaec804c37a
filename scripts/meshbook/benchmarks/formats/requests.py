"""Tables with one row a request, as oha, hey and ab write them: the figures are computed here.

A percentile is the smallest latency that is not exceeded by that share of all requests.
"""

from __future__ import annotations

from array import array
from collections import Counter

from meshbook.benchmarks.formats.draft import Draft
from meshbook.benchmarks.formats.table import Table
from meshbook.benchmarks.units import Fault, ImpossibleError, convert
from meshbook.model.benchmark import ResponseCode, Stat

QUANTILES = (0.5, 0.75, 0.9, 0.95, 0.99, 0.999)


def read_requests(
    draft: Draft, table: Table, run: str, latency: str, raw_unit: str, code: str | None = None
) -> None:
    """Add the figures of the column ``latency``, and the answers in the column ``code``."""
    values, codes = array("d"), Counter[str]()
    for row in table.rows():
        try:
            value = convert(row.cells[latency], raw_unit, "ms")
            if value < 0:
                raise ImpossibleError(row.cells[latency])
        except Fault as fault:
            locator = row.at(latency)
            draft.fault(fault, field=locator, raw=row.cells[latency], locator=locator)
            continue
        values.append(value)
        if code:
            codes[row.cells[code].strip()] += 1
    table.tell(draft)
    if values:
        _add(draft, run, sorted(values), f"column {latency}")
    draft.codes += [ResponseCode(run, name, count) for name, count in sorted(codes.items())]


def _add(draft: Draft, run: str, values: list[float], locator: str) -> None:
    count = len(values)
    draft.computed(run, "requests", "count", float(count), locator)
    stats: tuple[tuple[Stat, float], ...] = (
        ("min", values[0]), ("mean", sum(values) / count), ("max", values[-1]),
    )
    for stat, value in stats:
        draft.computed(run, "latency", stat, value, locator)
    for quantile in QUANTILES:
        rank = max(-int(-quantile * count // 1), 1)
        draft.computed(run, "latency", "quantile", values[rank - 1], locator, quantile=quantile)
