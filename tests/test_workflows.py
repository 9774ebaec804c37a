"""What runs by itself: nothing is published untested, and no job may do more than it has to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

WORKFLOWS = Path(__file__).resolve().parents[1] / ".github" / "workflows"
FILES = sorted(WORKFLOWS.glob("*.yml"))
WRITING = {
    "deploy": {"pages": "write", "id-token": "write"},
    "propose": {"contents": "write", "pull-requests": "write"},
    "report": {"issues": "write"},
}
"""The jobs that may write, and what: the site, one pull request of what was fetched, one issue."""


def workflow(path: Path) -> dict[Any, Any]:
    data: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def test_the_site_is_deployed_only_after_every_test_has_passed() -> None:
    jobs = workflow(WORKFLOWS / "pages.yml")["jobs"]
    tested = [name for name in jobs["deploy"]["needs"]
              if jobs[name].get("uses") == "./.github/workflows/test.yml"]  # fmt: skip
    assert tested
    assert "if" not in jobs["deploy"] and "continue-on-error" not in jobs[tested[0]]
    called = workflow(WORKFLOWS / "test.yml")
    assert "workflow_call" in called[True]  # YAML 1.1 reads the key "on" as true
    steps = [step.get("run") for job in called["jobs"].values() for step in job["steps"]]
    assert "make test" in steps


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_workflow_may_read_and_only_three_jobs_may_write(path: Path) -> None:
    held = workflow(path)
    assert held["permissions"] == {"contents": "read"}
    for name, job in held["jobs"].items():
        writing = {what: how for what, how in job.get("permissions", {}).items() if how != "read"}
        assert writing == WRITING.get(name, {})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit(path: Path) -> None:
    for used in re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8")):
        assert used.startswith("./") or re.search(r"@[0-9a-f]{40}$", used), used
