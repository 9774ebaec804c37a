"""When meshes and their releases end, as iCalendar (RFC 5545) for each language.

A date that its sources give as a month or a year is an event of that length, and says so.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from meshbook.artifacts import Artifact
from meshbook.exports.dataset import Dataset
from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.model.profile import Profile
from meshbook.model.values import PartialDate
from meshbook.pages.library import Library
from meshbook.pages.meshes import MeshCases, cases_by_mesh

PATH = "calendar/end-of-life.ics"
_LINE = 75
"""Bytes of a line at most; what is longer goes on after a line break and a space."""


@dataclass(frozen=True, slots=True)
class End:
    """An end: what ends (a version, or the mesh itself where there is none), and when."""

    mesh: MeshCases
    profile: Profile
    version: str
    date: PartialDate
    sources: tuple[str, ...]


def files(dataset: Dataset) -> Iterator[Artifact]:
    """The calendar in both languages."""
    for language in LANGUAGES:
        yield _calendar_file(dataset.library, language)


def _calendar_file(library: Library, language: Language) -> Artifact:
    return Artifact(f"{prefix(language)}{PATH}", lambda: calendar(library, language), "docs/meshes")


def ends(library: Library) -> list[End]:
    """Every end that a profile tells, by date."""
    found: list[End] = []
    for mesh in cases_by_mesh(library):
        profile = mesh.profile
        if profile is None:
            continue
        found += [
            End(mesh, profile, each.version, each.end_of_support, tuple(each.sources))
            for each in profile.releases
            if each.end_of_support is not None
        ]
        if profile.ended is not None:
            ended = profile.ended
            found.append(End(mesh, profile, "", ended.date, tuple(ended.sources)))
    return sorted(found, key=lambda end: (end.date.first, end.mesh.id, end.version))


def calendar(library: Library, language: Language) -> bytes:
    """The bytes of the file."""
    say = library.renderers[language].say
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Meshbook//End of life//EN",
        "CALSCALE:GREGORIAN", f"NAME:{_text(say('data.calendar.name'))}",
        f"X-WR-CALNAME:{_text(say('data.calendar.name'))}",
    ]  # fmt: skip
    for end in ends(library):
        lines += _event(end, library, language)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(end: End, library: Library, language: Language) -> Iterator[str]:
    renderer = library.renderers[language]
    form = "release" if end.version else "ended"
    values = {"mesh": end.mesh.name(renderer)} | ({"version": end.version} if end.version else {})
    exact = "exact" if end.date.day else "month" if end.date.month else "year"
    listed = end.profile.sources
    sources = [listed[name].url for name in end.sources if name in listed]
    name = f"meshbook meshes/{end.mesh.id} {end.version} end"
    first, after = datetime.date(*end.date.first), _day_after(end.date)
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
    yield f"DTSTAMP:{datetime.date(*end.profile.verified.first):%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={language}:{_text(renderer.say(f'data.calendar.{form}', **values))}"
    described = "\n".join([renderer.say(f"data.calendar.{exact}"), *sources])
    yield f"DESCRIPTION;LANGUAGE={language}:{_text(described)}"
    if library.settings.site_url:
        yield f"URL:{library.settings.site_url}/{prefix(language)}meshes/{end.mesh.id}/"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day_after(date: PartialDate) -> datetime.date:
    """The day after the last that ``date`` may mean."""
    if date.day:
        return datetime.date(*date.first) + datetime.timedelta(1)
    year, month, _ = date.last
    return datetime.date(year + 1, 1, 1) if month == 12 else datetime.date(year, month + 1, 1)


def _text(words: str) -> str:
    for mark in ("\\", ";", ","):
        words = words.replace(mark, f"\\{mark}")
    return words.replace("\n", "\\n")


def _folded(line: str) -> str:
    """``line`` in pieces that fit, none of them cut within a character."""
    pieces, size = [""], 0
    for character in line:
        size += len(character.encode())
        if size > _LINE:
            pieces.append("")
            size = 1 + len(character.encode())
        pieces[-1] += character
    return "\r\n ".join(pieces)
