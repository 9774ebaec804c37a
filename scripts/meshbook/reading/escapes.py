"""Characters that a file may not hold, where an escape such as backslash 0 brings them in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from meshbook.problems import Place, Problem
from meshbook.reading.bytes import refused
from meshbook.reading.tree import Loader

_MAX_PROBLEMS = 50
# The escapes of quotation marks, slashes, line ends and spaces hide nothing; most files have
# no others, and reading their events would take as long as reading them.
_MAY_HIDE = re.compile(r"\\[^\"\\/nt\s]")


def escaped_characters(path: str, text: str) -> list[Problem]:
    """A problem for each refused character that a value or key has only by an escape.

    Those that stand in ``text`` itself are told when it is decoded. It reads the stream of
    events and builds nothing; YAML that cannot be read is left to ``read_tree``.
    """
    if _MAY_HIDE.search(text) is None:
        return []
    problems: list[Problem] = []
    for event in _quoted_scalars(text):
        start, end = event.start_mark, event.end_mark
        assert start is not None and end is not None  # libyaml marks every event
        written = text[start.index : end.index]
        if "\\" not in written:
            continue
        place = Place(path, start.line + 1, start.column + 1)
        for code, offset in refused(event.value):
            character = event.value[offset]
            if character not in written:
                problems.append(Problem(code, place, {"character": f"U+{ord(character):04X}"}))
        if len(problems) >= _MAX_PROBLEMS:
            break
    return problems


def _quoted_scalars(text: str) -> Iterator[yaml.ScalarEvent]:
    """Values and keys in double quotation marks: no others can hold an escape."""
    loader = Loader(text)
    try:
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, yaml.ScalarEvent) and event.style == '"':
                yield event
    except yaml.YAMLError:
        return
    finally:
        loader.dispose()
