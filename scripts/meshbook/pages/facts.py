"""The fact panel: at most thirteen rows, the same for every case, absences marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from meshbook.analysis.ageing import Age
from meshbook.analysis.summary import Summary
from meshbook.languages import Language
from meshbook.model.case import Review
from meshbook.model.values import Text
from meshbook.pages.ages import age_view
from meshbook.pages.claims import Citer, is_interested, split, web
from meshbook.pages.environment import Renderer
from meshbook.pages.figures import amount
from meshbook.pages.glossing import Gloss, gloss_of
from meshbook.pages.timeline import period

SHOWN = 3
"""How many versions or figures the panel shows; all of them stand in their sections."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value: its words, the mark before them and the look of both.

    ``words`` are markup where they may break only between phrases; ``lang`` is set where
    they are in the other language than the page; ``claim`` where it is one with an id, and
    ``tail`` its last phrase, which stays on one line with its sources; ``gloss`` where the
    glossary explains the words.
    """

    words: str
    look: str = ""
    mark: str = ""
    href: str | None = None
    lang: Language | None = None
    cites: Markup = field(default_factory=Markup)
    claim: str | None = None
    tail: str = ""
    gloss: Gloss | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the panel: the name of its label, and its values."""

    name: str
    facts: tuple[Fact, ...]


class Panel:
    """Makes the rows for one case in one language; ``ages`` are those of its versions, by claim."""

    def __init__(
        self, summary: Summary, citer: Citer, renderer: Renderer, ages: Mapping[str, Age]
    ) -> None:
        self._summary, self._citer, self._renderer = summary, citer, renderer
        self._ages = ages
        self._case = summary.case

    def rows(self) -> list[Row]:
        """The rows in their order. A row without a value says which absence it is."""
        makers = (
            ("organisation", self._organisation()),
            ("sector", self._sector()),
            ("size", self._size()),
            ("meshes", self._meshes()),
            ("mode", self._modes()),
            ("version", self._versions()),
            ("replaced", self._replaced()),
            ("scale", self._scale()),
            ("motive", self._motives()),
            ("told_by", self._told_by()),
            ("evidence", self._evidence()),
            ("disclosure", self._disclosure()),
            ("verified", self._verified()),
        )
        missing = (self._absent("no-statement"),)
        return [Row(name, tuple(facts) or missing) for name, facts in makers]

    def _absent(self, kind: str) -> Fact:
        words = self._renderer.phrased(self._renderer.say(f"frame.absent.{kind}"))
        return Fact(words, "absent", f"a-{kind}")

    def _label(self, words: str) -> Fact:
        return Fact(self._renderer.phrased(words), "label")

    def _term(self, words: str, word: str) -> Fact:
        label = self._renderer.phrased(self._renderer.term(words, word))
        return Fact(label, "label", gloss=gloss_of(words, word, self._renderer))

    def _text(self, text: Text) -> Fact:
        words, language = text.best(self._renderer.language)
        return Fact(words, lang=None if language == self._renderer.language else language)

    def _organisation(self) -> Iterator[Fact]:
        organisation, renderer = self._case.organisation, self._renderer
        name = self._summary.name(renderer.language)
        if name is None:
            yield Fact(renderer.say("case.nameless"), "absent", "a-undisclosed")
        else:
            yield Fact(name, href=web(organisation.homepage))
        if organisation.unit:
            yield Fact(organisation.unit, lang=renderer.foreign(organisation.unit))
        if organisation.parent:
            yield Fact(renderer.say_of("case.parent", name=renderer.line(organisation.parent)))
        if organisation.former_names:
            names = self._lines(organisation.former_names)
            yield Fact(renderer.say_of("case.formerly", names=names))
        if organisation.aliases:
            yield Fact(renderer.say_of("case.also", names=self._lines(organisation.aliases)))

    def _sector(self) -> Iterator[Fact]:
        organisation, renderer = self._case.organisation, self._renderer
        kind = organisation.kind
        industry = renderer.term("industries", organisation.industry)
        yield self._label(
            renderer.say(
                "case.sector", industry=industry, kind=renderer.term("organisation-kinds", kind)
            )
            if kind
            else industry
        )
        codes = [organisation.country, *organisation.also_in]
        places = [renderer.country(code) for code in codes if code]
        if organisation.region:
            places.insert(1, renderer.line(organisation.region))
        if places:
            yield Fact(self._join(places), "label")

    def _size(self) -> Iterator[Fact]:
        size = self._case.organisation.size
        if size in ("undisclosed", "unknown"):
            yield self._absent(size)
            return
        cites = self._citer.cites(self._case.organisation.size_sources)
        yield Fact(self._renderer.term("fixed.size", size), "label", cites=cites)

    def _meshes(self) -> Iterator[Fact]:
        renderer = self._renderer
        dated = {segment.mesh for segment in self._summary.segments}
        for segment in self._summary.segments:
            yield self._mesh(segment.mesh, period(segment, renderer))
        for mesh in dict.fromkeys(use.mesh for use in self._case.meshes if use.mesh not in dated):
            yield self._mesh(mesh, renderer.say("case.period.undated", mesh=self._name(mesh)))

    def _mesh(self, mesh: str, words: str) -> Fact:
        renderer = self._renderer
        return Fact(words, f"mesh m-{renderer.family(mesh)}", f"m-{renderer.shape(mesh)}")

    def _name(self, mesh: str) -> str:
        return self._renderer.term("meshes", mesh)

    def _modes(self) -> Iterator[Fact]:
        for mode in dict.fromkeys(use.mode for use in self._case.meshes):
            if mode == "unknown":
                yield self._absent("unknown")
            else:
                yield self._term("modes", mode)

    def _versions(self) -> Iterator[Fact]:
        versions = [(use.mesh, version) for use in self._case.meshes for version in use.versions]
        for mesh, version in versions[:SHOWN]:
            yield Fact(
                self._renderer.say(
                    "case.version",
                    mesh=self._name(mesh),
                    version=version.version,
                    role=self._renderer.term("roles", version.role),
                ),
                "label",
            )
            if version.id in self._ages:
                age = age_view(self._ages[version.id], self._renderer, "plain")
                yield Fact(age.words, "aged", "clock" if age.is_old else "")

    def _replaced(self) -> Iterator[Fact]:
        return (self._text(use.replaced) for use in self._case.meshes if use.replaced)

    def _scale(self) -> Iterator[Fact]:
        figures = [scale for scale in self._case.scale if scale.of == "mesh"]
        if not figures:
            yield self._absent("no-statement")
        for scale in figures[:SHOWN]:
            what = self._renderer.term("scales", scale.what)
            shown = amount(scale.value, "count", self._renderer)
            words = self._renderer.say_of("case.labelled", label=what, value=shown.words)
            missing = shown.absent
            yield Fact(words, "absent", f"a-{missing}") if missing else Fact(words, "label")
        if len(self._case.scale) > len(figures[:SHOWN]):
            yield Fact(self._renderer.say("case.all_scale"), href="#scale")

    def _motives(self) -> Iterator[Fact]:
        for kind in dict.fromkeys(motive.kind for motive in self._case.motives):
            yield self._term("motives", kind)

    def _told_by(self) -> Iterator[Fact]:
        tellers = [self._renderer.term("fixed.teller", teller) for teller in self._case.told_by]
        yield self._label(self._join(tellers))
        interested = [self._renderer.term("relations", each) for each in self._interested()]
        if interested:
            who = self._join(interested)
            words = self._renderer.say("case.source.interest", who=who)
            yield Fact(self._renderer.phrased(words), "flag", "flag")
        for interest in self._case.interests:
            yield self._label(self._renderer.term("interests", interest.kind))
            cites = self._citer.cites(interest.sources)
            told = split(interest.text, self._renderer.language, len(interest.sources))
            yield Fact(
                told.head, "interest c", lang=told.lang, cites=cites, claim=interest.id,
                tail=told.tail,
            )

    def _interested(self) -> list[str]:
        """Those who tell it and gain by the story; a listing is no telling."""
        relations = {s.relation for s in self._case.sources.values() if s.grade != "E5"}
        if "vendor" in self._case.told_by:
            relations.add("vendor")
        return sorted(each for each in relations if is_interested(each, self._renderer))

    def _evidence(self) -> Iterator[Fact]:
        for grade in sorted({source.grade for source in self._case.sources.values()}):
            words = self._renderer.say(
                "case.grade", grade=grade, label=self._renderer.term("grades", grade)
            )
            yield Fact(self._renderer.phrased(words), "grade", grade.lower())

    def _disclosure(self) -> Iterator[Fact]:
        renderer, confirmation = self._renderer, self._case.confirmation
        yield self._label(renderer.term("fixed.disclosure", self._case.disclosure))
        if confirmation:
            date = renderer.date(confirmation.date)
            who = renderer.line(confirmation.role)
            yield Fact(renderer.say_of("case.confirmed", role=who, date=date))
            if confirmation.note:
                yield self._text(confirmation.note)

    def _verified(self) -> Iterator[Fact]:
        renderer = self._renderer
        yield Fact(renderer.date(self._case.verified))
        original = renderer.term("languages", self._case.original)
        added = renderer.date(self._case.added)
        yield Fact(renderer.say("case.record", added=added, language=original), "label")
        for review in self._case.reviewed:
            yield Fact(self._reading(review), "label")
            if review.note:
                yield self._text(review.note)
        if self._case.next_check:
            date = renderer.date(self._case.next_check)
            yield Fact(renderer.say("case.next_check", date=date), "label")

    def _reading(self, review: Review) -> str:
        return self._renderer.say(
            f"case.reviewed.{review.against}",
            date=self._renderer.date(review.date),
            claims=self._renderer.number(review.claims),
            corrections=self._renderer.number(review.corrections),
        )

    def _lines(self, lines: list[str]) -> Markup:
        return self._join([self._renderer.line(line) for line in lines])

    def _join(self, words: list[str]) -> Markup:
        return Markup(self._renderer.say("case.join")).join(words)
