"""What Hugo is given: the same pages as content files, one for each page and language.

Hugo gets the advantage wherever there is a choice: what our build derives from a case
(lifelines, the order of events, similar cases, labels, dates in words) stands ready in the
front matter. Hugo reads it, fills the same parts of the same page, and writes it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup
from tests.bench.catalogue import ROOT

from meshbook.analysis.summary import Summary
from meshbook.languages import LANGUAGES, Language
from meshbook.model.case import Case
from meshbook.pages import case as case_page
from meshbook.pages.claims import Citer
from meshbook.pages.environment import CSP, ROOMS, Renderer
from meshbook.pages.explorer import card
from meshbook.pages.facts import Panel, period
from meshbook.pages.library import Library
from meshbook.pages.story import Story
from meshbook.pages.strings import strings
from meshbook.pages.timeline import timeline

TEMPLATES = Path(__file__).parent / "hugo"
SHOWN = 100
"""Cases on the page of a mesh."""


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
    title = renderer.say("explorer.title")
    _write(folder / "_index.md", {"title": renderer.say("frame.site")})
    _write(folder / "cases" / "_index.md", {"title": title})
    cards = {}
    for position, summary in enumerate(library.summaries, 1):
        cards[summary.slug] = _card(summary, renderer)
        page = case_page.case_page(library, summary, language)
        view = _view(library, summary, renderer, page.root, page)
        _write(folder / "cases" / f"{summary.slug}.md", {
            "title": page.title,
            "description": page.description,
            "weight": position,
            "params": {**view, "card": cards[summary.slug]},
        })
    _write(folder / "meshes" / "_index.md", {"title": renderer.say("meshes.title")})
    for mesh in library.catalog.vocabulary["meshes"].values():
        own = [row.slug for row in library.summaries if mesh.id in row.facets["mesh"]]
        if own:
            _write(folder / "meshes" / f"{mesh.id}.md", {
                "title": mesh.label(language),
                "params": {"cards": [cards[slug] for slug in own[:SHOWN]]},
            })


class _Numbers(Citer):
    """Gives the numbers of sources, not their markup."""

    def cites(self, slugs: Iterable[str]) -> Markup:
        return [self._numbers[slug] for slug in slugs if slug in self._numbers]  # type: ignore[return-value]


def _view(
    library: Library, summary: Summary, renderer: Renderer, root: str, page: Any
) -> dict[str, Any]:
    """All that the page of a case shows, in the words of its language."""
    case = summary.case
    citer = _Numbers(case, renderer, root)
    story = Story(case, citer, renderer)
    near = library.neighbours[summary.slug]
    moments = timeline(case, summary.segments, citer, renderer)
    told = {
        name: _plain(value) for name, value in vars(story).items() if not name.startswith("_")
    }
    for item in (*told["meshes"], *told["alternatives"]):
        if item["mesh"]:
            item |= {"family": renderer.family(item["mesh"]), "shape": renderer.shape(item["mesh"])}
    told["quotes"] = [
        {
            "claim": _plain(quoted.claim), "text": quoted.quote.text, "lang": quoted.lang,
            "speaker": quoted.speaker, "translation": _plain(quoted.translation),
            "translated_by": quoted.quote.translated_by,
            "checked": quoted.quote.checked_against_original,
        }
        for quoted in story.quotes
    ]
    return {
        "name": summary.name(renderer.language) or renderer.say("case.nameless"),
        "phrases": list(renderer.phrases(page.title)),
        "lead": renderer.text(case.summary),
        "stage": summary.status.stage if summary.status else "",
        "status": case_page.status_words(summary.status, renderer),
        "vendor_told": case_page.is_vendor_told(case, renderer),
        "strip": _plain(renderer.strip(summary.segments)),
        "periods": [
            {
                "family": renderer.family(segment.mesh), "shape": renderer.shape(segment.mesh),
                "label": period(segment, renderer),
            }
            for segment in summary.segments
        ],
        "facts": _plain(Panel(summary, citer, renderer).rows()),
        "file": renderer.say("case.file", path=f"cases/{summary.slug}.yaml"),
        "objection": "/contribute/",
        "contents": case_page._contents(case, bool(moments), bool(near)),
        "moments": _plain(moments),
        "story": told,
        "unverified": [renderer.text(text) for text in case.gaps.unverified],
        "searched": [
            {
                "search": renderer.say(
                    "case.search", query=search.query, where=renderer.text(search.where),
                    date=renderer.date(search.date),
                ),
                "found": renderer.text(search.found),
            }
            for search in case.gaps.searched
        ],
        "sources": _sources(citer, renderer),
        "citation": case_page._citation(case, page, renderer),
        "near": [
            {
                "slug": each.summary.slug,
                "name": renderer.name(each.summary),
                "shared": renderer.say("case.join").join(
                    renderer.say(f"case.similar.{facet}") for facet in each.shared
                ),
                "strip": _plain(renderer.strip(each.summary.segments)),
            }
            for each in near
        ],
    }


def _sources(citer: Citer, renderer: Renderer) -> list[dict[str, Any]]:
    shown = []
    for view in citer.sources:
        source, say, term = view.source, renderer.say, renderer.term
        relation = term("relations", source.relation)
        about = [
            term("source-kinds", source.kind), source.publisher, source.author,
            renderer.date(source.date) if source.date else say("case.source.undated"),
            term("languages", source.language), None if view.interest else relation,
            term("fixed.read", source.read),
            renderer.text(source.part_read) if source.part_read else None,
            say("case.source.accessed", date=renderer.date(source.accessed)),
            say("case.source.copy", number=view.copy_of) if view.copy_of else None,
            say("case.source.derived") if source.derived_url else None,
            say("case.source.licence", name=source.licence) if source.licence else None,
        ]
        shown.append({
            "anchor": view.anchor, "grade": view.grade, "label": view.label, "href": view.href,
            "permalink": view.permalink, "archived": view.archived, "lang": source.language,
            "title": source.title, "grade_label": term("grades", source.grade),
            "interest": say("case.source.interest", who=relation) if view.interest else "",
            "about": [words for words in about if words],
            "sum": say("case.source.sha256", sum=source.sha256) if source.sha256 else "",
            "note": renderer.text(source.note) if source.note else "",
        })
    return shown


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
        steps.append({
            "form": step.form, "label": label,
            "family": renderer.family(step.mesh), "shape": renderer.shape(step.mesh),
        })
    silent = view.silent_since
    return {
        "slug": view.slug, "name": view.name, "countries": list(view.countries),
        "industry": view.industry, "passage": view.passage, "path": steps,
        "strip": _plain(renderer.strip(summary.segments)), "stage": view.stage,
        "stage_label": renderer.term("stages", view.stage) if view.stage else "",
        "last": renderer.say("explorer.last_evidence", year=silent) if silent else "",
        "grade": view.grade, "sources": view.sources,
    }


def _plain(value: Any) -> Any:
    """Views as plain data for JSON."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value if isinstance(value, str | int | float | None) else str(value)


def _write(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def claims_in(case: Case) -> int:
    """How many claims a case has: each is an element with an id on its page."""
    return sum(1 for _ in case.claims())
