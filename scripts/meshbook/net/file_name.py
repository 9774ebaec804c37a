"""Names from elsewhere as names of files here: no way out of the folder, none twice."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 100
"""Bytes; every file system takes 255."""

_SAFE = re.compile(r"[a-z0-9][a-z0-9._-]*[a-z0-9]|[a-z0-9]")
_OTHER = re.compile(r"[^a-z0-9._-]+")
_ENDING = re.compile(r"\.[a-z0-9]{1,10}$")
# Windows keeps these for devices, with any ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")


def file_name(name: str) -> str:
    """A name of lower-case ASCII letters, digits and ``._-~`` that stands for ``name`` alone.

    A name that is safe already stays as it is. Of any other what can be kept is kept, with
    ``~`` and a short digest of the whole before its ending: ``Run 1.CSV`` and ``run-1.csv``
    do not meet, not even where upper and lower case are the same.
    """
    if len(name) <= LONGEST and _SAFE.fullmatch(name) and not _DEVICE.fullmatch(name):
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    folded = unicodedata.normalize("NFKC", name).lower().replace("\\", "/")
    last = _OTHER.sub("-", folded.rsplit("/", 1)[-1])
    ending = _ENDING.search(last)
    kept = last[: ending.start()] if ending else last
    suffix = f"~{digest}{ending[0] if ending else ''}"
    return (kept.strip(".-_")[: LONGEST - len(suffix)] or "file") + suffix
