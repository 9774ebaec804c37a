"""The organisation: either it can be recognised, or nothing gives it away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from meshbook.problems import Loc
from meshbook.reading.shape import dotted, quoted
from meshbook.rules.subject import Finding, Subject

_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc\u30fb\s]+")
# Two words with a capital letter, or a form of address: a name rather than a role.
_NAMED = re.compile(r"\b[A-Z][\w.'-]*\s+[A-Z]|さん|氏|様")
_REVEALING = (
    "name", "kana", "aliases", "former_names", "parent", "unit", "country", "also_in",
    "region", "homepage",
)
# Codes of regions that are no country of ISO 3166-1: unions, reserved and private ones.
_NO_COUNTRY = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"]
)


@cache
def countries() -> frozenset[str]:
    """The country codes of ISO 3166-1, from the names that Unicode's CLDR has for them."""
    from babel import Locale  # takes as long as reading twenty cases: only when needed

    codes = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - _NO_COUNTRY


def anonymous_reveals_nothing(subject: Subject) -> Iterator[Finding]:
    """O002: an anonymous organisation with something that tells who it is."""
    organisation = subject.case.organisation
    if not organisation.anonymous:
        return
    for field in _REVEALING:
        if getattr(organisation, field):
            yield "O002", ("organisation", field), {"field": field}


def anonymous_leaves_no_trace(subject: Subject) -> Iterator[Finding]:
    """O009: an anonymous organisation with something from which it can be found out."""
    case = subject.case
    if not case.organisation.anonymous:
        return
    traces: list[Loc] = [("people", index, "name") for index in range(len(case.people))]
    traces += [("listings", index, "name") for index in range(len(case.listings))]
    traces += [
        ("quotes", index, "speaker")
        for index, quote in enumerate(case.quotes)
        if _NAMED.search(quote.speaker)
    ]
    traces += [
        ("sources", name, "relation")
        for name, source in case.sources.items()
        if source.relation == "adopter"
    ]
    for loc in traces:
        yield "O009", loc, {"field": dotted(loc)}


def named_says_who_and_where(subject: Subject) -> Iterator[Finding]:
    """O003: an organisation that is not anonymous, without its name or its country."""
    organisation = subject.case.organisation
    if organisation.anonymous:
        return
    for field in ("name", "country"):
        if getattr(organisation, field) is None:
            yield "O003", ("organisation", field), {"field": field}


def countries_exist(subject: Subject) -> Iterator[Finding]:
    """O004: a code that no country has."""
    organisation = subject.case.organisation
    given: list[tuple[Loc, str | None]] = [(("organisation", "country"), organisation.country)]
    given += [(("organisation", "also_in", i), code) for i, code in enumerate(organisation.also_in)]
    for loc, code in given:
        if code is not None and code not in countries():
            yield "O004", loc, {"value": code}


def japanese_names_have_a_reading(subject: Subject) -> Iterator[Finding]:
    """O005: a Japanese name that cannot be sorted for want of its reading."""
    organisation = subject.case.organisation
    japanese = organisation.name.ja if organisation.name is not None else None
    if japanese and not organisation.kana and not _KANA.fullmatch(japanese):
        yield "O005", ("organisation", "name", "ja"), {"name": quoted(japanese)}


def readings_are_kana(subject: Subject) -> Iterator[Finding]:
    """O006: a reading with something else than kana in it."""
    kana = subject.case.organisation.kana
    if kana is not None and not _KANA.fullmatch(kana):
        yield "O006", ("organisation", "kana"), {"value": quoted(kana)}


def disclosure_fits(subject: Subject) -> Iterator[Finding]:
    """O007: anonymous in one place and not in the other."""
    case = subject.case
    if (case.disclosure == "anonymous") != case.organisation.anonymous:
        values = {
            "disclosure": case.disclosure,
            "anonymous": "true" if case.organisation.anonymous else "false",
        }
        yield "O007", ("disclosure",), values


def confirmed_says_by_whom(subject: Subject) -> Iterator[Finding]:
    """O008: confirmed by the organisation, without who confirmed it and when."""
    case = subject.case
    if case.disclosure == "organisation-confirmed" and case.confirmation is None:
        yield "O008", ("disclosure",), {}
