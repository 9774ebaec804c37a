"""The scripts that keep what runs found and report it, against a stand-in for gh."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

WORKFLOW = Path(__file__).resolve().parents[1] / ".github" / "workflows" / "links.yml"
GH = """#!/bin/sh
echo "$@" >> "$GH_LOG"
case "$1 $2" in
  "issue list"|"run list") cat "$GH_OPEN" ;;
  "issue create"|"issue edit")
    while [ "$1" != --body-file ]; do shift; done; cp "$2" "$GH_LOG.body" ;;
  "run download") test -d "$GH_ARTIFACT" && cp -r "$GH_ARTIFACT" earlier ;;
esac
"""
MESHBOOK = """#!/bin/sh
echo "meshbook $@" >> "$GH_LOG"
mkdir -p docs/data/links && echo standing > docs/data/links/standing.tsv
echo report; exit "$CODE"
"""


def step(job: str, name: str) -> dict[str, Any]:
    jobs = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    return next(each for each in jobs[job]["steps"] if each.get("name", "").startswith(name))


def run(folder: Path, script: str, **environment: str) -> tuple[int, str]:
    """The exit code of a step's script, and what gh and meshbook were told."""
    for name, text in {"bin/gh": GH, ".venv/bin/meshbook": MESHBOOK}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=folder, capture_output=True, check=False,
        env={
            **os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "BASE": "main",
            "GH_LOG": str(folder / "log"), "GH_OPEN": str(folder / "open"),
            "GITHUB_OUTPUT": str(folder / "output"), **environment,
        },
    )  # fmt: skip
    return done.returncode, (folder / "log").read_text() if (folder / "log").exists() else ""


@pytest.mark.parametrize(
    ("number", "found", "told"),
    [("", "1", "issue create"), ("12", "1", "issue edit 12"), ("12", "0", "issue edit 12"),
     ("", "0", "")],
)  # fmt: skip
def test_there_is_one_issue_and_it_is_opened_only_for_a_reason(
    tmp_path: Path, number: str, found: str, told: str
) -> None:
    (tmp_path / "open").write_text(number)
    (tmp_path / "report.md").write_text("Links\n" + "- `https://a.example.com/`\n" * 9000)
    script = step("report", "Open the issue")["run"]
    code, log = run(tmp_path, script, FOUND=found, LINKS=str(tmp_path))
    writing = [line for line in log.splitlines() if line.startswith(("issue create", "issue edit"))]
    assert code == 0 and len(writing) == bool(told)
    assert all(line.startswith(told) for line in writing)
    if told:
        assert len((tmp_path / "log.body").read_bytes()) <= 65_536


@pytest.mark.parametrize("exists", [True, False])
def test_what_earlier_runs_found_is_brought_back_if_it_is_there(
    tmp_path: Path, exists: bool
) -> None:
    (tmp_path / "open").write_text("77")
    if exists:
        (tmp_path / "artifact").mkdir()
        (tmp_path / "artifact/standing.tsv").write_text("as it was")
    script = step("look", "Bring back")["run"]
    code, log = run(tmp_path, script, GH_ARTIFACT=str(tmp_path / "artifact"))
    kept = tmp_path / "docs/data/links/standing.tsv"
    assert code == 0 and "run download 77" in log
    assert kept.exists() is exists
    assert not exists or kept.read_text() == "as it was"


@pytest.mark.parametrize(("given", "left"), [("0", 0), ("1", 0), ("2", 1)])
def test_pages_that_are_gone_do_not_fail_the_run_and_a_fault_does(
    tmp_path: Path, given: str, left: int
) -> None:
    code, log = run(tmp_path, step("look", "Look at every")["run"], CODE=given)
    assert code == left and log == "meshbook links --report markdown\n"
    if code == 0:
        assert (tmp_path / "output").read_text() == f"found={given}\n"
        assert (tmp_path / "links/standing.tsv").read_text() == "standing\n"


def test_no_text_of_a_workflow_run_is_put_into_a_script() -> None:
    jobs = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    scripts = [each["run"] for job in jobs.values() for each in job["steps"] if "run" in each]
    assert scripts and not [script for script in scripts if "${{" in script]


def test_what_meets_the_network_holds_no_token() -> None:
    assert "GH_TOKEN" not in step("look", "Look at every").get("env", {})
