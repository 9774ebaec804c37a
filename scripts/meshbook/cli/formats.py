"""A report of problems as text for people, and as JSON, annotations or SARIF for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from meshbook.cli.speech import words_of
from meshbook.languages import Language
from meshbook.problems import Problem

_COUNT = Path(__file__).with_name("count.yaml")


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: how many files, which problems, how many of each severity."""

    files: int
    problems: Sequence[Problem]
    errors: int
    warnings: int

    @classmethod
    def of(cls, files: int, problems: Sequence[Problem]) -> Report:
        """The report of ``problems`` in ``files`` files."""
        if not problems:
            return cls(files, (), 0, 0)
        from meshbook.rules.words import severity  # its words are read only when needed

        errors = sum(severity(problem) == "error" for problem in problems)
        return cls(files, problems, errors, len(problems) - errors)

    def count(self, language: Language) -> str:
        """The last line."""
        template: str = words_of(_COUNT)[language]
        return template.format(files=self.files, errors=self.errors, warnings=self.warnings)


def text(report: Report, language: Language) -> str:
    """``path:line:column: error CODE: message`` and ``  hint: ...``, then the count."""
    from meshbook.rules.words import hint, message, severity, visible

    lines = []
    for problem in report.problems:
        place = visible(str(problem.place))
        lines.append(
            f"{place}: {severity(problem)} {problem.code}: {message(problem, language)}"
        )
        lines.append(f"  hint: {hint(problem, language)}")
    return "\n".join([*lines, report.count(language), ""])


def as_json(report: Report, language: Language) -> str:
    """One object with the counts and a list of problems."""
    from meshbook.rules.words import hint, message, severity

    problems = [
        {
            "code": problem.code,
            "severity": severity(problem),
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "field": list(problem.loc),
            "message": message(problem, language),
            "hint": hint(problem, language),
        }
        for problem in report.problems
    ]
    counts = {"files": report.files, "errors": report.errors, "warnings": report.warnings}
    return _dumped({**counts, "problems": problems})


def github(report: Report, language: Language) -> str:
    """Workflow commands that GitHub shows at the lines of a pull request."""
    from meshbook.rules.codes import code_book
    from meshbook.rules.words import hint, message, severity

    lines = []
    for problem in report.problems:
        place = problem.place
        title = f"{problem.code} {code_book().codes[problem.code].words[language].title}"
        where = f"file={_property(place.path)},line={place.line},col={place.column}"
        what = _data(f"{message(problem, language)}\nhint: {hint(problem, language)}")
        lines.append(f"::{severity(problem)} {where},title={_property(title)}::{what}")
    return "\n".join([*lines, report.count(language), ""])


def sarif(report: Report, language: Language) -> str:
    """SARIF 2.1.0, for code scanning services and editors."""
    from importlib.metadata import version

    from meshbook.rules.codes import code_book
    from meshbook.rules.words import hint, message, severity

    codes = sorted({problem.code for problem in report.problems})
    rules = []
    for name in codes:
        code = code_book().codes[name]
        words = code.words[language]
        rules.append(
            {
                "id": name,
                "shortDescription": {"text": words.title},
                "fullDescription": {"text": words.why},
                "defaultConfiguration": {"level": code.severity},
            }
        )
    results = [
        {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            "level": severity(problem),
            "message": {"text": f"{message(problem, language)}\n{hint(problem, language)}"},
            "locations": [_sarif_location(problem)],
        }
        for problem in report.problems
    ]
    driver = {"name": "meshbook", "version": version("meshbook"), "rules": rules}
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return _dumped({"$schema": schema, "version": "2.1.0", "runs": [run]})


FORMATS: Mapping[str, Callable[[Report, Language], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}


def _sarif_location(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.path, errors="surrogateescape")},
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
