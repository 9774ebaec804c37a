"""What a check remembers: clean files are passed over, and nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import meshbook.reading.catalog as catalog
import meshbook.rules.project as project
from meshbook.cli import main
from meshbook.reading.source import SourceFiles
from sample_cases import as_yaml, sample_case, write_project
from sample_sources import source_files, write_source

TODAY = ["--today", "2026-06-01"]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the check remembers in."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("MESHBOOK_CACHE", str(folder))
    return folder


@pytest.fixture
def root(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two clean cases, checked once."""
    other = {"name": {"en": "Other Ltd", "ja": "他社"}, "homepage": None}
    cases = {"one": sample_case(), "two": sample_case({"organisation": other})}
    root = write_project(tmp_path / "project", cases)
    monkeypatch.chdir(root)
    assert checked() == 0
    return root


@pytest.fixture
def read(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of all files that were read since."""
    paths: list[str] = []
    really = catalog.read_case

    def reading(path: str, content: bytes) -> object:
        paths.append(path)
        return really(path, content)

    monkeypatch.setattr(catalog, "read_case", reading)
    return paths


def checked(*arguments: str) -> int:
    """The exit code of a check."""
    with pytest.raises(SystemExit) as left:
        main(["check", *(arguments or TODAY)])
    return int(left.value.code or 0)


def test_clean_files_are_not_read_again(
    read: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked() == 0
    assert read == []
    assert capsys.readouterr().out.endswith("files: 2, errors: 0, warnings: 0\n")


def test_a_file_that_has_changed_is_read_again(root: Path, read: list[str]) -> None:
    path = root / "cases" / "two.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "sumary: x\n", encoding="utf-8")
    assert checked() == 1
    assert checked() == 1, "what is wrong is told every time"
    assert read == ["cases/two.yaml"] * 2


def test_a_file_under_another_name_is_read_again(root: Path, read: list[str]) -> None:
    (root / "cases" / "two.yaml").rename(root / "cases" / "Three.yaml")
    assert checked() == 1
    assert read == ["cases/Three.yaml"]


def test_a_changed_word_list_or_another_day_has_everything_read_again(
    root: Path, read: list[str]
) -> None:
    assert checked("--today", "2026-06-02") == 0
    assert len(read) == 2
    industries = root / "cases" / "_words" / "industries.yaml"
    industries.write_text(
        industries.read_text(encoding="utf-8") + "beekeeping: {en: Beekeeping, ja: 養蜂}\n",
        encoding="utf-8",
    )
    assert checked("--today", "2026-06-02") == 0
    assert len(read) == 4


def test_a_twin_of_a_remembered_case_is_found(
    root: Path, read: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "cases" / "twin.yaml").write_text(as_yaml(sample_case()), encoding="utf-8")
    assert checked("cases/twin.yaml", *TODAY) == 1
    assert read == ["cases/twin.yaml"]
    assert "O001" in capsys.readouterr().out


def test_without_the_cache_everything_is_read(read: list[str], cache: Path) -> None:
    before = [path.read_bytes() for path in cache.rglob("*.json")]
    assert checked("--no-cache", *TODAY) == 0
    assert len(read) == 2
    assert [path.read_bytes() for path in cache.rglob("*.json")] == before


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1}', '{"a": {"slug": 1}}', "\0"])
def test_a_damaged_cache_is_done_without(content: str, read: list[str], cache: Path) -> None:
    (file,) = cache.rglob("*.json")
    file.write_text(content, encoding="utf-8")
    assert checked() == 0
    assert len(read) == 2
    assert len(json.loads(file.read_bytes())) == 2


def test_a_cache_that_cannot_be_written_is_done_without(
    root: Path, read: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("MESHBOOK_CACHE", str(tmp_path / "file"))
    assert checked() == 0
    assert len(read) == 2


def test_nothing_of_the_cache_lies_in_the_project(root: Path) -> None:
    assert [path.name for path in root.iterdir()] == ["cases"]


def test_a_source_found_clean_is_not_read_again_until_it_changes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_source(root, source_files())
    assert checked() == 0
    paths: list[str] = []
    really = project.read_source

    def reading(files: SourceFiles) -> object:
        paths.append(files.path)
        return really(files)

    monkeypatch.setattr(project, "read_source", reading)
    assert checked() == 0
    assert paths == []
    assert checked("cases/one.yaml", *TODAY) == 0
    assert checked("docs/data", *TODAY) == 0
    assert paths == [], "a check of something else forgets nothing"
    runs = folder / "runs.csv"
    runs.write_text(runs.read_text(encoding="utf-8").replace("cluster,", "laptop,"), "utf-8")
    assert checked() == 1
    assert checked() == 1, "what is wrong is told every time"
    assert paths == ["docs/data/benchmarks/example"] * 2


def test_a_check_of_sources_leaves_the_cases_remembered(root: Path, read: list[str]) -> None:
    write_source(root, source_files())
    assert checked("docs/data", *TODAY) == 0
    assert checked() == 0
    assert read == []
