"""`meshbook release` and `meshbook diff`, as a person runs them, in a project of its own."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from meshbook.model.release import Published
from meshbook.problems import MeshbookError
from meshbook.reading.releases import read_facts, read_published
from meshbook.reading.tree import read_tree
from meshbook.releases import making
from meshbook.releases.changes import compare
from meshbook.releases.making import Plan, carry_out
from meshbook.releases.metadata import about
from sample_cases import PROJECT, as_yaml, sample_case
from sample_releases import VERSION, publish
from site_project import run, run_build, serving

FOLDER = "docs/data/releases"
DAY = datetime.date(2026, 1, 20)
WRITTEN = {
    ".zenodo.json", "CITATION.cff", "codemeta.json", "docs/data/addresses.tsv",
    *(f"{FOLDER}/2026.11/{name}" for name in (
        "CHANGES.ja.md", "CHANGES.md", "changes.json", "datacite.json", "facts.tsv.gz",
        "release.json",
    )),
}  # fmt: skip
MOVE = {
    "old": "cases/other/", "new": "cases/renamed-co/", "date": "2026-11-25",
    "why": {"en": "The organisation has another name.", "ja": "組織の名前が変わりました。"},
}  # fmt: skip


def release(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(project, "meshbook", "release", *arguments)


def files(project: Path) -> dict[str, bytes]:
    """Everything that a release may touch."""
    own = [*project.glob("*"), *project.glob(".*"), *(project / "docs" / "data").rglob("*")]
    return {
        path.relative_to(project).as_posix(): path.read_bytes() for path in own if path.is_file()
    }


def edit(project: Path, slug: str, old: str, new: str) -> None:
    path = project / "cases" / f"{slug}.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text)
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_dry_run_names_the_files_and_writes_none(project: Path) -> None:
    before = files(project)
    done = release(project, "2026.11", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) == WRITTEN
    assert files(project) == before


def test_a_release_freezes_facts_addresses_and_metadata(project: Path) -> None:
    done = release(project, "2026.11", "--date", "2026-11-24")
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) == WRITTEN
    assert not list((project / FOLDER).glob(".*"))
    published = read_published(project)
    assert published.last is not None and published.last.version == "2026.11"
    assert published.facts["cases/example#stage-2021"]["date"] == '"2021-05"'
    assert {"cases/example/", "cases/example/#stage-2021", "meshes/istio/#what-1", "data/",
            "api/v1/openapi.json", "data/meshbook.sqlite"} <= set(published.since)  # fmt: skip
    log = (project / FOLDER / "2026.11" / "CHANGES.md").read_text(encoding="utf-8")
    assert "`cases/example` (with 2 claims)" in log


def test_all_metadata_say_the_same_as_the_citation_file(project: Path) -> None:
    assert release(project, "2026.11").returncode == 0
    text = (project / "CITATION.cff").read_text(encoding="utf-8")
    citation, problems = read_tree("CITATION.cff", text)
    assert citation is not None and not problems
    assert (citation["version"], citation["date-released"]) == ("2026.11", "2026-11-24")
    datacite, zenodo, codemeta = (
        json.loads((project / path).read_bytes())
        for path in (f"{FOLDER}/2026.11/datacite.json", ".zenodo.json", "codemeta.json")
    )
    names = [author["name"] for author in citation["authors"]]
    abstract = citation["abstract"].strip()
    assert [zenodo["title"], codemeta["name"], datacite["titles"][0]["title"]] == (
        [citation["title"]] * 3
    )
    assert [zenodo["version"], codemeta["version"], datacite["version"]] == ["2026.11"] * 3
    assert [zenodo["publication_date"], codemeta["dateModified"], datacite["dates"][0]["date"]] == (
        ["2026-11-24"] * 3
    )
    subjects = [each["subject"] for each in datacite["subjects"]]
    assert [zenodo["keywords"], codemeta["keywords"], subjects] == [citation["keywords"]] * 3
    for people in (zenodo["creators"], codemeta["author"], datacite["creators"]):
        assert [person["name"] for person in people] == names
    told = [zenodo["description"], codemeta["description"],
            datacite["descriptions"][0]["description"]]  # fmt: skip
    assert told == [abstract] * 3
    assert datacite["rightsList"][0]["rightsIdentifier"] == citation["license"]
    assert zenodo["license"] == citation["license"].lower()


def test_datacite_has_every_mandatory_property_of_version_4(project: Path) -> None:
    assert release(project, "2026.11").returncode == 0
    told = json.loads((project / FOLDER / "2026.11" / "datacite.json").read_bytes())
    mandatory = {"creators", "titles", "publisher", "publicationYear", "types", "schemaVersion"}
    assert mandatory <= told.keys()
    assert told["types"]["resourceTypeGeneral"] == "Dataset"
    assert told["schemaVersion"] == "http://datacite.org/schema/kernel-4"
    assert told["publicationYear"] == "2026"


def test_the_citation_file_is_still_one(project: Path) -> None:
    assert release(project, "2026.11").returncode == 0
    done = subprocess.run(
        [Path(sys.executable).with_name("check-jsonschema"), "--builtin-schema",
         "vendor.citation-file-format", "CITATION.cff"],
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_licence_whose_words_are_not_known_is_refused() -> None:
    citation = (PROJECT / "CITATION.cff").read_text(encoding="utf-8")
    other = citation.replace("license: CC-BY-4.0", "license: CC0-1.0")
    assert about(citation, "", VERSION, DAY, "").licence == "CC-BY-4.0"
    with pytest.raises(MeshbookError, match=r"'CC0-1\.0'; expected CC-BY-4\.0"):
        about(other, "", VERSION, DAY, "")


@pytest.mark.parametrize(("arguments", "reason"), [
    (["2026.11"], "does not follow"), (["2026.10"], "does not follow"),
    (["november"], "is no version"), (["2026.12", "--date", "2026-11-01"], "is before"),
])  # fmt: skip
def test_a_release_that_cannot_follow_the_last_is_refused(
    project: Path, arguments: list[str], reason: str
) -> None:
    assert release(project, "2026.11").returncode == 0
    before = files(project)
    done = release(project, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert reason in done.stderr and "Traceback" not in done.stderr
    assert files(project) == before


def test_data_with_an_error_is_not_released(project: Path) -> None:
    edit(project, "example", "grade: E2", "grade: E9")
    done = release(project, "2026.11")
    assert done.returncode == 2 and "S004" in done.stderr
    assert not (project / FOLDER).exists()


def test_a_release_that_fails_half_way_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "CITATION.cff").write_bytes(b"old")
    made = Plan("2026.11", {"release.json": b"{}"}, {"CITATION.cff": b"new"}, compare({}, {}))
    monkeypatch.setattr(making.os, "replace", _full_disk)
    with pytest.raises(OSError, match="on purpose"):
        carry_out(made, tmp_path)
    assert (tmp_path / "CITATION.cff").read_bytes() == b"old"
    assert list((tmp_path / FOLDER).iterdir()) == []
    assert read_published(tmp_path) == Published()
    monkeypatch.undo()
    carry_out(made, tmp_path)
    assert (tmp_path / "CITATION.cff").read_bytes() == b"new"
    with pytest.raises(MeshbookError, match="never made again"):
        carry_out(made, tmp_path)


def _full_disk(*paths: str | os.PathLike[str]) -> None:
    raise OSError("on purpose")


def test_diff_tells_what_changed_since_a_release_and_between_two(project: Path) -> None:
    assert release(project, "2026.11").returncode == 0
    nothing = run(project, "meshbook", "diff", "2026.11")
    assert (nothing.returncode, "Nothing changed." in nothing.stdout) == (0, True)
    edit(project, "example", "mode: sidecar", "mode: ambient\n  since: '2021-05'")
    edit(project, "example", "verified: '2026-01-15'", CORRECTED)
    told = run(project, "meshbook", "diff", "2026.11", "--format", "json")
    [mode, since] = json.loads(told.stdout)["changed"]
    assert mode == {"record": "cases/example", "claim": "mesh-istio", "field": "mode",
                    "old": "sidecar", "new": "ambient"}  # fmt: skip
    assert (since["field"], since["old"], since["new"]) == ("since", None, "2021-05")
    assert release(project, "2026.12", "--date", "2026-12-01").returncode == 0
    again = run(project, "meshbook", "diff", "2026.11", "2026.12", "--format", "json")
    assert json.loads(again.stdout)["changed"] == [mode, since]
    assert json.loads((project / FOLDER / "2026.12" / "changes.json").read_bytes())["changed"] == [
        mode, since,
    ]  # fmt: skip
    japanese = run(project, "meshbook", "diff", "2026.11", "2026.12", "--format", "markdown",
                   "--lang", "ja")  # fmt: skip
    assert japanese.stdout.startswith("# 2026.11から2026.12までの変更")
    missing = run(project, "meshbook", "diff", "2020.01")
    assert missing.returncode == 2 and "2020.01" in missing.stderr
    last = read_published(project).last
    assert last is not None and last.changed == ("example",)
    kept = read_facts(project, "2026.11")["cases/example#mesh-istio"]["mode"]
    assert kept == '"sidecar"'


def test_diff_calls_no_case_removed_that_cannot_be_read(project: Path) -> None:
    publish(project, {"example": sample_case()})
    edit(project, "example", "translation: current", "translatoin: current")
    done = run(project, "meshbook", "diff", VERSION)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cases/example.yaml" in done.stderr and "meshbook check" in done.stderr


CORRECTED = """verified: '2026-01-15'
corrections:
- date: '2026-11-24'
  claim: mesh-istio
  what: {en: The mode., ja: モード。}
  old: {en: Sidecar, ja: サイドカー}
  new: {en: Ambient, ja: アンビエント}
  why: {en: The source was misread., ja: 出典を読み違えていました。}
"""


def test_earlier_addresses_are_replayed_on_every_build(project: Path, chromium: Browser) -> None:
    assert release(project, "2026.11").returncode == 0
    cases = project / "cases"
    (cases / "other.yaml").rename(cases / "renamed-co.yaml")
    moved = project / "docs" / "data" / "moved.yaml"
    moved.write_text(as_yaml({"moved": [{**MOVE, "new": "cases/none/"}]}), encoding="utf-8")
    failed = run(project, "meshbook", "build", "--no-cards", "--no-exports")
    assert failed.returncode == 2
    assert "lead nowhere: cases/other/" in failed.stderr and "moved.yaml" in failed.stderr
    assert not (project / "site" / "cases" / "example").exists()
    moved.write_text(as_yaml({"moved": [MOVE]}), encoding="utf-8")
    run_build(project, "meshbook", "build", "--no-cards", MESHBOOK_SITE_URL="https://m.example/")
    site = project / "site"
    assert (site / "data" / "releases" / "2026.11" / "facts.tsv.gz").is_file()
    assert "data/releases/2026.11/changes.json" in (site / "data" / "index.html").read_text()
    with serving(site) as host:
        page = chromium.new_page()
        page.goto(f"{host}/ja/cases/other/#stage-2021")
        page.wait_for_url(f"{host}/ja/cases/renamed-co/#stage-2021")
        page.close()


def test_a_case_that_a_release_changed_is_in_the_feed_of_changes(project: Path) -> None:
    assert release(project, "2026.11").returncode == 0
    edit(project, "example", "mode: sidecar", "mode: ambient")
    edit(project, "example", "verified: '2026-01-15'", CORRECTED)
    assert release(project, "2026.12", "--date", "2026-12-01").returncode == 0
    run_build(project, "meshbook", "build", "--no-cards", MESHBOOK_SITE_URL="https://m.example/",
              MESHBOOK_TODAY="2026-12-02")  # fmt: skip
    feeds = project / "site" / "feeds" / "en"
    changed = json.loads((feeds / "changed.json").read_bytes())["items"]
    assert [item["title"] for item in changed] == [
        "Changed in release 2026.12: Example Co runs Istio"
    ]
    corrected = json.loads((feeds / "corrected.json").read_bytes())["items"]
    assert [item["content_text"] for item in corrected] == ["The mode. The source was misread."]
    log = (project / "site" / "corrections" / "index.html").read_text(encoding="utf-8")
    assert "Sidecar" in log and "Ambient" in log and "cases/example/#mesh-istio" in log
