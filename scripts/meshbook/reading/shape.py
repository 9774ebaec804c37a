"""From pydantic's errors to problems: which code, which values, and the nearest right name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from meshbook.model.case import CODE_FORM, COUNTRY_FORM, SHA256_FORM, Case
from meshbook.model.values import LINE_FORM, PROSE_FORM, SLUG_FORM
from meshbook.model.walk import inner_models
from meshbook.model.writeup import CLAIM_FORM
from meshbook.problems import Loc, Problem
from meshbook.reading.tree import Places, place_at

_COMPARED = 100
_TOLD = 1000
"""So many unknown fields are compared with the known ones, and so many faults of one file
are told at all: more of either only takes time.
"""

_QUOTED = re.compile(r"'([^']*)'")
_FORMS = {
    SLUG_FORM: "slug", COUNTRY_FORM: "country", SHA256_FORM: "sha256", CODE_FORM: "code",
    CLAIM_FORM: "claim",
}  # fmt: skip
"""The forms that models ask for, as keys of the words in ``rules/codes.yaml``."""


def shape_problems(
    path: str, found: Places, error: ValidationError, whole: type[BaseModel] = Case
) -> list[Problem]:
    """A problem for each fault in ``error``, at the place of its value (or key).

    ``whole`` is the model of the file.
    """
    problems: list[Problem] = []
    for fault in error.errors(include_url=False)[:_TOLD]:
        loc = clean(fault["loc"])
        code, values = _explain(fault["type"], loc, fault.get("ctx") or {}, fault["input"])
        if code == "S002" and len(problems) < _COMPARED:
            values["near"] = near(str(loc[-1]), _fields_at(loc[:-1], whole))
        at = (*loc, "<key>") if code == "S002" or "[key]" in fault["loc"] else loc
        problems.append(Problem(code, place_at(path, found, at), values, loc))
    return problems


def clean(loc: Loc) -> Loc:
    """The way to a value without pydantic's own marks."""
    return tuple(part for part in loc if part != "[key]")


def dotted(loc: Loc) -> str:
    """``stages[2].date`` for ("stages", 2, "date"); ``case`` for the whole."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".") or "case"


def quoted(value: object) -> str:
    """A value for use in a sentence: one line, not too long."""
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= 60 else text[:57] + "..."


def near(word: str, known: list[str]) -> str:
    """The one or two words of ``known`` that ``word`` may have been meant to be, or nothing."""
    return ", ".join(difflib.get_close_matches(word, known, n=2, cutoff=0.6))


def model_at(loc: Loc, whole: type[BaseModel] = Case) -> type[BaseModel] | None:
    """The model that stands at ``loc`` inside a file of the model ``whole``."""
    model: type[BaseModel] | None = whole
    for part in loc:
        if model is None or isinstance(part, int):
            continue
        info = model.model_fields.get(part)
        if info is not None:  # else the key of a mapping such as sources: the same model
            model = next(inner_models(info.annotation), None)
    return model


def _explain(
    kind: str, loc: Loc, context: Mapping[str, Any], given: object
) -> tuple[str, dict[str, str]]:
    name = str(loc[-1]) if loc else "case"
    value = {"field": name, "value": quoted(given)}
    match kind:
        case "missing":
            return "S001", {"field": name, "parent": dotted(loc[:-1])}
        case "extra_forbidden":
            return "S002", {"field": quoted(name), "near": ""}
        case "literal_error":
            offered = _QUOTED.findall(str(context["expected"]))
            return "S004", {
                **value, "expected": ", ".join(offered), "near": near(str(given), offered)
            }
        case "string_pattern_mismatch" if context["pattern"] in (LINE_FORM, PROSE_FORM):
            return "S010", {"field": name}
        case "string_pattern_mismatch":
            return "S005", {**value, "form": _FORMS.get(str(context["pattern"]), "text")}
        case "string_too_long" | "too_long":
            return "S006", {"field": name, "limit": str(context["max_length"])}
        case "string_too_short" | "too_short":
            return "S007", {"field": name}
        case "date_form":
            return "S008", value
        case "date_calendar":
            return "D004", value
        case "quantity_form" | "finite_number":
            return "S009", value
        case "text_empty":
            return "T003", {"field": name}
    return "S003", {**value, "expected": _expected(kind)}


def _expected(kind: str) -> str:
    """What was expected, as a key of the words in ``rules/codes.yaml``."""
    if kind.startswith(("list", "tuple")):
        return "list"
    if kind.startswith(("dict", "model", "mapping")):
        return "mapping"
    if kind.startswith(("float", "int", "finite")):
        return "number"
    if kind.startswith("bool"):
        return "yes-no"
    return "text"


def _fields_at(loc: Loc, whole: type[BaseModel]) -> list[str]:
    model = model_at(loc, whole)
    return list(model.model_fields) if model is not None else []
