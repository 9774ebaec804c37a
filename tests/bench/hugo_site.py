"""What Hugo is given: the same pages as content files, one for each page and language.

Hugo gets the advantage wherever there is a choice: what our build derives from a case
(lifelines, the order of events, similar cases, labels, dates in words) stands ready in the
front matter. Hugo reads it, fills the same parts of the same page, and writes it.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup
from tests.bench.catalogue import ROOT

from meshbook.analysis.summary import Summary
from meshbook.languages import LANGUAGES, Language
from meshbook.pages.case import pages as case_pages
from meshbook.pages.citation import Citing
from meshbook.pages.environment import CSP, ROOMS, Renderer
from meshbook.pages.explorer import card
from meshbook.pages.library import Library
from meshbook.pages.page import Page
from meshbook.pages.story import Story
from meshbook.pages.strings import strings

TEMPLATES = Path(__file__).parent / "hugo"
SHOWN = 100
"""Cases on the page of a mesh."""
_CITED = re.compile(r">(\d+)</a>")


def write_hugo_site(library: Library, folder: Path) -> None:
    """Write the Hugo project of all cases of ``library`` into ``folder``."""
    shutil.copytree(TEMPLATES, folder)
    assets = ROOT / "docs" / "theme" / "assets"
    shutil.copytree(assets, folder / "static" / "assets")
    axis = library.renderers["en"].axis
    _write(folder / "data" / "site.json", {
        "csp": CSP, "rooms": ROOMS, "ticks": [_plain(tick) for tick in axis.ticks],
    })
    _write(folder / "data" / "strings.json", {code: strings(code) for code in LANGUAGES})
    for language in LANGUAGES:
        _write_language(library, folder / "content" / language, language)


def _write_language(library: Library, folder: Path, language: Language) -> None:
    renderer = library.renderers[language]
    _write(folder / "_index.md", {"title": renderer.say("frame.site")})
    _write(folder / "cases" / "_index.md", {"title": renderer.say("explorer.title")})
    _write(folder / "meshes" / "_index.md", {"title": renderer.say("meshes.title")})
    cards = {summary.slug: _card(summary, renderer) for summary in library.summaries}
    views = _views(library, language)
    for position, (slug, card_view) in enumerate(cards.items(), 1):
        page, view = views[slug]
        _write(folder / "cases" / f"{slug}.md", {
            "title": page.title,
            "description": page.description,
            "weight": position,
            "params": {**_params(view, renderer, slug), "card": card_view},
        })
    for mesh in library.catalog.vocabulary["meshes"].values():
        own = [row.slug for row in library.summaries if mesh.id in row.facets["mesh"]]
        if own:
            _write(folder / "meshes" / f"{mesh.id}.md", {
                "title": mesh.label(language),
                "params": {"cards": [cards[slug] for slug in own[:SHOWN]]},
            })


class _Listener(Renderer):
    """Keeps what a template is given, and renders nothing."""

    seen: tuple[Page, dict[str, Any]]

    def page(self, template: str, page: Page, **view: Any) -> bytes:
        self.seen = page, view
        return b""


def _views(library: Library, language: Language) -> dict[str, tuple[Page, dict[str, Any]]]:
    """What our own template of a case is given, by slug."""
    listening = Library(library.catalog, library.settings)
    listener = _Listener(library.catalog, library.settings, language)
    vars(listening)["renderers"] = {code: listener for code in LANGUAGES}
    views = {}
    for artifact in case_pages(listening):
        if artifact.path.startswith("ja/") == (language == "ja"):
            artifact.render()
            views[artifact.path.split("/")[-2]] = listener.seen
    return views


def _params(view: dict[str, Any], renderer: Renderer, slug: str) -> dict[str, Any]:
    """All that the page of a case shows, in the words of its language."""
    gaps = view["case"].gaps
    return {
        "name": view["name"],
        "phrases": list(renderer.phrases(renderer.text(view["case"].title))),
        "lead": renderer.text(view["case"].summary),
        "stage": view["status"].stage if view["status"] else "",
        "status": view["status_words"],
        "vendor_told": view["vendor_told"],
        "strip": _plain(renderer.strip(view["segments"])),
        "periods": [
            {**_mesh(segment.mesh, renderer), "label": words} for segment, words in view["periods"]
        ],
        "facts": _plain(view["facts"]),
        "file": renderer.say("case.file", path=f"cases/{slug}.yaml"),
        "objection": view["objection"],
        "contents": view["contents"],
        "moments": _plain(view["moments"]),
        "story": _story(view["story"], renderer),
        "unverified": [renderer.text(text) for text in gaps.unverified],
        "searched": [
            {
                "search": renderer.say(
                    "case.search", query=search.query, where=renderer.text(search.where),
                    date=renderer.date(search.date),
                ),
                "found": renderer.text(search.found),
            }
            for search in gaps.searched
        ],
        "sources": _plain(view["sources"]),
        "cite": _cite(view["cite"]),
        "near": [
            {
                "slug": each.summary.slug,
                "name": renderer.name(each.summary),
                "shared": renderer.say("case.join").join(
                    renderer.say(f"case.similar.{facet}") for facet in each.shared
                ),
                "strip": _plain(renderer.strip(each.summary.segments)),
            }
            for each in view["near"]
        ],
    }


def _cite(cite: Citing) -> dict[str, Any]:
    """The part "Cite this" and the head; the citation of a claim as what stands around its id."""
    assert cite.claim is not None
    return {
        "text": cite.text.striptags(),
        "claim": [part.striptags() for part in cite.claim.split("<b></b>")],
        "files": cite.files,
        "meta": cite.head.meta,
        "data": str(cite.head.data),
        "policy": cite.head.policy,
    }


def _story(story: Story, renderer: Renderer) -> dict[str, Any]:
    told = {
        name: _plain(value) for name, value in vars(story).items() if not name.startswith("_")
    }
    told["scale"] = [
        {"label": renderer.term("fixed.of", of), "figures": figures}
        for of, figures in told["scale"]
    ]
    for item in (*told["meshes"], *told["alternatives"]):
        if item["mesh"]:
            item |= _mesh(item["mesh"], renderer)
    for item, quoted in zip(told["quotes"], story.quotes, strict=True):
        item["quote"] = {
            "text": quoted.quote.text,
            "checked": quoted.quote.checked_against_original,
        }
    return told


def _mesh(mesh: str, renderer: Renderer) -> dict[str, str]:
    return {"family": renderer.family(mesh), "shape": renderer.shape(mesh)}


def _card(summary: Summary, renderer: Renderer) -> dict[str, Any]:
    view = card(summary, renderer)
    steps = []
    for step in view.path:
        label = renderer.term("meshes", step.mesh)
        if step.form == "rejected":
            label = renderer.say("explorer.path.rejected", mesh=label)
        elif step.mesh == "none":
            label = renderer.say("explorer.path.none")
        elif step.form == "past":
            label = renderer.say("explorer.path.past", mesh=label, years=step.years)
        steps.append({"form": step.form, "label": label, **_mesh(step.mesh, renderer)})
    year = view.last_year
    return {
        "slug": view.slug, "name": view.name, "countries": list(view.countries),
        "industry": view.industry, "passage": view.passage, "path": steps,
        "strip": _plain(renderer.strip(summary.segments)), "stage": view.stage,
        "stage_label": renderer.term("stages", view.stage) if view.stage else "",
        "last": renderer.say("explorer.last_evidence", year=year) if year else "",
        "grade": view.grade, "sources": view.sources,
    }


def _plain(value: Any) -> Any:
    """Views as plain data for JSON; the citations of a claim as the numbers of its sources.

    Other markup is a label that may break between phrases, or a text marked as in another
    language: its words.
    """
    if isinstance(value, Markup):
        numbers = [int(number) for number in _CITED.findall(value)]
        return str(value.striptags()) if value and not numbers else numbers
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _write(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

