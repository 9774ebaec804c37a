"""Percentiles of a histogram, as Fortio estimates them."""

from __future__ import annotations

from collections.abc import Sequence


def percentile(
    wanted: float, low: float, high: float, count: int, data: Sequence[tuple[float, float, float]]
) -> float:
    """The value below which ``wanted`` percent lie, in the unit of the buckets.

    ``data`` are the buckets ``(start, end, cumulative percent)``, ``low`` and ``high`` the
    smallest and the largest value. The steps are Fortio's own, so that the result is the same
    to the last bit.
    """
    if wanted >= 100:
        return high
    before = 100 / count
    if wanted <= before:
        return low
    for start, end, percent in data:
        if wanted <= percent:
            return start + (wanted - before) / (percent - before) * (end - start)
        before = percent
    return high
