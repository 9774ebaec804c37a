"""The content of an answer: no larger than allowed, before and after unpacking."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

_GZIP = 16 + zlib.MAX_WBITS


class TooLarge(Exception):
    """More bytes than allowed."""


class Broken(Exception):
    """The bytes are not what the headers say."""


def whole(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """Everything in ``chunks``, unpacked from ``encoding`` (the header's text).

    Raises TooLarge as soon as there are more than ``limit`` bytes, packed or not, and
    Broken for a torn or unknown packing.
    """
    match encoding.strip().lower():
        case "" | "identity":
            return _plain(chunks, limit)
        case "gzip" | "x-gzip":
            return _unzipped(chunks, limit)
    raise Broken(f"packed as {encoding[:40]!r}, which was not asked for")


def beginning(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The first ``limit`` bytes, unpacked; what is torn or packed oddly ends there."""
    content = bytearray()
    unpacker = zlib.decompressobj(_GZIP) if "gzip" in encoding.lower() else None
    for chunk in chunks:
        try:
            left = limit - len(content)
            content += unpacker.decompress(chunk, left) if unpacker else chunk[:left]
        except zlib.error:
            break
        if len(content) >= limit:
            break
    return bytes(content)


def _plain(chunks: Iterable[bytes], limit: int) -> bytes:
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > limit:
            raise TooLarge
    return bytes(content)


def _unzipped(chunks: Iterable[bytes], limit: int) -> bytes:
    """Unpacked in steps that stop at the limit, so that a small bomb does not go off."""
    content = bytearray()
    packed = 0
    unpacker = zlib.decompressobj(_GZIP)
    for chunk in chunks:
        packed += len(chunk)
        try:
            content += unpacker.decompress(chunk, limit + 1 - len(content))
        except zlib.error as error:
            raise Broken(f"gzip: {error}") from None
        if packed > limit or len(content) > limit:
            raise TooLarge
        if unpacker.unused_data:
            raise Broken("gzip: something follows its end")
    if not unpacker.eof:
        raise Broken("gzip: broken off before its end")
    return bytes(content)
