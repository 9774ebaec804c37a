"""Cases like mine: how well it ranks, what always holds, and that the page's script agrees."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import comb
from typing import Any

import pytest
from babel import Locale

from matching.asked import Profile, profiles, search_of
from meshbook.analysis.ladders import ladders
from meshbook.analysis.magnitude import STEPS, span, step
from meshbook.analysis.matching import Match, Matcher, Query, Reason
from meshbook.analysis.summary import Summary, summarise
from meshbook.analysis.traits import MODES, PLACES, SIZES, WISHES, Traits, traits
from meshbook.model.case import Case
from meshbook.model.values import Quantity
from meshbook.pages.library import Library

FIRST = 5
ENOUGH = 0.9
NO_COUNTRIES = {
    "AC", "AQ", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ",
}
"""Two letters that CLDR names and that are no country of ISO 3166-1 with people in it."""


# How well it ranks


def _found(orders: Sequence[Sequence[str]], asked: Sequence[Profile]) -> tuple[float, float]:
    """The share of the profiles with an answer among the first; the mean share of their answers."""
    pairs = zip(orders, asked, strict=True)
    shares = [
        len(set(order[:FIRST]) & set(each.answers)) / len(each.answers) for order, each in pairs
    ]
    return sum(map(bool, shares)) / len(asked), sum(shares) / len(asked)


def _ranked(library: Library, query: Query) -> list[str]:
    return [library.summaries[match.row].slug for match in library.matcher.rank(query)]


def _overlapping(library: Library, query: Query) -> list[str]:
    """By how many of the words asked a case has just so: no nearness, no weight, no rarity."""

    def shared(case: Traits) -> int:
        return sum(
            criterion.asked in case.words[criterion.field]
            for criterion in library.matcher.criteria(query)
            if criterion.field in case.words
        )

    cases = zip(library.summaries, library.matcher.traits, strict=True)
    return [row.slug for row, _ in sorted(cases, key=lambda pair: -shared(pair[1]))]


def _by_chance(library: Library, asked: Sequence[Profile]) -> float:
    """What drawing the first cases blindly would find."""
    cases = len(library.summaries)
    missed = [comb(cases - len(each.answers), FIRST) / comb(cases, FIRST) for each in asked]
    return 1 - sum(missed) / len(asked)


@pytest.mark.parametrize("half", ["tuning", "held_out"])
def test_an_answer_stands_among_the_first_five_for_nine_of_ten_profiles(
    library: Library, half: str
) -> None:
    asked = profiles(half, library.catalog.vocabulary)
    ours, answers = _found([_ranked(library, each.query) for each in asked], asked)
    plain, plainly = _found([_overlapping(library, each.query) for each in asked], asked)
    chance = _by_chance(library, asked)
    # Which ones are missed is not told, not even by a failure: tuning on them would spend them.
    figures = (
        f"{half}: hit@5 {ours:.2f}, plain overlap {plain:.2f}, chance {chance:.2f}; "
        f"of all answers among the first five {answers:.2f}, plain overlap {plainly:.2f}"
    )
    assert len(asked) >= 20
    assert ours >= ENOUGH, figures
    assert ours >= plain, figures
    assert answers > plainly, figures
    assert ours > chance, figures


def test_the_profiles_name_cases_and_words_that_there_are(library: Library) -> None:
    lists = library.matcher.ladders
    for half in ("tuning", "held_out"):
        for profile in profiles(half, library.catalog.vocabulary):
            assert set(profile.answers) <= set(library.catalog.cases)
            for criterion in library.matcher.criteria(profile.query):
                known = lists.get(criterion.field, {})
                assert isinstance(criterion.asked, int) or criterion.asked in {*known, "any"}


# What always holds


def _own(case: Traits) -> Query:
    """All that is known of a case, as a query."""
    first: dict[str, Any] = {
        field: case.words[field][0] if case.words[field] else None
        for field in ("industry", "size", "country")
    }
    numbers = {field: STEPS[number.span.low] for field, number in case.numbers.items()}
    motives = tuple(word for word in case.words["motive"] if ":" not in word)
    return Query(
        **first,
        **numbers,
        environment=tuple(word for place in PLACES for word in case.words[place]),
        motives=motives,
        meshes=case.words["mesh"],
        modes=case.words["mode"],
        wishes=case.words["wish"],
    )


def test_a_case_asked_for_by_its_own_facts_is_first_or_tied_and_differs_in_nothing(
    library: Library,
) -> None:
    for row, case in enumerate(library.matcher.traits):
        matches = library.matcher.rank(_own(case))
        mine = next(match for match in matches if match.row == row)
        slug = library.summaries[row].slug
        assert mine.points == matches[0].points, slug
        assert {reason.verdict for reason in mine.reasons} == {"agrees"}, slug


def test_cases_of_equal_points_stand_in_the_order_in_which_they_were_given(
    library: Library,
) -> None:
    asked = profiles("tuning", library.catalog.vocabulary)
    for query in [Query(), *(profile.query for profile in asked)]:
        matches = library.matcher.rank(query)
        assert matches == library.matcher.rank(query)
        assert matches == sorted(matches, key=lambda match: (-match.points, match.row))
        backwards = Matcher(library.summaries[::-1], library.catalog.vocabulary).rank(query)
        last = len(library.summaries) - 1
        assert {(last - each.row, each.points) for each in backwards} == {
            (each.row, each.points) for each in matches
        }


def test_every_thing_asked_has_one_reason_and_the_points_are_their_sum(library: Library) -> None:
    query = Query(
        "banking", "250-999", "JP", ("eks",), 20, 300, ("mtls", "cost"), ("istio",), left=True,
        wishes=("japanese",),
    )
    asked = [(each.field, each.asked) for each in library.matcher.criteria(query)]
    assert asked == [
        ("industry", "banking"), ("size", "250-999"), ("country", "JP"), ("cloud", "aws"),
        ("platform", "eks"), ("clusters", 20), ("services", 300), ("motive", "mtls"),
        ("motive", "cost"), ("mesh", "istio"), ("left", "istio"), ("wish", "japanese"),
    ]
    for match in library.matcher.rank(query):
        assert [(reason.field, reason.asked) for reason in match.reasons] == asked
        assert match.points == sum(reason.points for reason in match.reasons)


def _like(library: Library, slug: str, **changed: object) -> Summary:
    case: Case = library.catalog.cases[slug].model_copy(update=changed)
    return summarise(f"{slug}-changed", case, library.catalog.vocabulary)


def _only(matches: Sequence[Match]) -> dict[int, Reason]:
    return {match.row: match.reasons[0] for match in matches}


@pytest.mark.parametrize(
    ("changed", "query"),
    [
        ({"environment": []}, Query(environment=("azure",))),
        ({"environment": []}, Query(environment=("nomad",))),
        ({"motives": [], "outcomes": []}, Query(motives=("polyglot",))),
        ({"scale": []}, Query(services=300)),
        ({"scale": []}, Query(clusters=2)),
    ],
)
def test_what_a_case_does_not_tell_is_no_contradiction_and_no_match(
    library: Library, changed: dict[str, object], query: Query
) -> None:
    silent = _like(library, "sicredi", **changed)
    told = [library.summaries[row] for row in range(len(library.summaries))]
    matches = Matcher([silent, *told], library.catalog.vocabulary).rank(query)
    reasons = _only(matches)
    assert (reasons[0].verdict, reasons[0].has, reasons[0].points) == ("unknown", (), 0)
    agreeing = {reason.points for reason in reasons.values() if reason.verdict == "agrees"}
    differing = {reason.points for reason in reasons.values() if reason.verdict == "differs"}
    assert max(differing) < 0 < min(agreeing)


def test_an_unknown_size_of_a_case_is_told_as_unknown(library: Library) -> None:
    sizes = [each.case.organisation.size for each in library.summaries]
    rows = [row for row, size in enumerate(sizes) if size == "unknown"]
    reasons = _only(library.matcher.rank(Query(size="10000+")))
    assert rows
    assert {reasons[row].verdict for row in rows} == {"unknown"}


def _points(library: Library, query: Query, slug: str) -> int:
    row = next(row for row, each in enumerate(library.summaries) if each.slug == slug)
    return next(match.points for match in library.matcher.rank(query) if match.row == row)


@pytest.mark.parametrize(
    ("slug", "queries"),
    [
        ("avito", [Query(services=number) for number in (3000, 1500, 800, 300, 40)]),
        ("zozo", [Query(size=size) for size in ("1000-9999", "10000+", "50-249", "1-49")]),
        ("nav", [Query(country=country) for country in ("NO", "SE", "DE", "JP")]),
        ("monzo", [Query(industry=industry) for industry in ("banking", "insurance", "games")]),
        ("tide", [Query(environment=(word,)) for word in ("ecs", "nomad", "aks")]),
        ("nav", [Query(left=True, meshes=(mesh,)) for mesh in ("istio", "kuma")]),
    ],
)
def test_what_is_nearer_gives_more_points(
    library: Library, slug: str, queries: list[Query]
) -> None:
    points = [_points(library, query, slug) for query in queries]
    assert points == sorted(points, reverse=True)
    assert points[0] > points[-1]


def test_a_rare_thing_in_common_counts_for_more_than_a_common_one(library: Library) -> None:
    rare = _points(library, Query(motives=("development",)), "wantedly")
    assert rare > _points(library, Query(motives=("mtls",)), "nav")
    rare = _points(library, Query(country="NO"), "nav")
    assert rare > _points(library, Query(country="US"), "heb")


def test_two_things_asked_of_a_field_count_more_than_one_and_less_than_twice(
    library: Library,
) -> None:
    def best(*motives: str) -> int:
        return library.matcher.rank(Query(motives=motives))[0].points

    one, other, both = best("mtls"), best("identity"), best("mtls", "identity")
    assert max(one, other) < both < one + other


def test_a_reported_outcome_comes_close_to_the_motive_that_it_answers(library: Library) -> None:
    case = next(row for row, each in enumerate(library.summaries) if each.slug == "harri")
    reason = _only(library.matcher.rank(Query(motives=("cost",))))[case]
    assert (reason.verdict, reason.has) == ("close", ("outcome:cost",))


# Words and numbers


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [
        ({"value": 830}, 500, 999), ({"above": 3000}, 2000, 4999), ({"min": 5, "max": 10}, 5, 19),
        ({"words": {"en": "several hundred thousand containers"}}, 200_000, 999_999),
        ({"words": {"en": "tens of thousands"}}, 20_000, 99_999),
        ({"words": {"en": "thousands"}}, 2000, 9999),
        ({"words": {"en": "nearly 100", "ja": "100近く"}}, 100, 199),
        ({"words": {"ja": "数百"}}, 200, 999),
        ({"words": {"en": "dozens"}}, 20, 99), ({"words": {"en": "a dozen or so"}}, 10, 19),
        ({"words": {"en": "several"}}, 2, 9),
    ],
)
def test_a_quantity_lies_between_two_steps(told: dict[str, Any], low: int, high: int) -> None:
    found = span(Quantity.model_validate(told))
    assert found is not None
    assert (found.low, found.high) == (step(low), step(high))


@pytest.mark.parametrize("told", ["unknown", "undisclosed", 0, {"words": {"en": "many"}}])
def test_a_quantity_that_says_no_number_has_no_step(told: Any) -> None:
    assert span(Quantity.model_validate(told)) is None


def test_every_scale_in_words_of_the_cases_is_understood(library: Library) -> None:
    told = [
        (slug, each.what)
        for slug, case in library.catalog.cases.items()
        for each in case.scale
        if each.what in ("clusters", "services", "applications")
        and each.value.words is not None and span(each.value) is None
    ]
    assert told == []


def test_every_country_lies_in_one_region(library: Library) -> None:
    regions = library.catalog.vocabulary["regions"].values()
    listed = [code for term in regions for code in term.extra["countries"].split()]
    named = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    assert len(listed) == len(set(listed))
    assert set(listed) == named - NO_COUNTRIES


def test_the_platform_of_a_case_is_read_from_its_environment(library: Library) -> None:
    rows = {each.slug: each for each in library.summaries}
    vocabulary = library.catalog.vocabulary

    def places(slug: str) -> tuple[tuple[str, ...], ...]:
        words = traits(rows[slug], vocabulary).words
        return tuple(words[place] for place in PLACES)

    assert places("zozo") == (("aws",), ("eks", "kubernetes"))
    assert places("tide")[1] == ("ecs",)
    assert "on-premises" in places("sicredi")[0]
    assert places("harri") == (("aws",), ())


# The page's script


def _told(matches: Sequence[Match]) -> dict[str, Any]:
    return {
        "order": [match.row for match in matches],
        "points": [match.points for match in matches],
        "reasons": [
            [[r.field, r.asked, r.verdict, list(r.has), r.points] for r in match.reasons]
            for match in matches
        ],
    }


def _some(rng: random.Random, words: Sequence[str], most: int) -> tuple[str, ...]:
    return tuple(rng.sample(list(words), rng.choice([0, 0, *range(1, most + 1)])))


def _random(rng: random.Random, library: Library) -> Query:
    lists = ladders(library.catalog.vocabulary)
    one = {
        field: rng.choice([None, *lists[field]]) if rng.random() < 0.6 else None
        for field in ("industry", "country")
    }
    platforms = [word for place in PLACES for word in lists[place]]
    motives = [word for word in lists["motive"] if ":" not in word]
    query = Query(
        **one,
        size=rng.choice([None, *SIZES]),
        environment=_some(rng, platforms, 3),
        motives=_some(rng, motives, 5),
        meshes=_some(rng, list(lists["mesh"]), 2),
        modes=_some(rng, MODES, 2),
        left=rng.random() < 0.3,
        wishes=_some(rng, WISHES, 3),
    )
    clusters, services = (
        rng.choice([None, rng.randint(1, 20), int(10 ** rng.uniform(0, 9))]) for _ in range(2)
    )
    return replace(query, clusters=clusters, services=services)


def test_the_script_finds_the_same_order_and_reasons_as_python(
    library: Library, rank: Callable[[list[str]], list[dict[str, Any]]]
) -> None:
    rng = random.Random(5)
    vocabulary = library.catalog.vocabulary
    queries = [each.query for half in ("tuning", "held_out") for each in profiles(half, vocabulary)]
    queries += [_random(rng, library) for _ in range(300)]
    searches = [search_of(query) for query in queries]
    for query, search, answer in zip(queries, searches, rank(searches), strict=True):
        assert answer.pop("search") == search
        assert answer == _told(library.matcher.rank(query)), search


@pytest.mark.parametrize(
    ("search", "kept"),
    [
        ("?colour=red&industry=nothing&country=ZZ&clusters=0&services=-4", ""),
        ("?clusters=1.5&services=9999999999&motive=,", ""),
        ("?motive=mtls,mtls&motive=cost&mesh=istio,<b>", "?motive=mtls,cost&mesh=istio"),
        ("?industry=banking,games&services=%2030%20", "?industry=banking&services=30"),
    ],
)
def test_what_the_address_does_not_know_is_left_out(
    rank: Callable[[list[str]], list[dict[str, Any]]], search: str, kept: str
) -> None:
    assert rank([search])[0]["search"] == kept
