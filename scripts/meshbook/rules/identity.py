"""Rules over all cases at once: one organisation has one case.

What they need of a case is small, so that it can be handed from process to process.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from meshbook.model.case import Case
from meshbook.problems import Loc

_NOT_LETTERS = re.compile(r"[\W_]+")
_LEGAL_FORMS = re.compile(
    r"(?<![^\W\d_])(inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|gmbh|ag|sa|sas|bv|nv"
    r"|oy|ab|asa|pty|kk)\.?$|株式会社|有限会社|合同会社|\(株\)"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """By what an organisation is recognised: each mark with the way to it and its text."""

    slug: str
    path: str
    marks: tuple[tuple[str, Loc, str], ...]


CatalogFinding = tuple[str, str, Loc, dict[str, str]]
"""A code, the path of the file that is told of it, the way inside it, and the values."""


def identity(slug: str, path: str, case: Case) -> Identity:
    """The marks of the organisation of ``case``; none for an anonymous one."""
    organisation = case.organisation
    if organisation.anonymous:
        return Identity(slug, path, ())
    base: Loc = ("organisation",)
    names: list[tuple[Loc, str | None]] = []
    if organisation.name is not None:
        names += [((*base, "name", "en"), organisation.name.en)]
        names += [((*base, "name", "ja"), organisation.name.ja)]
    for field in ("aliases", "former_names"):
        names += [((*base, field, i), name) for i, name in enumerate(getattr(organisation, field))]
    unit = f"/{normalised(organisation.unit)}" if organisation.unit else ""
    marks = [(normalised(name) + unit, loc, name) for loc, name in names if name]
    host = home_host(organisation.homepage)
    if host:
        marks.append((f"//{host}{unit}", (*base, "homepage"), host))
    return Identity(slug, path, tuple(mark for mark in marks if mark[0]))


def normalised(name: str) -> str:
    """A name without case, width, kind of kana, punctuation and legal form."""
    text = unicodedata.normalize("NFKC", name).casefold().strip()
    text = _LEGAL_FORMS.sub("", text.rstrip(" .")) or text
    text = _NOT_LETTERS.sub("", text)
    return "".join(chr(ord(c) - 0x60) if "\u30a1" <= c <= "\u30f6" else c for c in text)


def name_key(name: str) -> str:
    """What spellings of one name in lists share: as ``normalised``, and without ``.com``."""
    plain = name.strip().rstrip("!")
    if plain.casefold().endswith(".com"):
        plain = plain[: -len(".com")]
    return normalised(plain) or normalised(name) or name


def home_host(url: str | None) -> str | None:
    """The host and path of a homepage, without ``www.``."""
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return None
    return host + parts.path.rstrip("/") if host else None


def organisations_are_unique(identities: Iterable[Identity]) -> Iterator[CatalogFinding]:
    """O001: two cases of one organisation. Both are told, each with the other's name."""
    holders: dict[str, dict[Identity, tuple[Loc, str]]] = {}
    for one in identities:
        for mark, loc, text in one.marks:
            holders.setdefault(mark, {}).setdefault(one, (loc, text))
    told: set[tuple[str, str]] = set()
    for sharing in holders.values():
        for one, (loc, text) in sharing.items():
            for twin in sharing:
                if twin.slug != one.slug and (one.path, twin.slug) not in told:
                    told.add((one.path, twin.slug))
                    yield "O001", one.path, loc, {"name": text, "other": twin.slug}
