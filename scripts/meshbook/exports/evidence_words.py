"""What an item of evidence says, in one line of one language, who says it and in which source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from meshbook.analysis.items import Item
from meshbook.analysis.rivals import Standing
from meshbook.analysis.summary import Summary
from meshbook.languages import Language
from meshbook.model.case import DatedStage, Event, Motive, Outcome, Source
from meshbook.model.feature import FeatureCell
from meshbook.model.profile import Milestone, Profile, Release
from meshbook.model.values import PartialDate, Text
from meshbook.pages.environment import Renderer
from meshbook.pages.library import Library


@dataclass(frozen=True, slots=True)
class Reference:
    """A line of the bibliography. ``date`` and ``author`` are empty where nothing is told."""

    title: str
    publisher: str
    author: str
    date: str
    url: str
    accessed: str


@dataclass(frozen=True, slots=True)
class Told:
    """What an item says, who says it, and where; ``language`` where the words are in another."""

    words: str
    who: str
    references: tuple[Reference, ...]
    language: Language | None = None


class EvidenceWords:
    """The words for the items of one library in one language."""

    def __init__(self, library: Library, language: Language) -> None:
        self._library, self._renderer = library, library.renderers[language]
        self._rows: Mapping[str, Summary] = {
            f"cases/{row.slug}/": row for row in library.summaries
        }
        self._profiles: Mapping[str, Profile] = {
            f"meshes/{name}/": profile for name, profile in library.catalog.profiles.items()
        }

    def tell(self, item: Item) -> Told:
        """The words of ``item``."""
        if isinstance(item.subject, Standing):
            return self._of_study(item.subject)
        if isinstance(item.subject, FeatureCell):
            return self._of_cell(item.subject)
        if isinstance(item.subject, Milestone | Release):
            return self._of_profile(item, item.subject)
        return self._of_case(item)

    def _of_case(self, item: Item) -> Told:
        row, renderer = self._rows[item.origin], self._renderer
        cited = [row.case.sources[name] for name in item.sources]
        nearest = min(cited, key=lambda source: source.grade, default=None)
        who = renderer.term("relations", nearest.relation) if nearest else ""
        words, language = self._claim(item)
        name = renderer.name(row)
        told = renderer.say("evaluate.item.of", name=name, words=words)
        return Told(told, who, tuple(map(_reference, cited)), language)

    def _claim(self, item: Item) -> tuple[str, Language | None]:
        subject, renderer = item.subject, self._renderer
        if isinstance(subject, Outcome):
            return _outcome(subject, renderer)
        if isinstance(subject, Motive):
            reason = renderer.term("motives", subject.kind)
            return renderer.say("evaluate.item.motive", reason=reason), None
        if isinstance(subject, Event):
            kind = renderer.term("events", subject.kind)
            if subject.mesh_role:
                role = renderer.term("fixed.mesh_role", subject.mesh_role)
                kind = renderer.say("evaluate.item.role", kind=kind, role=role)
            return self._dated(kind, subject.date), None
        assert isinstance(subject, DatedStage), subject
        return self._dated(renderer.term("stages", subject.stage), subject.date), None

    def _of_study(self, standing: Standing) -> Told:
        measured, renderer = self._library.benchmarks[standing.source], self._renderer
        source = measured.source
        title, language = self._best(source.title)
        words = renderer.say(
            "evaluate.item.study",
            study=title,
            metric=renderer.say(f"benchmarks.metric.{standing.metric}"),
            lower=renderer.number(standing.lower),
            pairs=renderer.number(standing.pairs),
        )
        who = renderer.say(f"benchmarks.conflict.{source.trust.conflict}")
        reference = Reference(
            title, source.publisher, "", str(source.published or ""), source.url,
            measured.retrieved,
        )  # fmt: skip
        return Told(words, who, (reference,), language)

    def _of_cell(self, cell: FeatureCell) -> Told:
        renderer = self._renderer
        label = renderer.term("features", cell.feature)
        answer = renderer.term("fixed.answer", cell.answer)
        words, language = self._best(cell.words) if cell.words else ("", None)
        form = "told" if cell.answer == "text" else "cell" if words else "bare"
        told = renderer.say(
            f"evaluate.item.{form}", feature=label, answer=answer, words=words
        )
        references: tuple[Reference, ...] = ()
        if cell.source is not None:
            source = cell.source
            references = (
                Reference(
                    source.title, source.publisher, "", str(cell.date or ""),
                    source.permalink or source.url, str(cell.accessed or ""),
                ),
            )  # fmt: skip
        return Told(told, renderer.say("evaluate.who.documentation"), references, language)

    def _of_profile(self, item: Item, subject: Milestone | Release) -> Told:
        renderer = self._renderer
        if isinstance(subject, Milestone):
            words = self._dated(renderer.term("milestones", subject.kind), subject.date)
        else:
            line = renderer.say("evaluate.item.release", version=subject.version)
            words = self._dated(line, subject.date)
        sources = self._profiles[item.origin].sources
        cited = tuple(_reference(sources[name]) for name in item.sources if name in sources)
        return Told(words, renderer.say("evaluate.who.record"), cited)

    def _dated(self, words: str, date: PartialDate) -> str:
        return self._renderer.say(
            "evaluate.item.dated", words=words, date=self._renderer.date(date)
        )

    def _best(self, text: Text) -> tuple[str, Language | None]:
        words, written = text.best(self._renderer.language)
        return words, None if written == self._renderer.language else written


def _outcome(outcome: Outcome, renderer: Renderer) -> tuple[str, Language | None]:
    label, language = renderer.term("metrics", outcome.metric), None
    if outcome.label is not None:
        label, written = outcome.label.best(renderer.language)
        language = None if written == renderer.language else written
    value = renderer.measure(outcome.after, outcome.unit) if not outcome.after.absent else (
        renderer.say(f"frame.absent.{outcome.after.absent}")
    )
    if outcome.before is not None and not outcome.before.absent:
        before = renderer.measure(outcome.before, outcome.unit)
        value = renderer.say("evaluate.item.change", before=before, after=value)
    return renderer.say("evaluate.item.outcome", label=label, value=value), language


def _reference(source: Source) -> Reference:
    return Reference(
        source.title, source.publisher, source.author or "", str(source.date or ""),
        source.permalink or source.url, str(source.accessed),
    )  # fmt: skip
