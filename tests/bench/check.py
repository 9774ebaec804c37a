"""``meshbook check`` of a thousand cases: the whole command, started anew."""

from __future__ import annotations

from tests.bench.process import peak_of, run
from tests.bench.project import ENVIRONMENT, MESHBOOK, project
from tests.bench.report import Report, median, spread


def measure(quick: bool) -> Report:
    """Check a catalogue without a fault, round after round."""
    report = Report("check")
    size, rounds = (250, 3) if quick else (1000, 7)
    root = project(size)
    runs = [run([*MESHBOOK, "check"], root, **ENVIRONMENT) for _ in range(rounds)]
    walls = [each.wall for each in runs]
    report.table(
        "`meshbook check` (a catalogue without errors)",
        ("cases", "rounds", "s", "s, all", "CPU s", "MB"),
        [(size, rounds, median(walls), spread(walls), median(each.cpu for each in runs),
          peak_of([*MESHBOOK, "check"], root, **ENVIRONMENT) / 1e6)],
    )
    report.limit(f"checking {size} cases", median(walls), 1.5, "s")
    return report
