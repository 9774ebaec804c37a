"""Digests of a file's content as those write them who list files."""

from __future__ import annotations

import base64
import hashlib


def digest(kind: str, content: bytes) -> str:
    """``sha256:<hex>``, ``md5:<base64>`` (object stores) or ``git:<id>`` (the blob in git).

    Only the first is safe against a forger; the others show what was torn or mixed up.
    """
    if kind == "git":
        blob = b"blob %d\0%b" % (len(content), content)
        return f"git:{hashlib.sha1(blob, usedforsecurity=False).hexdigest()}"
    if kind == "md5":
        packed = base64.b64encode(hashlib.md5(content, usedforsecurity=False).digest())
        return f"md5:{packed.decode()}"
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
