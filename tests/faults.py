"""Every way in which an upstream is known to fail: ``FAULTS``, by name.

``Fault.outcome`` says what comes of it:

- a kind of ``NetError``: the client raises it;
- ``good``: the content arrives all the same, perhaps after another try;
- ``content``: something arrives as if all were well, but it is not what was recorded. Whoever
  reads it has to notice.

Two depend on the question: ``not-modified-unasked`` is a lie only to who did not ask
conditionally, and ``paging`` comes only of following pages (to others the content is good, or
has one key more).
"""

from __future__ import annotations

import functools
import gzip
import json
import re
import time
from collections.abc import Callable, Mapping
from email.utils import formatdate
from typing import Any

from upstream import Exchange, Fault

FAULTS: dict[str, Fault] = {"connection-refused": Fault("connection-refused", "transport")}

Act = Callable[[Exchange], None]

_DRIP = 0.05
_MEBI = 1024 * 1024
_NUMBER = re.compile(rb"(?<![\w.\"-])\d+(\.\d+)?(?![\w.\"-])")
_LOGIN = (
    b'<!DOCTYPE html>\n<html lang="en"><title>Sign in</title>'
    b'<form action="/login" method="post"><input name="user"></form></html>'
)


def fault(outcome: str) -> Callable[[Act], Act]:
    """Add a function to ``FAULTS``, under its name."""

    def add(act: Act) -> Act:
        _add(act.__name__.replace("_", "-"), outcome, act)
        return act

    return add


def _add(name: str, outcome: str, act: Act) -> None:
    assert name not in FAULTS
    FAULTS[name] = Fault(name, outcome, act)


# The connection


@fault("transport")
def reset_before_headers(exchange: Exchange) -> None:
    exchange.reset()


@fault("transport")
def reset_mid_body(exchange: Exchange) -> None:
    content = exchange.shape.content
    _begin(exchange, len(content) + 1000)
    exchange.send(content[: len(content) // 2])
    exchange.reset()


@fault("transport")
def closed_before_headers(exchange: Exchange) -> None:
    exchange.hang_up()


@fault("timeout")
def hang_before_headers(exchange: Exchange) -> None:
    _silence(exchange)


@fault("timeout")
def hang_mid_body(exchange: Exchange) -> None:
    _begin(exchange, len(exchange.shape.content) + 1000)
    exchange.send(exchange.shape.content)
    _silence(exchange)


@fault("timeout")
def slow_drip_of_headers(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while exchange.wait(_DRIP):
        exchange.send(b"x")


@fault("timeout")
def slow_drip_of_body(exchange: Exchange) -> None:
    _begin(exchange, _MEBI)
    while exchange.wait(_DRIP):
        exchange.send(b" ")


@fault("good")
def reset_then_good(exchange: Exchange) -> None:
    exchange.reset() if exchange.turn == 0 else exchange.good()


# HTTP itself


@fault("transport")
def invalid_status_line(exchange: Exchange) -> None:
    exchange.head("HTTP/1.1 abc what", {"Content-Length": "0"})
    exchange.hang_up()


@fault("transport")
def not_http(exchange: Exchange) -> None:
    exchange.send(b"SSH-2.0-OpenSSH_9.6\r\n")
    exchange.hang_up()


@fault("transport")
def body_without_headers(exchange: Exchange) -> None:
    exchange.send(exchange.shape.content or b"{}")
    exchange.hang_up()


@fault("transport")
def header_flood(exchange: Exchange) -> None:
    exchange.head(200, {f"X-Flood-{index}": "x" * 1000 for index in range(2000)})
    exchange.hang_up()


@fault("transport")
def header_without_end(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * _MEBI)
    exchange.hang_up()


@fault("transport")
def two_content_lengths(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}")
    exchange.hang_up()


@fault("transport")
def broken_chunks(exchange: Exchange) -> None:
    _begin(exchange, None, {"Transfer-Encoding": "chunked"})
    exchange.send(b"zz\r\n{}\r\n")
    exchange.hang_up()


@fault("transport")
def chunks_without_end(exchange: Exchange) -> None:
    content = exchange.shape.content
    _begin(exchange, None, {"Transfer-Encoding": "chunked"})
    exchange.send(b"%x\r\n%b\r\n" % (len(content), content))
    exchange.hang_up()


# Length and packing


@fault("transport")
def truncated_body(exchange: Exchange) -> None:
    content = exchange.shape.content
    _begin(exchange, len(content))
    exchange.send(content[: len(content) * 2 // 3])
    exchange.hang_up()


@fault("content")
def content_length_too_short(exchange: Exchange) -> None:
    content = exchange.shape.content
    _begin(exchange, len(content) * 2 // 3)
    exchange.send(content)
    exchange.hang_up()


@fault("too-large")
def content_length_absurd(exchange: Exchange) -> None:
    _begin(exchange, 10**15)
    exchange.send(exchange.shape.content)
    exchange.hang_up()


@fault("transport")
def content_length_negative(exchange: Exchange) -> None:
    _begin(exchange, -1)
    exchange.hang_up()


@fault("too-large")
def oversize_without_length(exchange: Exchange) -> None:
    _begin(exchange, None)
    for _ in range(64):
        exchange.send(b" " * _MEBI)
    exchange.hang_up()


@fault("transport")
def gzip_truncated(exchange: Exchange) -> None:
    packed = gzip.compress(exchange.shape.content)
    _packed(exchange, packed[: len(packed) // 2])


@fault("transport")
def gzip_corrupt(exchange: Exchange) -> None:
    packed = bytearray(gzip.compress(exchange.shape.content))
    packed[-6] ^= 0xFF  # the checksum
    _packed(exchange, bytes(packed))


@fault("transport")
def gzip_in_name_only(exchange: Exchange) -> None:
    _packed(exchange, exchange.shape.content)


@fault("too-large")
def gzip_bomb(exchange: Exchange) -> None:
    _packed(exchange, _bomb())


@fault("transport")
def packing_not_asked_for(exchange: Exchange) -> None:
    exchange.answer(200, b"\x1b\x00\x00", {"Content-Encoding": "br"})


@fault("good")
def gzip_good(exchange: Exchange) -> None:
    exchange.good({"Content-Encoding": "gzip"}, gzip.compress(exchange.shape.content))


# Something else than asked for


@fault("content-type")
def wrong_content_type(exchange: Exchange) -> None:
    exchange.answer(200, exchange.shape.content, {"Content-Type": "image/png"})


@fault("content-type")
def no_content_type(exchange: Exchange) -> None:
    content = exchange.shape.content
    exchange.head(200, {"Content-Length": str(len(content))})
    exchange.send(content)


@fault("content-type")
def html_login_page(exchange: Exchange) -> None:
    exchange.answer(200, _LOGIN, {"Content-Type": "text/html; charset=utf-8"})


@fault("content-type")
def html_under_the_right_type(exchange: Exchange) -> None:
    exchange.answer(200, _LOGIN)


@fault("content-type")
def html_404_with_200(exchange: Exchange) -> None:
    page = b"\xef\xbb\xbf\n<html><head><title>Page not found</title></head></html>"
    exchange.answer(200, page)


@fault("content-type")
def empty_body(exchange: Exchange) -> None:
    exchange.answer(200, b"")


# Redirects


@fault("redirect")
def redirect_loop(exchange: Exchange) -> None:
    exchange.answer(301, b"", {"Location": exchange.url})


@fault("redirect")
def redirect_without_end(exchange: Exchange) -> None:
    step = "&step=1" if "?" in exchange.url else "?step=1"
    exchange.answer(302, b"", {"Location": exchange.url + step})


@fault("redirect")
def redirect_to_nowhere(exchange: Exchange) -> None:
    exchange.answer(302)


@fault("redirect")
def redirect_to_garbage(exchange: Exchange) -> None:
    exchange.answer(302, b"", {"Location": "https://[::1"})


@fault("good")
def redirect_then_good(exchange: Exchange) -> None:
    if exchange.turn:
        exchange.good()
    else:
        exchange.answer(302, b"moved", {"Location": exchange.url})


for _name, _target in {
    "private-address": "https://192.168.0.10/",
    "metadata-address": "http://169.254.169.254/latest/meta-data/",
    "loopback": "https://127.0.0.1:8443/",
    "loopback-in-hex": "https://0x7f.1/",
    "mapped-loopback": "https://[::ffff:127.0.0.1]/",
    "local-name": "https://localhost/",
    "cluster-name": "https://kubernetes.default.svc/",
    "public-number": "https://8.8.8.8/",
    "file": "file:///etc/passwd",
    "credentials": "https://user:password@www.example.com/",
    "script": "javascript:alert(1)",
}.items():
    _add(
        f"redirect-to-{_name}",
        "redirect",
        lambda exchange, target=_target: exchange.answer(302, b"", {"Location": target}),
    )


@fault("redirect")
def redirect_to_http(exchange: Exchange) -> None:
    exchange.answer(301, b"", {"Location": exchange.url.replace("https://", "http://", 1)})


# Status


for _status in (201, 204, 206, 300, 305, 400, 401, 403, 404, 406, 410, 418, 451, 501):
    _add(
        f"status-{_status}",
        "status",
        lambda exchange, status=_status: exchange.answer(
            status, b"" if status == 204 else b'{"message": "no"}'
        ),
    )
for _status in (500, 502, 503, 504):
    _add(
        f"status-{_status}",
        "status",
        lambda exchange, status=_status: exchange.answer(
            status, b"<html>Bad gateway</html>", {"Content-Type": "text/html"}
        ),
    )


@fault("status")
def status_999(exchange: Exchange) -> None:
    exchange.answer(999)


@fault("status")
def not_modified_unasked(exchange: Exchange) -> None:
    exchange.head(304, {})


@fault("good")
def bad_gateway_then_good(exchange: Exchange) -> None:
    exchange.answer(502) if exchange.turn == 0 else exchange.good()


@fault("good")
def unavailable_retry_after_then_good(exchange: Exchange) -> None:
    _limited_once(exchange, 503, {"Retry-After": "7"})


@fault("good")
def unavailable_three_times_then_good(exchange: Exchange) -> None:
    exchange.answer(503) if exchange.turn < 3 else exchange.good()


# Too often


@fault("rate-limited")
def rate_limited_403(exchange: Exchange) -> None:
    reset = str(int(exchange.upstream.clock()) + 3000)
    exchange.answer(403, b"{}", {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset})


@fault("good")
def rate_limited_403_then_good(exchange: Exchange) -> None:
    reset = str(int(exchange.upstream.clock()) + 20)
    _limited_once(exchange, 403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset})


@fault("status")
def forbidden_with_rate_left(exchange: Exchange) -> None:
    reset = str(int(exchange.upstream.clock()) + 20)
    exchange.answer(403, b"{}", {"X-RateLimit-Remaining": "41", "X-RateLimit-Reset": reset})


@fault("rate-limited")
def too_many_without_retry_after(exchange: Exchange) -> None:
    exchange.answer(429)


@fault("good")
def too_many_retry_after_seconds_then_good(exchange: Exchange) -> None:
    _limited_once(exchange, 429, {"Retry-After": "30"})


@fault("good")
def too_many_retry_after_date_then_good(exchange: Exchange) -> None:
    date = formatdate(exchange.upstream.clock() + 30, usegmt=True)
    _limited_once(exchange, 429, {"Retry-After": date})


for _name, _after in {
    "absurd": "99999999999",
    "astronomical": "9" * 5000,
    "negative": "-5",
    "words": "soon",
    "far-date": "Fri, 31 Dec 9999 23:59:59 GMT",
    "no-date": "Fri, 99 Foo 2026 25:61:61 GMT",
}.items():
    _add(
        f"too-many-retry-after-{_name}",
        "rate-limited",
        lambda exchange, after=_after: exchange.answer(429, b"", {"Retry-After": after}),
    )


# Content that only its reader can judge


@fault("content")
def invalid_utf_8(exchange: Exchange) -> None:
    content = exchange.shape.content
    middle = len(content) // 2
    exchange.answer(200, content[:middle] + b"\xff\xfe\x80" + content[middle:])


@fault("content")
def byte_order_mark(exchange: Exchange) -> None:
    exchange.answer(200, b"\xef\xbb\xbf" + exchange.shape.content)


@fault("content")
def utf_16(exchange: Exchange) -> None:
    exchange.answer(200, exchange.shape.content.decode("utf-8", "replace").encode("utf-16"))


@fault("content")
def only_whitespace(exchange: Exchange) -> None:
    exchange.answer(200, b" \n\n ")


@fault("content")
def nul_bytes(exchange: Exchange) -> None:
    exchange.answer(200, b"\0" * max(1, len(exchange.shape.content)))


@fault("content")
def content_truncated(exchange: Exchange) -> None:
    content = exchange.shape.content
    exchange.answer(200, content[: max(1, len(content) // 2)])


@fault("content")
def not_a_number(exchange: Exchange) -> None:
    exchange.answer(200, _NUMBER.sub(b"NaN", exchange.shape.content))


@fault("content")
def infinite_numbers(exchange: Exchange) -> None:
    exchange.answer(200, _NUMBER.sub(b"1e999", exchange.shape.content))


@fault("content")
def negative_numbers(exchange: Exchange) -> None:
    exchange.answer(200, _NUMBER.sub(rb"-\g<0>", exchange.shape.content))


@fault("content")
def other_shape(exchange: Exchange) -> None:
    """A list instead of an object, an object instead of a list or of text."""
    data = _json(exchange)
    exchange.answer(200, json.dumps([data] if isinstance(data, dict) else {"data": data}).encode())


@fault("content")
def null(exchange: Exchange) -> None:
    exchange.answer(200, b"null")


@fault("content")
def empty_list(exchange: Exchange) -> None:
    exchange.answer(200, b"[]")


@fault("content")
def error_with_200(exchange: Exchange) -> None:
    exchange.answer(200, b'{"message": "Not Found", "error": "no such thing"}')


@fault("content")
def renamed_keys(exchange: Exchange) -> None:
    renamed = _renamed(_json(exchange))
    exchange.answer(200, json.dumps(renamed).encode())


@fault("content")
def numbers_as_words(exchange: Exchange) -> None:
    exchange.answer(200, _NUMBER.sub(b'"many"', exchange.shape.content))


@fault("content")
def deep_nesting(exchange: Exchange) -> None:
    exchange.answer(200, b"[" * 100_000 + b"]" * 100_000)


@fault("content")
def huge_number(exchange: Exchange) -> None:
    exchange.answer(200, b'{"value": ' + b"9" * 100_000 + b"}")


@fault("good")
def other_etag_each_time(exchange: Exchange) -> None:
    exchange.good({"ETag": f'"{exchange.turn}"'})


@fault("good")
def unusable_etag(exchange: Exchange) -> None:
    exchange.good({"ETag": "é" * 3000})


# Lists that never end


@fault("paging")
def next_page_is_this_page(exchange: Exchange) -> None:
    exchange.good({"Link": f'<{exchange.url}>; rel="next", <{exchange.url}>; rel="last"'})


@fault("paging")
def next_page_is_always_another(exchange: Exchange) -> None:
    """The same content under ever new addresses, for lists that link and lists that count."""
    upstream = exchange.upstream
    known = [url for url in upstream.shapes if exchange.url.startswith(url)]
    if not known:  # nothing is recorded there, and nothing follows it
        exchange.good()
        return
    recorded = max(known, key=len)
    joint = "&" if "?" in recorded else "?"
    following = f"{recorded}{joint}again={exchange.turn}-{time.monotonic_ns()}"
    exchange.shape = upstream.shapes[recorded]
    data = _json(exchange)
    if isinstance(data, dict):
        data["nextPageToken"] = "again"
    content = exchange.shape.content if isinstance(data, str) else json.dumps(data).encode()
    exchange.answer(200, content, {"Link": f'<{following}>; rel="next"'})


@fault("paging")
def next_page_is_elsewhere(exchange: Exchange) -> None:
    exchange.good({"Link": '<https://127.0.0.1/page2>; rel="next"'})


def _begin(
    exchange: Exchange, length: int | None, headers: Mapping[str, str] | None = None
) -> None:
    """A good beginning, for what then goes wrong."""
    own = {"Content-Type": exchange.shape.content_type, **(headers or {})}
    exchange.head(200, own if length is None else {**own, "Content-Length": str(length)})


def _packed(exchange: Exchange, packed: bytes) -> None:
    exchange.answer(200, packed, {"Content-Encoding": "gzip"})


def _silence(exchange: Exchange) -> None:
    while exchange.wait(_DRIP):
        pass
    exchange.hang_up()


def _limited_once(exchange: Exchange, status: int, headers: Mapping[str, str]) -> None:
    exchange.answer(status, b"{}", headers) if exchange.turn == 0 else exchange.good()


def _json(exchange: Exchange) -> Any:
    """The recorded content; its text where it is no JSON."""
    try:
        return json.loads(exchange.shape.content)
    except ValueError:
        return exchange.shape.content.decode("utf-8", "replace")


def _renamed(data: Any) -> Any:
    if isinstance(data, dict):
        return {f"{key}_v2": _renamed(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_renamed(value) for value in data]
    return data


@functools.cache
def _bomb() -> bytes:
    return gzip.compress(b" " * (32 * _MEBI), 1)
