"""``python -m tests.bench``: measure, print, and say what holds. Always exits with 0."""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import sys
import traceback
from importlib import import_module

from tests.bench.project import CACHE
from tests.bench.report import Report

MEASURES = {
    "catalogue": "likeness",
    "check": "check",
    "build": "build",
    "exports": "exporting",
    "index": "indexing",
    "weight": "weight",
    "facets": "facets",
    "search": "searching",
    "ranking": "ranking",
    "worksheet": "worksheet",
    "reload": "reloading",
    "parsing": "parsing",
    "measurements": "measurements",
    "fetch": "fetching",
}


def main() -> None:
    """Run the measures that were asked for."""
    arguments = _parser().parse_args()
    names = arguments.only.split(",") if arguments.only else list(MEASURES)
    print(f"{datetime.datetime.now():%Y-%m-%d %H:%M}, Python {platform.python_version()}, "
          f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    reports = []
    for name in names:
        print(f"\n=== {name} ===", flush=True)
        try:
            reports.append(import_module(f"tests.bench.{MEASURES[name]}").measure(arguments.quick))
        except Exception:
            traceback.print_exc()
            reports.append(Report(name, [{"what": name, "verdict": "NOT MEASURED"}]))
        reports[-1].save(CACHE / "results")
        sys.stdout.flush()
    _summarise(reports)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", help=f"some of: {','.join(MEASURES)}", metavar="NAME,NAME")
    parser.add_argument("--quick", action="store_true", help="small catalogues and few rounds")
    return parser


def _summarise(reports: list[Report]) -> None:
    print("\n=== summary ===")
    for report in reports:
        for limit in report.limits:
            print(f"  {limit['verdict']:5} {report.name}: {limit['what']}", end="")
            if "value" in limit:
                print(f": {limit['value']:.3g} {limit['unit']} (at most {limit['most']})", end="")
            print()
    print(f"Details: {CACHE / 'results'}")


if __name__ == "__main__":
    main()
