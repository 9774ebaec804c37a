"""Where names of adopters come from: one small module a list, each with a SOURCE.

What a source is, and what its ``collect`` is given and gives: ``benchmarks/visit.py``.
"""

from __future__ import annotations

from collections.abc import Mapping

from meshbook.adopters.sources import (
    cilium_users,
    cloudnative_days,
    cncf_case_studies,
    envoy_adopters,
    istio_case_studies,
    istio_companies,
    linkerd1,
    linkerd2,
)
from meshbook.benchmarks.visit import Source

MODULES = (
    linkerd2,
    linkerd1,
    istio_companies,
    istio_case_studies,
    cilium_users,
    envoy_adopters,
    cncf_case_studies,
    cloudnative_days,
)
SOURCES: Mapping[str, Source] = {module.SOURCE.id: module.SOURCE for module in MODULES}
"""Every list by its id, which is the name of its folder in ``docs/data/adopters``."""
