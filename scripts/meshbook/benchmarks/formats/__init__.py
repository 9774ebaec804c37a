"""What load generators and dashboards write, one module a format.

``recognise`` finds the format of a file, its ``parse(name, content)`` gives the rows that the
file holds: nothing about a mesh that the file does not say, units as the file says them, raw
text beside each figure. ``parse`` never raises; what it cannot take is a located problem.
"""

from __future__ import annotations

from meshbook.benchmarks.formats import (
    ab,
    envoy_gateway,
    fortio,
    gobench,
    hey,
    istio_csv,
    k6,
    nighthawk,
    oha,
    perfdash,
    prometheus,
    resource_csv,
    smp,
    vegeta,
    wrk2,
)
from meshbook.benchmarks.formats.format import Format
from meshbook.benchmarks.formats.text import decoded

FORMATS: dict[str, Format] = {
    module.FORMAT.id: module.FORMAT
    for module in (
        nighthawk, fortio, oha, hey, ab, wrk2, vegeta, k6, gobench, perfdash, envoy_gateway,
        istio_csv, resource_csv, smp, prometheus,
    )
}
"""All formats by id; in this order a file is compared with them."""

_HEAD = 65_536


def recognise(name: str, head: bytes) -> Format | None:
    """The format of a file by its name and its beginning (the more of it, the surer)."""
    text = decoded(head[:_HEAD])
    return next((each for each in FORMATS.values() if each.looks(name, text)), None)
