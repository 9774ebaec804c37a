"""The strings of the site for what a command prints in the language that was asked for."""

from __future__ import annotations

from typing import Any

from meshbook.languages import Language
from meshbook.pages.strings import strings


def say_in(language: Language, key: str, **values: Any) -> str:
    """The string ``key`` with ``values`` filled in. Raises KeyError for an unknown key."""
    return strings(language)[key].format(**values)
