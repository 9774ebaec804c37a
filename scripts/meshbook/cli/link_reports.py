"""The report on links as text for people, JSON for programs and Markdown for an issue.

Nothing that a server wrote is told, but the address that a page has moved to: it stands between
marks that make it neither a link nor a mention.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from meshbook.analysis.staleness import Stale
from meshbook.cli.speech import words_of
from meshbook.languages import Language
from meshbook.links.report import Link, Report
from meshbook.paths import CASES

SHOWN = 60
"""So many addresses, or cases, of a list stand in an issue, which holds 65,536 letters."""
PLACES = 5
"""So many places of one address are told one by one."""
LISTS = ("dead", "moved", "fading", "blocked", "unsure")
"""The lists of a report that hold links, in the order of their weight."""
ARCHIVE = "https://web.archive.org/web/*/"
"""Before an address: the copies that the Internet Archive has of it."""

_WORDS = Path(__file__).with_name("links.yaml")


@dataclass(frozen=True, slots=True)
class _Marks:
    """How a form sets off a heading, an item and what belongs to it; ``most`` items a list."""

    heading: str
    item: str
    detail: str
    code: str
    most: int | None


_TEXT = _Marks("\n{}", "{}", "  {}", "{}", None)
_MARKDOWN = _Marks("\n## {}\n", "- {}", "  - {}", "`{}`", SHOWN)


def text(report: Report, lang: Language) -> str:
    """A paragraph for each list that is not empty."""
    return "\n".join([*_lines(report, lang, _TEXT), ""]).lstrip("\n")


def markdown(report: Report, lang: Language) -> str:
    """A section for each list that is not empty, short enough for an issue."""
    return "\n".join([*_lines(report, lang, _MARKDOWN), ""]).lstrip("\n")


def as_json(report: Report, lang: Language) -> str:
    """One object with everything. ``lang`` changes nothing."""
    lists = {name: [_as_data(link) for link in getattr(report, name)] for name in LISTS}
    data = {
        "day": report.day.isoformat(),
        "counts": dict(report.counts),
        "sources": report.sources,
        "archived": report.archived,
        **lists,
        "stale": [_stale_data(each) for each in report.stale],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


FORMS: Mapping[str, Callable[[Report, Language], str]] = {
    "text": text,
    "json": as_json,
    "markdown": markdown,
}


def _lines(report: Report, lang: Language, marks: _Marks) -> Iterator[str]:
    words = words_of(_WORDS)[lang]
    total = sum(report.counts.values())
    yield words["count"].format(day=report.day, total=total, **report.counts)
    yield words["archives"].format(sources=report.sources, archived=report.archived)
    for name in LISTS:
        links: Sequence[Link] = getattr(report, name)
        if links:
            yield marks.heading.format(words[name].format(count=len(links)))
        for link in links[: marks.most]:
            yield marks.item.format(marks.code.format(_visible(link.url)))
            yield from (marks.detail.format(line) for line in _of_link(link, name, lang, marks))
        yield from _left_out(len(links), marks, words)
    if report.stale:
        yield marks.heading.format(words["stale"].format(count=len(report.stale)))
    for each in report.stale[: marks.most]:
        yield marks.item.format(_of_case(each, words))
    yield from _left_out(len(report.stale), marks, words)


def _left_out(count: int, marks: _Marks, words: Mapping[str, Any]) -> Iterator[str]:
    if marks.most is not None and count > marks.most:
        yield marks.item.format(words["more"].format(count=count - marks.most))


def _of_link(link: Link, name: str, lang: Language, marks: _Marks) -> Iterator[str]:
    words = words_of(_WORDS)[lang]
    held = link.standing
    if name == "moved":
        yield words["to"].format(url=marks.code.format(_visible(held.detail)), since=held.since)
    elif name == "fading":
        dead = [each for each in held.evidence if each.found.verdict == "dead"]
        days = ", ".join(each.day.isoformat() for each in dead)
        yield words["seen"].format(reason=_reason(dead[-1].found.detail, lang), days=days)
    else:
        yield words["since"].format(reason=_reason(held.detail, lang), since=held.since)
    for place in link.places[:PLACES]:
        yield words["place"].format(path=place.path, field=place.field)
    if len(link.places) > PLACES:
        yield words["places"].format(count=len(link.places) - PLACES)
    if name in ("dead", "fading"):
        for copy in link.copies:
            yield words["copy"].format(url=marks.code.format(_visible(copy)))
    if name == "dead" and link.archivable:
        yield words["archive"].format(url=marks.code.format(_visible(ARCHIVE + link.url)))


def _of_case(each: Stale, words: Mapping[str, Any]) -> str:
    template = words["undated" if each.last is None else "last"]
    shown: str = template.format(
        path=f"{CASES}/{each.slug}.yaml", mesh=each.mesh, last=each.last, days=each.days
    )
    return shown


def _reason(detail: str, lang: Language) -> str:
    """Why, in words; of a status its number is told."""
    kind, _, number = detail.partition("-") if detail.startswith("status-") else (detail, "", "")
    template: str = words_of(_WORDS)[lang]["reasons"][kind]
    return template.format(number=number)


def _visible(url: str) -> str:
    """An address that nothing in it can end before its end."""
    from meshbook.rules.words import visible

    return visible(url).replace("`", "%60")


def _as_data(link: Link) -> dict[str, Any]:
    held = link.standing
    return {
        "url": link.url,
        "verdict": held.verdict,
        "since": held.since.isoformat(),
        "detail": held.detail,
        "evidence": [{"day": each.day.isoformat(), **asdict(each.found)} for each in held.evidence],
        "places": [{"path": place.path, "field": place.field} for place in link.places],
        "copies": list(link.copies),
        "archivable": link.archivable,
    }


def _stale_data(each: Stale) -> dict[str, Any]:
    return {**asdict(each), "last": None if each.last is None else str(each.last)}
