"""The part "Cite this" of a page, and what its head says to those who read it by machine."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import Markup

from meshbook.exports.citables import of_claim
from meshbook.exports.citations import (
    PARTS,
    Citable,
    Kind,
    address,
    bibtex,
    csl_json,
    one_line,
    ris,
)
from meshbook.exports.linked_data import Download, Origin, described, in_html, website
from meshbook.languages import Language
from meshbook.pages.environment import CSP, Renderer
from meshbook.pages.page import Page

Writer = Callable[[Iterable[Citable], Mapping[Language, Renderer]], str]
FORMATS: Mapping[str, Writer] = {"bib": bibtex, "ris": ris, "json": csl_json}
"""The endings of the files, in the order of their links, and what writes each."""
FOLDER = "cite"


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page says to programs.

    ``meta`` are its tags, ``data`` is its JSON-LD, ``policy`` the policy of the page, which
    names the sum of these very data: no browser runs them, yet nothing else may stand inside.
    """

    meta: tuple[tuple[str, str], ...]
    data: Markup
    policy: str


@dataclass(frozen=True, slots=True)
class Citing:
    """What a page needs to be cited.

    ``text`` is its citation; ``claim`` that of one of its claims, with a slot for the id, where it
    has claims; ``files`` are paths below the site's root without their ending, by the name of
    their words, ``formats`` their endings; ``head`` is what the head of the page says.
    """

    text: Markup
    claim: Markup | None
    files: tuple[tuple[str, str], ...]
    head: Head
    formats: tuple[str, ...] = tuple(FORMATS)


def citing(
    citable: Citable,
    page: Page,
    renderer: Renderer,
    downloads: Sequence[Download] = (),
    origin: Origin | None = None,
    *,
    has_parts: bool = False,
) -> Citing:
    """What ``page`` needs so that ``citable``, which it shows, can be cited."""
    parts = PARTS.get(citable.kind) if has_parts else None
    files = [("whole", file_of(citable.kind, citable.id))]
    if parts is not None:
        files.append((parts, file_of(parts, citable.id)))
    return Citing(
        citation_text(citable, renderer),
        _of_any_claim(citable, renderer) if parts else None,
        tuple(files),
        _head(
            _meta(citable, renderer),
            in_html(described(citable, page, renderer, downloads, origin)),
        ),
    )


def file_of(kind: Kind, name: str) -> str:
    """Where the files of a citation stand below the site's root, without their ending.

    All claims of a case are in the files of kind ``claim`` that have its name.
    """
    return f"{FOLDER}/{kind}/{name}"


def data_titles(renderers: Mapping[Language, Renderer]) -> dict[Language, str]:
    """What the data as a whole is called."""
    return {language: renderer.say("cite.data_title") for language, renderer in renderers.items()}


def site_head(page: Page, renderer: Renderer) -> Head:
    """The head of the home page."""
    return _head((), in_html(website(page, renderer)))


def _head(meta: Iterable[tuple[str, str]], data: str) -> Head:
    digest = b64encode(sha256(data.encode()).digest()).decode()
    policy = CSP.replace("script-src 'self'", f"script-src 'self' 'sha256-{digest}'")
    return Head(tuple(meta), Markup(data), policy)


def citation_text(citable: Citable, renderer: Renderer, slot: Markup | None = None) -> Markup:
    """The citation as a line of text, with what is in another language marked as such.

    ``slot`` stands wherever the id of a claim belongs.
    """
    line = renderer.line
    told = renderer.say_of(
        f"cite.note.{citable.kind}",
        id=citable.id,
        part=slot or citable.part,
        credit=line(one_line(citable.credit)) if citable.credit else "",
        date=renderer.date(citable.updated),
    )
    return renderer.say_of(
        "cite.text",
        year=str(citable.updated.year),
        title=line(one_line(citable.titles[renderer.language])),
        note=told,
        version=citable.version,
        address=address(citable, renderer) + (slot or ""),
    )


def _of_any_claim(whole: Citable, renderer: Renderer) -> Markup:
    """The citation of a claim, with an empty element wherever its id belongs."""
    slot = renderer.macro("cite.html", "slot")()
    return citation_text(of_claim(whole, ""), renderer, slot)


def _meta(citable: Citable, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """The tags by which reference managers and indexes know a page."""
    site = renderer.say("frame.site")
    yield "citation_title", one_line(citable.titles[renderer.language])
    yield "citation_author", site
    yield "citation_publication_date", str(citable.published).replace("-", "/")
    yield "citation_online_date", str(citable.updated).replace("-", "/")
    yield "citation_publisher", site
    yield "citation_language", renderer.language
    if renderer.settings.site_url:
        yield "citation_public_url", address(citable, renderer)
