"""The page of a case: everything its file holds, in a fixed order, claim by claim."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

from meshbook.analysis.ageing import case_ages
from meshbook.analysis.lifeline import Status
from meshbook.analysis.summary import Summary
from meshbook.artifacts import Artifact
from meshbook.exports.citables import data_version, of_case
from meshbook.languages import LANGUAGES, Language
from meshbook.model.case import Case
from meshbook.pages.card import card_path
from meshbook.pages.citation import citing
from meshbook.pages.claims import Citer, is_interested, split
from meshbook.pages.environment import Renderer
from meshbook.pages.facts import Panel
from meshbook.pages.library import Library
from meshbook.pages.page import Page
from meshbook.pages.story import Story
from meshbook.pages.timeline import period, timeline
from meshbook.settings import Settings

DESCRIPTION_LENGTH = {"en": 155, "ja": 110}
CONTENTS = (
    "happened", "background", "why", "setup", "rollout", "quotes", "trouble", "outcomes",
    "alternatives", "scale", "disagreement", "checks", "gaps", "lessons", "sources", "people",
    "listings", "corrections", "waivers", "cite", "similar",
)
"""The sections in their order; also the ids of their headings, which no claim may have."""


def pages(library: Library) -> Iterator[Artifact]:
    """Every case in both languages."""
    for summary in library.summaries:
        for language in LANGUAGES:
            page = case_page(library, summary, language)
            render = partial(_render, library, summary, page)
            yield Artifact(page.path, render, f"cases/{summary.slug}.yaml")


def case_page(library: Library, summary: Summary, language: Language) -> Page:
    """The head of the page of one case."""
    text = library.renderers[language].text
    return Page(
        address=f"cases/{summary.slug}/",
        language=language,
        title=text(summary.case.title),
        description=_shortened(text(summary.case.summary), DESCRIPTION_LENGTH[language]),
        section="cases",
        card=card_path(language, summary.slug),
    )


def status_words(status: Status | None, renderer: Renderer) -> str:
    """Where a case stands, in words: "In production, last evidence 2021"."""
    if status is None:
        return renderer.say("case.status.none")
    form = f"{status.stage}_to" if status.to else status.stage
    if status.silent:
        form = "silent"
    return renderer.say(
        f"case.status.{form}",
        mesh=renderer.term("meshes", status.mesh),
        to=renderer.term("meshes", status.to or "none"),
        date=renderer.date(status.date),
        year=renderer.date(str(status.date.year)),
    )


def is_vendor_told(case: Case, renderer: Renderer) -> bool:
    """Whether nobody but those who gain by the story tells it; a listing is no telling."""
    tellers = {source.relation for source in case.sources.values() if source.grade != "E5"}
    return bool(tellers) and all(is_interested(relation, renderer) for relation in tellers)


def _render(library: Library, summary: Summary, page: Page) -> bytes:
    renderer, case = library.renderers[page.language], summary.case
    citer = Citer(case.sources, renderer, page.root)
    story = Story(case, citer, renderer)
    moments = timeline(case, summary.segments, citer, renderer)
    near = library.neighbourhood.of(summary.slug)
    version = data_version(library.catalog.today)
    ages = case_ages(case, library.catalog.profiles, library.catalog.today)
    return renderer.page(
        "case.html",
        page,
        case=case,
        slug=summary.slug,
        segments=summary.segments,
        name=summary.name(page.language) or renderer.say("case.nameless"),
        title_lang=_foreign(case.title.best(page.language)[1], page.language),
        lead=split(case.summary, page.language),
        notice=_notice(case, page.language),
        status=summary.status,
        status_words=status_words(summary.status, renderer),
        vendor_told=is_vendor_told(case, renderer),
        periods=[(segment, period(segment, renderer)) for segment in summary.segments],
        facts=Panel(summary, citer, renderer, ages).rows(),
        moments=moments,
        story=story,
        sources=citer.sources,
        near=near,
        contents=_contents(case, bool(moments), bool(near)),
        cite=citing(of_case(summary.slug, case, version), page, renderer, has_parts=True),
        edit=_edit(summary.slug, library.settings),
        objection=_objection(summary.slug, page, library.settings, renderer),
    )


def _contents(case: Case, moments: bool, near: bool) -> list[str]:
    """The sections that this case has; what was looked for in vain is on every page."""
    narrative = case.narrative
    empty = {
        "happened": not moments,
        "background": not narrative.background,
        "why": not case.motives,
        "rollout": not narrative.rollout,
        "quotes": not case.quotes,
        "trouble": not narrative.trouble and all(e.kind != "incident" for e in case.events),
        "outcomes": not case.outcomes,
        "alternatives": not case.alternatives,
        "scale": not case.scale,
        "disagreement": not case.conflicts,
        "checks": not case.checks,
        "lessons": not narrative.lessons,
        "people": not case.people,
        "listings": not case.listings,
        "corrections": not (case.corrections or case.renamed),
        "waivers": not case.waivers,
        "similar": not near,
    }
    return [name for name in CONTENTS if not empty.get(name)]


def _foreign(written_in: Language, language: Language) -> Language | None:
    return None if written_in == language else written_in


def _notice(case: Case, language: Language) -> str | None:
    """What a reader of a translation must know: the name of its words, or None."""
    if language == case.original or case.translation == "current":
        return None
    return case.translation


def _edit(slug: str, settings: Settings) -> str | None:
    """Where the file can be read and edited; None while no repository is set."""
    return f"{settings.repository}/blob/HEAD/cases/{slug}.yaml" if settings.repository else None


def _objection(slug: str, page: Page, settings: Settings, renderer: Renderer) -> str:
    """Where those whom the case is about can speak: issues, else mail, else our own page."""
    subject = quote(renderer.say("case.objection_subject", slug=slug), safe="")
    if settings.repository:
        return f"{settings.repository}/issues/new?title={subject}"
    if settings.mailbox:
        return f"mailto:{settings.mailbox}?subject={subject}"
    return f"{page.home}contribute/"


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
