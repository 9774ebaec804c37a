"""The build as a whole: same bytes, same pages in both languages, same by either command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from meshbook.paths import FileKind
from meshbook.reading.schema import MODELS, schema_name
from sample_cases import as_yaml, sample_case
from site_project import ADDRESSES, SITE_URL, make_project, run, run_build


def files_of(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def pages_of(site: Path) -> set[str]:
    return {path for path in files_of(site) if path.endswith(".html")}


def test_two_builds_in_two_folders_are_the_same_to_the_byte(built: Path, tmp_path: Path) -> None:
    project = make_project(tmp_path / "elsewhere")
    run_build(
        project, "meshbook", "build", MESHBOOK_SITE_URL=SITE_URL, PYTHONHASHSEED="7", **ADDRESSES
    )
    assert files_of(project / "site") == files_of(built)


def test_mkdocs_build_strict_gives_the_same_files(built: Path, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    run_build(project, "mkdocs", "build", "--strict", MESHBOOK_SITE_URL=SITE_URL, **ADDRESSES)
    assert files_of(project / "site") == files_of(built)


def test_a_second_build_leaves_nothing_of_a_case_that_is_gone(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    gone = project / "cases" / "soon-gone.yaml"  # write-ups rest on the real ones
    gone.write_text(as_yaml(sample_case()), encoding="utf-8")
    run_build(project, "meshbook", "build", "--no-cards")
    gone.unlink()
    run_build(project, "meshbook", "build", "--no-cards")
    assert not [path for path in files_of(project / "site") if f"/{gone.stem}/" in path]


@pytest.mark.parametrize("kind", MODELS)
def test_the_published_schema_names_its_address_once_the_site_has_one(
    built: Path, built_bare: Path, kind: FileKind
) -> None:
    path = f"schema/{schema_name(kind)}"
    named, bare = (json.loads((site / path).read_bytes()) for site in (built, built_bare))
    assert named.pop("$id") == f"{SITE_URL.rstrip('/')}/{path}"
    assert named == bare


def test_both_languages_have_the_same_addresses(built: Path) -> None:
    pages = pages_of(built)
    english = {path for path in pages if not path.startswith("ja/")}
    japanese = {path.removeprefix("ja/") for path in pages if path.startswith("ja/")}
    assert english == japanese
    assert len(english) > 40


def test_every_case_has_a_page_and_a_card_in_both_languages(built: Path) -> None:
    slugs = [path.stem for path in (built.parent / "cases").glob("*.yaml")]
    for slug in slugs:
        for language, start in (("en", ""), ("ja", "ja/")):
            assert (built / start / "cases" / slug / "index.html").is_file()
            card = (built / "cards" / language / f"{slug}.png").read_bytes()
            assert card.startswith(b"\x89PNG")


def test_without_an_address_nothing_pretends_to_have_one(built_bare: Path) -> None:
    assert not (built_bare / "sitemap.xml").exists()
    for path, content in files_of(built_bare).items():
        if path.endswith(".html"):
            assert b'rel="canonical"' not in content, path
            assert b"hreflang=\"x-default\"" not in content, path
            assert b"og:image" not in content, path
            assert b"mailto:" not in content, path


def test_the_sitemap_names_every_page_in_both_languages(built: Path) -> None:
    sitemap = (built / "sitemap.xml").read_text()
    for path in pages_of(built) - {"404.html", "ja/404.html"}:
        address = SITE_URL + path.removesuffix("index.html")
        assert f"<loc>{address}</loc>" in sitemap, address
    assert sitemap.count('hreflang="x-default"') == sitemap.count("<loc>")


def refused(project: Path, *command: str, **environment: str) -> str:
    """What a build that must not happen says: one line after the announcement."""
    result = run(project, *command, **environment)
    assert result.returncode == 2, result.stdout + result.stderr
    _, line = result.stderr.strip().split("\n")
    assert "Traceback" not in line
    return line


def test_a_folder_that_holds_anything_else_is_never_emptied(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "letter.txt").write_text("mine")
    for folder in ("cases", ".", "..", "docs/en", str(kept)):
        assert "folder" in refused(project, "meshbook", "build", "--output", folder)
    assert (kept / "letter.txt").read_text() == "mine"
    assert list((project / "cases").glob("*.yaml"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MESHBOOK_REPO_URL", "javascript:alert(1)"),
        ("MESHBOOK_REPO_URL", 'https://example.org/"><x>'),
        ("MESHBOOK_SITE_URL", "ftp://example.org/"),
        ("MESHBOOK_CONTACT", '"><x>'),
    ],
)
def test_an_address_of_the_deployment_that_is_none_is_refused(
    tmp_path: Path, name: str, value: str
) -> None:
    project = make_project(tmp_path / "project")
    assert name in refused(project, "meshbook", "build", "--no-cards", **{name: value})


def test_a_case_with_an_error_is_not_published(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    case = project / "cases" / "zozo.yaml"
    case.write_text(case.read_text("utf-8").replace("grade: E2", "grade: E9", 1), "utf-8")
    assert "S004" in refused(project, "meshbook", "build", "--no-cards")
