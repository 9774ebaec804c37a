"""``python -m tests.bench.drawing FOLDER``: draw everything in a source that may be compared."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.catalogue import ROOT, TODAY

from meshbook.analysis.measurements import Comparable, comparable, grouped, load
from meshbook.analysis.measurements import Row as Record
from meshbook.model.benchmark import Run, Tables
from meshbook.model.catalog import BenchmarkData, Catalog
from meshbook.model.source import BenchmarkSource
from meshbook.pages.comparison import Axis, Comparison, Figure, Row, Subject
from meshbook.pages.library import Library
from meshbook.pages.measured import Measured
from meshbook.pages.measures import Measures
from meshbook.pages.plot import plot
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.settings import Settings

WORDS = {"en": "A study made up for measuring", "ja": "計測用に作った調査"}
SOURCE = {
    "kind": "study", "title": WORDS, "summary": WORDS, "url": "https://bench.example/",
    "publisher": "Meshbook", "retrieved": TODAY, "licence": "CC0-1.0", "redistribute": "yes",
    "availability": "raw-files", "trust": {"run_by": "nobody", "conflict": "self"},
}  # fmt: skip


def main() -> None:
    """Load, group and draw; print how many pictures there are and how long they are."""
    rows = grouped(load([Path(sys.argv[1])]))
    lengths = [len(picture) for picture in pictures(comparable(rows))]
    print(f"{len(rows)} rows, {len(lengths)} pictures, {sum(lengths)} characters")


def pictures(parts: Iterator[Comparable]) -> Iterator[str]:
    """Each of ``parts`` as SVG, in English."""
    words, day = read_vocabulary(ROOT / "cases/_words"), datetime.date.fromisoformat(TODAY)
    catalog = Catalog({}, words, day)
    renderer = Library(catalog, Settings()).renderers["en"]
    runs = tuple(Run(mesh, "a.json", mesh=mesh) for mesh in ("cilium", "istio", "linkerd", "none"))
    source = BenchmarkSource.model_validate(SOURCE)
    data = BenchmarkData("study", source, Tables(runs=runs))
    measures = Measures(Measured(data, tuple(catalog.vocabulary["meshes"])), renderer)
    draw = renderer.macro("plot.html", "range")
    for number, part in enumerate(parts):
        drawn = plot(_compared(part), measures)
        yield str(draw("../", f"p{number}", "title", "description", drawn))


def _compared(part: Comparable) -> Comparison:
    """The same figures in the form that pages draw."""
    axis = _axis(part.rows[0])
    subjects: dict[Subject, dict[str, Figure]] = {}
    for row in part.rows:
        figures = subjects.setdefault(_subject(row), {})
        stat = f"p{row['quantile'] * 100:.6g}" if row["stat"] == "quantile" else row["stat"]
        figures[stat] = Figure(stat, (row["least"], row["middle"], row["most"]))
    lanes = [Row(axis, subject, found, (), (), frozenset()) for subject, found in subjects.items()]
    return Comparison(axis, tuple(lanes))


def _axis(row: Record) -> Axis:
    scope = "" if row["component"] == "client" else row["scope"]
    case = row["dimensions"] or ""
    return Axis(row["source"], row["group"], case, row["metric"], row["unit"], scope, row["delta"])


def _subject(row: Record) -> Subject:
    return Subject(*(row[name] for name in Subject.__dataclass_fields__))


if __name__ == "__main__":
    main()
