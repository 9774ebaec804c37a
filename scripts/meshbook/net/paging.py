"""Lists that come in pages: one after the other, and never in circles."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx

from meshbook.net.answer import NetError, Response

MOST = 100
"""Pages of one list."""


def follow(
    first: Response, next: Callable[[Response], str | None], ask: Callable[[str], Response]
) -> Iterator[Response]:
    """``first`` and the pages after it, whose addresses ``next`` reads from the page before.

    Raises NetError of kind ``paging`` where a page was seen already or is on another host.
    """
    page, seen = first, {first.url}
    for _ in range(MOST):
        yield page
        url = next(page)
        if url is None:
            return
        if url in seen:
            raise NetError("paging", page.url, f"the next page was seen already: {url}")
        if not _same_host(url, first.url):
            raise NetError("paging", page.url, f"the next page is on another host: {url}")
        seen.add(url)
        page, before = ask(url), page
        if page.content == before.content:
            raise NetError("paging", url, f"the same content as {before.url}")
    raise NetError("paging", first.url, f"more than {MOST} pages")


def _same_host(one: str, other: str) -> bool:
    try:
        return httpx.URL(one).netloc == httpx.URL(other).netloc
    except httpx.InvalidURL:
        return False
