"""What may stand on one axis, and what a chart says of itself."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meshbook.model.benchmark import Measurement
from meshbook.pages.comparing import comparisons
from meshbook.pages.comparison import Comparison, Incomparable
from meshbook.pages.dossier import Dossier
from meshbook.pages.live import loads_of
from meshbook.pages.plot import plot, series_of
from meshbook.pages.scale import scale_of
from meshbook.pages.study import groups_of
from sample_benchmarks import (
    LIVE_SOURCE,
    impossible,
    latency,
    live,
    measured_library,
    memory,
    run,
    study,
)

values = st.floats(min_value=1e-6, max_value=1e9, allow_nan=False)


def made_of(*sources: str) -> list[Comparison]:
    library = measured_library()
    return [each for name in sources for each in library.benchmarks[name].comparisons]


def dossier(source: str, language: str = "en") -> Dossier:
    library = measured_library()
    return Dossier(library, library.benchmarks[source], language)  # type: ignore[arg-type]


def test_figures_of_two_axes_cannot_be_compared() -> None:
    every = made_of("a-study", "another-study", "a-gateway")
    assert len(every) > 4
    for one in every:
        for other in every:
            rows = (*one.rows, *other.rows)
            if one is other:
                assert Comparison(one.axis, rows)
                continue
            with pytest.raises(Incomparable):
                Comparison(one.axis, rows)


def test_figures_that_belong_to_no_group_cannot_be_compared() -> None:
    first = made_of("a-study")[0]
    alone = replace(first.axis, group="")
    with pytest.raises(Incomparable):
        Comparison(alone, tuple(replace(row, axis=alone) for row in first.rows))
    shown = {row.subject.mesh for each in made_of("a-study") for row in each.rows}
    assert "kuma" not in shown


def test_another_dimension_unit_or_scope_is_another_axis() -> None:
    runs = [run("a", "istio", "sidecar", "slow"), run("b", "istio", "sidecar", "slow")]
    runs[1] = replace(runs[1], dimensions='{"routes": 10}')
    figures = [*latency("a", 1.0), *latency("b", 2.0), memory("a", 5.0), memory("a", 5.0, "B")]
    figures.append(replace(memory("a", 5.0), scope="sum"))
    figures.append(replace(latency("a", 0.5)[0], delta=True))
    found = comparisons("s", runs, figures, {}, ["slow"], [])
    assert len(found) == len({each.axis for each in found}) == 6
    assert len({each.slug for each in found}) >= 5


def test_repeats_are_kept_apart_and_the_middle_one_was_measured() -> None:
    row = next(row for row in made_of("a-study")[0].rows if row.subject.mesh == "linkerd")
    figure = row.figures["p50"]
    assert figure.values == (3.0, 3.1, 3.2)
    assert figure.middle == 3.1
    assert len(row.runs) == 3


@given(st.lists(values, min_size=1, max_size=9))
def test_the_middle_of_several_runs_is_one_of_them(several: list[float]) -> None:
    runs = [run(str(at), "istio", "sidecar", "slow") for at in range(len(several))]
    figures = [latency(str(at), value)[0] for at, value in enumerate(several)]
    (found,) = comparisons("s", runs, figures, {}, [], [])
    figure = found.rows[0].figures["p50"]
    assert figure.middle in several
    assert sum(value < figure.middle for value in several) <= len(several) / 2


def test_a_missing_figure_is_not_drawn_as_zero() -> None:
    assert not [each for each in made_of("another-study") if each.axis.metric == "memory"]
    (chart,) = made_of("another-study")
    assert "p99" not in chart.rows[1].figures
    table = dossier("another-study").table(chart)
    assert table.lines[1].cells[table.stats.index("p99")] is None


def test_a_failed_run_has_no_figures_and_is_counted() -> None:
    data = study()
    figures = [*data.tables.measurements, *latency("fast/cilium", 9.0)]
    found = comparisons("s", data.tables.runs, figures, {}, [], [])
    assert not any(row.subject.mesh == "cilium" for each in found for row in each.rows)
    assert [each.run for each in dossier("a-study").failures] == ["fast/cilium"]


def test_what_its_authors_disclaim_is_not_drawn_and_the_page_says_so() -> None:
    shown = dossier("a-study")
    assert {each.axis.metric for each in shown.measured.comparisons} == {"latency"}
    assert any("12 figures" in line and "Memory" in line for line in shown.undrawn)


def test_rows_stand_in_the_order_of_the_word_list_whoever_was_faster() -> None:
    meshes = [row.subject.mesh for row in made_of("a-study")[0].rows]
    assert meshes == ["none", "linkerd", "istio"]


def test_an_interest_is_written_into_the_picture() -> None:
    shown = dossier("a-study")
    for chart in shown.measured.comparisons:
        assert plot(chart, shown.measures).ribbon
    free = dossier("another-study")
    assert not plot(free.measured.comparisons[0], free.measures).ribbon


def test_a_flaw_is_written_on_its_row_and_a_flaw_of_all_once() -> None:
    shown = dossier("another-study")
    drawn = plot(shown.measured.comparisons[0], shown.measures)
    said = [[line.words for line in lane.notes] for lane in drawn.lanes]
    assert "median above p90" in said[0] and "median above p90" not in said[1]
    assert [line.words for line in drawn.cautions] == ["at second hand"]
    assert not any("at second hand" in lines for lines in said)


def test_everything_drawn_is_within_the_axis_and_in_order() -> None:
    shown = dossier("a-study", "ja")
    for chart in shown.measured.comparisons:
        drawn = plot(chart, shown.measures)
        assert drawn.ticks[0].x == 0 and drawn.ticks[-1].x == 100
        for lane in drawn.lanes:
            places = [mark.x for mark in lane.marks]
            assert places == sorted(places) and places[0] >= 0 and places[-1] <= 100
            assert lane.y < drawn.height
        heights = [lane.y for lane in drawn.lanes]
        assert heights == sorted(set(heights))


@given(st.lists(values, min_size=1, max_size=30))
def test_an_axis_holds_all_its_values_and_grows_with_them(drawn: list[float]) -> None:
    scale = scale_of(drawn)
    assert list(scale.ticks) == sorted(set(scale.ticks)) and len(scale.ticks) >= 2
    shares = [scale.share(value) for value in sorted(drawn)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 100 for share in shares)
    if scale.kind == "linear":
        assert scale.ticks[0] == 0
        assert len(scale.ticks) <= 6
    else:
        assert max(drawn) / min(drawn) >= 50
        assert all(math.log10(tick).is_integer() for tick in scale.ticks)


def test_an_axis_of_differences_reaches_below_zero() -> None:
    scale = scale_of([-2.0, 6.0])
    assert scale.ticks[0] < 0 < scale.ticks[-1] and 0 in scale.ticks


def test_a_chart_without_the_usual_percentiles_shows_the_highest_given() -> None:
    assert [each.stat for each in series_of(("p50", "p90", "p95", "p99"))] == ["p50", "p90", "p99"]
    assert [each.form for each in series_of(("p50", "p90", "p99"))] == ["open", "tick", "solid"]
    assert [each.stat for each in series_of(("p75", "p95"))] == ["p95"]
    assert [each.stat for each in series_of(("max", "mean", "min"))] == ["mean", "max"]


def test_releases_stand_in_the_order_of_their_numbers() -> None:
    (load,) = loads_of(dossier("a-gateway"))
    versions = [row.subject.version for row in load.charts[0].trend.rows]
    assert versions == ["v1.8.0", "v1.8.1", "v1.9.0", "v1.9.1", "v1.10.0", "v1.11.0"]


def test_a_new_method_has_a_panel_and_an_axis_of_its_own() -> None:
    (load,) = loads_of(dossier("a-gateway"))
    trend = load.charts[0].trend
    assert [len(panel.rows) for panel in trend.panels] == [4, 2]
    assert len({panel.comparison.axis for panel in trend.panels}) == 2
    assert trend.walls == (trend.panels[1].x,)
    assert trend.panels[0].scale != trend.panels[1].scale


def test_no_line_is_drawn_across_a_new_method_within_one_group() -> None:
    data = live()
    runs = tuple(replace(each, group="old") for each in data.tables.runs)
    data = replace(data, tables=replace(data.tables, runs=runs))
    library = measured_library(data)
    (load,) = loads_of(Dossier(library, library.benchmarks["a-gateway"], "en"))
    (panel,) = load.charts[0].trend.panels
    assert len(panel.walls) == 1
    for track in panel.tracks:
        assert [len(stretch) for stretch in track.stretches] == [4, 2]
        wall = panel.walls[0] * 10
        assert max(x for x, _ in track.stretches[0]) < wall < min(x for x, _ in track.stretches[1])


def test_builds_without_a_version_are_drawn_by_day() -> None:
    days = ("2026-03-02", "2026-02-27", "2026-03-01")
    runs = tuple(
        run(f"build-{day}", "cilium", "cni-l4", "old", started=f"{day}T00:27:00Z") for day in days
    )
    figures = [each for made in runs for each in latency(made.run, 1.0, 2.0, 3.0)]
    source = LIVE_SOURCE.model_copy(update={"breaks": []})
    data = replace(
        live(), source=source,
        tables=replace(live().tables, runs=runs, measurements=tuple(figures)),
    )
    library = measured_library(data)
    (load,) = loads_of(Dossier(library, library.benchmarks["a-gateway"], "en"))
    rows = load.charts[0].trend.rows
    assert [row.subject.version for row in rows] == sorted(days)


def test_a_share_is_told_in_per_cent_and_an_addition_with_its_sign() -> None:
    shown = dossier("another-study")
    figure = Measurement("linkerd", "latency", "value", 1.66, "ratio", delta=True)
    (chart,) = comparisons("s", impossible().tables.runs, [figure], {}, [], [])
    assert shown.measures.figure(chart.rows[0].figures["value"], chart.axis) == "+166"
    assert shown.measures.unit("ratio") == "%"


def test_charts_of_a_study_come_in_the_order_of_its_groups() -> None:
    assert [group.title for group in groups_of(made_of("a-study"), dossier("a-study"))] == [
        "100 rps", "1,000 rps",
    ]
