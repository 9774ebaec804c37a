"""Citations: one thing of the book as BibTeX, RIS and CSL-JSON, in both languages.

A ``Citable`` is what is cited; nothing here knows how a case or a study is made. A file has an
entry a language, English first, so that whoever reads one page can cite that page. Whatever a
title holds stays text: line breaks and control characters become a space, and what means
something to BibTeX is written as the command that prints it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, TypeVar

from meshbook.languages import LANGUAGES, Language, prefix
from meshbook.model.values import PartialDate
from meshbook.pages.environment import Renderer

Kind = Literal[
    "case", "claim", "mesh", "statement", "features", "cell", "study", "live", "writeup",
    "comparison", "data", "release",
]
"""Data is the book as it stands, a release what was frozen of it."""
PARTS: Mapping[Kind, Kind] = {"case": "claim", "mesh": "statement", "features": "cell"}
"""What has parts that are cited on their own, by the kind of the parts."""
DATASETS = frozenset({"features", "cell", "study", "live", "data", "release"})
"""What is cited as data; everything else is cited as a page."""

_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "%&$#_"},
}
_MEANS_SOMETHING = re.compile(r"[\\{}~^%&$#_]|([-`'<>,])(?=\1)|[!?](?=`)")
"""Signs that print as something else, alone or before the next one: ``--`` is a dash."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_Made = TypeVar("_Made")
_LANGUAGE_IDS: Mapping[Language, str] = {"en": "english", "ja": "japanese"}


@dataclass(frozen=True, slots=True)
class Citable:
    """Something that has an address of its own and can be cited.

    ``titles`` and ``words`` (the statement itself, of a claim) are by language. ``address`` is
    below the site's root and the same in both languages; it may end in an anchor. ``version``
    is the data's, ``part`` the id of a claim in it, ``credit`` whoever measured what it tells of.
    """

    kind: Kind
    id: str
    titles: Mapping[Language, str]
    address: str
    published: PartialDate
    updated: PartialDate
    version: str
    part: str = ""
    credit: str = ""
    words: Mapping[Language, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What citation managers call it, without the language: ``meshbook.case.nih``."""
        return ".".join(filter(None, ("meshbook", self.kind, self.id, self.part)))


def note(citable: Citable, renderer: Renderer) -> str:
    """What it is and how old: "Case nih, verified 24 Nov 2026"."""
    return renderer.say(
        f"cite.note.{citable.kind}",
        id=citable.id,
        part=citable.part,
        credit=one_line(citable.credit),
        date=renderer.date(citable.updated),
    )


def address(citable: Citable, renderer: Renderer) -> str:
    """Where it stands: a URL, or the path below the host while the site has none."""
    site = renderer.settings.site_url or ""
    return f"{site}/{prefix(renderer.language)}{citable.address}"


def bibtex(citables: Iterable[Citable], renderers: Mapping[Language, Renderer]) -> str:
    """Entries of the type ``@misc``, which every BibTeX style knows."""
    return "\n".join(_each(citables, renderers, _bibtex_entry))


def ris(citables: Iterable[Citable], renderers: Mapping[Language, Renderer]) -> str:
    """Records in RIS, with the line ends that its readers expect."""
    return "\r\n".join(_each(citables, renderers, _ris_record))


def csl_json(citables: Iterable[Citable], renderers: Mapping[Language, Renderer]) -> str:
    """Items for any processor of the Citation Style Language."""
    items = _each(citables, renderers, csl_item)
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"[\n{lines}\n]\n"


def csl_item(citable: Citable, renderer: Renderer) -> dict[str, Any]:
    """One item of CSL-JSON."""
    site, language = renderer.say("frame.site"), renderer.language
    item = {
        "id": f"{citable.key}.{language}",
        "type": "dataset" if citable.kind in DATASETS else "webpage",
        "title": one_line(citable.titles[language]),
        "author": [{"literal": site}],
        "issued": {"date-parts": [_date_parts(citable.updated)]},
        "publisher": site,
        "container-title": site,
        "version": citable.version,
        "language": language,
        "note": note(citable, renderer),
    }
    if citable.words:
        item["abstract"] = one_line(citable.words[language])
    if renderer.settings.site_url:
        item["URL"] = address(citable, renderer)
    return item


@lru_cache(maxsize=4096)  # all claims of a case have its title
def one_line(text: str) -> str:
    """``text`` without line breaks and control characters."""
    return _SPACES.sub(" ", text).strip()


def _each(
    citables: Iterable[Citable],
    renderers: Mapping[Language, Renderer],
    make: Callable[[Citable, Renderer], _Made],
) -> list[_Made]:
    return [make(each, renderers[language]) for each in citables for language in LANGUAGES]


def _bibtex_entry(citable: Citable, renderer: Renderer) -> str:
    language, site, updated = renderer.language, renderer.say("frame.site"), citable.updated
    fields = [
        ("author", f"{{{{{site}}}}}"),
        ("title", f"{{{{{_bibtex_text(citable.titles[language])}}}}}"),  # keeps its capitals
        ("year", f"{{{updated.year:04d}}}"),
        ("month", _MONTHS[updated.month - 1] if updated.month else ""),
        ("publisher", f"{{{site}}}"),
        ("note", f"{{{_bibtex_text(note(citable, renderer))}}}"),
        ("version", f"{{{_bibtex_text(citable.version)}}}"),
        ("abstract", f"{{{_bibtex_text(citable.words[language])}}}" if citable.words else ""),
        ("url", f"{{{address(citable, renderer)}}}" if renderer.settings.site_url else ""),
        ("langid", f"{{{_LANGUAGE_IDS[language]}}}"),
    ]
    lines = [f"  {name} = {value},\n" for name, value in fields if value]
    return f"@misc{{{citable.key}.{language},\n{''.join(lines)}}}\n"


@lru_cache(maxsize=4096)
def _bibtex_text(text: str) -> str:
    def told(sign: re.Match[str]) -> str:
        return _COMMANDS.get(sign[0], sign[0] + "{}")

    return _MEANS_SOMETHING.sub(told, one_line(text))


def _ris_record(citable: Citable, renderer: Renderer) -> str:
    language, site, updated = renderer.language, renderer.say("frame.site"), citable.updated
    fields = [
        ("TY", "DATA" if citable.kind in DATASETS else "ELEC"),
        ("ID", f"{citable.key}.{language}"),
        ("AU", site),
        ("TI", one_line(citable.titles[language])),
        ("PY", f"{updated.year:04d}"),
        ("DA", "/".join(f"{part:02d}" for part in _date_parts(updated))),
        ("PB", site),
        ("ET", citable.version),
        ("LA", language),
        ("N1", note(citable, renderer)),
        ("AB", one_line(citable.words[language]) if citable.words else ""),
        ("UR", address(citable, renderer) if renderer.settings.site_url else ""),
    ]
    lines = [f"{tag}  - {value}\r\n" for tag, value in fields if value]
    return f"{''.join(lines)}ER  - \r\n"


def _date_parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part is not None]
