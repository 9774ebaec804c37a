"""``meshbook check`` of a thousand cases: the whole command, started anew.

Two times are told: of a check that remembers nothing, such as the first one, and of one
that passes over the files that an earlier one has found clean.
"""

from __future__ import annotations

from tests.bench.process import peak_of, run
from tests.bench.project import ENVIRONMENT, MESHBOOK, project
from tests.bench.report import Report, median, spread

CHECK = [*MESHBOOK, "check"]


def measure(quick: bool) -> Report:
    """Check a catalogue without a fault, round after round."""
    report = Report("check")
    size, rounds = (250, 3) if quick else (1000, 7)
    root = project(size)
    environment = {**ENVIRONMENT, "MESHBOOK_CACHE": str(root / "cache")}
    rows = []
    for name, command in (("first", [*CHECK, "--no-cache"]), ("again", CHECK)):
        run(command, root, **environment)  # the one that comes before "again", and warms the disk
        runs = [run(command, root, **environment) for _ in range(rounds)]
        walls = [each.wall for each in runs]
        cpu, peak = median(each.cpu for each in runs), peak_of(command, root, **environment)
        rows.append((name, size, rounds, median(walls), spread(walls), cpu, peak / 1e6))
        report.limit(f"checking {size} cases, {name}", median(walls), 1.5, "s")
    report.table(
        "`meshbook check` (a catalogue without a fault)",
        ("check", "cases", "rounds", "s", "s, all", "CPU s", "MB"), rows,
    )
    return report
