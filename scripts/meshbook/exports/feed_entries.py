"""What the feeds tell: which cases are new, which were checked again, what was corrected."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from meshbook.analysis.summary import Summary
from meshbook.exports.citables import of_day
from meshbook.languages import Language, prefix
from meshbook.model.values import PartialDate
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library

News = Literal["new", "changed", "corrected"]
NEWS: tuple[News, ...] = ("new", "changed", "corrected")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed. ``path`` is its page below the address of the site.

    ``id`` stays the same wherever the site is served, and in both languages differs.
    """

    id: str
    news: News
    slug: str
    path: str
    title: str
    text: str
    day: datetime.date


def entries(library: Library, language: Language) -> list[Entry]:
    """Everything there is to tell in a language, the latest first."""
    renderer = library.renderers[language]
    found = [entry for row in library.summaries for entry in _entries(row, renderer)]
    return sorted(found, key=lambda entry: (-entry.day.toordinal(), entry.slug, entry.id))


def _entries(row: Summary, renderer: Renderer) -> Iterator[Entry]:
    case, say = row.case, renderer.say
    title, summary = renderer.text(case.title), renderer.text(case.summary)
    yield _entry(row, "new", case.added, say("data.entry.new", title=title), summary, renderer)
    if case.verified.first > case.added.last:
        told = say("data.entry.checked", title=title)
        yield _entry(row, "changed", case.verified, told, summary, renderer)
    for release in renderer.catalog.published.releases:
        if row.slug in release.changed:
            told = say("data.entry.changed", title=title, version=release.version)
            date = of_day(release.date)
            yield _entry(row, "changed", date, told, summary, renderer, release.version)
    for number, made in enumerate(case.corrections):
        what, why = renderer.text(made.what), renderer.text(made.why)
        text = say("data.entry.correction", what=what, why=why)
        told = say("data.entry.corrected", title=title)
        yield _entry(row, "corrected", made.date, told, text, renderer, number)


def _entry(
    row: Summary,
    news: News,
    date: PartialDate,
    title: str,
    text: str,
    renderer: Renderer,
    mark: int | str = 0,
) -> Entry:
    language = renderer.language
    name = f"meshbook {language} cases/{row.slug} {news} {date} {mark}"
    anchor = "#corrections" if news == "corrected" else ""
    return Entry(
        id=uuid.uuid5(uuid.NAMESPACE_URL, name).urn,
        news=news,
        slug=row.slug,
        path=f"{prefix(language)}cases/{row.slug}/{anchor}",
        title=title,
        text=text,
        day=datetime.date(*date.first),
    )
