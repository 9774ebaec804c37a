"""The calendar: every end that a profile tells, as exact as it is told, read back by a reader."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import icalendar
import pytest

from meshbook.exports.calendar import PATH, calendar
from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.model.catalog import Catalog
from meshbook.pages.library import Library
from meshbook.rules.project import check_project
from meshbook.settings import Settings
from sample_cases import sample_case, write_project
from sample_library import TODAY
from sample_profiles import write_profile


def events(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_every_end_of_every_profile(
    catalog: Catalog, files: Mapping[str, bytes], language: Language
) -> None:
    told = events(files[f"{prefix(language)}{PATH}"])
    expected = [
        datetime.date(*each.end_of_support.first)
        for profile in catalog.profiles.values()
        for each in profile.releases
        if each.end_of_support
    ]
    expected += [
        datetime.date(*each.ended.date.first) for each in catalog.profiles.values() if each.ended
    ]
    assert sorted(each.decoded("dtstart") for each in told) == sorted(expected)
    assert len({str(each["uid"]) for each in told}) == len(told)


def test_both_languages_tell_of_the_same_events(files: Mapping[str, bytes]) -> None:
    english, japanese = (events(files[f"{prefix(language)}{PATH}"]) for language in LANGUAGES)
    assert [str(each["uid"]) for each in english] == [str(each["uid"]) for each in japanese]
    assert all("終了" in each["summary"] for each in japanese)


def test_no_line_is_longer_than_the_format_allows(files: Mapping[str, bytes]) -> None:
    for language in LANGUAGES:
        content = files[f"{prefix(language)}{PATH}"]
        assert b"\n" not in content.replace(b"\r\n", b"")
        assert max(map(len, content.split(b"\r\n"))) <= 75
        content.decode("utf-8")


@pytest.mark.parametrize(("told", "start", "end", "words"), [
    ("2027-01-31", (2027, 1, 31), (2027, 2, 1), "As the sources say"),
    ("2027-12", (2027, 12, 1), (2028, 1, 1), "month only"),
    ("2027-02", (2027, 2, 1), (2027, 3, 1), "month only"),
    ("2027", (2027, 1, 1), (2028, 1, 1), "year only"),
])  # fmt: skip
def test_a_date_is_as_long_as_its_source_is_inexact(
    tmp_path: Path, told: str, start: tuple[int, int, int], end: tuple[int, int, int], words: str
) -> None:
    write_project(tmp_path, {"example": sample_case()})
    write_profile(tmp_path, {"releases": {"0": {"end_of_support": told}}})
    catalog, problems = check_project(tmp_path, TODAY)
    assert problems == []
    library = Library(catalog, Settings.of("https://meshbook.example", "", ""))
    event = next(
        each for each in events(calendar(library, "en")) if "1.30" in str(each["summary"])
    )
    assert event.decoded("dtstart") == datetime.date(*start)
    assert event.decoded("dtend") == datetime.date(*end)
    assert words in str(event["description"])
    assert "https://www.example.net/istio" in str(event["description"])
    assert str(event["summary"]) == "Istio 1.30: end of support"
    assert str(event["url"]) == "https://meshbook.example/meshes/istio/"
