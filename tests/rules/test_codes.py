"""Every code has its words in both languages and an example that fails and one that passes."""

from __future__ import annotations

import ast
import datetime
import string
from pathlib import Path
from typing import Any

import pytest

import meshbook.rules.case_rules as case_rules
from meshbook.benchmarks.formats import FORMATS
from meshbook.languages import LANGUAGES
from meshbook.problems import Problem
from meshbook.rules import check_files
from meshbook.rules.codes import Code, code_book
from meshbook.rules.example import as_text
from meshbook.rules.features import FEATURE_RULES
from meshbook.rules.profiles import PROFILE_RULES
from meshbook.rules.sources import SOURCE_RULES
from meshbook.rules.subject import Subject
from meshbook.rules.words import hint, message
from meshbook.rules.writeups import WRITEUP_RULES
from sample_cases import PROJECT, example_files, sample_case, write_project
from sample_features import write_features
from sample_profiles import write_profile
from sample_releases import publish
from sample_sources import RESULT, edited, example_source, write_source
from sample_writeups import write_writeup

TODAY = datetime.date(2026, 6, 1)
SOURCES = PROJECT / "scripts" / "meshbook"
CODES = list(code_book().codes.values())
every_code = pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)


def problems_of(example: dict[str, Any], folder: Path) -> tuple[list[Problem], str]:
    """What is found in the files of ``example``, and the text of its own file."""
    if "result" in example:
        text = example.get("text") or edited(RESULT, example)
        return FORMATS[example["result"]].parse("result.txt", text.encode())[1], text
    if "data" in example:
        files, text = example_source(example)
        write_source(write_project(folder, {}), files)
        return check_files(folder, TODAY)[1], text
    if "writeup" in example:
        root = write_project(folder, {"example": sample_case()})
        text = write_writeup(root, example["writeup"])
        return check_files(root, TODAY)[1], text
    if "profile" in example:
        root = write_project(folder, {"example": sample_case()})
        text = write_profile(root, example["profile"])
        return check_files(root, TODAY)[1], text
    if "features" in example:
        root = write_project(folder, {"example": sample_case()})
        write_profile(root)
        text = write_features(root, example["features"])
        return check_files(root, TODAY)[1], text
    files = example_files(example)
    root = write_project(folder, files)
    write_profile(root)
    if "published" in example:
        publish(root, {slug: sample_case(change) for slug, change in example["published"].items()})
    name, content = next(iter(files.items()))
    if "folder" in example:
        (root / "cases" / name).unlink()
        (root / "cases" / name).mkdir()
    texts = root / "texts"
    (texts / "example").mkdir(parents=True)
    for source, said in example.get("source_texts", {}).items():
        (texts / "example" / f"{source}.txt").write_text(said, encoding="utf-8")
    _, problems = check_files(root, TODAY, texts=texts)
    return problems, content.decode("utf-8", "replace")


def crash(subject: Subject) -> None:
    raise RuntimeError("on purpose")


@every_code
def test_a_code_has_an_example_that_gives_it_at_the_right_line(
    code: Code, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if code.id == "X001":
        monkeypatch.setattr(case_rules, "CASE_RULES", (crash, *case_rules.CASE_RULES))
    problems, text = problems_of(dict(code.bad), tmp_path)
    written = ("cases/example", "docs/writeups/", "docs/meshes/", "docs/data/features/")
    own = [p for p in problems if p.place.path.startswith(written) or len(problems) == 1]
    assert [problem.code for problem in own] == [code.id]
    assert {problem.code for problem in problems} == {code.id}
    if "at" in code.bad:
        line = text.split("\n")[own[0].place.line - 1]
        assert code.bad["at"] in line


@every_code
def test_a_code_has_an_example_that_passes(code: Code, tmp_path: Path) -> None:
    problems, _ = problems_of(dict(code.good), tmp_path)
    assert problems == []


@every_code
def test_a_code_has_all_its_words_in_both_languages(code: Code) -> None:
    for language in LANGUAGES:
        words = code.words[language]
        assert all((words.title, words.message, words.hint, words.why))
        assert not words.title.endswith((".", "。"))
        assert not words.message.endswith((".", "。"))
        assert words.why.endswith((".", "。"))
    assert bool(code.words["en"].near) == bool(code.words["ja"].near)
    assert code.family in code_book().families
    assert code.severity in ("error", "warning")


@every_code
def test_the_message_and_hint_of_an_example_are_one_line_in_both_languages(
    code: Code, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if code.id == "X001":
        monkeypatch.setattr(case_rules, "CASE_RULES", (crash,))
    problems, _ = problems_of(dict(code.bad), tmp_path)
    for problem in problems:
        for language in LANGUAGES:
            for sentence in (message(problem, language), hint(problem, language)):
                assert sentence.isprintable() and sentence


@every_code
def test_a_message_says_everything_that_its_values_give_and_both_languages_the_same(
    code: Code,
) -> None:
    used = {language: placeholders(code.words[language].message) for language in LANGUAGES}
    assert used["en"] == used["ja"]
    hints = {language: placeholders(code.words[language].hint) for language in LANGUAGES}
    assert hints["en"] == hints["ja"]


def test_every_code_in_the_sources_is_in_the_book_and_every_other_way_round() -> None:
    assert codes_in_sources() == {code.id for code in CODES}


def test_every_rule_of_a_family_is_run() -> None:
    books = (case_rules.CASE_RULES, SOURCE_RULES, WRITEUP_RULES, PROFILE_RULES, FEATURE_RULES)
    run = {rule.__name__ for rules in books for rule in rules}
    seen: set[str] = set()
    for path in (SOURCES / "rules").glob("*.py"):
        tree = ast.parse(path.read_text())
        rules = {
            node.name
            for node in tree.body
            if isinstance(node, ast.FunctionDef)
            and not node.name.startswith("_")
            and [argument.arg for argument in node.args.args] == ["subject"]
        }
        assert rules <= run
        seen |= rules
    assert seen == run


@every_code
def test_an_example_can_be_shown_as_text(code: Code) -> None:
    shown = as_text(code.bad)
    assert shown or code.id in ("F002", "F004", "F007", "X001", "B020", "R007")


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def codes_in_sources() -> set[str]:
    found = set()
    for folder in ("reading", "rules", "benchmarks"):
        for path in (SOURCES / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    value = node.value
                    if len(value) == 4 and value[0] in code_book().families and value[1:].isdigit():
                        found.add(value)
    return found
