"""What a page is, as JSON-LD in the words of schema.org, for whoever reads pages by machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from meshbook.exports.citations import DATASETS, Citable, address, one_line
from meshbook.exports.json_text import line
from meshbook.languages import other, prefix
from meshbook.pages.environment import Renderer
from meshbook.pages.page import Page

CONTEXT = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_IN_HTML = {sign: f"\\u{ord(sign):04x}" for sign in "<>&"}


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a dataset: its path below the site's root, and its media type."""

    path: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What a dataset was taken from, who made that, and when it came out, where that is known."""

    title: str
    url: str
    credit: str
    published: str = ""


def described(
    citable: Citable,
    page: Page,
    renderer: Renderer,
    downloads: Sequence[Download] = (),
    origin: Origin | None = None,
) -> dict[str, Any]:
    """What ``page`` is about: an ``Article``, or a ``Dataset`` with its ``DataDownload``."""
    site_url = renderer.settings.site_url
    title = one_line(citable.titles[renderer.language])
    is_data = citable.kind in DATASETS
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Dataset" if is_data else "Article",
        "name" if is_data else "headline": title,
        "description": one_line(page.description),
        "inLanguage": renderer.language,
        "identifier": citable.key,
        "version": citable.version,
        "datePublished": str(citable.published),
        "dateModified": str(citable.updated),
        "author": site(renderer),
        "publisher": site(renderer),
        "license": LICENCE,
        "isAccessibleForFree": True,
    }
    if site_url:
        made["url"] = address(citable, renderer)
        made["workTranslation"] = {
            "@type": made["@type"],
            "inLanguage": other(renderer.language),
            "url": f"{site_url}/{prefix(other(renderer.language))}{citable.address}",
        }
    if site_url and page.card:
        made["image"] = f"{site_url}/{page.card}"
    if site_url and downloads:
        made["distribution"] = [_download(each, site_url) for each in downloads]
    if origin:
        made["isBasedOn"] = _original(origin)
    return made


def website(page: Page, renderer: Renderer) -> dict[str, Any]:
    """The site, for its home page."""
    made = {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": renderer.say("frame.site"),
        "description": one_line(page.description),
        "inLanguage": renderer.language,
        "publisher": site(renderer),
        "license": LICENCE,
    }
    if renderer.settings.site_url:
        made["url"] = f"{renderer.settings.site_url}/{page.url}"
    return made


def site(renderer: Renderer) -> dict[str, str]:
    """Who writes and publishes it."""
    made = {"@type": "Organization", "name": renderer.say("frame.site")}
    if renderer.settings.site_url:
        made["url"] = f"{renderer.settings.site_url}/{prefix(renderer.language)}"
    return made


def in_html(value: dict[str, Any]) -> str:
    """``value`` as JSON that cannot end the element it stands in, whatever its texts hold."""
    text = line(value)
    for sign, escape in _IN_HTML.items():
        text = text.replace(sign, escape)
    return text


def _original(origin: Origin) -> dict[str, str]:
    made = {
        "@type": "CreativeWork",
        "name": one_line(origin.title),
        "url": origin.url,
        "creditText": one_line(origin.credit),
    }
    if origin.published:
        made["datePublished"] = origin.published
    return made


def _download(download: Download, site_url: str) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "contentUrl": f"{site_url}/{download.path}",
        "encodingFormat": download.media_type,
    }
