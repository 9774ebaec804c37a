"""From YAML text to plain data with places: no tags, no anchors, no surprises.

Every plain scalar stays a string (``NO`` is Norway, ``1.10`` a version); the
models decide what is a number. Aliases, tags, merge keys, duplicate keys and
deep nesting are problems, found without ever expanding anything.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from meshbook.problems import Loc, Place, Problem

_TOO_DEEP = "maximum nesting depth"
MAX_DEPTH = 24
Places = dict[Loc, tuple[int, int]]
"""Line and column, from 1, of each value, by the way to it."""

_NULLS = {"", "~", "null", "Null", "NULL"}
_MAX_PROBLEMS = 50


class _Irregular(Exception):
    """The quick reading met something that the careful one has to report."""


class Loader(CParser):
    """libyaml's parser and composer without tag resolution.

    The composer calls these for every node. Built-in functions that take the same
    arguments and do nothing save a fifth of the time that Python functions would take.
    """

    check_resolver_prefix = staticmethod(operator.is_)
    descend_resolver = staticmethod(operator.is_)
    ascend_resolver = staticmethod(bool)
    resolve = staticmethod(slice)  # (kind, value, implicit): the tag, which nobody looks at


def read_tree(path: str, text: str) -> tuple[Any, list[Problem]]:
    """Plain data (dicts, lists, strings, None) of one YAML document and its problems.

    The data is None when the text cannot be read as one mapping.
    """
    try:
        return _quick(text), []
    except (_Irregular, yaml.YAMLError):
        data, _, problems = _careful(path, text)  # says what and where
    return data, problems


def places(path: str, text: str) -> Places:
    """The place of every value and, under ``(..., key, "<key>")``, of every key."""
    return _careful(path, text)[1]


def place_at(path: str, found: Places, loc: Loc) -> Place:
    """The place of the value at ``loc``, or of the nearest thing around it."""
    while loc and loc not in found:
        loc = loc[:-1]
    return Place(path, *found.get(loc, (1, 1)))


def _quick(text: str) -> dict[str, Any]:
    """The data of a text without a fault, from the stream of events.

    Raises _Irregular where there is anything to report.
    """
    next_event = Loader(text).get_event
    next_event()  # the stream begins
    if type(next_event()) is not DocumentStartEvent:
        raise _Irregular
    data = _value(next_event(), next_event, 0)
    next_event()  # the document ends
    if type(data) is not dict or type(next_event()) is not StreamEndEvent:
        raise _Irregular
    return data


def _value(event: Any, next_event: Callable[[], Any], depth: int) -> Any:
    """The data that begins with ``event`` and goes on with what ``next_event`` gives."""
    kind = type(event)
    if kind is AliasEvent or event.anchor is not None or event.tag is not None:
        raise _Irregular
    if kind is ScalarEvent:
        value = event.value
        return None if value in _NULLS and not event.style else value
    depth += 1
    if depth > MAX_DEPTH:
        raise _Irregular
    if kind is SequenceStartEvent:
        items = []
        while type(event := next_event()) is not SequenceEndEvent:
            items.append(_value(event, next_event, depth))
        return items
    mapping: dict[str, Any] = {}
    while type(event := next_event()) is not MappingEndEvent:
        if type(event) is not ScalarEvent or event.anchor is not None or event.tag is not None:
            raise _Irregular
        key = event.value
        if key in mapping or key == "<<":
            raise _Irregular
        event = next_event()
        if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
            value = event.value  # as below; most values are these, and a call takes its time
            mapping[key] = None if value in _NULLS and not event.style else value
        else:
            mapping[key] = _value(event, next_event, depth)
    return mapping


def _careful(path: str, text: str) -> tuple[Any, Places, list[Problem]]:
    problems = _scan_events(path, text)
    if any(problem.code in ("Y001", "Y007") for problem in problems):
        return None, {}, problems
    loader = Loader(text)
    try:
        node = loader.get_node() if loader.check_node() else None  # the first document
    except yaml.YAMLError as error:  # such as an alias of nothing, which has been told
        return None, {}, problems or [_syntax_problem(path, text, error)]
    finally:
        loader.dispose()
    if not isinstance(node, yaml.MappingNode):
        return None, {}, [*problems, Problem("Y008", Place(path), {"found": _kind(node)})]
    found: Places = {}
    try:
        return _plain(path, node, (), found, problems, set()), found, problems
    except _Irregular:  # an alias of a whole list or mapping, which has been told
        return None, found, problems


def _plain(
    path: str, node: yaml.Node, loc: Loc, found: Places, problems: list[Problem], seen: set[int]
) -> Any:
    """The data of ``node``; places and problems are added to ``found`` and ``problems``.

    Raises _Irregular for a list or mapping that is ``seen`` before: unfolded, a few of
    those could fill the memory.
    """
    mark = node.start_mark
    found[loc] = (mark.line + 1, mark.column + 1)
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in _NULLS else node.value
    if id(node) in seen:
        raise _Irregular
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(path, item, (*loc, index), found, problems, seen)
            for index, item in enumerate(node.value)
        ]
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        mark = key_node.start_mark
        place = Place(path, mark.line + 1, mark.column + 1)
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem("Y009", place, {"found": _kind(key_node)}))
            continue
        key: str = key_node.value
        if key == "<<" and not key_node.style:
            problems.append(Problem("Y005", place, {}, loc))
            continue
        if key in mapping:
            first = found[(*loc, key, "<key>")][0]
            values = {"key": key[:80], "first": str(first)}
            problems.append(Problem("Y002", place, values, (*loc, key)))
            continue
        found[(*loc, key, "<key>")] = (place.line, place.column)
        mapping[key] = _plain(path, value_node, (*loc, key), found, problems, seen)
        if not isinstance(value_node, yaml.ScalarNode):
            found[(*loc, key)] = (place.line, place.column)  # a block begins a line too late
    return mapping


def _scan_events(path: str, text: str) -> list[Problem]:
    """What only the stream of events shows. It never builds a tree, so nothing can explode."""
    problems: list[Problem] = []
    depth = documents = 0
    loader = Loader(text)
    try:
        while loader.check_event():
            event: Any = loader.get_event()
            place = Place(path, event.start_mark.line + 1, event.start_mark.column + 1)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    problems.append(Problem("Y006", place))
            if isinstance(event, yaml.AliasEvent):
                problems.append(Problem("Y004", place, {"name": f"*{event.anchor}"}))
                continue
            if isinstance(event, yaml.NodeEvent):
                if event.anchor is not None:
                    problems.append(Problem("Y004", place, {"name": f"&{event.anchor}"}))
                tag = getattr(event, "tag", None)
                # A lone ! on quoted text says nothing that the quotation marks do not.
                if tag is not None and (tag != "!" or not getattr(event, "style", None)):
                    problems.append(Problem("Y003", place, {"tag": str(tag)[:80]}))
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return [*problems, Problem("Y007", place, {"limit": str(MAX_DEPTH)})]
            if isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if len(problems) >= _MAX_PROBLEMS:
                return problems
    except yaml.YAMLError as error:
        return [*problems, _syntax_problem(path, text, error)]
    finally:
        loader.dispose()
    return problems


def _syntax_problem(path: str, text: str, error: yaml.YAMLError) -> Problem:
    if not isinstance(error, yaml.MarkedYAMLError):
        detail = (str(error).splitlines() or ["?"])[0]
        return Problem("Y001", Place(path), {"detail": detail})
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    if mark is None:
        place = Place(path)
    elif mark.line < len(lines):
        place = Place(path, mark.line + 1, mark.column + 1)
    else:  # the parser's end of the text lies on a line of its own
        place = Place(path, len(lines), len(lines[-1]) + 1)
    if _TOO_DEEP in (error.problem or ""):  # the parser looks ahead, and has a limit of its own
        return Problem("Y007", place, {"limit": str(MAX_DEPTH)})
    parts = [part for part in (error.context, error.problem) if part]
    return Problem("Y001", place, {"detail": ": ".join(parts)})


def _kind(node: yaml.Node | None) -> str:
    """What was found instead, as a key of the table of kinds in ``rules/codes.yaml``."""
    if isinstance(node, yaml.ScalarNode):
        return "text"
    if isinstance(node, yaml.SequenceNode):
        return "list"
    return "nothing" if node is None else "mapping"
