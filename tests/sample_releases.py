"""A data release as it was made before, for tests of what changed since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from meshbook.model.release import CASE
from meshbook.paths import ADDRESSES, RELEASES
from meshbook.reading.case import read_case
from meshbook.releases.facts import as_table, facts_with_claims
from sample_cases import as_yaml

VERSION, DATE = "2026.01", "2026-01-20"


def publish(root: Path, cases: Mapping[str, dict[str, Any]]) -> None:
    """Put a release of ``cases`` (plain data by slug) into the project at ``root``."""
    facts: dict[str, dict[str, str]] = {}
    for slug, data in cases.items():
        case = read_case(f"cases/{slug}.yaml", as_yaml(data).encode()).case
        assert case is not None
        facts |= facts_with_claims(f"{CASE}{slug}", case)
    folder = root / RELEASES / VERSION
    folder.mkdir(parents=True)
    (folder / "facts.tsv.gz").write_bytes(as_table(dict(sorted(facts.items()))))
    about = {"version": VERSION, "date": DATE, "changed": []}
    (folder / "release.json").write_text(json.dumps(about), encoding="utf-8")
    addresses = [f"{record.replace('#', '/#')}{'' if '#' in record else '/'}" for record in facts]
    table = "".join(f"{address}\t{VERSION}\n" for address in sorted(addresses))
    (root / ADDRESSES).write_text(table, encoding="utf-8")
