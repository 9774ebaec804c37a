"""The one place that knows Jinja: templates, escaping, and what a template may call."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import budoux
from babel import Locale
from jinja2 import FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from meshbook.analysis.lifeline import Segment
from meshbook.analysis.summary import Summary
from meshbook.languages import Language, language_of, other
from meshbook.model.catalog import Catalog
from meshbook.model.values import PartialDate, Quantity, Text
from meshbook.pages.ending import cut_label
from meshbook.pages.page import Page
from meshbook.pages.strings import strings
from meshbook.pages.strip import Axis, Strip, draw
from meshbook.pages.templating import SiteEnvironment, escaped
from meshbook.settings import Settings

TEMPLATES = Path(__file__).parent / "templates"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'"
)
"""That of every page; one with data for programs adds their sum (``pages/citation.py``), and the
headers file what a meta tag cannot say."""

ROOMS = ("cases", "meshes", "compare", "benchmarks", "evaluate", "writeups", "contribute")
_MAY_BE_EMPTY = ("benchmarks", "writeups")


def rooms_of(catalog: Catalog) -> list[str]:
    """The rooms of the navigation, in order: only those in which there is anything."""
    return [room for room in ROOMS if room not in _MAY_BE_EMPTY or getattr(catalog, room)]


class Renderer:
    """Renders templates in one language. Autoescape is on; an undefined name is an error."""

    def __init__(self, catalog: Catalog, settings: Settings, language: Language) -> None:
        self.catalog, self.settings, self.language = catalog, settings, language
        self._strings = strings(language)
        self._territories = dict(Locale.parse(language).territories)
        self.axis = Axis(catalog.today)
        self._axis_marks: dict[tuple[int, bool], Markup] = {}
        self._dates: dict[tuple[int, int | None, int | None], str] = {}
        self._strips: dict[tuple[Segment, ...], Strip] = {}
        self._phrased: dict[str, Markup] = {}
        self._lines: dict[str, str] = {}
        environment = SiteEnvironment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        environment.globals.update(
            t=self.say,
            term=self.term,
            country=self.country,
            lang=language,
            gap=" " if language == "en" else "",
            settings=settings,
            today=catalog.today,
            csp=CSP,
            rooms=rooms_of(catalog),
            has_directory=bool(catalog.adopters),
            other_lang=other(language),
            family=self.family,
            shape=self.shape,
            ticks=self.axis.ticks,
            strip_of=self.strip,
            axis_of=self.axis_marks,
            name_of=self.name,
        )
        environment.filters.update(
            date=self.date,
            number=self.number,
            quantity=self.quantity,
            text=self.text,
            phrases=self.phrases,
            phrased=self.phrased,
            cut=cut_label,
            line=self.line,
            t=self.say,
        )
        self._environment = environment
        self.template: Callable[[str], Template] = environment.get_template

    def page(self, template: str, page: Page, **view: Any) -> bytes:
        """The bytes of ``page``, made by ``template`` from ``view``."""
        return self.template(template).render(page=page, **view).encode()

    def say(self, key: str, **values: Any) -> str:
        """The string ``key`` with ``values`` filled in. Raises KeyError for an unknown key."""
        text = self._strings[key]
        return text.format(**values) if values else text

    def foreign(self, words: str) -> Language | None:
        """The language of a text that is given in one only, where it is not this one."""
        written_in = language_of(words)
        return None if written_in == self.language else written_in

    def line(self, words: str) -> str:
        """A text that is given in one language only, marked where that is not this one."""
        if words not in self._lines:  # publishers and authors come again and again
            written_in = self.foreign(words)
            self._lines[words] = self._marked(words, written_in) if written_in else words
        return self._lines[words]

    def say_of(self, key: str, **lines: str) -> Markup:
        """The string ``key`` filled with what ``line`` made."""
        safe = {name: escaped(line) for name, line in lines.items()}
        return Markup(escaped(self._strings[key]).format(**safe))

    @cached_property
    def _marked(self) -> Callable[..., Markup]:
        return self.macro("text.html", "marked")

    def term(self, words: str, word: str) -> str:
        """The label of ``word`` in the word list ``words``."""
        return self.catalog.vocabulary.label(words, word, self.language)

    def family(self, mesh: str) -> str:
        """The family whose colour the mark of ``mesh`` has."""
        term = self.catalog.vocabulary["meshes"].get(mesh)
        return str(term.extra.get("family", "other")) if term else "other"

    def shape(self, mesh: str) -> str:
        """The form of the mark of ``mesh``."""
        term = self.catalog.vocabulary["meshes"].get(mesh)
        return str(term.extra.get("shape", "dash")) if term else "dash"

    def strip(self, segments: tuple[Segment, ...]) -> Strip:
        """The lifeline drawn from ``segments``."""
        if segments not in self._strips:
            meshes = self.catalog.vocabulary["meshes"]
            self._strips[segments] = draw(
                segments, self.axis, meshes, self._segment_words, self._life
            )
        return self._strips[segments]

    def axis_marks(self, height: int, years: bool) -> Markup:
        """The ticks of a lifeline of ``height`` pixels, with the years under them if wanted."""
        if (height, years) not in self._axis_marks:
            self._axis_marks[height, years] = self.macro("lifeline.html", "axis")(height, years)
        return self._axis_marks[height, years]

    def phrases(self, words: str) -> Sequence[str]:
        """The phrases between which a title may break: Japanese has no spaces to break at."""
        return _phrases(words) if self.language == "ja" else (words,)

    def phrased(self, label: str) -> Markup:
        """A label of the word lists, which may break only between its phrases; made once."""
        if label not in self._phrased:
            self._phrased[label] = self.macro("text.html", "phrased")(label)
        return self._phrased[label]

    def _segment_words(self, segment: Segment) -> str:
        first = self.date(segment.first)
        if not segment.start_known:
            first = self.say("frame.life.unknown_start", date=first)
        return self.say(
            f"frame.life.{segment.ends}",
            mesh=self.term("meshes", segment.mesh),
            first=first,
            last=self.date(segment.last),
        )

    def _life(self, parts: Sequence[str]) -> str:
        joined = self.say("frame.life.join").join(parts) or self.say("frame.life.none")
        return self.say("frame.life.label", parts=joined)

    def country(self, code: str) -> str:
        """The name of a country from its ISO 3166-1 alpha-2 code."""
        return str(self._territories.get(code, code))

    def date(self, date: PartialDate | datetime.date | str) -> str:
        """24 Nov 2026, Nov 2026, 2026; 2026年11月24日, 2026年11月, 2026年."""
        partial = date if isinstance(date, PartialDate) else PartialDate.parse(str(date))
        key = (partial.year, partial.month, partial.day)
        if key not in self._dates:
            self._dates[key] = self._date(*key)
        return self._dates[key]

    def _date(self, year: int, month: int | None, day: int | None) -> str:
        form = "day" if day else "month" if month else "year"
        name = self._strings[f"frame.months.{month}"] if month else ""
        return self.say(f"frame.date.{form}", year=year, month=name, day=day or "")

    def number(self, number: float) -> str:
        """68,000 and 99.99: grouped by commas in both languages, without trailing zeros."""
        return f"{number:,.6f}".rstrip("0").rstrip(".")

    def quantity(self, quantity: Quantity, unit: str = "") -> str:
        """A quantity in words; ``unit`` stands right after its number. Not for an absent one."""
        for form in ("value", "about", "above", "below"):
            number = getattr(quantity, form)
            if number is not None:
                return self.say(f"frame.quantity.{form}", number=self.number(number) + unit)
        if quantity.words is not None:
            return self.text(quantity.words)
        low, high = quantity.min, quantity.max
        if high is None:
            return self.say("frame.quantity.min", low=self.number(low or 0) + unit)
        high_words = self.number(high) + unit
        if low is None:
            return self.say("frame.quantity.max", high=high_words)
        return self.say("frame.quantity.range", low=self.number(low), high=high_words)

    def measure(self, quantity: Quantity, unit: str) -> str:
        """A quantity with its unit: 99.99%, about 4 hours, 1 hour; 約4時間."""
        term = self.catalog.vocabulary["units"].get(unit)
        label = term.label(self.language) if term else unit
        if term and quantity.value == 1 and self.language == "en":
            label = str(term.extra.get("one", label))
        tight = (term is not None and "tight" in term.extra) or not label[:1].isascii()
        return self.quantity(quantity, label if tight or not label else f" {label}")

    def name(self, summary: Summary) -> str:
        """What a case is called in lists: its organisation, or the industry of a nameless one."""
        industry = self.term("industries", summary.case.organisation.industry)
        return summary.name(self.language) or self.say("frame.nameless", industry=industry)

    def macro(self, file: str, name: str) -> Callable[..., Markup]:
        """A macro of ``templates/macros`` as a function."""
        return getattr(self.template(f"macros/{file}").module, name)  # type: ignore[no-any-return]

    def text(self, text: Text) -> str:
        """The text in this language, else in the other one (the template marks its language)."""
        return text.best(self.language)[0]


@cache
def _phrases(words: str) -> tuple[str, ...]:
    return tuple(_parser().parse(words))


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()
