"""What is searched, as documents in one language: cases, meshes, measurements, then prose.

The number of a case's document is its row in ``Library.summaries``, so the explorer can
lay search hits over its facets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from meshbook.analysis.summary import Summary
from meshbook.exports.explorer_data import facet_label
from meshbook.languages import Language, prefix
from meshbook.model.case import Alternative, Check, Claim, Environment, Outcome, Person, Quote
from meshbook.model.glossary import Entry
from meshbook.model.values import Quantity, Text
from meshbook.model.writeup import WriteUp
from meshbook.pages.environment import Renderer
from meshbook.pages.features import ADDRESS as FEATURES_PAGE
from meshbook.pages.features import groups_of
from meshbook.pages.glossing import ADDRESS as GLOSSARY
from meshbook.pages.library import Library
from meshbook.pages.measured import Measured
from meshbook.pages.meshes import MeshCases, cases_by_mesh
from meshbook.pages.page import ProsePage
from meshbook.pages.signals import Support, support_of
from meshbook.pages.strings import strings
from meshbook.search.index import SearchDocument

TELLING = ("mesh", "stage", "country", "motive", "industry", "year", "mode", "outcome")
"""The facets whose values a reader may type; the other ones would only be noise."""

WORDED_PAGES = {
    "call-for-japan/": "call",
    "contribute/": "prose.contribute",
    "corrections/": "prose.corrections",
    GLOSSARY: "glossary",
    "adoption/": "adoption",
}
"""Pages made of one area of the string table."""

PLACES = ("cloud", "on-premises")
"""The kinds of surroundings that a reader may type; the other ones are told by their names."""

BURDENS = ("latency", "resource-use", "throughput")
"""What gets worse in these is the overhead of a mesh, by whatever name a case calls it."""

UNTOLD = ("undisclosed", "unknown", "unnamed", "none")
_TAG = re.compile(r"<[^>]*>")


def documents(
    library: Library, written: Sequence[ProsePage], language: Language
) -> Iterator[SearchDocument]:
    """All documents in ``language``; ``written`` are the hand-written pages in both."""
    renderer = library.renderers[language]
    for summary in library.summaries:
        yield case_document(summary, renderer)
    for mesh in cases_by_mesh(library):
        yield mesh_document(mesh, renderer, support_of(library, mesh.term.id, renderer))
    for measured in library.benchmarks.values():
        yield study_document(measured, renderer)
    for slug, writeup in library.catalog.writeups.items():
        yield writeup_document(slug, writeup, renderer)
    if library.adopters.adopters:
        yield directory_document(renderer)
    if library.catalog.features:
        yield features_document(renderer)
    for address, area in WORDED_PAGES.items():
        yield worded_document(address, area, renderer)
    for page in written:
        if page.language == language:
            yield written_document(page)
    for word, entry in library.catalog.vocabulary.glossary.items():
        yield entry_document(word, entry, renderer)


def case_document(summary: Summary, renderer: Renderer) -> SearchDocument:
    """A case as it is searched.

    What was looked for and not found is left out: a search for Istio shall not bring a case
    that only says that Istio was not found.
    """
    case, organisation = summary.case, summary.case.organisation
    name = renderer.name(summary)
    names = organisation.name
    head = [
        name,
        case.title.best(renderer.language)[0],
        *((names.en, names.ja) if names else ()),
        organisation.kana,
        *organisation.aliases,
        *organisation.former_names,
        organisation.parent,
        organisation.unit,
    ]
    facts = [*_labels(summary, renderer), organisation.region, renderer.text(case.summary)]
    body = [text for _, claim in case.claims() for text in _words(claim, renderer)]
    body += [text for source in case.sources.values() for text in (source.title, source.publisher)]
    return SearchDocument(
        url=f"{prefix(renderer.language)}cases/{summary.slug}/",
        kind="case",
        title=name,
        head=_joined(head),
        facts=_joined(facts),
        body=_joined(body),
    )


def mesh_document(
    mesh: MeshCases, renderer: Renderer, support: Sequence[Support] = ()
) -> SearchDocument:
    """A mesh as it is searched: its names, its profile, and what others keep on record of it."""
    term, profile = mesh.term, mesh.profile
    told = [renderer.say(f"signals.kind.{each.kind}") for each in support]
    told += [one.words for each in support for one in each.said]
    claims = [claim for _, claim in profile.claims()] if profile is not None else []
    what = len(profile.what) if profile is not None else 0
    name = mesh.name(renderer)
    return SearchDocument(
        url=f"{prefix(renderer.language)}meshes/{mesh.id}/",
        kind="mesh",
        title=name,
        head=_joined([name, term.en, term.ja, *term.extra.get("also", ())]),
        facts=_joined(text for claim in claims[:what] for text in _words(claim, renderer)),
        body=_joined(
            [*(text for claim in claims[what:] for text in _words(claim, renderer)), *told]
        ),
    )


def study_document(measured: Measured, renderer: Renderer) -> SearchDocument:
    """A study or a live series as it is searched: what was measured, by whom, and what is said."""
    source, text = measured.source, renderer.text
    title = text(source.title)
    meshes = [renderer.term("meshes", mesh) for mesh in measured.products]
    shown = ("features",) if measured.kind == "conformance" else measured.metrics
    metrics = [renderer.say(f"benchmarks.metric.{metric}") for metric in shown]
    told = [*source.conditions, *(each.text for each in source.caveats)]
    told += [each.statement for each in source.conclusions]
    return SearchDocument(
        url=prefix(renderer.language) + measured.address,
        kind="study",
        title=title,
        head=title,
        facts=_joined(
            [text(source.summary), source.publisher, source.trust.run_by, *meshes, *metrics]
        ),
        body=_joined(map(text, told)),
    )


def writeup_document(slug: str, writeup: WriteUp, renderer: Renderer) -> SearchDocument:
    """A write-up as it is searched."""
    text = renderer.text
    headings = [text(section.heading) for section in writeup.sections]
    return SearchDocument(
        url=f"{prefix(renderer.language)}writeups/{slug}/",
        kind="page",
        title=text(writeup.title),
        head=_joined([text(writeup.title), *headings]),
        facts=text(writeup.standfirst),
        body=_joined(text(passage.text) for passage in writeup.passages()),
    )


def directory_document(renderer: Renderer) -> SearchDocument:
    """The adopters directory: its names are searched on its page, where they are no cases."""
    title = renderer.say("adopters.title")
    return SearchDocument(
        url=f"{prefix(renderer.language)}adopters/",
        kind="page",
        title=title,
        head=title,
        facts=renderer.say("adopters.lead"),
        body=renderer.say("adopters.notice.text"),
    )


def features_document(renderer: Renderer) -> SearchDocument:
    """The feature matrix: its rows; what the cells say is found there."""
    title = renderer.say("features.title")
    rows = [row for group in groups_of(renderer) for row in group.rows]
    return SearchDocument(
        url=prefix(renderer.language) + FEATURES_PAGE,
        kind="page",
        title=title,
        head=f"{title} {renderer.say('features.link')}",
        facts=_joined(row.label for row in rows),
        body=_joined(row.meaning for row in rows),
    )


def worded_document(address: str, area: str, renderer: Renderer) -> SearchDocument:
    """A page that is made of one area of the string table."""
    table = strings(renderer.language)
    return SearchDocument(
        url=prefix(renderer.language) + address,
        kind="page",
        title=table[f"{area}.title"],
        head=table[f"{area}.title"],
        facts=table[f"{area}.description"],
        body=_joined(table[key] for key in table if key.startswith(f"{area}.")),
    )


def entry_document(word: str, entry: Entry, renderer: Renderer) -> SearchDocument:
    """An entry of the glossary as it is searched: by its names in both languages."""
    return SearchDocument(
        url=f"{prefix(renderer.language)}{GLOSSARY}#{word}",
        kind="page",
        title=renderer.say("glossary.entry", name=entry.name(renderer.language)),
        head=_joined(entry.names),
        facts="",
        body=entry.text.get(renderer.language),
    )


def written_document(page: ProsePage) -> SearchDocument:
    """A hand-written page as it is searched."""
    return SearchDocument(
        url=page.url,
        kind="page",
        title=page.title,
        head=page.title,
        facts=page.description,
        body=unescape(_TAG.sub(" ", page.html)),
    )


def _labels(summary: Summary, renderer: Renderer) -> Iterator[str]:
    for facet in TELLING:
        for value in summary.facets[facet]:
            if value not in UNTOLD:
                yield facet_label(facet, value, renderer)


def _words(claim: Claim, renderer: Renderer) -> Iterator[str | None]:
    """What a claim says, in this language where it is written, else in the other."""
    if isinstance(claim, Check):
        return
    for _, value in claim:
        if isinstance(value, Text):
            yield renderer.text(value)
        elif isinstance(value, Quantity) and value.words:
            yield renderer.text(value.words)
    if isinstance(claim, Quote):
        yield claim.text
    if isinstance(claim, Alternative | Environment | Person):
        yield claim.name
    if isinstance(claim, Environment) and claim.kind in PLACES:
        yield renderer.term("environments", claim.kind)
    if isinstance(claim, Outcome):
        yield renderer.term("metrics", claim.metric)
        if claim.metric in BURDENS and claim.direction == "worse":
            yield renderer.term("glossary", "overhead")


def _joined(texts: Iterable[str | None]) -> str:
    return "\n".join(text for text in texts if text)
