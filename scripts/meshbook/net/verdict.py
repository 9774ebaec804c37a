"""What an answer is worth: content of the kind that was asked for, or a NetError."""

from __future__ import annotations

import re
from typing import NoReturn

import httpx

from meshbook.net import body, patience
from meshbook.net.answer import Kind, NetError, Response

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REMEMBERED = re.compile(r"[!-~][ -~]{0,199}")
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_LEFTOVER = 64 * 1024


class MayPass(Exception):
    """A fault that another try may not meet; the other side asks to wait ``wait`` seconds."""

    def __init__(self, error: NetError, wait: float = 0.0) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait


def location(url: str, here: str, answer: httpx.Response) -> str | None:
    """The address that ``answer`` of ``here`` sends on to; None where it does not."""
    if answer.status_code not in _REDIRECTS:
        return None
    target = answer.headers.get("location", "").strip()
    if not target:
        raise NetError("redirect", url, "sent on to nowhere", status=answer.status_code)
    try:
        return str(httpx.URL(here).join(target).copy_with(fragment=None))
    except (httpx.InvalidURL, ValueError):
        detail = f"sent on to {target[:100]!r}, which is no address"
        raise NetError("redirect", url, detail, status=answer.status_code) from None


def refuse(url: str, answer: httpx.Response, now: float) -> NoReturn:
    """Raise what any status but 200 means."""
    status = answer.status_code
    if not patience.may_pass(status, answer.headers):
        raise NetError("status", url, f"status {status}", status=status)
    wait = patience.asked_wait(answer.headers, now)
    kind: Kind = "rate-limited" if patience.is_rate_limited(status, answer.headers) else "status"
    detail = f"status {status}" + (f", asks to wait {wait:.0f} s" if wait else "")
    raise MayPass(NetError(kind, url, detail, status=status), wait)


def content(
    url: str, here: str, answer: httpx.Response, accept: tuple[str, ...], limit: int
) -> Response:
    """The whole of an answer of status 200. Raises NetError, or MayPass for one that broke off."""
    media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in accept:
        detail = f"is {media_type[:60] or 'of no type'}; expected {' or '.join(accept)}"
        raise NetError("content-type", url, detail, status=200)
    data = _body(url, answer, limit)
    if not data:
        raise NetError("content-type", url, "is empty", status=200)
    if "text/html" not in accept and _HTML.match(data[:1024]):
        raise NetError("content-type", url, f"is HTML that calls itself {media_type}", status=200)
    return Response(
        url=url,
        final_url=here,
        status=200,
        content=data,
        content_type=media_type,
        etag=_remembered(answer.headers.get("etag")),
        modified=_remembered(answer.headers.get("last-modified")),
        headers=dict(answer.headers),
        links=_links(here, answer),
    )


def leave(answer: httpx.Response) -> None:
    """Read what nobody wants, if it is short: the connection can then be used again."""
    left = _LEFTOVER
    for chunk in answer.iter_raw():
        left -= len(chunk)
        if left < 0:
            return


def _body(url: str, answer: httpx.Response, limit: int) -> bytes:
    announced = answer.headers.get("content-length", "")
    try:
        if announced.isdecimal() and len(announced) < 20 and int(announced) > limit:
            raise body.TooLarge
        return body.whole(answer.iter_raw(), answer.headers.get("content-encoding", ""), limit)
    except body.TooLarge:
        raise NetError("too-large", url, f"more than {limit:,} bytes", status=200) from None
    except body.Broken as fault:
        raise MayPass(NetError("transport", url, str(fault), status=200)) from None


def _remembered(text: str | None) -> str | None:
    """A validator that can be stored and sent back; what is odd is forgotten."""
    return text if text and _REMEMBERED.fullmatch(text) else None


def _links(here: str, answer: httpx.Response) -> dict[str, str]:
    links = {}
    for relation, link in answer.links.items():
        try:
            links[str(relation)] = str(httpx.URL(here).join(link["url"]))
        except (httpx.InvalidURL, ValueError):
            continue  # a page that cannot be asked for is no next page
    return links
