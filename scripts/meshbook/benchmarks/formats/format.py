"""What a format is: how it is recognised and read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from meshbook.model.benchmark import Tables
from meshbook.problems import Problem

Parse = Callable[[str, bytes], tuple[Tables, list[Problem]]]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of result file.

    ``parse(name, content)`` never raises, whatever the bytes are, and takes time in proportion
    to them. ``looks(name, head)`` tells from a file's name and the beginning of its text.
    """

    id: str
    title: str
    """Its name in sentences: ``Fortio JSON``."""
    looks: Callable[[str, str], bool]
    parse: Parse
