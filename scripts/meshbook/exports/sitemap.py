"""sitemap.xml with both languages of each page, and robots.txt that names it.

Both need the address of the site; without it there is no sitemap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from meshbook.artifacts import Artifact
from meshbook.languages import LANGUAGES, prefix
from meshbook.pages.library import Library
from meshbook.pages.page import ProsePage


def files(
    library: Library, paths: Iterable[str], prose: Sequence[ProsePage]
) -> Iterator[Artifact]:
    """The artifacts ``sitemap.xml`` and ``robots.txt`` for the pages at ``paths``."""
    site_url = library.settings.site_url
    if site_url is None:
        return
    addresses = {path.removesuffix("index.html") for path in paths if path.endswith("/index.html")}
    addresses |= {prefix(page.language) + page.address for page in prose} | {"", "ja/"}
    shared = sorted({address.removeprefix("ja/") for address in addresses})
    yield Artifact("sitemap.xml", lambda: _sitemap(site_url, shared, library))
    yield Artifact("robots.txt", lambda: f"Sitemap: {site_url}/sitemap.xml\n".encode())


def _sitemap(site_url: str, addresses: Sequence[str], library: Library) -> bytes:
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    ]
    for address in addresses:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" '
            f'href="{_url(site_url, start, address)}"/>'
            for code, start in (("en", ""), ("ja", "ja/"), ("x-default", ""))
        )
        modified = _modified(library, address)
        for language in LANGUAGES:
            location = _url(site_url, prefix(language), address)
            parts.append(f"<url><loc>{location}</loc>{modified}{links}</url>\n")
    return ("".join(parts) + "</urlset>\n").encode()


def _url(site_url: str, start: str, address: str) -> str:
    return escape(f"{site_url}/{start}{address}", {'"': "&quot;"})


def _modified(library: Library, address: str) -> str:
    """The day on which a case was last verified; nothing for other pages."""
    room, _, slug = address.strip("/").partition("/")
    case = library.catalog.cases.get(slug) if room == "cases" else None
    return f"<lastmod>{case.verified}</lastmod>" if case and case.verified.day else ""
