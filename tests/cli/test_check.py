"""``meshbook check`` as somebody at a terminal, a program or a pull request meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import meshbook.rules.case_rules as case_rules
from meshbook.cli import main
from meshbook.rules.codes import code_book
from sample_cases import PROJECT, as_yaml, sample_case, write_project
from sample_sources import TABLES, source_files, write_source

GOLDEN = PROJECT / "tests" / "golden" / "check"
TODAY = ["--today", "2026-06-01"]

# A wrong case: shape, vocabulary, sources, dates, translation, addresses, all in one run.
FAULTY = as_yaml(
    sample_case(
        {
            "sumary": "x",
            "summary": {"ja": None},
            "disclosure": "public",
            "organisation": {
                "country": "UK",
                "industry": "sofware",
                "homepage": "http://127.1/",
                "aliases": ["evil\u200b name"],
            },
            "stages": {"0": {"date": "2021-02-30", "sources": ["blogg"]}},
            "meshes": {"0": {"sources": []}},
            "verified": "2030-01-01",
        }
    )
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a good case, a faulty one and a twin of the good one."""
    twin = sample_case({"organisation": {"homepage": "https://twin.example.org/"}})
    other = sample_case(
        {"organisation": {"name": {"en": "Other Ltd", "ja": "他社"}, "homepage": None}}
    )
    root = write_project(
        tmp_path, {"good": sample_case(), "faulty": FAULTY, "twin": twin, "other": other}
    )
    (root / "cases" / "faulty.yaml").write_text(
        FAULTY.replace("例社", "誤社").replace("Example Co", "Faulty Co"), encoding="utf-8"
    )
    monkeypatch.chdir(root)
    return root


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of the command."""
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    shown = capsys.readouterr()
    code = left.value.code
    return (code if isinstance(code, int) else 0), shown.out, shown.err


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_report_reads_as_agreed(
    form: str, language: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "check", "--format", form, "--lang", language, *TODAY)
    expected = (GOLDEN / f"{form}.{language}.txt").read_text(encoding="utf-8")
    assert (code, err) == (1, "")
    assert out == expected


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_fault_in_the_data_is_in_every_report_and_its_files_are_counted(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path, {"good": sample_case()})
    runs = TABLES["runs.csv"].replace("istio,sidecar", "istio,side-car")
    write_source(root, source_files(runs=runs))
    monkeypatch.chdir(root)
    code, out, _ = run(capsys, "check", "--format", form, *TODAY)
    path = "docs/data/benchmarks/example/runs.csv"
    told = {
        "text": f"{path}:2:26: error S004: mode is \"side-car\"; expected one of: none, sidecar, ",
        "json": f'"path": "{path}",\n      "line": 2,\n      "column": 26,',
        "github": f"::error file={path},line=2,col=26,title=S004 ",
        "sarif": f'"uri": "{path}"',
    }
    assert code == 1 and told[form] in out
    counts = {"json": '"files": 5,\n  "errors": 1,', "sarif": '"startLine": 2'}
    assert counts.get(form, "files: 5, errors: 1, warnings: 0") in out


def test_a_case_that_is_wrong_in_many_ways_costs_one_run(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "check", "cases/faulty.yaml", "--format", "json", *TODAY)
    codes = {problem["code"] for problem in json.loads(out)["problems"]}
    assert codes == {
        "F009", "S002", "S004", "C001", "C002", "D001", "D004", "O004", "T001", "U004", "V001"
    }  # fmt: skip


def test_warnings_are_told_and_leave_the_exit_code_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_project(tmp_path, {"warned": sample_case({"organisation": {"kana": None}})})
    monkeypatch.chdir(tmp_path)
    code, out, _ = run(capsys, "check", *TODAY)
    assert code == 0
    assert "warning O005" in out
    assert out.endswith("files: 1, errors: 0, warnings: 1\n")


def test_a_given_file_is_held_against_the_whole_catalogue_and_only_it_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "check", "cases/twin.yaml", *TODAY)
    assert code == 1
    assert "error O001" in out and "cases/good.yaml" in out
    assert all(line.startswith(("cases/twin.yaml:", "  hint", "files: 1,"))
               for line in out.splitlines())  # fmt: skip


def test_a_file_outside_the_project_and_a_folder_can_be_checked(
    project: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "draft.yaml").write_text("title: [\n", encoding="utf-8")
    code, out, _ = run(capsys, "check", str(folder), *TODAY)
    assert code == 1
    assert out.startswith(f"{folder}/draft.yaml:2:1: error Y001: ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "nowhere"], "nowhere: no such file or folder"),
        (["check", "--today", "tomorrow"], "today 'tomorrow' is no day"),
        (["explain", "C00"], "did you mean"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line_with_exit_code_2(
    arguments: list[str], told: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert told in err and err.count("\n") == 1


@pytest.mark.parametrize("path", ["cases/_words", "cases/_words/meshes.yaml", "empty", "_drafts"])
def test_a_path_in_which_nothing_is_a_case_is_told_in_one_line(
    path: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "empty").mkdir()
    (project / "_drafts").mkdir()
    (project / "_drafts" / "a.yaml").write_text("x: y\n", encoding="utf-8")
    code, out, err = run(capsys, "check", path, *TODAY)
    assert (code, out) == (2, "")
    assert f"{path}: no case to check here" in err and err.count("\n") == 1


def test_outside_a_project_the_check_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "check")
    assert code == 2
    assert "cases/_words" in err and err.count("\n") == 1


def test_a_fault_of_our_own_is_one_line_and_names_the_place_to_report_only_where_there_is_one(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*arguments: object) -> None:
        raise KeyError("lost\nkey")

    monkeypatch.setattr(import_module("meshbook.cli.check"), "day_of", fail)
    code, _, err = run(capsys, "check")
    assert code == 2
    assert err.startswith("meshbook: a fault of Meshbook itself: KeyError") and err.count("\n") == 1
    assert "report" not in err
    monkeypatch.setenv("MESHBOOK_REPO_URL", "https://git.example.org/meshbook/")
    _, _, err = run(capsys, "check")
    assert "https://git.example.org/meshbook/issues" in err
    _, _, err = run(capsys, "check", "--debug")
    assert "Traceback" in err


def test_a_rule_that_crashes_is_told_and_the_others_go_on(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash(subject: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(case_rules, "CASE_RULES", (crash, *case_rules.CASE_RULES))
    code, out, _ = run(capsys, "check", "cases/faulty.yaml", *TODAY)
    assert code == 1
    assert "error X001: the rule crash stopped with RuntimeError: on purpose" in out
    assert "error C001" in out


def test_a_name_cannot_speak_to_the_terminal_or_to_the_workflow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_project(tmp_path, {"a\x1b[31m,b:c\u202e.yaml": "x: \u001b[0m\n"})
    monkeypatch.chdir(tmp_path)
    _, out, _ = run(capsys, "check", *TODAY)
    assert out.replace("\n", "").isprintable()
    _, out, _ = run(capsys, "check", "--format", "github", *TODAY)
    assert all(line.count("::") == 2 for line in out.splitlines()[:-1])


def test_the_sarif_report_has_the_shape_that_services_read(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "check", "--format", "sarif", *TODAY)
    log = json.loads(out)
    (sarif_run,) = log["runs"]
    rules = sarif_run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    for result in sarif_run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 1 and region["startColumn"] >= 1


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_code_is_explained_in_either_language(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["explain", "c001", "--lang", language])
    out = capsys.readouterr().out
    assert left.value.code in (0, None)
    assert out == (PROJECT / "tests/golden/explain" / f"C001.{language}.txt").read_text("utf-8")


def test_a_check_brings_in_only_what_it_needs(project: Path) -> None:
    """Python's start counts: MkDocs, Jinja and the like are for other commands."""
    script = (
        "import sys; sys.argv=['meshbook','check','cases/good.yaml','--today','2026-06-01']\n"
        "from meshbook.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=project, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not loaded & {"mkdocs", "jinja2", "rich", "pandas", "budoux", "httpx", "markdown"}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_code_can_be_explained(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for code in code_book().codes:
        with pytest.raises(SystemExit) as left:
            main(["explain", code, "--lang", language])
        out = capsys.readouterr().out
        assert left.value.code in (0, None)
        assert out.startswith(code) and "{{" not in out
