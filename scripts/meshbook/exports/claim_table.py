"""All claims of all cases as one table: what is stated, of what, when, and how much.

The columns are those that claims of several parts share; ``record`` has each claim whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from meshbook.exports.case_tables import both, day, in_order
from meshbook.exports.json_text import line
from meshbook.exports.table import Column, Row, Table
from meshbook.languages import LANGUAGES
from meshbook.model.case import Case, Claim, Quote, Source
from meshbook.model.plain import number, plain
from meshbook.model.values import Quantity
from meshbook.pages.environment import Renderer
from meshbook.pages.figures import amount
from meshbook.pages.library import Library
from meshbook.problems import Loc

WORD = ("stage", "kind", "role", "mode", "verdict", "what", "metric", "result")
"""The field that says of which sort a claim is; each class of claims has one of them at most."""
TEXT = ("text", "claim", "about", "label", "reason", "note")
DATE = ("date", "since", "as_of", "first_listed")
UNTIL = ("until", "removed")
AMOUNT = ("after", "value", "duration")


def part_of(loc: Loc) -> str:
    """The part of a case that a claim stands in: ``stages``, ``narrative.lessons``."""
    return ".".join(str(step) for step in loc if not isinstance(step, int))


def _claims(library: Library) -> Iterator[Row]:
    renderers = [library.renderers[language] for language in LANGUAGES]
    for row in in_order(library):
        for loc, claim in row.case.claims():
            fields = claim.__dict__
            value, unit = _first(fields, AMOUNT), fields.get("unit") or "count"
            yield (
                f"{row.slug}#{claim.id}", row.slug, claim.id, part_of(loc),
                _mesh(row.case, loc, claim), _first(fields, WORD), fields.get("version"),
                fields.get("name"),
                *_texts(claim),
                day(_first(fields, DATE)), fields.get("date_is"), day(_first(fields, UNTIL)),
                *_numbers(value), *_shown(value, unit, renderers),
                unit if value is not None else None,
                *_numbers(fields.get("before")),
                *both(fields.get("conditions")),
                claim.sources, claim.locator, _grade(claim, row.case.sources),
                line(plain(claim)),
            )  # fmt: skip


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((fields[name] for name in names if fields.get(name) is not None), None)


def _mesh(case: Case, loc: Loc, claim: Claim) -> str | None:
    """The mesh that a claim is about; a version is one of the mesh that it stands under."""
    if loc[0] == "meshes":
        return case.meshes[int(loc[1])].mesh
    mesh: str | None = claim.__dict__.get("mesh")
    return mesh


def _texts(claim: Claim) -> tuple[str | None, str | None]:
    """What is said, in both languages; of a quotation the words or their translation."""
    if not isinstance(claim, Quote):
        return both(_first(claim.__dict__, TEXT))
    said = dict(zip(LANGUAGES, both(claim.translation), strict=True))
    if claim.language in LANGUAGES:
        said[claim.language] = claim.text
    return said["en"], said["ja"]


def _numbers(quantity: Quantity | None) -> tuple[str | None, Any, Any, Any]:
    """The form of a quantity, its number, and its bounds."""
    if quantity is None:
        return None, None, None, None
    if quantity.absent is not None:
        return quantity.absent, None, None, None
    if quantity.words is not None:
        return "words", None, None, None
    one = _first(quantity.__dict__, ("value", "about"))
    if one is not None:
        return "exact" if quantity.about is None else "about", number(one), None, None
    fields = quantity.__dict__
    form = next((name for name in ("above", "below") if fields[name] is not None), "range")
    low, high = plain(_first(fields, ("min", "above"))), plain(_first(fields, ("max", "below")))
    return form, None, low, high


def _shown(
    quantity: Quantity | None, unit: str, renderers: list[Renderer]
) -> tuple[str | None, ...]:
    """The quantity as the page shows it, in both languages."""
    if quantity is None:
        return None, None
    if quantity.words is not None:
        return both(quantity.words)
    return tuple(amount(quantity, unit, renderer).words for renderer in renderers)


def _grade(claim: Claim, sources: Mapping[str, Source]) -> str | None:
    """The best grade among the sources of a claim."""
    return min((sources[name].grade for name in claim.sources if name in sources), default=None)


def _quantity(prefix: str) -> tuple[Column, ...]:
    return (
        Column(f"{prefix}_is"), Column(f"{prefix}_number", "number", unit_in="unit"),
        Column(f"{prefix}_low", "number", unit_in="unit"),
        Column(f"{prefix}_high", "number", unit_in="unit"),
    )  # fmt: skip


CLAIMS = Table(
    "claims",
    ("id",),
    (
        Column("id"), Column("case_slug", of="cases"), Column("claim"), Column("part"),
        Column("mesh", words="meshes"), Column("kind"), Column("version"), Column("name"),
        Column("text_en"), Column("text_ja"),
        Column("date", "date"), Column("date_is"), Column("until", "date"),
        *_quantity("value"), Column("value_en"), Column("value_ja"),
        Column("unit", words="units"), *_quantity("before"),
        Column("conditions_en"), Column("conditions_ja"),
        Column("sources", "list"), Column("locator"), Column("grade", words="grades"),
        Column("record", "json"),
    ),
    _claims,
)  # fmt: skip
