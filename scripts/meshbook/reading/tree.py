"""From YAML text to plain data with places: no tags, no anchors, no surprises.

Every plain scalar stays a string (``NO`` is Norway, ``1.10`` a version); the
models decide what is a number. Aliases, tags, merge keys, duplicate keys and
deep nesting are problems, found without ever expanding anything.
"""

from __future__ import annotations

import operator
import re
from typing import Any

import yaml
from yaml._yaml import CParser

from meshbook.problems import Loc, Place, Problem

MAX_DEPTH = 24
Places = dict[Loc, tuple[int, int]]
"""Line and column, from 1, of each value, by the way to it."""

_NULLS = {"", "~", "null", "Null", "NULL"}
# A tag, an anchor or an alias where a value may begin. Led by its rarest characters,
# because that is what makes the search quick.
_INDICATOR = re.compile(r"[!&*](?<![^\s\[{,:?-][!&*])(?=\S)")
_OTHER_DOCUMENT = ("\n---", "\n...", "\n%")
_LONG_LEAD = 200
_MANY_BRACKETS = 1000
_MAX_PROBLEMS = 50


class _Irregular(Exception):
    """The quick walk met something that the careful walk has to report."""


class _Loader(CParser):
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
    if not _is_suspect(text):
        try:
            data = _quick(_Loader(text).get_single_node(), 0)
            if type(data) is dict:
                return data, []
        except (_Irregular, yaml.YAMLError):
            pass  # the careful reading says what and where
    data, _, problems = _careful(path, text)
    return data, problems


def places(path: str, text: str) -> Places:
    """The place of every value and, under ``(..., key, "<key>")``, of every key."""
    return _careful(path, text)[1]


def place_at(path: str, found: Places, loc: Loc) -> Place:
    """The place of the value at ``loc``, or of the nearest thing around it."""
    while loc and loc not in found:
        loc = loc[:-1]
    return Place(path, *found.get(loc, (1, 1)))


def _is_suspect(text: str) -> bool:
    """Whether there may be a tag, an anchor, a second document or nesting without end.

    Nesting beyond what the C stack bears would end the process, so it is looked for in
    the text: it takes many brackets or a line that begins with many indicators.
    """
    return (
        _INDICATOR.search(text) is not None
        or text.startswith(("---", "%"))
        or any(marker in text for marker in _OTHER_DOCUMENT)
        or text.count("[") + text.count("{") > _MANY_BRACKETS
        or any(not line[:_LONG_LEAD].strip(" \t?:-") for line in _long_lines(text))
    )


def _long_lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if len(line) > _LONG_LEAD]


def _quick(node: Any, depth: int) -> Any:
    kind = type(node)
    if kind is yaml.ScalarNode:
        value = node.value
        return None if value in _NULLS and not node.style else value
    depth += 1
    if depth > MAX_DEPTH:
        raise _Irregular
    if kind is yaml.SequenceNode:
        return [_quick(item, depth) for item in node.value]
    if kind is not yaml.MappingNode:
        raise _Irregular
    mapping = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if type(key_node) is not yaml.ScalarNode or key in mapping or key == "<<":
            raise _Irregular
        mapping[key] = _quick(value_node, depth)
    return mapping


def _careful(path: str, text: str) -> tuple[Any, Places, list[Problem]]:
    problems = _scan_events(path, text)
    if any(problem.code in ("Y001", "Y007") for problem in problems):
        return None, {}, problems
    loader = _Loader(text)
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
            problems.append(Problem("Y005", place))
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
    loader = _Loader(text)
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
                if tag is not None and tag != "!":
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
    parts = [part for part in (error.context, error.problem) if part]
    return Problem("Y001", place, {"detail": ": ".join(parts)})


def _kind(node: yaml.Node | None) -> str:
    """What was found instead, as a key of the table of kinds in ``rules/codes.yaml``."""
    if isinstance(node, yaml.ScalarNode):
        return "text"
    if isinstance(node, yaml.SequenceNode):
        return "list"
    return "nothing" if node is None else "mapping"
