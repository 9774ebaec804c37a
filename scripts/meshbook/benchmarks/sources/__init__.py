"""Where measurements and signals come from: one small module a source, each with a SOURCE.

What a source is, and what its ``collect`` is given and gives: ``benchmarks/visit.py``.
"""

from __future__ import annotations

from collections.abc import Mapping

from meshbook.benchmarks.sources import (
    artifact_hub,
    cilium_ci,
    conformance,
    endoflife,
    envoy_gateway,
    github,
    great_sidecar,
    istio_go,
    istio_tools,
    landscape,
    livewyer,
    mesh_bench,
)
from meshbook.benchmarks.visit import Source

MODULES = (
    envoy_gateway,
    cilium_ci,
    istio_go,
    conformance,
    livewyer,
    great_sidecar,
    mesh_bench,
    istio_tools,
    github,
    endoflife,
    artifact_hub,
    landscape,
)
SOURCES: Mapping[str, Source] = {module.SOURCE.id: module.SOURCE for module in MODULES}
"""Every source by its id, which is the name of its folder in ``docs/data``."""
