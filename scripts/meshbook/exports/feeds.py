"""The feeds as Atom (RFC 4287) and JSON Feed 1.1: all news, each kind of it, each mesh.

Each in both languages: ``feeds/<language>/<name>.xml`` and ``.json``, meshes under ``meshes/``.
A feed needs the address of the site; without it there are none.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from meshbook.artifacts import Artifact
from meshbook.exports.dataset import Dataset
from meshbook.exports.feed_entries import NEWS, Entry, entries
from meshbook.exports.json_text import document
from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.pages.library import Library

MOST = 100
"""Entries in a feed, the latest."""

_TYPES = {"xml": "application/atom+xml", "json": "application/feed+json"}


@dataclass(frozen=True)
class Feed:
    """One feed in one language. ``slugs`` are the cases that it is about, None for all.

    ``page`` is the page that says the same, below the address of the site.
    """

    name: str
    title: str
    page: str
    news: Collection[str] = NEWS
    slugs: Collection[str] | None = None

    def of(self, every: Sequence[Entry]) -> list[Entry]:
        """Its entries among ``every``, the latest."""
        own = (each for each in every if each.news in self.news and self._has(each.slug))
        return list(islice(own, MOST))

    def _has(self, slug: str) -> bool:
        return self.slugs is None or slug in self.slugs


class _News:
    """The entries of a language, made when the first feed is rendered."""

    def __init__(self, library: Library, language: Language) -> None:
        self.library, self.language = library, language

    @cached_property
    def entries(self) -> list[Entry]:
        return entries(self.library, self.language)


def files(dataset: Dataset) -> Iterator[Artifact]:
    """Every feed in both forms and languages, where the site has an address."""
    library = dataset.library
    site_url = library.settings.site_url
    if site_url is None:
        return
    for language in LANGUAGES:
        news = _News(library, language)
        for feed in feeds(dataset, language):
            path = f"feeds/{language}/{feed.name}"
            yield Artifact(f"{path}.xml", partial(_atom, feed, news, site_url))
            yield Artifact(f"{path}.json", partial(_json_feed, feed, news, site_url))


def feeds(dataset: Dataset, language: Language) -> Iterator[Feed]:
    """The feeds of a language: first the one of everything, last those of the meshes."""
    renderer, start = dataset.library.renderers[language], prefix(language)
    yield Feed("all", renderer.say("data.feeds.all"), f"{start}cases/")
    for news in NEWS:
        page = "corrections/" if news == "corrected" else "cases/"
        yield Feed(news, renderer.say(f"data.feeds.{news}"), f"{start}{page}", (news,))
    for mesh in dataset.meshes:
        title = renderer.say("data.feeds.mesh", mesh=mesh.name(renderer))
        slugs = frozenset(row.slug for row in mesh.cases)
        yield Feed(f"meshes/{mesh.id}", title, f"{start}meshes/{mesh.id}/", slugs=slugs)


def _atom(feed: Feed, news: _News, site_url: str) -> bytes:
    told = feed.of(news.entries)
    updated = told[0].day if told else news.library.catalog.today
    own = f"{site_url}/feeds/{news.language}/{feed.name}.xml"
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{news.language}">\n'
        f"<id>{escape(own)}</id>\n<title>{escape(_title(feed, news))}</title>\n"
        f"<updated>{_moment(updated)}</updated>\n"
        f"<author><name>{escape(_site(news))}</name></author>\n"
        f'<link rel="self" type="{_TYPES["xml"]}" href={quoteattr(own)}/>\n'
        f'<link rel="alternate" type="text/html" href={quoteattr(f"{site_url}/{feed.page}")}/>\n'
    ]
    for each in told:
        address = quoteattr(f"{site_url}/{each.path}")
        parts.append(
            f"<entry><id>{each.id}</id><title>{escape(each.title)}</title>"
            f"<updated>{_moment(each.day)}</updated><published>{_moment(each.day)}</published>"
            f'<link rel="alternate" type="text/html" href={address}/>'
            f'<category term="{each.news}"/><summary>{escape(each.text)}</summary></entry>\n'
        )
    return ("".join(parts) + "</feed>\n").encode()


def _json_feed(feed: Feed, news: _News, site_url: str) -> bytes:
    items = [_item(each, site_url) for each in feed.of(news.entries)]
    return document(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": _title(feed, news),
            "home_page_url": f"{site_url}/{feed.page}",
            "feed_url": f"{site_url}/feeds/{news.language}/{feed.name}.json",
            "language": news.language,
            "authors": [{"name": _site(news)}],
            "items": items,
        }
    )


def _item(entry: Entry, site_url: str) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": f"{site_url}/{entry.path}",
        "title": entry.title,
        "content_text": entry.text,
        "date_published": _moment(entry.day),
        "tags": [entry.news],
    }


def _title(feed: Feed, news: _News) -> str:
    return news.library.renderers[news.language].say("frame.title", title=feed.title)


def _site(news: _News) -> str:
    return news.library.renderers[news.language].say("frame.site")


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
