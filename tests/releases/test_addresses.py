"""Every address that was published leads somewhere: a page, an anchor, or a page that leads on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from meshbook.languages import LANGUAGES, prefix
from meshbook.model.catalog import Catalog
from meshbook.model.release import Moves, Published, Release
from meshbook.pages import case as case_pages
from meshbook.pages import meshes, moved
from meshbook.pages.library import Library
from meshbook.problems import MeshbookError
from meshbook.publish.replay import replay
from meshbook.releases.addresses import addresses_of, landings, lost
from meshbook.rules.project import check_project
from meshbook.settings import Settings
from sample_cases import sample_case, write_project
from sample_library import rendered, text_of
from sample_profiles import write_profile

TODAY = datetime.date(2026, 6, 1)
WHY = {"en": "The name was wrong.", "ja": "名前が誤っていました。"}
CHANGED = {
    "stages": {"0": {"id": "began"}},
    "renamed": {"stage-2021": "began"},
    "corrections": [
        {"date": "2026-02-01", "claim": "taken", "what": {"en": "A motive.", "ja": "動機。"},
         "old": {"en": "For mTLS", "ja": "mTLSのため"}, "why": {**WHY}},
        {"date": "2026-02-02", "claim": "began", "what": {"en": "The month.", "ja": "月。"},
         "old": {"en": "In May", "ja": "5月"}, "new": {"en": "In June", "ja": "6月"},
         "why": {**WHY}},
    ],
}  # fmt: skip
PATHS = ("index.html", "ja/index.html", "cases/example/index.html", "ja/cases/example/index.html",
         "404.html", "api/v1/index.json")  # fmt: skip


def catalog(
    root: Path, addresses: Iterable[str] = (), moves: Iterable[Mapping[str, Any]] = (),
    case: Mapping[str, Any] | None = None, profile: Mapping[str, Any] | None = None,
) -> Catalog:  # fmt: skip
    """The sample project, of which ``addresses`` were published."""
    write_project(root, {"example": sample_case(dict(case or {}))})
    write_profile(root, dict(profile or {}))
    found, problems = check_project(root, TODAY)
    assert problems == []
    published = Published(
        (Release("2026.01", datetime.date(2026, 1, 20)),), {}, dict.fromkeys(addresses, "2026.01")
    )
    made = Moves.model_validate({
        "moved": [{"date": "2026-02-01", "why": WHY, **move} for move in moves]
    })  # fmt: skip
    return replace(found, published=published, moves=made)


def test_pages_claims_and_lasting_files_are_kept(tmp_path: Path) -> None:
    found = addresses_of(catalog(tmp_path), PATHS, ["api/v1/index.json"])
    assert found == sorted(found)
    assert {"", "cases/example/", "cases/example/#stage-2021", "cases/example/#mesh-istio",
            "meshes/istio/#what-1", "api/v1/index.json"} <= set(found)  # fmt: skip
    assert not [each for each in found if each.startswith(("ja/", "404"))]


def test_everything_that_is_there_lands(tmp_path: Path) -> None:
    whole = catalog(tmp_path)
    paths = [*PATHS, "meshes/istio/index.html"]
    known = addresses_of(whole, paths, ["api/v1/index.json"])
    again = replace(whole, published=replace(whole.published, since=dict.fromkeys(known, "1")))
    assert lost(again, paths, with_files=True) == []


@pytest.mark.parametrize("address", [
    "cases/gone/", "cases/example/#gone", "cases/gone/#stage-2021", "api/v1/gone.json",
    "meshes/istio/#gone",
])  # fmt: skip
def test_what_is_gone_without_a_word_is_lost(tmp_path: Path, address: str) -> None:
    paths = [*PATHS, "meshes/istio/index.html"]
    whole = catalog(tmp_path, [address, ""])
    assert lost(whole, paths, with_files=True) == [address]
    with pytest.raises(MeshbookError, match=rf"1 of the addresses.*{address}.*moved\.yaml"):
        replay(whole, paths, with_exports=True)


def test_a_file_is_not_missed_where_no_exports_are_made(tmp_path: Path) -> None:
    assert lost(catalog(tmp_path, ["api/v1/gone.json"]), PATHS, with_files=False) == []


def test_renamed_and_taken_back_claims_land(tmp_path: Path) -> None:
    published = [f"cases/example/#{name}" for name in ("stage-2021", "taken", "began")]
    assert lost(catalog(tmp_path, published, case=CHANGED), PATHS, with_files=True) == []


def test_a_page_that_moved_lands_with_its_claims(tmp_path: Path) -> None:
    published = ["cases/old/", "cases/old/#stage-2021", "cases/old/#lost", "cases/older/#began"]
    moves = [{"old": "cases/old/", "new": "cases/example/"},
             {"old": "cases/older/", "new": "cases/old/"}]  # fmt: skip
    whole = catalog(tmp_path, published, moves, CHANGED)
    stubs = [page.path for page in moved.pages(Library(whole, Settings()))]
    assert lost(whole, [*PATHS, *stubs], with_files=True) == ["cases/old/#lost"]


def test_pages_that_lead_in_a_circle_or_nowhere_are_lost(tmp_path: Path) -> None:
    moves = [{"old": "cases/a/", "new": "cases/b/"}, {"old": "cases/b/", "new": "cases/a/"},
             {"old": "cases/c/", "new": "cases/none/"}]  # fmt: skip
    whole = catalog(tmp_path, ["cases/a/", "cases/c/"], moves)
    stubs = [page.path for page in moved.pages(Library(whole, Settings()))]
    assert lost(whole, [*PATHS, *stubs], with_files=True) == ["cases/a/", "cases/c/"]


def test_a_withdrawn_page_says_so_for_all_its_claims(tmp_path: Path) -> None:
    whole = catalog(tmp_path, ["cases/w/", "cases/w/#any"], [{"old": "cases/w/"}])
    library = Library(whole, Settings())
    stubs = list(moved.pages(library))
    assert lost(whole, [*PATHS, *(page.path for page in stubs)], with_files=True) == []
    for language in LANGUAGES:
        page = rendered(stubs, f"{prefix(language)}cases/w/index.html")
        assert WHY[language] in text_of(page)
        assert not page.xpath("//meta[@http-equiv='refresh']")


def test_a_page_that_moved_leads_on_in_both_languages(tmp_path: Path) -> None:
    whole = catalog(tmp_path, (), [{"old": "cases/old/", "new": "cases/example/"}])
    stubs = list(moved.pages(Library(whole, Settings.of("https://meshbook.example", "", ""))))
    for language in LANGUAGES:
        page = rendered(stubs, f"{prefix(language)}cases/old/index.html")
        assert page.xpath("//a[@id='moved-to']/@href") == ["../../cases/example/"]
        [refresh] = page.xpath("//meta[@http-equiv='refresh']/@content")
        assert refresh.endswith("url=../../cases/example/")
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_case_page_has_a_place_for_every_id_that_lands_there(tmp_path: Path) -> None:
    whole = catalog(tmp_path, case=CHANGED)
    pages = list(case_pages.pages(Library(whole, Settings())))
    for language in LANGUAGES:
        page = rendered(pages, f"{prefix(language)}cases/example/index.html")
        ids = page.xpath("//@id")
        assert len(set(ids)) == len(ids)
        assert landings(whole.cases["example"]) <= set(ids)
        [earlier] = page.xpath("//*[@id='stage-2021']")
        assert earlier.xpath(".//a/@href") == ["#began"]
        [taken] = page.xpath("//*[@id='taken']")
        assert CHANGED["corrections"][0]["old"][language] in text_of(taken)


def test_a_mesh_page_has_a_place_for_earlier_ids(tmp_path: Path) -> None:
    renamed = {"renamed": {"what-old": "what-1"}}
    whole = catalog(tmp_path, ["meshes/istio/#what-old"], profile=renamed)
    assert lost(whole, ["meshes/istio/index.html"], with_files=True) == []
    page = rendered(meshes.pages(Library(whole, Settings())), "meshes/istio/index.html")
    assert page.xpath("//*[@id='what-old']//a/@href") == ["#what-1"]
