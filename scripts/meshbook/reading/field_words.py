"""What every field means, in both languages: the one text for editors and the reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from meshbook import model
from meshbook.languages import Language
from meshbook.reading.tree import read_tree

FIELDS_FILE = Path(model.__file__).with_name("fields.yaml")


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The description of a field in both languages, and an example as it stands in a file.

    The example is plain data of strings, lists and mappings.
    """

    description: Mapping[Language, str]
    example: Any


def field_words(described_model: type[BaseModel]) -> dict[str, FieldWords]:
    """The words of every field of ``described_model``, in the order of the fields.

    Raises KeyError for a field that ``fields.yaml`` does not describe.
    """
    described: dict[str, FieldWords] = {}
    for each in reversed(described_model.__mro__):
        described.update(all_field_words().get(each.__name__, {}))
    return {name: described[name] for name in described_model.model_fields}


@cache
def all_field_words() -> dict[str, dict[str, FieldWords]]:
    """Everything that ``fields.yaml`` says, by the name of the model and of the field."""
    data, _ = read_tree(str(FIELDS_FILE), FIELDS_FILE.read_text(encoding="utf-8"))
    return {
        name_of_model: {
            name: FieldWords({"en": entry["en"], "ja": entry["ja"]}, entry["example"])
            for name, entry in fields.items()
        }
        for name_of_model, fields in data.items()
    }
