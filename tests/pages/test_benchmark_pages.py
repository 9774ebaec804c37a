"""What a reader of the pages of measurements relies on."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from dataclasses import replace
from functools import cache

import jsonschema
import pytest
from lxml import html

from meshbook.exports import measurements
from meshbook.exports.measurements import FOLDER
from meshbook.pages import benchmarks, contradictions, live, meshes, not_found, study
from meshbook.pages.contradictions import questions
from meshbook.pages.library import Library
from meshbook.pages.strings import strings
from meshbook.search.documents import documents
from sample_benchmarks import measured_library
from sample_cases import PROJECT
from sample_library import text_of
from sample_pages import library as library_without

STUDY = "benchmarks/studies/a-study/index.html"
SECOND = "benchmarks/studies/another-study/index.html"
LIVE = "benchmarks/live/a-gateway/index.html"
WAITING = "benchmarks/live/not-read/index.html"
OVERVIEW = "benchmarks/index.html"
LEDGER = "benchmarks/contradictions/index.html"
MAKERS = (benchmarks, study, live, contradictions, meshes, not_found)


@cache
def files() -> dict[str, bytes]:
    library = measured_library()
    made = [each for maker in MAKERS for each in maker.pages(library)]
    return {each.path: each.render() for each in [*made, *measurements.files(library)]}


@cache
def tree(path: str) -> html.HtmlElement:
    return html.document_fromstring(files()[path].decode())


def headings(path: str) -> list[str]:
    return [each.get("id") for each in tree(path).xpath("//main//h2")]


@pytest.mark.parametrize("start", ["", "ja/"])
def test_every_source_has_a_page_in_its_own_room(start: str) -> None:
    assert {start + page for page in (STUDY, SECOND, LIVE, WAITING, OVERVIEW, LEDGER)} <= set(
        files()
    )
    assert f"{start}benchmarks/live/a-study/index.html" not in files()


def test_conditions_stand_before_figures_and_figures_before_caveats() -> None:
    order = headings(STUDY)
    wanted = ["conditions", "figures", "conclusions", "caveats", "raw"]
    assert [each for each in order if each in wanted] == wanted


def test_all_eight_conditions_are_told_and_what_nobody_told_is_marked() -> None:
    found = tree(STUDY).xpath("//dl[@class='conditions']/div")
    assert len(found) == 8
    application = next(each for each in found if text_of(each).startswith("Application"))
    assert application.xpath(".//*[@class='absent']")
    assert "100 requests/s" in text_of(tree(STUDY).xpath("//dl[@class='conditions']")[0])


def test_studies_and_live_series_are_never_in_one_table() -> None:
    page = tree(OVERVIEW)
    for room, others in (("studies", "live"), ("live", "studies")):
        table = page.xpath(f"//section[@aria-labelledby='{room}']//table")[0]
        links = table.xpath(".//a/@href")
        assert [link for link in links if link.startswith(f"{room}/")]
        assert not [link for link in links if link.startswith(f"{others}/")]


def test_a_stale_series_says_how_old_its_copy_is() -> None:
    for path in (LIVE, OVERVIEW):
        assert "Last good copy: 1 Oct 2026" in text_of(tree(path)), path
    assert "30日ごと" in text_of(tree(f"ja/{LIVE}"))


def test_a_series_that_was_read_again_without_a_change_is_fresh() -> None:
    library = measured_library()
    fetched = {"a-gateway": datetime.date(2026, 11, 20)}
    again = Library(replace(library.catalog, fetched=fetched), library.settings)
    assert again.benchmarks["a-gateway"].retrieved == "2026-11-20"
    assert not again.benchmarks["a-gateway"].is_stale(again.catalog.today)
    assert library.benchmarks["a-gateway"].is_stale(library.catalog.today)


def test_a_source_without_figures_has_its_conditions_and_says_that_it_waits() -> None:
    assert "No figures of this source are recorded yet" in text_of(tree(WAITING))
    assert not tree(WAITING).xpath("//figure")
    assert "No figures here yet" in text_of(tree(OVERVIEW))


@pytest.mark.parametrize("path", [STUDY, SECOND, LIVE, f"ja/{STUDY}", f"ja/{LIVE}"])
def test_every_chart_has_a_name_a_description_a_table_and_its_files(path: str) -> None:
    page = tree(path)
    charts = page.xpath("//figure")
    assert charts
    for chart in charts:
        (picture,) = chart.xpath(".//div[@class='canvas']/svg")
        for attribute, tag in (("aria-labelledby", "title"), ("aria-describedby", "desc")):
            (said,) = picture.xpath(f"./{tag}[@id='{picture.get(attribute)}']")
            assert len(text_of(said)) > 6
        assert chart.xpath(".//details//table/tbody/tr")
        links = chart.xpath(".//p[@class='links']/a/@href")
        assert {link.rpartition(".")[2] for link in links} == {"csv", "json"}
        for link in links:
            assert link[link.index(FOLDER) :] in files(), link


def test_the_table_beneath_has_a_row_for_every_lane_and_every_release() -> None:
    for chart in tree(STUDY).xpath("//figure"):
        lanes = chart.xpath(".//*[contains(@class, 'lane')]")
        assert len(lanes) == len(chart.xpath(".//tbody/tr")) > 1
    (chart,) = tree(LIVE).xpath("//figure")
    points = chart.xpath("(.//*[contains(@class, 'points')])[1]/circle")
    assert len(chart.xpath(".//tbody/tr")) == 6 and len(points) == 4


def test_the_interest_is_in_the_picture_itself() -> None:
    for path in (STUDY, LIVE, f"ja/{STUDY}"):
        for picture in tree(path).xpath("//div[@class='canvas']/svg"):
            assert picture.xpath("./*[@class='ribbon']") and picture.xpath(
                "./*[contains(@class, 'caution') and contains(@class, 'strong')]"
            )
    assert not tree(SECOND).xpath("//*[@class='ribbon']")


def test_a_change_of_method_is_a_wall_with_its_name() -> None:
    page = tree(LIVE)
    assert len(page.xpath("//*[@class='wall']")) == 1
    assert "method changed" in text_of(page.xpath("//div[@class='canvas']")[0])
    assert "The load became another one." in text_of(page)


def test_the_failed_run_is_counted_folded_and_in_no_chart() -> None:
    page = tree(STUDY)
    fold = page.xpath("//details[summary[contains(., 'failed')]]")[0]
    assert fold.get("open") is None and "out of memory" in text_of(fold)
    assert "out of memory" not in "".join(text_of(each) for each in page.xpath("//figure"))


def test_raw_files_are_linked_with_the_commit() -> None:
    raw = tree(STUDY).xpath("//section[@aria-labelledby='raw']")[0]
    assert "a" * 40 in text_of(raw)
    assert any("a" * 40 in href for href in raw.xpath(".//a/@href"))
    assert "https://bench.example.org/slow/istio-0.json" in raw.xpath(".//a/@href")


def test_a_source_of_which_only_facts_may_be_taken_says_so() -> None:
    assert "recorded as facts" in text_of(tree(SECOND))
    assert "recorded as facts" not in text_of(tree(STUDY))


def test_the_ledger_sets_answers_side_by_side_and_names_what_differs() -> None:
    (question,) = questions(measured_library(), "en")
    assert [answer.measured.id for answer in question.answers] == ["a-study", "another-study"]
    page = tree(LEDGER)
    assert headings(LEDGER) == ["latency-linkerd-vs-istio-sidecar"]
    assert "Versions" in text_of(page) and "not given" in text_of(page)


def test_one_answer_is_no_contradiction() -> None:
    library = measured_library()
    alone = measured_library(library.catalog.benchmarks["a-study"])
    assert questions(alone, "en") == []


def test_a_mesh_page_shows_its_measurements_under_their_conditions() -> None:
    (section,) = tree("meshes/linkerd/index.html").xpath("//section[h2[@id='measurements']]")
    rows = section.xpath(".//tbody/tr")
    assert len(rows) == 2
    told = " ".join(map(text_of, rows))
    assert "100 rps" in told and "p50 3.1" in told and "median above p90" in told
    assert "Run by one of the makers" in told
    for link in section.xpath(".//tbody//a/@href"):
        page, _, anchor = link.removeprefix("../../").partition("#")
        target = tree(f"{page}index.html")
        assert not anchor or target.xpath(f"//*[@id='{anchor}']"), link


def test_a_mesh_that_nobody_measured_has_no_such_section() -> None:
    assert not tree("meshes/consul/index.html").xpath("//h2[@id='measurements']")


def test_the_room_is_in_the_navigation_only_where_there_is_something_in_it() -> None:
    room = "//nav[@class='rooms']//a[contains(@href, 'benchmarks/')]"
    assert tree(STUDY).xpath(room)[0].get("aria-current") == "true"
    assert tree(OVERVIEW).xpath(room)[0].get("aria-current") == "page"
    bare = library_without()
    assert not [page for maker in MAKERS[:4] for page in maker.pages(bare)]
    assert not list(measurements.files(bare))
    (lost, _) = not_found.pages(bare)
    assert b"benchmarks/" not in lost.render()


def test_no_page_has_a_style_or_a_script_of_its_own() -> None:
    for path, content in files().items():
        if "benchmarks/" in path and path.endswith(".html"):
            text = content.decode()
            assert not re.search(r"<[^>]+\sstyle=", text), path
            run = r"<script(?! type=.application/ld\+json.)(?![^>]*\ssrc=)"
            assert "<style" not in text and not re.search(run, text), path
            assert not re.search(r"<[^>]+\son[a-z]+=", text), path


def test_no_id_stands_twice_on_a_page() -> None:
    for path in files():
        if "benchmarks/" in path and path.endswith(".html"):
            ids = tree(path).xpath("//@id")
            assert len(ids) == len(set(ids)), path


def test_every_chart_file_holds_to_the_schema_and_says_its_licence() -> None:
    schema = json.loads(files()["schema/measurements.schema.json"])
    charts = [path for path in files() if "/charts/" in path and path.endswith(".json")]
    assert len(charts) == 5
    for path in charts:
        data = json.loads(files()[path])
        jsonschema.validate(data, schema)
        assert data["format"] == "meshbook-measurements/1"
        assert data["source"]["licence"]["upstream"] in ("MIT", "none", "Apache-2.0")


def test_csv_and_json_of_a_chart_hold_the_same_figures() -> None:
    for path in files():
        if "/charts/" not in path or not path.endswith(".csv"):
            continue
        rows = list(csv.DictReader(io.StringIO(files()[path].decode())))
        data = json.loads(files()[path.removesuffix("csv") + "json"])["rows"]
        assert [float(row["value"]) for row in rows] == [row["value"] for row in data]
        assert [row["run"] for row in rows] == [row["run"] for row in data]


def test_all_figures_of_a_source_are_published_the_undrawn_ones_too() -> None:
    text = files()[f"{FOLDER}/a-study/measurements.csv"].decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    library = measured_library()
    assert len(rows) == len(library.benchmarks["a-study"].tables.measurements)
    assert any(row["metric"] == "memory" for row in rows)
    index = json.loads(files()[f"{FOLDER}/index.json"])
    assert [each["id"] for each in index["sources"]] == ["a-gateway", "a-study", "another-study"]


def test_a_study_is_found_by_what_was_measured_and_by_whom() -> None:
    found = {each.url: each for each in documents(measured_library(), (), "ja")}
    document = found["ja/benchmarks/studies/a-study/"]
    assert document.kind == "study"
    assert "Linkerd" in document.facts and "レイテンシー" in document.facts
    assert "Example Vendor" in document.facts


def test_every_question_that_a_recorded_source_answers_has_words() -> None:
    topics = {
        line.split(":", 1)[1].strip()
        for path in (PROJECT / "docs" / "data" / "benchmarks").glob("*/source.yaml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("topic:")
    }
    for topic in topics:
        assert f"benchmarks.topic.{topic}" in strings("en"), topic
