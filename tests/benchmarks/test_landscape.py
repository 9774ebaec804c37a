"""Which steps of a project the landscape gives."""

from __future__ import annotations

import upstreams
from meshbook.benchmarks.sources import landscape
from meshbook.benchmarks.visit import Snapshot, Visit
from meshbook.model.benchmark import SignalValue
from samples import SAMPLES, needs_samples
from upstream import Shape, Upstream

ITEM = """\
landscape:
  - subcategories:
      - items:
          - name: Kuma
            project: {level}
            repo_url: https://github.com/kumahq/kuma
            extra: {extra}
"""


def signals(content: bytes, known: Snapshot | None = None) -> tuple[SignalValue, ...]:
    """What a fetch makes of the file."""
    with (
        Upstream({landscape.FILE: Shape(content, "text/plain")}) as upstream,
        upstream.client() as client,
    ):
        visit = Visit(client, known or Snapshot(), upstreams.TODAY)
        return landscape.collect(visit).tables.signals


def steps(level: str, known: Snapshot | None = None, **days: str) -> set[tuple[str, str]]:
    """The steps and their days that are read of a project at ``level``."""
    extra = "{" + ", ".join(f"{step}: '{day}'" for step, day in days.items()) + "}"
    text = ITEM.format(level=level, extra=extra)
    return {(row.value, row.date) for row in signals(text.encode(), known)}


@needs_samples
def test_the_service_meshes_of_the_real_file_have_ten_steps() -> None:
    rows = signals((SAMPLES / "cncf-landscape" / "service-mesh.yml").read_bytes())
    assert len(rows) == 10
    assert {row.project for row in rows} == {"kuma", "linkerd", "istio", "open-service-mesh"}


def test_a_sandbox_project_is_one_since_it_was_accepted() -> None:
    assert steps("sandbox", accepted="2020-06-25") == {
        ("accepted", "2020-06-25"), ("sandbox", "2020-06-25"),
    }  # fmt: skip


def test_the_level_of_a_project_beyond_the_sandbox_is_no_step_of_its_own() -> None:
    days = {"accepted": "2022-09-30", "incubating": "2022-09-30", "graduated": "2023-07-12"}
    assert steps("graduated", **days) == set(days.items())


def test_a_sandbox_project_without_a_day_has_none_made_up() -> None:
    days = {"archived": "2023-07-05"}
    assert steps("sandbox", **days) == set(days.items())
