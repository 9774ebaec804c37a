"""How like the real cases the generated ones are: distributions, side by side."""

from __future__ import annotations

import gzip
import os
import subprocess
from collections import Counter
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
from tests.bench.catalogue import (
    CLAIMS,
    NARRATIVE,
    ROOT,
    Catalogue,
    claims_of,
    texts_of,
)
from tests.bench.project import ENVIRONMENT, MESHBOOK, loaded
from tests.bench.prose import language_of, words_of
from tests.bench.report import Report

WHOLE = {"mesh": "meshes", "stage": "stages", "industry": "industries"}
"""Facets whose words must all occur, with their lists."""


def measure(quick: bool) -> Report:
    """Describe generated cases beside the real ones, and see that they are valid."""
    report = Report("catalogue")
    size = 250 if quick else 1000
    print_likeness(Catalogue(), 100 if quick else 250)
    library = loaded(size).library
    report.note(f"Words of the lists that {size} cases have:")
    for facet, name in WHOLE.items():
        listed = set(library.catalog.vocabulary[name]) - {"none"}
        found = {value for row in library.summaries for value in row.facets[facet]}
        report.note(f"{name}: {len(listed & found)} of {len(listed)}")
        report.limit(f"{name} that do not occur at {size} cases", len(listed - found), 0)
    countries = {value for row in library.summaries for value in row.facets["country"]}
    report.note(f"countries: {len(countries)}")
    project = loaded(size).root
    checked = subprocess.run(
        [*MESHBOOK, "check"], cwd=project, env={**os.environ, **ENVIRONMENT},
        capture_output=True, text=True, check=False,
    )
    print(f"  meshbook check: {checked.stdout.strip().splitlines()[-1]}")
    report.limit(f"exit code of `meshbook check` on {size} cases", checked.returncode, 0)
    return report


def print_likeness(catalogue: Catalogue, count: int) -> None:
    """Describe ``count`` generated cases beside the real ones."""
    paths = sorted((ROOT / "cases").glob("[!_]*.yaml"))
    real = [
        _measured(case, path.read_text(encoding="utf-8"))
        for path, case in zip(paths, catalogue.real, strict=True)
    ]
    numbers = range(count)
    made = [_measured(catalogue.case(number), catalogue.text(number)) for number in numbers]
    both = pd.concat(
        {"real": pd.DataFrame(real).describe(), "generated": pd.DataFrame(made).describe()}, axis=1
    )
    shown = ["mean", "std", "min", "50%", "max"]
    table = both.swaplevel(axis=1).sort_index(axis=1, level=0, sort_remaining=False)
    with pd.option_context("display.width", 160, "display.max_rows", None):
        print(f"\nThe {len(real)} real cases and {count} generated ones, a case:")
        print(table.loc[shown].T.round(2).to_string())
    _print_vocabulary(catalogue, count)


def _measured(case: dict[str, Any], text: str) -> dict[str, float]:
    texts = texts_of(case)
    data = text.encode()
    row: dict[str, float] = {
        "bytes": len(data),
        "gzip ratio": len(gzip.compress(data, 9)) / len(data),
        "claims": len(list(claims_of(case))),
        "sources": len(case["sources"]),
    }
    for name in CLAIMS:
        row[name] = len(case.get(name, ()))
    for name in NARRATIVE:
        row[name] = len(case.get("narrative", {}).get(name, ()))
    for code in ("en", "ja"):
        own = [each for each in texts if language_of(each) == code]
        words = [word for each in own for word in words_of(each)]
        row[f"characters {code}"] = sum(map(len, own))
        row[f"words {code}"] = len(words)
        row[f"distinct words {code}"] = len(set(words))
        row[f"gzip ratio {code}"] = _ratio(own)
    row["sources in Japanese"] = sum(s["language"] == "ja" for s in case["sources"].values())
    return row


def _ratio(texts: list[str]) -> float:
    data = "\n".join(texts).encode()
    return len(gzip.compress(data, 9)) / max(1, len(data))


def _print_vocabulary(catalogue: Catalogue, count: int) -> None:
    print("\nDistinct words as the text grows (Heaps's law V = K n^b):")
    for code, language in catalogue.prose.languages.items():
        growth = language.growth
        print(f"  {code} real, cases and search records: {growth.words} words, ", end="")
        print(f"{growth.distinct} distinct, b = {growth.b:.2f}")
        seen: Counter[str] = Counter()
        marks = {count // 4, count // 2, count}
        for number in range(count):
            for text in texts_of(catalogue.case(number)):
                if language_of(text) == code:
                    seen.update(words_of(text))
            if number + 1 in marks:
                expected = growth.vocabulary(seen.total())
                print(f"     {number + 1:5} cases: {seen.total():8} words, ", end="")
                print(f"{len(seen):6} distinct; by the law {expected:.0f}")

