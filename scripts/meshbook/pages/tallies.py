"""Counts as tables in which every number leads to the cases that it counts.

Where the filters of the explorer can say what is counted, the number leads there; else to a
list on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from meshbook.analysis.counts import ALL, DATINGS, DIRECTIONS, ENDS, MEASURED, Tally
from meshbook.exports.explorer_data import facet_label
from meshbook.pages.counted import Listing, Number, items, number
from meshbook.pages.environment import Renderer

STAGES = ("production", "moved", "left", "rejected")
Query = Callable[[str, str], str | None]
"""The filters of the explorer for a word and a column; None where they cannot say it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row. ``measured`` are of each column those of which a part was measured.

    ``part`` is its share of the largest row, ``solid`` what of that is told exactly.
    """

    word: str
    label: str
    numbers: tuple[Number, ...]
    measured: tuple[Number, ...]
    part: float
    solid: float


@dataclass(frozen=True, slots=True)
class Table:
    """A tally as the page shows it; ``listings`` are what the explorer cannot say."""

    id: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """How a tally becomes a table: its facet, its columns, what of it the explorer can say."""

    id: str
    facet: str
    columns: tuple[str, ...]
    query: Query


def _across_stages(facet: str) -> Query:
    def query(word: str, column: str) -> str:
        return f"{facet}={word}" + ("" if column == ALL else f"&stage={column}")

    return query


def _of_all(form: str) -> Query:
    return lambda word, column: form.format(word) if column == ALL else None


def _of_motives(word: str, column: str) -> str | None:
    if column in ("none", *DIRECTIONS) or "/" in column:
        return None
    return f"motive={word}" + ("" if column == ALL else f"&outcome={column}")


def forms(aspects: Sequence[str]) -> dict[str, Form]:
    """The form of each table by its id; ``aspects`` are the kinds of outcome."""
    basis, ways = (MEASURED, "told"), DIRECTIONS
    made = (
        Form("industries", "industry", (ALL, *STAGES), _across_stages("industry")),
        Form("countries", "country", (ALL, *STAGES), _across_stages("country")),
        Form("starts", "year", (ALL, *DATINGS), _of_all("year={}&stage=production")),
        Form("meshes", "mesh", (ALL, *ENDS, "not-taken"), _of_all("mesh={}")),
        Form("motives", "motive", (ALL, "none", *aspects, *ways[:2]), _of_motives),
        Form("outcomes", "outcome", (ALL, *basis, *ways), _of_all("outcome={}")),
    )
    return {form.id: form for form in made}


def table(
    form: Form, tallies: Sequence[Tally], names: Mapping[str, str], renderer: Renderer
) -> Table:
    """The table of ``tallies``; a column in which nothing is counted is left out."""
    columns = [each for each in form.columns if any(tally.cases(each) for tally in tallies)]
    most = max((len(tally.cases()) for tally in tallies), default=1) or 1
    heads = tuple(_head(column, renderer) for column in columns)
    lines = tuple(_line(form, tally, columns, most, renderer) for tally in tallies)
    return Table(form.id, heads, lines, tuple(_listings(form, tallies, columns, names, renderer)))


def _line(
    form: Form, tally: Tally, columns: Sequence[str], most: int, renderer: Renderer
) -> Line:
    numbers = tuple(_number(form, tally, column) for column in columns)
    measured = tuple(_number(form, tally, f"{column}/{MEASURED}") for column in columns)
    label = facet_label(form.facet, tally.word, renderer)
    exact = tally.cases("start") if form.id == "starts" else tally.cases()
    shares = len(tally.cases()) / most, len(exact) / most
    return Line(tally.word, label, numbers, measured, *shares)


def _number(form: Form, tally: Tally, column: str) -> Number:
    query = form.query(tally.word, column)
    href = f"cases/?{query}" if query else f"#{_list_id(form, tally, column)}"
    return number(len(tally.cases(column)), href)


def _listings(
    form: Form,
    tallies: Sequence[Tally],
    columns: Sequence[str],
    names: Mapping[str, str],
    renderer: Renderer,
) -> Iterator[Listing]:
    """The lists of all numbers that the explorer cannot show."""
    for tally in tallies:
        word = facet_label(form.facet, tally.word, renderer)
        for column in [name for each in columns for name in (each, f"{each}/{MEASURED}")]:
            slugs = tally.cases(column)
            if slugs and form.query(tally.word, column) is None:
                label = renderer.say("adoption.list", word=word, column=_head(column, renderer))
                yield Listing(_list_id(form, tally, column), label, items(slugs, names))


def _list_id(form: Form, tally: Tally, column: str) -> str:
    return f"list-{form.id}-{tally.word}-{column}".replace("/", "-")


def _head(column: str, renderer: Renderer) -> str:
    """What a column is called: by its stage, its kind of outcome, its direction, or here."""
    if column.endswith(f"/{MEASURED}"):
        kind = renderer.term("aspects", column.split("/")[0])
        return renderer.say("adoption.measured_of", kind=kind)
    for words in ("stages", "aspects", "fixed.direction"):
        if column in renderer.catalog.vocabulary[words]:
            return renderer.term(words, column)
    return renderer.say(f"adoption.column.{column}")
