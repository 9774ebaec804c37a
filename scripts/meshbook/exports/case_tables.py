"""Cases and their sources as tables."""

from __future__ import annotations

from collections.abc import Iterator

from meshbook.analysis.summary import Summary
from meshbook.exports.table import Column, Row, Table
from meshbook.model.values import PartialDate, Text
from meshbook.pages.library import Library


def in_order(library: Library) -> list[Summary]:
    """The cases by slug."""
    return sorted(library.summaries, key=lambda row: row.slug)


def both(text: Text | None) -> tuple[str | None, str | None]:
    """A text in English and in Japanese."""
    return (text.en, text.ja) if text is not None else (None, None)


def day(date: PartialDate | None) -> str | None:
    """A date as text."""
    return str(date) if date is not None else None


def _cases(library: Library) -> Iterator[Row]:
    for row in in_order(library):
        case, now = row.case, row.status
        organisation, facets = case.organisation, row.facets
        name = organisation.name
        yield (
            row.slug, f"cases/{row.slug}/",
            name.en if name else None, name.ja if name else None, organisation.anonymous,
            *both(case.title), *both(case.summary),
            case.original, case.translation,
            organisation.country, organisation.also_in, organisation.region,
            organisation.industry, organisation.size,
            case.disclosure, case.told_by, row.grade,
            now.mesh if now else None, now.stage if now else None, day(now.date) if now else None,
            day(now.last_evidence) if now else None,
            facets["mesh"], facets["mode"], facets["motive"], facets["outcome"],
            sum(1 for _ in case.claims()), len(case.sources), len(case.corrections),
            day(case.added), day(case.verified), day(case.next_check),
        )  # fmt: skip


def _sources(library: Library) -> Iterator[Row]:
    for row in in_order(library):
        for name, source in row.case.sources.items():
            yield (
                f"{row.slug}#source-{name}", row.slug, name,
                source.url, source.title, source.publisher, source.author,
                day(source.date), day(source.until), source.language,
                source.kind, source.relation, source.grade, source.read,
                day(source.accessed), source.permalink, source.archived, source.licence,
                source.copy_of,
            )  # fmt: skip


CASES = Table(
    "cases",
    ("slug",),
    (
        Column("slug"), Column("path"),
        Column("organisation_en"), Column("organisation_ja"), Column("anonymous", "boolean"),
        Column("title_en"), Column("title_ja"), Column("summary_en"), Column("summary_ja"),
        Column("original"), Column("translation", words="fixed.translation"),
        Column("country"), Column("also_in", "list"), Column("region"),
        Column("industry", words="industries"), Column("size", words="fixed.size"),
        Column("disclosure", words="fixed.disclosure"),
        Column("told_by", "list", words="fixed.teller"), Column("grade", words="grades"),
        Column("mesh", words="meshes"), Column("stage", words="stages"),
        Column("stage_date", "date"), Column("last_evidence", "date"),
        Column("meshes", "list", words="meshes"), Column("modes", "list", words="modes"),
        Column("motives", "list", words="motives"), Column("outcomes", "list", words="aspects"),
        Column("claims", "integer"), Column("sources", "integer"),
        Column("corrections", "integer"),
        Column("added", "date"), Column("verified", "date"), Column("next_check", "date"),
    ),
    _cases,
)  # fmt: skip

SOURCES = Table(
    "sources",
    ("id",),
    (
        Column("id"), Column("case_slug", of="cases"), Column("source"),
        Column("url", "url"), Column("title"), Column("publisher"), Column("author"),
        Column("date", "date"), Column("until", "date"), Column("language", words="languages"),
        Column("kind", words="source-kinds"), Column("relation", words="relations"),
        Column("grade", words="grades"), Column("read", words="fixed.read"),
        Column("accessed", "date"), Column("permalink", "url"), Column("archived", "url"),
        Column("licence"), Column("copy_of"),
    ),
    _sources,
)  # fmt: skip
