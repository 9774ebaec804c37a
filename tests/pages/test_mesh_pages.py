"""What a reader of the mesh pages and of the page for a wrong address relies on."""

from __future__ import annotations

from meshbook.pages.meshes import cases_by_mesh
from meshbook.settings import Settings
from sample_pages import ADDRESSES, library, sources, tree


def listed(path: str, group: str) -> list[str]:
    """The cases under the heading ``group``."""
    links = tree(path).xpath(f"//section[h2[@id='{group}']]/ul/li//a/@href")
    return [href.strip("./").removeprefix("cases/") for href in links]


def test_every_mesh_that_a_case_names_has_a_page_in_both_languages() -> None:
    named = {use.mesh for case in library().catalog.cases.values() for use in case.meshes}
    for mesh in named:
        assert f"meshes/{mesh}/index.html" in sources()
        assert f"ja/meshes/{mesh}/index.html" in sources()


def test_a_mesh_that_neither_a_case_names_nor_a_profile_describes_has_no_page() -> None:
    assert "meshes/traefik-mesh/index.html" not in sources()


def test_cases_stand_under_what_became_of_the_mesh_in_them() -> None:
    assert listed("meshes/linkerd/index.html", "in-use") == ["example-grocer"]
    assert listed("meshes/linkerd/index.html", "left") == ["example-bank"]
    assert listed("meshes/istio/index.html", "moved") == ["example-bank"]
    assert listed("meshes/istio/index.html", "silent") == ["reiji-denki"]
    assert listed("meshes/istio/index.html", "trial") == ["example-rail"]
    assert listed("meshes/cilium/index.html", "rejected") == ["example-post"]
    assert listed("meshes/envoy/index.html", "undated") == ["example-games"]
    assert listed("meshes/consul/index.html", "alternative") == ["example-bank"]


def test_who_only_considered_a_mesh_is_not_counted_as_a_user() -> None:
    consul = next(mesh for mesh in cases_by_mesh(library()) if mesh.term.id == "consul")
    assert [row.slug for row in consul.used] == ["example-rail"]
    assert {row.slug for row in consul.cases} == {"example-rail", "example-bank"}


def test_a_version_leads_to_the_claim_that_names_it() -> None:
    row = tree("meshes/istio/index.html").xpath("//table/tbody/tr[th='0.7']")[0]
    assert row.xpath(".//a/@href") == ["../../cases/example-bank/#istio-first-version"]


def test_the_list_of_meshes_begins_with_the_one_that_most_have_run() -> None:
    names = tree("meshes/index.html").xpath("//main//h2/@id")
    assert names[0] == "istio"
    assert set(names) == {mesh.term.id for mesh in cases_by_mesh(library())}


def test_a_wrong_address_is_answered_in_both_languages_the_page_s_own_first() -> None:
    for path, first in (("404.html", "en"), ("ja/404.html", "ja")):
        spoken = tree(path).xpath("//main//div[@class='lost']/@lang")
        assert spoken[0] == first
        assert set(spoken) == {"en", "ja"}


def test_the_page_for_a_wrong_address_links_from_the_root_of_the_host() -> None:
    for settings, base in ((ADDRESSES, "/book/"), (Settings(), "/")):
        page = tree("404.html", settings)
        links = [href for href in page.xpath("//@href | //@src") if not href.startswith("#")]
        assert links
        assert all(link.startswith(base) for link in links), links


def test_the_page_for_a_wrong_address_is_not_for_search_engines() -> None:
    page = tree("404.html")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not page.xpath("//link[@rel='canonical']")
