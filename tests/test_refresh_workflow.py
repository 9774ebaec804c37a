"""The script that proposes what was fetched, run against a repository and a stand-in for gh."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import yaml

WORKFLOW = Path(__file__).resolve().parents[1] / ".github" / "workflows" / "refresh.yml"
GH = """#!/bin/sh
echo "$@" >> "$GH_LOG"
case "$1 $2" in
  "pr list") cat "$GH_OPEN" ;;
  "pr create"|"pr edit") while [ "$1" != --body-file ]; do shift; done; cp "$2" "$GH_LOG.body" ;;
esac
"""


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone whose origin is a bare repository, beside what the job before has packed."""
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", "origin")
    git(tmp_path, "clone", "--quiet", "origin", "clone")
    clone = tmp_path / "clone"
    (clone / "docs/data/signals/github").mkdir(parents=True)
    (clone / "docs/data/signals/github/signals.csv").write_text("project\n")
    (clone / "README.md").write_text("As it was.\n")
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message", "First")
    git(clone, "push", "--quiet", "origin", "HEAD:main")
    return clone


def propose(clone: Path, open_number: str, changed: dict[str, str]) -> tuple[str, str]:
    """Pack ``changed`` files as one job does and run the other's script; what gh was told."""
    folder = clone.parent
    (folder / "refresh").mkdir(exist_ok=True)
    for name, text in changed.items():
        (clone / name).write_text(text)
    git(clone, "add", "--all")
    (folder / "refresh/data.patch").write_text(git(clone, "diff", "--cached", "--binary"))
    (folder / "refresh/facts.txt").write_text("github: new 1, changed 0, gone 0\n  + a ``` b\n")
    git(clone, "reset", "--quiet", "--hard")
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin/gh").write_text(GH)
    (folder / "bin/gh").chmod(0o755)
    (folder / "open").write_text(open_number)
    jobs = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    environment = {
        **os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "BASE": "main",
        "REFRESH": str(folder / "refresh"), "GH_LOG": str(folder / "log"),
        "GH_OPEN": str(folder / "open"),
    }  # fmt: skip
    subprocess.run(
        ["bash", "-eo", "pipefail", "-c", jobs["propose"]["steps"][-1]["run"]],
        cwd=clone, env=environment, check=True, capture_output=True,
    )  # fmt: skip
    body = folder / "log.body"
    log = folder / "log"
    return (log.read_text() if log.exists() else "", body.read_text() if body.exists() else "")


SIGNALS = "docs/data/signals/github/signals.csv"


def test_one_pull_request_with_the_facts_is_opened_from_a_branch(clone: Path) -> None:
    log, body = propose(clone, "", {SIGNALS: "project\nistio\n"})
    assert "pr create --head refresh --base main" in log
    assert body.splitlines()[2:] == [
        "``````text", "github: new 1, changed 0, gone 0", "  + a ``` b", "", "``````",
    ]  # fmt: skip
    assert git(clone, "show", f"origin/refresh:{SIGNALS}") == "project\nistio\n"
    assert git(clone, "log", "--format=%s", "origin/main..origin/refresh").splitlines() == [
        "Refresh measurements and signals"
    ]


def test_the_open_pull_request_is_brought_up_to_date(clone: Path) -> None:
    propose(clone, "", {SIGNALS: "project\nistio\n"})
    git(clone, "reset", "--quiet", "--hard", "origin/main")
    log, _ = propose(clone, "12", {SIGNALS: "project\nkuma\n"})
    assert log.splitlines()[-1].startswith("pr edit 12 ")
    assert log.count("pr create") == 1
    assert git(clone, "show", f"origin/refresh:{SIGNALS}") == "project\nkuma\n"
    assert len(git(clone, "log", "--format=%s", "origin/main..origin/refresh").splitlines()) == 1


def test_nothing_but_data_can_be_changed_that_way(clone: Path) -> None:
    propose(clone, "", {SIGNALS: "project\nistio\n", "README.md": "Taken over.\n"})
    assert git(clone, "show", "origin/refresh:README.md") == "As it was.\n"


def test_without_a_change_of_data_nothing_is_proposed(clone: Path) -> None:
    log, _ = propose(clone, "", {"README.md": "Taken over.\n"})
    assert "pr create" not in log
    assert "refresh" not in git(clone, "branch", "--remotes")
