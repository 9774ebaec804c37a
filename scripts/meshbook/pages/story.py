"""The sections of a case page, each as the list of what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from meshbook.languages import Language
from meshbook.model.case import (
    Alternative,
    Case,
    Environment,
    Event,
    MeshUse,
    Searched,
    Statement,
)
from meshbook.model.values import Text
from meshbook.pages.claims import Citer, ClaimView, Words, split, web
from meshbook.pages.corrected import corrections_of
from meshbook.pages.environment import Renderer
from meshbook.pages.figures import outcome_row, scale_row
from meshbook.pages.quotation import quotation
from meshbook.pages.timeline import dated, event_notes


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a section: a claim, the label before it, and what follows in small type.

    ``reason`` is a second text of the claim, ``mesh`` the mesh whose mark it has, ``flag``
    whose interest it touches, ``parts`` the items below it, ``lang`` the language of the
    label where it is the other one than that of the page.
    """

    claim: ClaimView
    label: str = ""
    notes: tuple[str, ...] = ()
    reason: Words | None = None
    mesh: str = ""
    flag: Words | None = None
    href: str | None = None
    parts: tuple[Item, ...] = ()
    lang: Language | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources disagree about, what each side says, and which one is shown."""

    claim: ClaimView
    sides: tuple[ClaimView, ...]
    shown: Words


_RAN = frozenset({"pilot", "production", "moved", "left"})
"""The stages of a mesh that was set up."""


class Story:
    """The sections of one case in one language."""

    def __init__(self, case: Case, citer: Citer, renderer: Renderer) -> None:
        self._case, self._citer, self._renderer = case, citer, renderer
        narrative = case.narrative
        self.background = self._told(narrative.background)
        self.why = [
            Item(citer.claim(motive, motive.text), renderer.term("motives", motive.kind))
            for motive in case.motives
        ]
        self.meshes = [self._mesh(use) for use in case.meshes]
        self.architecture = self._told(narrative.architecture)
        self.environment = [self._surrounding(part) for part in case.environment]
        self.rollout = self._told(narrative.rollout)
        self.quotes = [quotation(quote, citer, renderer) for quote in case.quotes]
        self.trouble = self._told(narrative.trouble)
        self.incidents = [
            self._incident(event) for event in case.events if event.kind == "incident"
        ]
        self.outcomes = [outcome_row(outcome, citer, renderer) for outcome in case.outcomes]
        self.alternatives = [self._alternative(other) for other in case.alternatives]
        self.scale = [
            (of, [scale_row(each, citer, renderer) for each in case.scale if each.of == of])
            for of in sorted({scale.of for scale in case.scale})
        ]
        self.disagreement = list(self._disagreements())
        self.checks = list(self._checks())
        self.lessons = self._told(narrative.lessons)
        self.people = list(self._people())
        self.listings = list(self._listings())
        self.unverified = [self._words(text) for text in case.gaps.unverified]
        self.searched = [
            (self._search(search), self._words(search.found)) for search in case.gaps.searched
        ]
        self.corrections = list(corrections_of(case, renderer))
        self.renamed = list(case.renamed.items())
        self.waivers = [
            (renderer.date(each.date), each.code, self._words(each.reason)) for each in case.waivers
        ]

    def _words(self, text: Text) -> Words:
        return split(text, self._renderer.language)

    def _search(self, search: Searched) -> str:
        renderer = self._renderer
        query, where = renderer.line(search.query), renderer.line(renderer.text(search.where))
        date = renderer.date(search.date)
        return renderer.say_of("case.search", query=query, where=where, date=date)

    def _told(self, statements: Iterable[Statement]) -> list[Item]:
        return [Item(self._citer.claim(statement, statement.text)) for statement in statements]

    def _surrounding(self, part: Environment) -> Item:
        kind = self._renderer.term("environments", part.kind)
        lang = self._renderer.foreign(part.name)
        return Item(self._citer.claim(part, part.note), part.name, (kind,), lang=lang)

    def _mesh(self, use: MeshUse) -> Item:
        renderer, say = self._renderer, self._renderer.say
        notes = [] if use.mode == "unknown" else [renderer.term("modes", use.mode)]
        stages = [stage.stage for stage in self._case.stages if stage.mesh == use.mesh]
        if stages and not _RAN & set(stages):
            notes.insert(0, renderer.term("stages", stages[-1]))
        if use.mode_assumed:
            notes.append(say("case.mode_assumed"))
        if use.since:
            notes.append(say("case.use.since", date=renderer.date(use.since)))
        if use.until:
            notes.append(say("case.use.until", date=renderer.date(use.until)))
        if use.edition:
            notes.append(renderer.line(use.edition))
        if use.control_plane:
            name = renderer.line(use.control_plane)
            notes.append(renderer.say_of("case.control_plane", name=name))
        versions = []
        for version in use.versions:
            about = [renderer.term("roles", version.role)]
            if version.date:
                about.append(renderer.date(version.date))
            if version.channel:
                about.append(renderer.term("channels", version.channel))
            versions.append(Item(self._citer.claim(version), version.version, tuple(about)))
        return Item(
            self._citer.claim(use, use.replaced),
            renderer.term("meshes", use.mesh),
            tuple(notes),
            mesh=use.mesh,
            parts=tuple(versions),
        )

    def _incident(self, event: Event) -> Item:
        return Item(
            self._citer.claim(event, event.text),
            dated(event, self._renderer),
            tuple(event_notes(event, self._case, self._renderer)),
        )

    def _alternative(self, other: Alternative) -> Item:
        renderer = self._renderer
        name = other.name or (renderer.term("meshes", other.mesh) if other.mesh else "")
        teller = renderer.term("fixed.teller", other.in_whose_words)
        notes = [renderer.term("fixed.verdict", other.verdict)]
        if other.reason:
            notes.append(renderer.say("case.in_words_of", who=teller))
        else:
            notes.append(renderer.say("case.no_reason"))
        return Item(
            self._citer.claim(other, other.reason),
            f"{name} {other.version}" if other.version else name,
            tuple(notes),
            mesh=other.mesh or "",
            lang=renderer.foreign(other.name) if other.name else None,
        )

    def _disagreements(self) -> Iterator[Disagreement]:
        for conflict in self._case.conflicts:
            sides = tuple(
                ClaimView(
                    "",
                    split(side.text, self._renderer.language, len(side.sources)),
                    self._citer.cites(side.sources),
                    None,
                )
                for side in conflict.values
            )
            claim = self._citer.claim(conflict, conflict.about)
            yield Disagreement(claim, sides, self._words(conflict.shown))

    def _checks(self) -> Iterator[Item]:
        for check in self._case.checks:
            yield Item(
                self._citer.claim(check, check.claim),
                self._renderer.term("fixed.result", check.result),
                reason=self._words(check.note) if check.note else None,
            )

    def _people(self) -> Iterator[Item]:
        renderer = self._renderer
        for person in self._case.people:
            lines = (person.role, person.organisation)
            yield Item(
                self._citer.claim(person),
                person.name,
                tuple(renderer.line(line) for line in lines if line),
                flag=self._words(person.ties) if person.ties else None,
                lang=renderer.foreign(person.name),
            )

    def _listings(self) -> Iterator[Item]:
        renderer = self._renderer
        for listing in self._case.listings:
            notes: list[str] = [
                renderer.say_of("case.listing.as", name=renderer.line(listing.name))
            ]
            for key in ("first_listed", "last_seen", "removed"):
                date = getattr(listing, key)
                if date:
                    notes.append(renderer.say(f"case.listing.{key}", date=renderer.date(date)))
            if listing.from_company_address != "unknown":
                notes.append(renderer.say(f"case.listing.address_{listing.from_company_address}"))
            yield Item(
                self._citer.claim(listing, listing.note),
                listing.list,
                tuple(notes),
                href=web(listing.commit),
                lang=renderer.foreign(listing.list),
            )
