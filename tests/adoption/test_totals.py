"""Every total is that of a direct count over the YAML files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from adoption.plain_cases import Plain, plain_cases, plain_words, stages
from meshbook.analysis.counts import Adoption, Tally

STEPS = ("moved", "left", "rejected")
Sets = dict[tuple[str, str], set[str]]


def counted(lines: Iterable[tuple[str, str, str]]) -> Sets:
    """The cases by word and column."""
    found: Sets = defaultdict(set)
    for word, column, slug in lines:
        found[word, column].add(slug)
    return dict(found)


def told(tallies: Sequence[Tally]) -> Sets:
    return {
        (tally.word, column): set(slugs)
        for tally in tallies
        for column, slugs in tally.columns.items()
    }


def across_stages(words: dict[str, list[str]]) -> Sets:
    cases = plain_cases()
    every = ((word, "all", slug) for slug, own in words.items() for word in own)
    through = (
        (word, stage["stage"], slug)
        for slug, own in words.items()
        for word in own
        for stage in stages(cases[slug])
    )
    return counted([*every, *through])


def test_cases_by_industry_and_stage(adoption: Adoption) -> None:
    words = {slug: [case["organisation"]["industry"]] for slug, case in plain_cases().items()}
    assert told(adoption.industries) == across_stages(words)


def test_cases_by_country_and_stage(adoption: Adoption) -> None:
    words = {}
    for slug, case in plain_cases().items():
        place = case["organisation"]
        words[slug] = [*filter(None, [place.get("country")]), *place.get("also_in", [])]
    assert told(adoption.countries) == across_stages(words)


def test_first_years_in_production_by_what_their_dates_say(adoption: Adoption) -> None:
    def lines() -> Iterator[tuple[str, str, str]]:
        for slug, case in plain_cases().items():
            first = next((each for each in stages(case) if each["stage"] == "production"), None)
            if first is None:
                continue
            date, kind = first["date"], first.get("date_is", "on")
            sources = [case["sources"][name] for name in first["sources"]]
            read = {each["accessed"] for each in sources if "date" not in each}
            dating = kind if kind in ("by", "after") else "start"
            yield date[:4], "all", slug
            yield date[:4], "undated" if kind == "by" and date in read else dating, slug

    assert told(adoption.starts) == counted(lines())
    never = {
        slug
        for slug, case in plain_cases().items()
        if not any(stage["stage"] == "production" for stage in stages(case))
    }
    assert set(adoption.never) == never
    in_the_table = sum(len(tally.cases()) for tally in adoption.starts)
    assert in_the_table + len(never) == len(plain_cases())


def test_cases_by_mesh_that_was_run_or_is_tried(adoption: Adoption) -> None:
    found = {tally.word: set(tally.cases()) for tally in adoption.meshes if tally.cases()}
    direct: dict[str, set[str]] = defaultdict(set)
    for slug, case in plain_cases().items():
        for mesh, kinds in by_mesh(case).items():
            tried_only = "production" not in kinds and {"evaluating", "pilot"} & set(kinds)
            used = not tried_only and {"production", "moved", "left"} & set(kinds)
            if used or kinds[-1] in ("evaluating", "pilot"):
                direct[mesh].add(slug)
    assert found == direct


def by_mesh(case: Plain) -> dict[str, list[str]]:
    """What a case went through with each mesh; to have moved to it is to run it."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for stage in stages(case):
        kinds[stage["mesh"]].append(stage["stage"])
        if stage["stage"] == "moved" and stage["to"] != "none":
            kinds[stage["to"]].append("production")
    return kinds


def test_a_mesh_stands_in_one_way_in_each_case(adoption: Adoption) -> None:
    for tally in adoption.meshes:
        parts = [slug for each in ("in-use", "silent", "trial", "moved", "left")
                 for slug in tally.cases(each)]  # fmt: skip
        assert sorted(parts) == sorted(tally.cases())
        assert not set(tally.cases("not-taken")) & set(parts)


def outcomes(case: Plain) -> list[tuple[str, str, str]]:
    """Kind, basis and direction of each outcome."""
    kinds = plain_words("metrics")
    return [
        (kinds[each["metric"]]["aspect"], each["basis"], each["direction"])
        for each in case.get("outcomes", [])
    ]


def test_motives_beside_outcomes(adoption: Adoption) -> None:
    def lines() -> Iterator[tuple[str, str, str]]:
        for slug, case in plain_cases().items():
            for motive in {each["kind"] for each in case.get("motives", [])}:
                yield motive, "all", slug
                if not outcomes(case):
                    yield motive, "none", slug
                for kind, basis, direction in outcomes(case):
                    yield motive, kind, slug
                    yield motive, direction, slug
                    if basis == "measured":
                        yield motive, f"{kind}/measured", slug

    assert told(adoption.motives) == counted(lines())


def test_outcomes_by_basis_and_direction(adoption: Adoption) -> None:
    assert told(adoption.outcomes) == counted(
        (kind, column, slug)
        for slug, case in plain_cases().items()
        for kind, basis, direction in outcomes(case)
        for column in ("all", "measured" if basis == "measured" else "told", direction)
    )


def test_every_step_that_a_case_dates_is_a_move(adoption: Adoption) -> None:
    dated = {
        (slug, stage["id"], stage["mesh"])
        for slug, case in plain_cases().items()
        for stage in stages(case)
        if stage["stage"] in STEPS
    }
    of_stages = [move for move in adoption.moves if move.kind != "mode"]
    assert {(move.slug, move.claim, move.mesh) for move in of_stages} == dated
    assert len(of_stages) == len(dated)


def test_flows_to_other_meshes_and_to_a_no(adoption: Adoption) -> None:
    direct = Counter()
    for case in plain_cases().values():
        steps = {
            (each["mesh"], f"mesh/{each['to']}" if each["stage"] == "moved" else "rejected")
            for each in stages(case)
            if each["stage"] in ("moved", "rejected") and each.get("to") != "none"
        }
        direct.update(steps)
    found = {
        (flow.source, flow.target): len(flow.cases)
        for flow in adoption.flows
        if flow.target.startswith("mesh/") or flow.target == "rejected"
    }
    assert found == direct


def test_flows_to_nothing_are_the_cases_that_left(adoption: Adoption) -> None:
    direct = {
        (slug, stage["mesh"])
        for slug, case in plain_cases().items()
        for stage in stages(case)
        if stage["stage"] == "left"
    }
    found = {
        (slug, flow.source)
        for flow in adoption.flows
        if flow.target in ("left", "trial")
        for slug in flow.cases
    }
    assert found == direct


def test_changes_of_mode_name_what_they_replaced(adoption: Adoption) -> None:
    unclear = (None, "unknown", "mixed")
    direct = set()
    for slug, case in plain_cases().items():
        uses = case["meshes"]
        for before, after in ((a, b) for at, b in enumerate(uses) for a in uses[:at]):
            modes = before.get("mode"), after.get("mode")
            same = before["mesh"] == after["mesh"] and modes[0] != modes[1]
            if same and not set(modes) & set(unclear) and "replaced" in after:
                direct.add((slug, f"mode/{after['mesh']}/{modes[0]}/{modes[1]}"))
    found = {
        (slug, flow.target)
        for flow in adoption.flows
        if flow.target.startswith("mode/")
        for slug in flow.cases
    }
    assert found == direct


def test_each_case_has_one_course(adoption: Adoption) -> None:
    courses = [slug for flow in adoption.courses for slug in flow.cases]
    assert sorted([*courses, *adoption.undated]) == sorted(plain_cases())
    first = {slug: flow.source for flow in adoption.courses for slug in flow.cases}
    for slug, source in first.items():
        begun = stages(plain_cases()[slug])[0]["stage"]
        assert source == ("ended" if begun in STEPS else begun)


def test_what_flows_out_flows_in(adoption: Adoption) -> None:
    for flows in (adoption.flows, adoption.courses):
        out: Counter[str] = Counter()
        into: Counter[str] = Counter()
        for flow in flows:
            out[flow.source] += len(flow.cases)
            into[flow.target] += len(flow.cases)
        assert out.total() == into.total() == sum(len(flow.cases) for flow in flows)
    steps = {(move.slug, move.mesh, move.target) for move in adoption.moves}
    assert sum(len(flow.cases) for flow in adoption.flows) == len(steps)


def test_lengths_count_only_meshes_that_were_tried_before_production(adoption: Adoption) -> None:
    direct = set()
    for slug, case in plain_cases().items():
        for mesh in {stage["mesh"] for stage in stages(case)}:
            kinds = [each["stage"] for each in stages(case) if each["mesh"] == mesh]
            begun = next((at for at, kind in enumerate(kinds) if kind in TRIALS), None)
            if begun is not None and "production" in kinds and kinds.index("production") > begun:
                direct.add((slug, mesh))
    assert {(span.slug, span.mesh) for span in adoption.to_production} == direct


TRIALS = ("evaluating", "pilot")
