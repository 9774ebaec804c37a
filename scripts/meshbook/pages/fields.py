"""The field reference: every record that hand-written files are made of, from the models."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from pydantic import BaseModel

from meshbook.artifacts import Artifact
from meshbook.languages import Language
from meshbook.model.case import Claim
from meshbook.model.values import Quantity
from meshbook.model.walk import models
from meshbook.pages.environment import Renderer
from meshbook.pages.field_types import FieldType, field_type
from meshbook.pages.library import Library
from meshbook.pages.page import Page
from meshbook.paths import FileKind
from meshbook.reading.field_words import FieldWords, field_words
from meshbook.reading.schema import MODELS, schema_name
from meshbook.reading.yaml_text import yaml_text

WRITTEN_ALONE = {(Quantity, "value"), (Quantity, "absent")}
"""Fields whose value stands in a file without their name."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record. ``default`` is what it is taken for when left out, where that is a word.

    ``id`` is its anchor on the page.
    """

    id: str
    name: str
    type: FieldType
    required: bool
    default: str
    words: FieldWords
    example: str


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record: its anchor, the ways to it in a file, and the fields that are its own."""

    id: str
    ways: Sequence[str]
    is_claim: bool
    fields: Sequence[Field]


@dataclass(frozen=True, slots=True)
class Part:
    """The records of one kind of file, without those that an earlier part tells."""

    kind: FileKind
    schema: str
    records: tuple[RecordView, ...]


def fields_page(library: Library, language: Language) -> Artifact:
    """The page of all fields in ``language``."""
    say = library.renderers[language].say
    page = Page(
        address="reference/fields/",
        language=language,
        title=say("reference.fields.title"),
        description=say("reference.fields.description"),
        section="contribute",
    )
    return Artifact(
        page.path, partial(_render, library.renderers[language], page), "scripts/meshbook/model"
    )


@cache
def parts() -> tuple[Part, ...]:
    """Every record: a file, what all claims share, then the others from the outside in."""
    told: set[type[BaseModel]] = set()
    found = []
    for kind, whole in MODELS.items():
        order: tuple[type[BaseModel], ...] = (whole, Claim, *models(whole))
        own = [model for model in dict.fromkeys(order) if model not in told]
        ways = _ways(whole)
        records = tuple(_record(model, ways[model]) for model in own)
        found.append(Part(kind, schema_name(kind), records))
        told.update(own)
    return tuple(found)


def anchor(model: type[BaseModel]) -> str:
    """The anchor of a record: ``dated-stage`` for DatedStage."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", model.__name__).lower()


def word_lists() -> Mapping[str, Sequence[str]]:
    """The word lists that fields take their words from, each with the anchors of those fields."""
    users: dict[str, list[str]] = defaultdict(list)
    records = (record for part in parts() for record in part.records)
    for field in (field for record in records for field in record.fields):
        if field.type.words:
            users[field.type.words].append(field.id)
    return users


def _record(model: type[BaseModel], ways: Sequence[str]) -> RecordView:
    is_claim = issubclass(model, Claim) and model is not Claim
    shared = Claim.model_fields if is_claim else {}
    own = [name for name in model.model_fields if name not in shared]
    return RecordView(anchor(model), ways, is_claim, [_field(model, name) for name in own])


def _field(model: type[BaseModel], name: str) -> Field:
    info = model.model_fields[name]
    words = field_words(model)[name]
    alone = (model, name) in WRITTEN_ALONE
    return Field(
        id=f"{anchor(model)}.{name}",
        name=name,
        type=field_type(info.annotation, info.metadata),
        required=info.is_required(),
        default=info.default if isinstance(info.default, str) else "",
        words=words,
        example=yaml_text(words.example if alone else {name: words.example}),
    )


def _ways(whole: type[BaseModel]) -> dict[type[BaseModel], list[str]]:
    """The ways to each record in a file of the model ``whole``: ``meshes[].versions[]``."""
    ways: dict[type[BaseModel], list[str]] = defaultdict(list)
    for way, model in _walk(whole, ""):
        ways[model].append(way)
    return ways


def _walk(model: type[BaseModel], before: str) -> Iterator[tuple[str, type[BaseModel]]]:
    for name, info in model.model_fields.items():
        held = field_type(info.annotation, info.metadata)
        if held.model is None:
            continue
        way = before + name + {"list": "[]", "mapping": ".<id>", "": ""}[held.many]
        yield way, held.model
        yield from _walk(held.model, f"{way}.")


def _render(renderer: Renderer, page: Page) -> bytes:
    vocabulary = renderer.catalog.vocabulary

    def holds(held: FieldType) -> str:
        if held.words and not held.values:
            kind = renderer.say("reference.fields.of_list", words=held.words)
        elif held.model:
            kind = renderer.say(f"reference.fields.record.{anchor(held.model)}")
        else:
            kind = renderer.say(f"reference.fields.kind.{held.kind}")
        return renderer.say(f"reference.fields.{held.many}", kind=kind) if held.many else kind

    def target(held: FieldType) -> str | None:
        if held.model:
            return anchor(held.model)
        if held.words:
            return list_anchor(held.words)
        return held.kind if held.kind in ("text", "quantity") else None

    view: dict[str, Any] = {
        "parts": parts(),
        "lists": [(name, vocabulary[name], users) for name, users in word_lists().items()],
        "holds": holds,
        "target": target,
        "list_anchor": list_anchor,
    }
    return renderer.page("fields.html", page, **view)


def list_anchor(words: str) -> str:
    """The anchor of a word list: ``words-fixed-size`` for ``fixed.size``."""
    return f"words-{words.replace('.', '-').replace('_', '-')}"
