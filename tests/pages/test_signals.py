"""What a reader of conformance reports and of signs of support relies on."""

from __future__ import annotations

import datetime
from functools import cache

import pytest
from lxml import html

from meshbook.exports import measurements
from meshbook.pages import benchmarks, conformance, live, meshes
from meshbook.search.documents import documents
from sample_library import text_of
from sample_pages import library as library_without
from sample_signals import HOST, supported_library

PAGE = "benchmarks/live/conformance/index.html"
OVERVIEW = "benchmarks/index.html"
MAKERS = (benchmarks, live, conformance, meshes)


@cache
def files() -> dict[str, bytes]:
    made = [each for maker in MAKERS for each in maker.pages(supported_library())]
    return {each.path: each.render() for each in made}


@cache
def tree(path: str) -> html.HtmlElement:
    return html.document_fromstring(files()[path].decode())


def rows_of(implementation: str, path: str = PAGE) -> list[list[str]]:
    rows = tree(path).xpath(f"//section[@aria-labelledby='{implementation}']//tbody/tr")
    return [[text_of(cell) for cell in row] for row in rows]


def support(mesh: str, language: str = "") -> dict[str, html.HtmlElement]:
    """The row of each sign on the page of a mesh, by its name."""
    rows = tree(f"{language}meshes/{mesh}/index.html").xpath(
        "//section[@aria-labelledby='support']//tbody/tr"
    )
    return {text_of(row[0]): row for row in rows}


def test_a_series_of_reports_has_one_page_and_no_picture() -> None:
    paths = [each.path for maker in MAKERS for each in maker.pages(supported_library())]
    assert paths.count(PAGE) == paths.count(f"ja/{PAGE}") == 1
    assert not tree(PAGE).xpath("//figure | //main//svg[@class='plot']")
    charts = [each.path for each in measurements.files(supported_library())]
    assert not [path for path in charts if "conformance/charts" in path]


def test_a_report_says_version_profile_and_every_outcome_of_both_levels() -> None:
    newest = rows_of("istio")[0]
    assert newest[:3] == ["v1.4.0", "1.2.0", "MESH-HTTP (standard)"]
    assert newest[3].startswith("Partial") and "MeshNotRun" in newest[3]
    assert "6 passed, 0 failed, 1 skipped" in newest[3]
    assert "Success" in newest[4] and "3 passed, 0 failed, 0 skipped" in newest[4]
    assert "2 features declared as supported" in newest[4]
    assert newest[4].index("MeshFirst") < newest[4].index("MeshSecond")
    assert "not supported: MeshThird" in newest[4]
    (link,) = tree(PAGE).xpath("//a[contains(@href, '/new.yaml')][contains(@class, 'out')]")
    assert link.get("href") == f"{HOST}/new.yaml" and "1 Mar 2026" in text_of(link)


def test_what_a_report_does_not_tell_is_no_zero() -> None:
    grpc = next(row for row in rows_of("istio") if "MESH-GRPC" in row[2])
    assert grpc[4] == "not in the report"


def test_failed_tests_are_told_as_plainly_as_passed_ones() -> None:
    ((*_, core, _, report),) = rows_of("zeta-cloud-mesh")
    assert "5 passed, 2 failed, 0 skipped" in core
    assert report.startswith("undated")


def test_the_newest_report_stands_first_by_its_moment_not_by_its_text() -> None:
    assert [row[1] for row in rows_of("linkerd")] == ["2.18", "2.17"]
    assert [row[0] for row in rows_of("istio")] == ["v1.4.0", "v1.4.0", "v1.2.0"]


def test_implementations_stand_in_the_order_of_the_word_list_whatever_they_passed() -> None:
    found = tree(PAGE).xpath("//section[@class='group']/h3/@id")
    assert found == ["linkerd", "acme-for-linkerd", "istio", "zeta-cloud-mesh"]


def test_a_commit_is_cut_and_a_request_for_change_is_a_link() -> None:
    assert rows_of("linkerd")[0][0] == "4c436290f2"
    ((_, version, *_),) = rows_of("acme-for-linkerd")
    assert version == "acme/mesh/pull/7"
    assert tree(PAGE).xpath("//a[@href='https://github.com/acme/mesh/pull/7']")


def test_a_mesh_page_shows_the_newest_reports_of_each_of_its_products() -> None:
    row = support("linkerd")["Gateway API conformance"]
    said = [text_of(each) for each in row.xpath(".//li")]
    assert len(said) == 2
    assert "2.18, 1 Jan 2026" in said[0] and "Linkerd" not in said[0]
    assert "Acme for Linkerd" in said[1] and "7 passed" in said[1]
    istio = support("istio")["Gateway API conformance"]
    assert "1.24" not in text_of(istio) and "3 passed" in text_of(istio)


def test_a_sign_leads_to_its_source_and_says_when_that_was_read() -> None:
    for name, row in support("istio").items():
        (source,) = row.xpath("./td[last()]")
        assert "read 1 Oct 2026" in text_of(source), name
        assert source.xpath(".//a[@class='out']/@href") == ["https://bench.example.org/live"]
    page, _, anchor = support("istio")["Gateway API conformance"].xpath(
        ".//a[contains(., 'All its reports')]/@href"
    )[0].removeprefix("../../").partition("#")
    assert tree(f"{page}index.html").xpath(f"//h3[@id='{anchor}']")


def test_the_day_of_the_last_fetch_is_told_where_there_was_one() -> None:
    day = datetime.date(2026, 11, 20)
    fetched = supported_library({"landscape": day, "conformance": day})
    made = {each.path: each for maker in MAKERS for each in maker.pages(fetched)}
    page = html.document_fromstring(made["meshes/istio/index.html"].render().decode())
    told = text_of(page.xpath("//section[@aria-labelledby='support']")[0])
    assert told.count("read 20 Nov 2026") == 2 and told.count("read 1 Oct 2026") == 2


def test_the_steps_of_a_project_stand_in_their_order_and_unknown_ones_are_left_out() -> None:
    said = [text_of(each) for each in support("istio")["Level in the CNCF"].xpath(".//li")]
    assert said == [
        "accepted 30 Sep 2022", "incubating since 30 Sep 2022", "graduated 12 Jul 2023",
    ]  # fmt: skip


def test_ends_of_life_and_releases_are_the_latest_and_no_previews() -> None:
    ends = [text_of(each) for each in support("istio")["Looked after until"].xpath(".//li")]
    assert ends == ["1.8: until 31 Jan 2028", "1.7: until 31 Jan 2027", "1.6: ended 31 Jan 2026"]
    releases = [text_of(each) for each in support("istio")["Newest releases"].xpath(".//li")]
    assert releases == ["1.4.0, 1 Apr 2026", "1.3.0, 1 Mar 2026", "1.2.0, 1 Feb 2026"]


def test_popularity_is_no_sign_of_support() -> None:
    assert b"38123" not in b"".join(files().values())


@pytest.mark.parametrize("language", ["", "ja/"])
def test_a_mesh_of_which_nobody_says_anything_has_no_such_section(language: str) -> None:
    assert support("istio", language) and not support("consul", language)
    bare = {each.path: each.render() for each in meshes.pages(library_without())}
    assert b'id="support"' not in bare[f"{language}meshes/istio/index.html"]


def test_reports_are_no_measurements_on_the_page_of_a_mesh_and_no_series_in_the_overview() -> None:
    assert not tree("meshes/istio/index.html").xpath("//h2[@id='measurements']")
    page = tree(OVERVIEW)
    assert not page.xpath("//section[@aria-labelledby='live']//a[contains(@href, 'conformance')]")
    numbers = text_of(page.xpath("//ul[@class='numbers']")[0])
    assert "1live series" in numbers and "6runs" in numbers


def test_the_overview_names_every_source_of_signs_with_what_to_mind() -> None:
    (section,) = tree(OVERVIEW).xpath("//section[@aria-labelledby='support']")
    assert section.xpath(".//tbody/tr/@id") == ["conformance", "ends", "landscape", "releases"]
    assert section.xpath(".//a[@href='../benchmarks/live/conformance/']")
    for row in section.xpath(".//tbody/tr[position() > 1]"):
        assert "Mind the versions." in text_of(row)
    assert "Each run by its own project" in text_of(section.xpath(".//tbody/tr")[0])


def test_reports_and_signs_are_found_by_search() -> None:
    found = {each.url: each for each in documents(supported_library(), (), "ja")}
    report = found["ja/benchmarks/live/conformance/"]
    assert "適合性" in report.facts and "Linkerd" in report.facts
    assert "卒業" in found["ja/meshes/istio/"].body
    assert found["ja/meshes/consul/"].body == ""


def test_no_page_has_a_style_of_its_own_and_no_id_stands_twice() -> None:
    for path in files():
        page = tree(path)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        inside = "//script[not(@src) and not(@type='application/ld+json')]"
        assert not page.xpath(f"//@style | //style | {inside}"), path
