"""Ends of life: what the files behind endoflife.date say is what lies in ``docs/data``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

import upstreams
from meshbook.benchmarks.sources import endoflife
from meshbook.benchmarks.visit import Snapshot, Visit
from meshbook.model.benchmark import SignalValue
from meshbook.reading.tables import read_tables
from samples import SAMPLES, needs_samples
from upstream import Shape, Upstream

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "data" / "signals" / "endoflife"


def product(name: str) -> Shape:
    """The file of a product as the site's own interface gives it (its documented shape)."""
    text = (SAMPLES / "endoflife" / "products" / f"{name}.md").read_text(encoding="utf-8")
    front = yaml.load(text.split("---\n")[1], Loader=yaml.BaseLoader)
    return upstreams.as_json({"result": {"releases": [_line(each) for each in front["releases"]]}})


def _line(release: dict[str, Any]) -> dict[str, Any]:
    end = release["eol"]
    return {
        "name": release["releaseCycle"],
        "eolFrom": None if end in ("true", "false") else end,
        "latest": {"name": release["latest"]} if "latest" in release else None,
    }


def collected() -> tuple[SignalValue, ...]:
    """What a fetch makes of the files."""
    shapes = {f"{endoflife.API}/{name}/": product(name) for name in endoflife.PRODUCTS.values()}
    with Upstream(shapes) as upstream, upstream.client() as client:
        return endoflife.collect(Visit(client, Snapshot(), upstreams.TODAY)).tables.signals


@needs_samples
def test_the_first_collection_is_what_the_files_say() -> None:
    assert set(collected()) == set(read_tables(COMMITTED)[0].signals)
