"""The JSON Schemas of hand-written files, from the models, their descriptions and the words.

An editor finds one by the first line of a file:
``# yaml-language-server: $schema=../docs/schema/case.schema.json``. Whatever the models
and word lists refuse it refuses too; what only rules can see (sources that do not
exist, dates that contradict) it cannot say.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from meshbook.model.case import Case
from meshbook.model.feature import FeatureSheet
from meshbook.model.profile import Profile
from meshbook.model.vocabulary import TermList, Vocabulary
from meshbook.model.walk import models
from meshbook.model.writeup import WriteUp
from meshbook.paths import FileKind
from meshbook.reading.field_words import field_words

DIALECT = "https://json-schema.org/draft/2020-12/schema"

MODELS: Mapping[FileKind, type[BaseModel]] = {
    "case": Case, "writeup": WriteUp, "profile": Profile, "feature": FeatureSheet,
}  # fmt: skip

_TITLES: Mapping[FileKind, str] = {
    "case": "Meshbook case", "writeup": "Meshbook write-up", "profile": "Meshbook mesh profile",
    "feature": "Meshbook features of a mesh",
}  # fmt: skip


def schema_of(kind: FileKind, words: Vocabulary, address: str | None = None) -> dict[str, Any]:
    """The schema as plain data; ``address`` is where it is published, left out when unset."""
    whole = MODELS[kind]
    schema = whole.model_json_schema(mode="validation")
    for model in models(whole):
        form = schema if model is whole else schema["$defs"].get(model.__name__)
        if form is not None:
            _describe(form, model)
    _offer(schema, words)
    name = {"$id": address} if address else {}
    return {"$schema": DIALECT, **name, "title": _TITLES[kind], **schema}


def schema_text(kind: FileKind, words: Vocabulary, address: str | None = None) -> str:
    """The schema as the text of its file."""
    return json.dumps(schema_of(kind, words, address), ensure_ascii=False, indent=2) + "\n"


def schema_name(kind: FileKind) -> str:
    """What its file is called: ``case.schema.json``."""
    return f"{kind}.schema.json"


def _describe(form: dict[str, Any], model: type[BaseModel]) -> None:
    form.pop("title", None)
    form.pop("description", None)
    described = field_words(model)
    for part in [form, *form.get("anyOf", ())]:
        part.pop("title", None)
        part.pop("description", None)
        for name, field in part.get("properties", {}).items():
            field.pop("title", None)
            words = described[name]
            field["description"] = f"{words.description['en']}\n\n{words.description['ja']}"
            field["examples"] = [words.example]


def _offer(form: Any, words: Vocabulary) -> None:
    """Put the ids of the word lists, with their labels, where a field takes one of them."""
    if isinstance(form, list):
        for part in form:
            _offer(part, words)
    if not isinstance(form, dict):
        return
    name = form.pop("x-words", None)
    if name is not None:
        _offer_list(form, words[name])
    for part in form.values():
        _offer(part, words)


def _offer_list(form: dict[str, Any], terms: TermList) -> None:
    for key in ("minLength", "maxLength", "enum", "const"):
        form.pop(key, None)
    form["enum"] = list(terms)
    form["enumDescriptions"] = [f"{term.en} / {term.ja}" for term in terms.values()]
