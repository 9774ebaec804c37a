"""The page that stands in for one whose file cannot be read, only while serving."""

from __future__ import annotations

from collections.abc import Sequence

from meshbook.languages import Language
from meshbook.pages.library import Library
from meshbook.pages.page import Page
from meshbook.problems import Problem
from meshbook.rules.words import hint, message


def fault_page(
    library: Library, address: str, language: Language, problems: Sequence[Problem]
) -> bytes:
    """What is wrong with the file of the page at ``address``, at which line, and the cure."""
    renderer = library.renderers[language]
    title = renderer.say("fault.title", file=problems[0].place.path)
    page = Page(address, language, title, title, indexed=False)
    faults = [
        (problem, message(problem, language), hint(problem, language)) for problem in problems
    ]
    return renderer.page("fault.html", page, faults=faults)
